"""Facts that scheduling hears."""

from uuid import UUID, uuid4

from shared.events.base import Event
from shared.events.followup import CascadeApproved, CascadeWithdrawn, PlanEnd, Planner, PlanType
from shared.events.registration import (
    ConsentChanged,
    ConsentPurpose,
    PlaceConfirmed,
    PlaceReleased,
    ReleaseCause,
    Via,
)
from tests.integration.scheduling.workbench import AT

PLANNER = UUID(int=21)


def confirmed(training: str, application: UUID, badge: str, version: int = 1) -> PlaceConfirmed:
    return PlaceConfirmed(
        training=UUID(training),
        application=application,
        participant=UUID(int=application.int + 100),
        home="tj",
        badge=badge,
        via=Via.ENROLMENT,
        version=version,
        at=AT,
    )


def released(training: str, application: UUID, version: int = 2, *, was_confirmed: bool = True) -> PlaceReleased:
    return PlaceReleased(
        training=UUID(training),
        application=application,
        participant=UUID(int=application.int + 100),
        home="tj",
        how=ReleaseCause.WITHDRAWN,
        was_confirmed=was_confirmed,
        version=version,
        at=AT,
    )


def approved(
    parent: str, *, minors: bool = False, plan: UUID | None = None, training: UUID | None = None
) -> CascadeApproved:
    return CascadeApproved(
        plan=plan or uuid4(),
        training=training or uuid4(),
        planners=(Planner(participant=PLANNER, home="tj", share=10_000),),
        parent=UUID(parent),
        generation=1,
        kind=PlanType.HUMAN_RIGHTS,
        topics=("human-rights",),
        audience="girls" if minors else "citizens",
        minors=minors,
        quarter="2017Q3",
        expected_reach=22,
        version=3,
        at=AT,
    )


def withdrawn(plan: CascadeApproved) -> CascadeWithdrawn:
    return CascadeWithdrawn(
        plan=plan.plan,
        planners=plan.planners,
        training=plan.training,
        how=PlanEnd.WITHDRAWN,
        version=plan.version + 1,
        at=AT,
    )


def consent(person: UUID, given: bool, version: int, item: str | None = None) -> ConsentChanged:
    return ConsentChanged(
        participant=person,
        purpose=ConsentPurpose.PUBLIC_TEXT,
        text_version=1,
        given=given,
        item=UUID(item) if item else None,
        version=version,
        at=AT,
    )


def roster(training: str, badges: dict[str, UUID]) -> list[Event]:
    return [confirmed(training, application, badge) for badge, application in badges.items()]
