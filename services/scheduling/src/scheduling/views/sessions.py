"""Sessions as those who facilitate them see them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from scheduling.domain.vocabulary import Sensitivity
from shared.backbone.pages import Listed, Page
from shared.backbone.suspensions import going_on
from shared.backbone.transaction import Transaction

BY_TIME = {"starts_at": "timestamptz", "session": "uuid"}


@dataclass(frozen=True, slots=True)
class OwnSession:
    """`recorded`: how much of it took place is; `training_title`: null where it has none."""

    training: UUID
    training_title: str | None
    training_sensitivity: Sensitivity
    training_starts_on: date | None
    training_ends_on: date | None
    time_zone: str | None
    session: UUID
    code: str
    title: str
    starts_at: datetime
    ends_at: datetime
    room: str | None
    recorded: bool


OWN = f"""
    select training.id as training, particulars ->> 'title' as training_title,
           particulars ->> 'sensitivity' as training_sensitivity,
           (particulars ->> 'starts_on')::date as training_starts_on,
           (particulars ->> 'ends_on')::date as training_ends_on,
           particulars ->> 'time_zone' as time_zone, (one ->> 'id')::uuid as session, one ->> 'code' as code,
           one ->> 'title' as title, (one ->> 'starts_at')::timestamptz as starts_at,
           (one ->> 'ends_at')::timestamptz as ends_at, one ->> 'room' as room, delivery.session is not null as recorded
    from resources
         join training on training.id = resources.training and training.state in ('announced', 'completed')
         join agenda on agenda.training = training.id and agenda.state = 'published'
         cross join jsonb_array_elements(agenda.sessions) as one
         left join delivery on delivery.training = training.id and delivery.session = (one ->> 'id')::uuid
    where facilitators @> jsonb_build_array(jsonb_build_object('person', $1::text))
          and exists (select from jsonb_array_elements(facilitators) as her
                      where her ->> 'person' = $1::text and one -> 'facilitators' ? (her ->> 'code'))
          and ($2::boolean is null or (delivery.session is not null) = $2)
          and ($3::uuid is null or training.id = $3)
          and {going_on("training.id")}
"""  # noqa: S608 - constants


async def own(
    tx: Transaction, person: UUID | None, recorded: bool | None, training: UUID | None, page: Page
) -> Listed[OwnSession]:
    """Of the published agendas, those that she facilitates, in order of time; nobody has none. `training`: of that one
    alone.
    """
    return await tx.page(OwnSession, OWN, str(person), recorded, training, order=BY_TIME, page=page)
