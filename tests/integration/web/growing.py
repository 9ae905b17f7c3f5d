"""Every list that comes in pages, and how rows come into it that stand where a test wants them: copies of one that is
there, told apart by what the list is ordered by.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from shared.backbone.transaction import Transaction
from tests.security.worlds import Things
from tests.support.services import Asking

Row = dict[str, Any]
PLACES = 16
"""A row's place in the order of its list, from 0 on; the rows that are there already stand somewhere between."""


def id_at(place: int) -> str:
    """The last is the last of all, whatever ids are drawn."""
    return str(UUID(int=(1 << 128) - 1 if place == PLACES - 1 else (place << 124) + 1))


def code_at(place: int) -> str:
    return f"{'ABCDEFGHIJKUWXYZ'[place]}-{place}"


def day_at(place: int) -> str:
    return f"{2010 + place}-05-15"


def time_at(place: int) -> str:
    """Around what happens in 2016 and 2017, and around today."""
    return f"{1990 + 10 * place}-05-15T04:00:00+00:00"


def number_at(place: int) -> int:
    """None of those that are counted from 1 on by a few."""
    return 10 * place - 15


@dataclass(frozen=True)
class Copy:
    """`of`: which row, in SQL, with the values of a story in braces; `changed`: what another one has in its place, by
    column.
    """

    table: str
    changed: Callable[[Row, int], Row]
    of: str = "true"

    async def put(self, tx: Transaction, story: Things, place: int) -> None:
        which = self.of.format(**story)
        found = await tx.one(str, f"select to_jsonb(one)::text from {self.table} as one where {which} limit 1")
        assert found is not None, f"no row of {self.table} to copy where {which}"
        row = json.loads(found)
        await insert(tx, self.table, row | self.changed(row, place))


@dataclass(frozen=True)
class New:
    """What no story has."""

    table: str
    row: Callable[[int], Row]

    async def put(self, tx: Transaction, story: Things, place: int) -> None:
        await insert(tx, self.table, self.row(place))


async def insert(tx: Transaction, table: str, row: Row) -> None:
    await tx.execute(
        f"""insert into {table} overriding system value
            select (jsonb_populate_record(null::{table}, $1::text::jsonb)).*""",
        json.dumps(row),
    )


@dataclass(frozen=True)
class List:
    """`by`: as whom the list is read; `needs`: what the story has, whose values the rows and the address name."""

    rows: Sequence[Copy | New]
    by: Callable[[Asking, Things], Asking] = lambda anyone, _: anyone.staff("coordinator")
    needs: Sequence[str] = ()
    query: Mapping[str, str] = field(default_factory=dict)


def staff(role: str, thing: str | None = None) -> Callable[[Asking, Things], Asking]:
    """`thing`: what of the story says who she is."""
    return lambda anyone, story: anyone.staff(role, UUID(story[thing]) if thing else None)


def with_id(row: Row, place: int) -> Row:
    return {"id": id_at(place)}


def listed(row: Row, place: int) -> Row:
    return {"id": id_at(place), "code": code_at(place)}


def planned(row: Row, place: int) -> Row:
    return {"id": id_at(place), "training": None, "record": {**row["record"], "id": id_at(place), "training": None}}


def attended(row: Row, place: int) -> Row:
    return {"application": id_at(place)}


def taught(row: Row, place: int) -> Row:
    """With one session, of a day of its own."""
    times = {"starts_at": time_at(place), "ends_at": time_at(place).replace("04:", "05:")}
    return {
        "id": id_at(place),
        "training": id_at(place),
        "sessions": [{**row["sessions"][0], "id": id_at(place), **times}],
    }


def dated(row: Row, place: int) -> Row:
    """One without a day is the last."""
    day = None if place == PLACES - 1 else day_at(place)
    return {"id": id_at(place), "starts_on": day, "plan": None}


def over(place: int) -> Row:
    """A suspension of all of the region."""
    somebody = {"suspended_by": id_at(0), "resumed_by": id_at(1)}
    times = {"suspended_at": time_at(place), "resumed_at": time_at(place)}
    return {"id": id_at(place), "reason": "precaution", **somebody, **times}


