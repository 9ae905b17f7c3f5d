"""Trainings, manuals and attendance as they are mirrored."""

from collections.abc import Collection
from uuid import UUID

from followup.domain.attendance import Attendance, ExpectedPlan
from followup.domain.catalogue import Manual, Modules
from followup.domain.training import Training
from shared.backbone.transaction import Transaction
from shared.refusals import NotKnownHere

TRAINING = "select id, announced, held, coordinator from training"
ATTENDANCE = """select application, participant, home, training, host, generation, outcome, plan_due, version
                from attendance"""
EXPECTED = "select id, application, participant, home, due, state, reminded, version from expected_plan"


async def for_update(tx: Transaction, id: UUID) -> Training:
    """The row is locked until the unit of work ends; made if there is none."""
    await tx.execute("insert into training (id) values ($1) on conflict (id) do nothing", id)
    return await tx.one(Training, f"{TRAINING} where id = $1 for update", id) or Training(id)


async def find(tx: Transaction, id: UUID) -> Training:
    """One that nothing was said of yet is a training without anything."""
    return await tx.one(Training, f"{TRAINING} where id = $1", id) or Training(id)


async def require_known(tx: Transaction, id: UUID) -> None:
    """Raises NotKnownHere where nothing was heard about it."""
    if not await tx.one(bool, "select true from training where id = $1", id):
        raise NotKnownHere("training", id)


async def save(tx: Transaction, training: Training) -> None:
    sql = "update training set announced = $2, held = $3 where id = $1"
    await tx.execute(sql, training.id, training.announced, training.held)


async def save_coordinator(tx: Transaction, id: UUID, coordinator: UUID | None) -> None:
    await tx.execute("update training set coordinator = $2 where id = $1", id, coordinator)


async def save_agenda(tx: Transaction, id: UUID, topics: Collection[str], facilitators: Collection[UUID]) -> None:
    sql = "update training set topics = $2, facilitators = $3 where id = $1"
    await tx.execute(sql, id, sorted(topics), sorted(facilitators))


async def topics_of(tx: Transaction, id: UUID) -> list[str]:
    """What feedback chooses from: the topics of its published agenda; where no session named one, all of the manuals.
    That is known once it was held, for its agenda is said before.
    """
    sql = """select case when topics <> '{}' or held is null then topics else
               (select coalesce(array_agg(distinct topic order by topic), '{}') from manual m, unnest(m.topics) topic)
             end from training where id = $1"""
    return await tx.one(list[str], sql, id) or []


async def facilitators_of(tx: Transaction, id: UUID) -> list[UUID]:
    """Nobody before its agenda is published."""
    return await tx.one(list[UUID], "select facilitators from training where id = $1", id) or []


async def save_manual(tx: Transaction, manual: Manual) -> None:
    await tx.execute(
        """insert into manual (id, modules, topics, module_topics) values ($1, $2, $3, $4)
           on conflict (id) do update set modules = excluded.modules, topics = excluded.topics,
             module_topics = excluded.module_topics""",
        manual.id,
        sorted(manual.modules),
        sorted(manual.topics),
        manual.modules,
    )


async def known_topics(tx: Transaction) -> set[str]:
    return set(await tx.many(str, "select distinct unnest(topics) from manual"))


async def known_modules(tx: Transaction) -> set[str]:
    return set(await tx.many(str, "select distinct unnest(modules) from manual"))


async def module_topics(tx: Transaction) -> Modules:
    """Of all manuals; ids are in the order in which these were drafted, and what the newest says of a code holds."""
    manuals = await tx.many(dict[str, list[str]], "select module_topics from manual order by id")
    return {code: topics for modules in manuals for code, topics in modules.items()}


async def attendance_for_update(tx: Transaction, application: UUID) -> Attendance | None:
    return await tx.one(Attendance, f"{ATTENDANCE} where application = $1 for update", application)


async def attendance_of(tx: Transaction, participant: UUID, training: UUID) -> Attendance:
    """Hers, locked. Raises NotKnownHere: scheduling may not have said it yet."""
    sql = f"{ATTENDANCE} where participant = $1 and training = $2 order by application limit 1 for update"
    found = await tx.one(Attendance, sql, participant, training)
    if found is None:
        raise NotKnownHere("attendance of participant", participant)
    return found


async def application_of(tx: Transaction, participant: UUID, training: UUID) -> UUID | None:
    """By which she came there."""
    sql = "select application from attendance where participant = $1 and training = $2 order by application limit 1"
    return await tx.one(UUID, sql, participant, training)


async def attended_in(tx: Transaction, application: UUID) -> UUID:
    """The training. Raises NotKnownHere."""
    found = await tx.one(UUID, "select training from attendance where application = $1", application)
    if found is None:
        raise NotKnownHere("attendance of application", application)
    return found


async def save_attendance(tx: Transaction, attendance: Attendance) -> None:
    await tx.execute(
        """insert into attendance (application, participant, home, training, host, generation, outcome, plan_due,
                                   version)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
           on conflict (application) do update set outcome = excluded.outcome, plan_due = excluded.plan_due,
             version = excluded.version""",
        attendance.application,
        attendance.participant,
        attendance.home,
        attendance.training,
        attendance.host,
        attendance.generation,
        attendance.outcome,
        attendance.plan_due,
        attendance.version,
    )


async def expected_of(tx: Transaction, application: UUID) -> ExpectedPlan | None:
    """Locked."""
    return await tx.one(ExpectedPlan, f"{EXPECTED} where application = $1 for update", application)


async def expected_for_update(tx: Transaction, id: UUID) -> ExpectedPlan | None:
    return await tx.one(ExpectedPlan, f"{EXPECTED} where id = $1 for update", id)


async def save_expected(tx: Transaction, expected: ExpectedPlan) -> None:
    await tx.execute(
        """insert into expected_plan (id, application, participant, home, due, state, reminded, version)
           values ($1, $2, $3, $4, $5, $6, $7, $8)
           on conflict (id) do update set due = excluded.due, state = excluded.state, reminded = excluded.reminded,
             version = excluded.version""",
        expected.id,
        expected.application,
        expected.participant,
        expected.home,
        expected.due,
        expected.state,
        expected.reminded,
        expected.version,
    )
