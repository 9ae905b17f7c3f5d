"""What a home hears: trainings, what the host decided, what became of plans."""

from datetime import datetime
from uuid import UUID

from registration.consumers.reading import agenda, announcement
from registration.consumers.registry import reactions
from registration.domain import letter
from registration.domain.plan import Named
from registration.domain.vocabulary import (
    DecisionKind,
    LeftOutReason,
    NotSelectedReason,
    Outcome,
    Part,
    PlanState,
    ReleaseCause,
)
from registration.handlers import applications, enrolment, forgetting, invitations, messages, places, plans, trainings
from shared.backbone.transaction import Transaction
from shared.events.followup import (
    CascadeApproved,
    CascadePlanned,
    CascadeReported,
    CascadeReturned,
    CascadeVerified,
    CascadeWithdrawn,
    FollowUpDue,
    JoiningAnswered,
    MentorAssigned,
    Planner,
)
from shared.events.registration import (
    ApplicationFact,
    ApplicationNotSelected,
    ParticipantReserved,
    ParticipantSelected,
    PlaceConfirmed,
    PlaceReleased,
    SelectionDecided,
)
from shared.events.scheduling import (
    AgendaPublished,
    ParticipantAttended,
    TrainingAnnounced,
    TrainingCancelled,
    TrainingChanged,
    TrainingCompleted,
)


@reactions.on(TrainingAnnounced)
async def on_training_announced(tx: Transaction, fact: TrainingAnnounced) -> None:
    await trainings.note_announcement(tx, fact.training, announcement(fact), at=fact.at)
    await enrolment.seat_the_waiting(tx, fact.training, at=fact.at)


@reactions.on(TrainingChanged)
async def on_training_changed(tx: Transaction, fact: TrainingChanged) -> None:
    await trainings.note_announcement(tx, fact.training, announcement(fact), at=fact.at)
    await places.note_changed(tx, fact.training, fact.parts, at=fact.at)


@reactions.on(TrainingCancelled)
async def on_training_cancelled(tx: Transaction, fact: TrainingCancelled) -> None:
    await trainings.note_cancelled(tx, fact.training, at=fact.at)
    await places.note_cancelled(tx, fact.training, at=fact.at)


@reactions.on(TrainingCompleted)
async def on_training_completed(tx: Transaction, fact: TrainingCompleted) -> None:
    await trainings.note_completed(tx, fact.training)
    await places.note_completed(tx, fact.training, at=fact.at)


@reactions.on(AgendaPublished)
async def on_agenda_published(tx: Transaction, fact: AgendaPublished) -> None:
    await trainings.note_agenda(tx, agenda(fact))


@reactions.on(ParticipantAttended)
async def on_participant_attended(tx: Transaction, fact: ParticipantAttended) -> None:
    if fact.home == tx.region:
        outcome = Outcome(fact.outcome)
        await applications.note_attended(tx, fact.application, outcome, at=fact.at)
        await plans.note_attended(tx, fact.training, fact.participant, outcome, fact.plan_due, at=fact.at)


def is_ours(tx: Transaction, fact: ApplicationFact) -> bool:
    return fact.home == tx.region


@reactions.on(SelectionDecided)
async def on_selection_decided(tx: Transaction, fact: SelectionDecided) -> None:
    await trainings.note_decision(tx, fact.training, fact.selection, DecisionKind(fact.kind))


@reactions.on(ParticipantSelected)
async def on_participant_selected(tx: Transaction, fact: ParticipantSelected) -> None:
    if is_ours(tx, fact):
        await invitations.invite(tx, fact.application, fact.offer, fact.answer_by, at=fact.at)


@reactions.on(ParticipantReserved)
async def on_participant_reserved(tx: Transaction, fact: ParticipantReserved) -> None:
    if is_ours(tx, fact):
        await applications.note_reserved(tx, fact.application)


@reactions.on(ApplicationNotSelected)
async def on_application_not_selected(tx: Transaction, fact: ApplicationNotSelected) -> None:
    if is_ours(tx, fact):
        left_out = LeftOutReason(fact.left_out) if fact.left_out else None
        await applications.note_not_selected(tx, fact.application, NotSelectedReason(fact.reason), left_out)


