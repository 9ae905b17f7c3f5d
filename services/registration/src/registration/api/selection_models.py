"""Selections and promotions as they are shown."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import RootModel
from pydantic.config import JsonDict

from registration.api.models import AN_ID, ANOTHER_ID
from registration.domain.vocabulary import DecisionKind, SelectionState
from shared.web.shapes import Shown, example

Policy = Literal["merit", "lottery", "leximin", "threshold", "tickets"]

SELECTION: JsonDict = {
    "selection": AN_ID,
    "training": ANOTHER_ID,
    "kind": "first",
    "policy": "merit",
    "threshold": None,
    "state": "draft",
    "hash": "0f" * 32,
    "input_hash": "1e" * 32,
    "seed": 2017,
    "seats": 25,
    "candidates": 150,
    "value": 213525,
    "selected": [
        {"application": AN_ID, "code": "TJ-01", "score": 9100, "attributes": {"country": "TJ"}, "including": None}
    ],
    "reserve": [
        {
            "application": ANOTHER_ID,
            "code": "TJ-31",
            "score": 8525,
            "attributes": {"country": "TJ"},
            "rank": 1,
            "including": {"adjusted": 8310, "line": 8400, "cost": 125},
        }
    ],
    "not_selected": 115,
    "left_out": [
        {
            "application": ANOTHER_ID,
            "code": "TJ-07",
            "score": 9000,
            "attributes": {"country": "TJ"},
            "including": None,
            "reason": "visa_lead",
        }
    ],
    "passed_over": {
        "people": 1,
        "first": [
            {
                "application": ANOTHER_ID,
                "code": "TJ-31",
                "score": 8525,
                "attributes": {"country": "TJ"},
                "including": {"adjusted": 8310, "line": 8400, "cost": 125},
                "exchanges": 3,
                "in_the_way": [{"quota": "country-TJ", "side": "maximum", "value": 9, "exchanges": 3}],
            }
        ],
    },
    "quotas": [{"id": "country-TJ", "minimum": 6, "maximum": 9, "seats": 8, "cost": 0, "price": 0}],
    "per_organisation": {"maximum": 2, "cost": 75, "price": 75},
    "quotas_relaxed": [],
    "homes_left_out": [],
    "drafted_at": "2017-02-24T09:00:00Z",
    "published_at": None,
    "checkable": True,
}


OF_ONE_ALONE = ("value", "selected", "reserve", "not_selected", "left_out", "passed_over", "quotas", "per_organisation")
"""What is not told of each where several are listed."""


class IncludingView(Shown):
    """What the quotas make of her, in hundredths of a point."""

    adjusted: int
    """Her score without the prices of the quotas that count her."""
    line: int
    """Whoever is above it tends to have a seat."""
    cost: int | None
    """How much lower the best sum would be with her in it; null if no selection that keeps every quota has her."""


class ChosenView(Shown):
    application: UUID
    code: str | None
    score: int | None
    attributes: dict[str, str]
    including: IncludingView | None
    """Of whoever has no seat, as far as it was computed; null of all others."""


class ReserveView(ChosenView):
    rank: int


class LeftOutView(ChosenView):
    reason: str
    """Code of why she could have no seat: `visa_lead`, she can travel only after the first day."""


class InTheWayView(Shown):
    """A bound of a quota (`per_organisation`: the cap) that one exchange or several would break."""

    quota: str
    side: Literal["minimum", "maximum"]
    value: int
    """How many people the bound asks for, or lets in."""
    exchanges: int
    """With how many of those people she cannot change places because of this bound."""


class PassedOverView(ChosenView):
    """Has more points than somebody with a seat. Each exchange with one of them would break a bound that is named."""

    exchanges: int
    """How many people with fewer points have a seat that was in question."""
    in_the_way: list[InTheWayView]
    """The bounds that each such exchange breaks one of."""


class AllPassedOverView(Shown):
    people: int
    """How many."""
    first: list[PassedOverView]
    """The forty with the most points."""


class CapView(Shown):
    """A limit, and what it takes from the sum of scores, in hundredths."""

    maximum: int | None
    cost: int | None
    """By how much the sum would be higher without it; null where this was not proven."""
    price: int | None
    """What one seat more would be worth, below 0 one less to be filled; null in documents from before it was told."""


class QuotaSeatsView(CapView):
    """`seats`: how many of those who then have a seat it counts."""

    id: str
    minimum: int
    seats: int
    """How many of those who then have a seat it counts."""


class SelectionTold(Shown):
    """What is told of a selection wherever it stands."""

    selection: UUID
    training: UUID
    kind: DecisionKind
    """Whether it is the first or fills seats from the reserve."""
    policy: Policy
    """By what was decided: the highest sum of scores, one of the lotteries, or tickets: so it is after those."""
    threshold: int | None
    """Hundredths of a point from which on candidates took part; null where none was asked for."""
    state: SelectionState
    hash: str
    input_hash: str
    """SHA-256 of the candidates and the quotas that it was decided from."""
    seed: int
    seats: int
    """How many were filled, or had been before."""
    candidates: int
    """From how many it was chosen."""
    quotas_relaxed: list[str]
    homes_left_out: list[str]
    drafted_at: datetime
    published_at: datetime | None
    checkable: bool
    """Whether its candidates and quotas are handed on too: with these anyone can check the document."""


class SelectionView(SelectionTold):
    """`value`: the sum of the scores of all who then have a seat, in hundredths; by merit none reaches more."""

    model_config = example(SELECTION)

    value: int
    """Sum of the scores of all who then have a seat, in hundredths; by merit no other selection reaches more."""
    selected: list[ChosenView]
    reserve: list[ReserveView]
    """Who may get a place that becomes free, in order of rank."""
    not_selected: int
    left_out: list[LeftOutView]
    """Who could have no seat whatever her score, in order of code."""
    passed_over: AllPassedOverView | None
    """Who has more points than somebody with a seat and none herself; null where its document does not tell it yet, and
    where points do not count.
    """
    quotas: list[QuotaSeatsView]
    per_organisation: CapView | None
    """The cap of each organisation; null: there is none."""


class ListedSelection(SelectionTold):
    """A selection in a list. `document`: the address of what proves it."""

    model_config = example(
        {
            **{name: told for name, told in SELECTION.items() if name not in OF_ONE_ALONE},
            "given": 25,
            "standing_by": 10,
            "document": f"/v1/selections/{AN_ID}/document",
        }
    )

    given: int
    """How many people it gives a seat."""
    standing_by: int
    """How many stand by, in order of rank."""
    document: str
    """The address of the document; who reads it is noted."""


class NextPromotion(Shown):
    """Who would be offered a place. `quotas` count all who would then have one, as `value` sums their scores."""

    model_config = example(
        {
            "policy": "merit",
            "threshold": None,
            "selected": [
                {
                    "application": AN_ID,
                    "code": "TJ-31",
                    "score": 8525,
                    "attributes": {"country": "TJ"},
                    "including": None,
                }
            ],
            "value": 213525,
            "passed_over": {"people": 0, "first": []},
            "quotas": [{"id": "country-TJ", "minimum": 6, "maximum": 9, "seats": 8, "cost": 0, "price": 0}],
            "quotas_relaxed": [],
        }
    )

    policy: Policy
    """By what would be decided: the highest sum of scores, or after a lottery tickets."""
    threshold: int | None
    """Hundredths of a point that who stands by has to reach; null where none was asked for."""
    selected: list[ChosenView]
    value: int
    """Sum of the scores of all who would then have a seat, in hundredths."""
    passed_over: AllPassedOverView | None
    """Who stands by with more points than somebody who would be chosen; null where points do not count."""
    quotas: list[QuotaSeatsView]
    quotas_relaxed: list[str]


class Document(RootModel[dict[str, Any]]):
    """`hash.decision` is the SHA-256 of `decision` as canonical JSON: UTF-8, keys sorted, no white space. `about` tells
    the decision in words of `language`.
    """

    model_config = example(
        {
            "about": [],
            "decision": {"value": 213525},
            "hash": {"decision": "0f" * 32, "proof": "0f" * 32},
            "language": "en",
            "proof": {},
        }
    )


def table_of(example: str) -> dict[int | str, dict[str, Any]]:
    told = "A table in UTF-8, the first row names its columns."
    return {200: {"description": told, "content": {"text/csv": {"example": example}}}}


PROGRAM: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "A program in UTF-8, for Python 3.9 or newer, that needs nothing else.",
        "content": {"text/x-python": {"example": '"""Does a selection hold?"""\n'}},
    }
}
CANDIDATES = table_of(f"id,score,organisation,country\n{AN_ID},9100,org-1,TJ\n")
QUOTAS = table_of("id,feature,value,min,max\ncountry-TJ,country,TJ,6,9\n")
