"""Domain values as facts."""

from dataclasses import asdict
from datetime import datetime
from typing import TypeVar

from scheduling.domain.agenda.agenda import Agenda
from scheduling.domain.attendance.roster import RosterEntry
from scheduling.domain.manual import Manual
from scheduling.domain.particulars import Particulars
from scheduling.domain.resources import Resources
from scheduling.domain.suspension import Suspension
from scheduling.domain.training import Training, changed_parts
from shared.events import base
from shared.events.scheduling import (
    AgendaPublished,
    ManualPublished,
    ParticipantAttended,
    RegionResumed,
    RegionSuspended,
    SuspensionReason,
    TrainingAnnounced,
    TrainingCancelled,
    TrainingChanged,
    TrainingCompleted,
    TrainingResumed,
    TrainingSnapshot,
    TrainingSuspended,
)

Snapshot = TypeVar("Snapshot", bound=TrainingSnapshot)


def visibility(training: Training) -> base.Visibility:
    """How far facts about it go."""
    return base.Visibility(training.particulars.visibility)


def manual_published(manual: Manual, *, at: datetime) -> ManualPublished:
    return ManualPublished.model_validate({**asdict(manual), "manual": manual.id, "at": at})


def training_announced(training: Training, *, host: str, at: datetime) -> TrainingAnnounced:
    return snapshot(TrainingAnnounced, training, host, at)


def training_changed(training: Training, before: Particulars, *, host: str, at: datetime) -> TrainingChanged:
    """With the parts in which it differs from what was said before."""
    return snapshot(TrainingChanged, training, host, at, parts=changed_parts(before, training.particulars))


def snapshot(fact: type[Snapshot], training: Training, host: str, at: datetime, **more: object) -> Snapshot:
    """Everything but the words; the title where it is public already."""
    particulars = {**asdict(training.particulars), "title": training.particulars.title_for_others}
    own = {"training": training.id, "host": host, "at": at, "version": training.version}
    origin = {"parent": training.parent, "plan": training.plan, "generation": training.generation}
    return fact.model_validate({**particulars, **own, **origin, **more})


def training_cancelled(training: Training, *, at: datetime) -> TrainingCancelled:
    """Raises ValueError for one that is not cancelled."""
    if training.cancelled is None:
        raise ValueError(f"training {training.id} is {training.state}")
    return TrainingCancelled.model_validate(
        {
            "training": training.id,
            "plan": training.plan,
            "reason": training.cancelled.reason,
            "version": training.version,
            "at": at,
        }
    )


def training_suspended(suspension: Suspension, training: Training, *, at: datetime) -> TrainingSuspended:
    reason = SuspensionReason(suspension.reason)
    return TrainingSuspended(training=training.id, reason=reason, version=training.version, at=at)


def training_resumed(suspension: Suspension, training: Training, *, at: datetime) -> TrainingResumed:
    reason = SuspensionReason(suspension.reason)
    return TrainingResumed(training=training.id, reason=reason, version=training.version, at=at)


def region_suspended(suspension: Suspension, *, at: datetime) -> RegionSuspended:
    reason = SuspensionReason(suspension.reason)
    return RegionSuspended(suspension=suspension.id, reason=reason, version=suspension.version, at=at)


def region_resumed(suspension: Suspension, *, at: datetime) -> RegionResumed:
    reason = SuspensionReason(suspension.reason)
    return RegionResumed(suspension=suspension.id, reason=reason, version=suspension.version, at=at)


def agenda_published(agenda: Agenda, training: Training, resources: Resources, *, at: datetime) -> AgendaPublished:
    """A fact about the training: its version is the training's."""
    return AgendaPublished.model_validate(
        {
            "training": training.id,
            "agenda_version": agenda.number,
            "hash": agenda.hash,
            "sessions": [asdict(session) for session in agenda.sessions],
            "facilitators": [one.person for one in resources.facilitators],
            "version": training.version,
            "at": at,
        }
    )


def participant_attended(entry: RosterEntry, training: Training, *, host: str, at: datetime) -> ParticipantAttended:
    """Raises ValueError for an entry without outcome."""
    own = {"host": host, "generation": training.generation, "at": at}
    return ParticipantAttended.model_validate({**asdict(entry), **own})


def training_completed(training: Training, *, at: datetime) -> TrainingCompleted:
    """Raises ValueError for one that is not completed."""
    if training.held is None:
        raise ValueError(f"training {training.id} is {training.state}")
    own = {"training": training.id, "plan": training.plan, "version": training.version, "at": at}
    return TrainingCompleted.model_validate({**asdict(training.held), **own})