OPERATED: Mapping[str, List] = {
    "/v1/operations/dead-letters": List(
        [Copy("dead_letter", lambda _, at: {"id": number_at(at), "position": 1_000 + at})], staff("operator")
    ),
    "/v1/operations/reminders": List(
        [Copy("reminder", lambda _, at: {"key": id_at(at), "due": time_at(at)}, "failure is not null")],
        staff("operator"),
    ),
}
DATED_TRAINING = Copy("training", dated)
OF_TRAINING = "training = '{training}'"
EXPECTED = [
    Copy("attendance", attended, OF_TRAINING),
    Copy(
        "expected_plan",
        lambda _, at: {"id": id_at(at), "application": id_at(at)},
        "due is not null and application in (select application from attendance where training = '{training}')",
    ),
]
HERS = "'{reviewer}' = any(reviewers)"
REGISTRATION: Mapping[str, List] = {
    "/v1/trainings": List(
        [
            Copy(
                "training",
                lambda row, at: {"id": id_at(at), "announced": {**row["announced"], "starts_on": day_at(at)}},
                "announced is not null",
            )
        ]
    ),
    "/v1/people": List(
        [
            Copy(
                "person",
                lambda _, at: {"id": id_at(at), "contact_hash": f"\\x{at:02x}", "name": None},
                "'facilitator' = any(kinds)",
            )
        ],
        query={"kind": "facilitator"},
    ),
    "/v1/people/{person}/letters": List(
        [Copy("letter", lambda _, at: {"id": id_at(at), "written_at": time_at(at)}, "person = '{person}'")],
        needs=["person", "reviewer"],
    ),
    "/v1/organisations": List([Copy("organisation", lambda _, at: {"code": code_at(at)})]),
    "/v1/trainings/{training}/applications": List(
        [Copy("application", listed, f"{OF_TRAINING} and code is not null")], needs=["training", "offer", "reviewer"]
    ),
    "/v1/reviews": List(
        [
            Copy("application", listed, f"id in (select application from review_sheet where {HERS})"),
            Copy("review_sheet", attended, HERS),
        ],
        staff("reviewer", "reviewer"),
        needs=["reviewer"],
    ),
    "/v1/trainings/{training}/invitations": List(
        [Copy("invitation", lambda _, at: {"offer": id_at(at)}, OF_TRAINING)], needs=["training", "offer", "reviewer"]
    ),
    "/v1/trainings/{training}/candidates": List(
        [Copy("candidate", lambda _, at: {"application": id_at(at), "code": code_at(at)}, OF_TRAINING)],
        needs=["training", "selection"],
    ),
    "/v1/trainings/{training}/places": List(
        [Copy("place", lambda _, at: {"application": id_at(at), "code": code_at(at)}, OF_TRAINING)],
        needs=["training", "application"],
    ),
    **OPERATED,
}
SCHEDULING: Mapping[str, List] = {
    "/v1/organisations": List([Copy("organisation", listed)]),
    "/v1/programmes": List([Copy("programme", listed)]),
    "/v1/manuals": List([Copy("manual", listed)]),
    "/v1/trainings": List([DATED_TRAINING]),
    "/v1/trainings/{training}/agendas": List(
        [
            Copy(
                "agenda",
                lambda _, at: {"id": id_at(at), "number": number_at(at), "state": "draft"},
                OF_TRAINING,
            )
        ],
        needs=["training", "agenda"],
    ),
    "/v1/agendas": List(
        [
            Copy("training", DATED_TRAINING.changed, "id = '{training}'"),
            Copy("agenda", lambda _, at: {"id": id_at(at), "training": id_at(at)}, OF_TRAINING),
        ],
        lambda anyone, story: anyone.staff("partner", organisation=UUID(story["partner"])),
        needs=["agenda", "partner"],
    ),
    "/v1/sessions": List(
        [
            Copy("training", DATED_TRAINING.changed, "id = '{training}'"),
            Copy("resources", lambda _, at: {"training": id_at(at)}, OF_TRAINING),
            Copy("agenda", taught, f"{OF_TRAINING} and state = 'published'"),
        ],
        staff("facilitator", "facilitator"),
        needs=["agenda", "facilitator"],
    ),
    "/v1/public/trainings": List(
        [
            Copy(
                "training",
                lambda row, at: {
                    **DATED_TRAINING.changed(row, at),
                    "particulars": {**row["particulars"], "sensitivity": "open", "publish_not_before": None},
                },
                "state = 'announced'",
            )
        ],
        lambda anyone, _: anyone,
    ),
    "/v1/suspensions": List([New("suspension", over)]),
    **OPERATED,
}
FOLLOWUP: Mapping[str, List] = {
    "/v1/trainings": List(
        [
            Copy(
                "training",
                lambda row, at: {
                    "id": id_at(at),
                    "announced": {**row["announced"], "dates": {**row["announced"]["dates"], "starts_on": day_at(at)}},
                },
                "announced is not null",
            )
        ]
    ),
    "/v1/plans": List([Copy("plan", planned)]),
    "/v1/trainings/{training}/expected-plans": List(EXPECTED, needs=["training", "plan", "mentor"]),
    "/v1/trainings/{training}/wall": List(EXPECTED, needs=["training", "plan", "mentor"]),
    "/v1/mentors": List(
        [Copy("plan", lambda row, at: {**planned(row, at), "mentor": id_at(at)}, "mentor is not null")]
    ),
    "/v1/trainings/{training}/items": List([Copy("item", with_id, OF_TRAINING)], needs=["training", "item", "mentor"]),
    **OPERATED,
}
LISTS: Mapping[tuple[str, str], List] = {
    (service, path): one
    for service, lists in (("registration", REGISTRATION), ("scheduling", SCHEDULING), ("followup", FOLLOWUP))
    for path, one in lists.items()
}
