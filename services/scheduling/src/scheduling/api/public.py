"""What anyone may read."""

from datetime import date, datetime
from uuid import UUID

from fastapi import APIRouter

from scheduling.domain.vocabulary import PartnerRole, TrainingState
from scheduling.views import public as views
from shared.web.door import CurrentTransaction, Door, Now, allow
from shared.web.paging import CurrentPaging
from shared.web.principal import ANYONE
from shared.web.shapes import Items, Shown, example

router = APIRouter(prefix="/v1/public", route_class=Door, tags=["public"])


class PublicPartnerView(Shown):
    code: str
    name: str
    country: str
    role: PartnerRole


class PublicManualView(Shown):
    code: str
    title: str


class PublicCallView(Shown):
    """Open from `opens_at` on, until before `closes_at`."""

    opens_at: datetime
    closes_at: datetime
    time_zone: str | None


class PublicTrainingView(Shown):
    """`attended`: people, wholly or partly; null until it took place and where they are fewer than five. `guests`:
    public texts of those who consent. Both wait for the end of the embargo, of an open training too.
    """

    model_config = example(
        {
            "training": "0192f0c1-0000-7000-8000-000000000001",
            "state": "completed",
            "title": "Training of Trainers, Dushanbe 2017",
            "place": "Dushanbe",
            "country": "TJ",
            "starts_on": "2017-05-15",
            "ends_on": "2017-05-18",
            "partners": [{"code": "PARASTOR", "name": "Parastor", "country": "TJ", "role": "host"}],
            "manuals": [{"code": "CHOICES", "title": "Leading to Choices"}],
            "topics": ["leadership"],
            "guests": [],
            "attended": 25,
            "call": None,
        }
    )

    training: UUID
    state: TrainingState
    title: str | None
    place: str | None
    country: str | None
    starts_on: date | None
    ends_on: date | None
    partners: list[PublicPartnerView]
    manuals: list[PublicManualView]
    """The manuals that it is taught from."""
    topics: tuple[str, ...]
    guests: list[str]
    """What is said in public of guests who consent."""
    attended: int | None
    """How many attended, wholly or partly; null until it took place and below five."""
    call: PublicCallView | None
    """When anyone may apply; null where people are invited or given a link, once it is closed, and under an embargo."""


class PublicSessionView(Shown):
    """`people`: public texts of its facilitators and guests who consent."""

    title: str
    starts_at: datetime
    ends_at: datetime
    people: tuple[str, ...]


class PublicAgendaView(Shown):
    model_config = example(
        {
            "training": "0192f0c1-0000-7000-8000-000000000001",
            "time_zone": "Asia/Dushanbe",
            "sessions": [
                {
                    "title": "Leading side by side",
                    "starts_at": "2017-05-15T08:20:00Z",
                    "ends_at": "2017-05-15T09:50:00Z",
                    "people": ["A singer from Khujand"],
                }
            ],
        }
    )

    training: UUID
    time_zone: str | None
    sessions: list[PublicSessionView]


@router.get("/trainings", summary="Trainings that are public now, the newest first")
@allow(ANYONE)
async def public_trainings(tx: CurrentTransaction, now: Now, paging: CurrentPaging) -> Items[PublicTrainingView]:
    found = paging.shown(await views.trainings(tx, now, paging.page))
    return Items[PublicTrainingView].model_validate({"items": found})


@router.get("/trainings/{training}", summary="A training that is public now")
@allow(ANYONE)
async def public_training(training: UUID, tx: CurrentTransaction, now: Now) -> PublicTrainingView:
    return PublicTrainingView.model_validate(await views.training(tx, training, now))


@router.get("/trainings/{training}/agenda", summary="The agenda of a training that is public now, after its embargo")
@allow(ANYONE)
async def public_agenda(training: UUID, tx: CurrentTransaction, now: Now) -> PublicAgendaView:
    return PublicAgendaView.model_validate(await views.agenda(tx, training, now))
