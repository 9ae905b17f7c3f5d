"""Facts and reminders in: event → handler, nothing else."""

from datetime import datetime

from followup.domain.attendance import Attendance
from followup.domain.catalogue import Manual
from followup.domain.deadlines import Dates
from followup.domain.items import Consent
from followup.domain.proposal import Newcomer
from followup.domain.reach import ReachOfTraining
from followup.domain.report import Held
from followup.domain.training import Announced
from followup.domain.vocabulary import AtHome, AtHost, ConsentPurpose, Outcome, Sensitivity
from followup.handlers import applying, counting, hearing, links, planning, voices
from followup.handlers.reminding import PlanDue, ReportDue
from shared.backbone import suspensions
from shared.backbone.reactions import Reactions
from shared.backbone.transaction import Transaction
from shared.events.followup import JoiningAnswered, PlannerJoined, ReachCounted
from shared.events.registration import (
    ApplicationSubmitted,
    ApplicationWithdrawn,
    ConsentChanged,
    LinkIssued,
    LinksRevoked,
    ParticipantSelected,
    PlaceConfirmed,
    PlaceReleased,
)
from shared.events.scheduling import (
    AgendaPublished,
    ManualPublished,
    ParticipantAttended,
    RegionResumed,
    RegionSuspended,
    TrainingAnnounced,
    TrainingCancelled,
    TrainingChanged,
    TrainingCompleted,
    TrainingResumed,
    TrainingSnapshot,
    TrainingSuspended,
)

reactions = Reactions()


def announced(fact: TrainingSnapshot) -> Announced:
    return Announced(
        host=fact.host,
        parent=fact.parent,
        generation=fact.generation,
        dates=Dates(fact.starts_on, fact.ends_on, fact.time_zone),
        seats=fact.seats,
        sensitivity=Sensitivity(fact.sensitivity),
        publish_not_before=fact.publish_not_before,
        title=fact.title,
    )


@reactions.on(TrainingAnnounced)
async def on_training_announced(tx: Transaction, fact: TrainingAnnounced) -> None:
    await hearing.note_announced(tx, fact.training, announced(fact), changed=False, at=fact.at)


@reactions.on(TrainingChanged)
async def on_training_changed(tx: Transaction, fact: TrainingChanged) -> None:
    await hearing.note_announced(tx, fact.training, announced(fact), changed=True, at=fact.at)


@reactions.on(TrainingCancelled)
async def on_training_cancelled(tx: Transaction, fact: TrainingCancelled) -> None:
    await hearing.note_cancelled(tx, fact.training, at=fact.at)


@reactions.on(TrainingCompleted)
async def on_training_completed(tx: Transaction, fact: TrainingCompleted) -> None:
    held = Held(fact.held_from, fact.held_to, fact.attended)
    await hearing.note_completed(tx, fact.training, held, at=fact.at)


@reactions.on(AgendaPublished)
async def on_agenda_published(tx: Transaction, fact: AgendaPublished) -> None:
    topics = {topic for session in fact.sessions for topic in session.topics}
    await hearing.note_agenda(tx, fact.training, topics, fact.facilitators)


@reactions.on(ManualPublished)
async def on_manual_published(tx: Transaction, fact: ManualPublished) -> None:
    modules = {module.code: module.topics for module in fact.modules}
    await hearing.note_manual(tx, Manual(fact.manual, modules))


@reactions.on(ParticipantAttended)
async def on_participant_attended(tx: Transaction, fact: ParticipantAttended) -> None:
    where = fact.application, fact.participant, fact.home, fact.training, fact.host, fact.generation
    await hearing.note_attended(tx, Attendance(*where, Outcome(fact.outcome), fact.plan_due))


@reactions.on(PlannerJoined)
async def on_planner_joined(tx: Transaction, fact: PlannerJoined) -> None:
    newcomer = Newcomer(fact.application, fact.participant, fact.home, fact.training, fact.share)
    await planning.note_joined(tx, fact.plan, newcomer, at=fact.at)


@reactions.on(JoiningAnswered)
async def on_joining_answered(tx: Transaction, fact: JoiningAnswered) -> None:
    await planning.note_answered(tx, fact)


@reactions.on(ReachCounted)
async def on_reach_counted(tx: Transaction, fact: ReachCounted) -> None:
    figures = fact.planned, fact.reported, fact.verified, fact.co_trained_with, fact.version
    await counting.note_reach(tx, ReachOfTraining(fact.training, fact.parent, fact.generation, *figures))


@reactions.on(ApplicationSubmitted)
async def on_application_submitted(tx: Transaction, fact: ApplicationSubmitted) -> None:
    await applying.note_at_home(tx, fact.application, fact.training, AtHome.SUBMITTED, fact.code)


@reactions.on(ApplicationWithdrawn)
async def on_application_withdrawn(tx: Transaction, fact: ApplicationWithdrawn) -> None:
    await applying.note_at_home(tx, fact.application, fact.training, AtHome.WITHDRAWN)


@reactions.on(ParticipantSelected)
async def on_participant_selected(tx: Transaction, fact: ParticipantSelected) -> None:
    await applying.note_at_host(tx, fact.application, fact.training, AtHost.SELECTED)


@reactions.on(PlaceConfirmed)
async def on_place_confirmed(tx: Transaction, fact: PlaceConfirmed) -> None:
    await applying.note_at_host(tx, fact.application, fact.training, AtHost.CONFIRMED)


@reactions.on(PlaceReleased)
async def on_place_released(tx: Transaction, fact: PlaceReleased) -> None:
    await applying.note_at_host(tx, fact.application, fact.training, AtHost.RELEASED)


@reactions.on(ConsentChanged)
async def on_consent_changed(tx: Transaction, fact: ConsentChanged) -> None:
    if fact.purpose.value in set(ConsentPurpose):
        purpose = ConsentPurpose(fact.purpose)
        await voices.note_consent(tx, Consent(fact.participant, purpose, fact.item, fact.given, fact.version))


@reactions.on(LinkIssued)
async def on_link_issued(tx: Transaction, fact: LinkIssued) -> None:
    await links.keep_link(tx, fact)


@reactions.on(LinksRevoked)
async def on_links_revoked(tx: Transaction, fact: LinksRevoked) -> None:
    await links.drop_links(tx, fact)


@reactions.due(PlanDue)
async def on_plan_due(tx: Transaction, reminder: PlanDue, due: datetime) -> None:
    await hearing.remind_of_plan(tx, reminder, at=due)


@reactions.due(ReportDue)
async def on_report_due(tx: Transaction, reminder: ReportDue, due: datetime) -> None:
    await hearing.remind_of_report(tx, reminder, at=due)


@reactions.on(TrainingSuspended)
async def on_training_suspended(tx: Transaction, fact: TrainingSuspended) -> None:
    await suspensions.hold(tx, fact.training, since=fact.at)


@reactions.on(TrainingResumed)
async def on_training_resumed(tx: Transaction, fact: TrainingResumed) -> None:
    await suspensions.release(tx, fact.training)


@reactions.on(RegionSuspended)
async def on_region_suspended(tx: Transaction, fact: RegionSuspended) -> None:
    await suspensions.hold_region(tx, fact.suspension, since=fact.at)


@reactions.on(RegionResumed)
async def on_region_resumed(tx: Transaction, fact: RegionResumed) -> None:
    await suspensions.release_region(tx, fact.suspension)