@reactions.on(PlaceConfirmed)
async def on_place_confirmed(tx: Transaction, fact: PlaceConfirmed) -> None:
    if is_ours(tx, fact):
        await applications.note_confirmed(tx, fact.application)


@reactions.on(PlaceReleased)
async def on_place_released(tx: Transaction, fact: PlaceReleased) -> None:
    if is_ours(tx, fact):
        await applications.note_released(tx, fact.application, ReleaseCause(fact.how))


def named(plan: UUID, planners: tuple[Planner, ...], parent: UUID | None, training: UUID | None = None) -> Named:
    return Named(plan, [planner.participant for planner in planners], parent, training)


@reactions.due(forgetting.UnsentForm)
async def on_unsent_form(tx: Transaction, reminder: forgetting.UnsentForm, due: datetime) -> None:
    await forgetting.note_unsent_form(tx, reminder, due=due)


@reactions.due(forgetting.SentForms)
async def on_sent_forms(tx: Transaction, reminder: forgetting.SentForms, due: datetime) -> None:
    await forgetting.note_sent_forms(tx, reminder, due=due)


@reactions.on(CascadePlanned)
async def on_cascade_planned(tx: Transaction, fact: CascadePlanned) -> None:
    about = named(fact.plan, fact.planners, fact.parent)
    await plans.note_planned(tx, about, at=fact.at)
    await messages.tell(tx, about.planners, letter.Words.PLANNED, about=about.trainings)


@reactions.on(CascadeReturned)
async def on_cascade_returned(tx: Transaction, fact: CascadeReturned) -> None:
    about, part = named(fact.plan, fact.planners, fact.parent, fact.training), Part(fact.part)
    await plans.note_returned(tx, about, part, at=fact.at)
    await messages.tell_planners(tx, about, fact.parent, messages.RETURNED[part], at=fact.at)


@reactions.on(CascadeApproved)
async def on_cascade_approved(tx: Transaction, fact: CascadeApproved) -> None:
    about = named(fact.plan, fact.planners, fact.parent, fact.training)
    await plans.note_approved(tx, about, mentored=fact.mentor is not None, at=fact.at)
    await messages.tell_trainers(tx, about, fact.training, at=fact.at)


@reactions.on(CascadeWithdrawn)
async def on_cascade_withdrawn(tx: Transaction, fact: CascadeWithdrawn) -> None:
    about = named(fact.plan, fact.planners, fact.parent, fact.training)
    await plans.note_state(tx, about, PlanState(fact.how), at=fact.at)
    await messages.tell(tx, about.planners, letter.Words.WITHDRAWN_PLAN, about=about.trainings)


@reactions.on(MentorAssigned)
async def on_mentor_assigned(tx: Transaction, fact: MentorAssigned) -> None:
    about = named(fact.plan, fact.planners, fact.parent, fact.training)
    await plans.note_mentor(tx, about)
    await messages.tell_of_mentor(tx, about, fact.mentor)


@reactions.on(JoiningAnswered)
async def on_joining_answered(tx: Transaction, fact: JoiningAnswered) -> None:
    if fact.home == tx.region and fact.refused is None:
        await plans.note_joined(tx, fact.application)


@reactions.on(FollowUpDue)
async def on_follow_up_due(tx: Transaction, fact: FollowUpDue) -> None:
    about, part = named(fact.plan, fact.planners, fact.parent, fact.training), Part(fact.step)
    await plans.note_due(tx, about, part, fact.due, fact.nth, at=fact.at)
    await messages.tell_due(tx, about, fact.parent, part, fact.nth, at=fact.at)


@reactions.on(CascadeReported)
async def on_cascade_reported(tx: Transaction, fact: CascadeReported) -> None:
    about = named(fact.plan, fact.planners, fact.parent, fact.training)
    await plans.note_state(tx, about, PlanState.REPORTED, at=fact.at)
    await messages.tell(tx, about.planners, letter.Words.THANKS, about=about.trainings)


@reactions.on(CascadeVerified)
async def on_cascade_verified(tx: Transaction, fact: CascadeVerified) -> None:
    about = named(fact.plan, fact.planners, None, fact.training)
    await plans.note_state(tx, about, PlanState.VERIFIED, at=fact.at)
