"""Trainings as followup knows them."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from followup.api.models import AN_ID, ANOTHER_ID
from followup.domain.training import Training
from followup.views import trainings as views
from shared.web.door import CurrentTransaction, Door, allow
from shared.web.paging import CurrentPaging
from shared.web.principal import Link, Staff
from shared.web.shapes import Items, Shown, example, example_of

router = APIRouter(prefix="/v1/trainings", route_class=Door, tags=["trainings"])


class TrainingView(Shown):
    """Nulls while only other facts about it were heard; `title` where it is public; `held_to` once it took place."""

    model_config = example(
        {
            "training": AN_ID,
            "title": "Human rights and leadership",
            "starts_on": "2017-05-15",
            "ends_on": "2017-05-18",
            "time_zone": "Asia/Dushanbe",
            "parent": ANOTHER_ID,
            "generation": 1,
            "held_to": "2017-05-18",
        }
    )

    training: UUID
    title: str | None
    starts_on: date | None
    ends_on: date | None
    time_zone: str | None
    parent: UUID | None
    generation: int | None
    held_to: date | None

    @classmethod
    def of(cls, training: Training) -> "TrainingView":
        return cls.model_validate(told(training))


class ChoicesView(TrainingView):
    """With the codes that are chosen from: for feedback `topics`, for plans and reports all of the manuals."""

    model_config = example(
        {
            **example_of(TrainingView),
            "topics": ["human-rights"],
            "known_topics": ["human-rights", "peacebuilding"],
            "known_modules": ["BE-1"],
            "module_topics": {"BE-1": ["human-rights"]},
        }
    )

    topics: list[str]
    """Codes of the topics of its agenda; where no session names one, of all manuals."""
    known_topics: list[str]
    known_modules: list[str]
    module_topics: Mapping[str, list[str]]
    """By the code of a module the codes of its topics, as far as they were told; with `of_modules` alone."""


class FacilitatorView(Shown):
    model_config = example({"facilitator": AN_ID})

    facilitator: UUID
    """Id of the person."""


def told(training: Training) -> dict[str, object]:
    announced = training.announced
    dates = announced.dates if announced else None
    return {
        "training": training.id,
        "title": announced.title if announced else None,
        "starts_on": dates.starts_on if dates else None,
        "ends_on": dates.ends_on if dates else None,
        "time_zone": dates.time_zone if dates else None,
        "parent": announced.parent if announced else None,
        "generation": announced.generation if announced else None,
        "held_to": training.held.held_to if training.held else None,
    }


@router.get("", summary="Trainings, the newest first")
@allow(Staff.COORDINATOR, Staff.MENTOR, Staff.AUDITOR)
async def trainings(
    tx: CurrentTransaction,
    paging: CurrentPaging,
    generation: Annotated[int | None, Query(ge=0, le=1_000, description="Those of this generation alone.")] = None,
) -> Items[TrainingView]:
    found = paging.shown(await views.announced(tx, generation, paging.page))
    return Items[TrainingView](items=[TrainingView.of(one) for one in found])


@router.get("/{training}", summary="A training, and what can be chosen when something is said of it")
@allow(Staff.COORDINATOR, Staff.MENTOR, Staff.AUDITOR, Staff.FACILITATOR, Link.FOLLOW_UP, Link.FEEDBACK)
async def training(
    training: UUID,
    tx: CurrentTransaction,
    of_modules: Annotated[bool, Query(description="Whether what each module is about is told too.")] = False,
) -> ChoicesView:
    found = await views.training(tx, training, of_modules=of_modules)
    names = "topics", "known_topics", "known_modules", "module_topics"
    return ChoicesView.model_validate({**told(found.training), **{name: getattr(found, name) for name in names}})


@router.get("/{training}/facilitators", summary="Who facilitates it, as its published agenda names them")
@allow(Staff.COORDINATOR)
async def facilitators(training: UUID, tx: CurrentTransaction) -> Items[FacilitatorView]:
    found = await views.facilitators(tx, training)
    return Items[FacilitatorView](items=[FacilitatorView(facilitator=one) for one in found])
