"""The changes that an event type may see, with a fact of each that one side refuses."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import ConfigDict, Field, StringConstraints, create_model

from shared.contracts import rules
from shared.contracts.contract import Contract
from shared.contracts.rules import Rule
from shared.contracts.schemas import data_schema, header_schema
from shared.events.base import Event, Leaves, Part

Fields = Mapping[str, Any]
LEAVE_OUT = object()

SMALL = Annotated[str, StringConstraints(pattern="^[a-z]+$")]
LARGE = Annotated[str, StringConstraints(pattern="^[A-Z]+$")]


class Meal(StrEnum):
    NOON = "noon"
    EVENING = "evening"


class Meals(StrEnum):
    NOON = "noon"
    EVENING = "evening"
    MORNING = "morning"


class MealInWords(StrEnum):
    """When one eats."""

    NOON = "noon"
    EVENING = "evening"


class Table(Part):
    number: int


class TableBy(Table):
    window: bool


class TableMaybeBy(Table):
    window: bool | None = None


class SeatKept(Event):
    """Made anew in each case: it has no source to look for docstrings in."""

    model_config = ConfigDict(use_attribute_docstrings=False)

    publisher = "scheduling"
    key = "training"
    leaves = Leaves.WITH_ITS_TRAINING

    training: UUID


FIELDS: Fields = {
    "row": (int, ...),
    "meal": (Meal, ...),
    "code": (LARGE, ...),
    "nights": (Annotated[int, Field(ge=1, le=9)], ...),
    "weight": (float, ...),
    "guest": (UUID | None, None),
    "dishes": (tuple[str, ...], ()),
    "table": (Table, ...),
    "tables": (tuple[Table, ...], ()),
    "sold": (dict[str, int], {}),
}
FACT: Fields = {
    "training": str(UUID(int=1)),
    "version": 1,
    "at": "2017-05-15T04:00:00Z",
    "row": 3,
    "meal": "noon",
    "code": "A",
    "nights": 3,
    "weight": 1.5,
    "table": {"number": 1},
    "tables": [{"number": 1}],
}


def contract(fields: Fields = FIELDS) -> Contract:
    kept = {name: shape for name, shape in fields.items() if shape is not LEAVE_OUT}
    event: type[Event] = create_model("SeatKept", __base__=SeatKept, **kept)
    return Contract(
        type=event.type_name(),
        key=event.key,
        role=event.role,
        leaves=event.leaves,
        headers=header_schema(event),
        data=data_schema(event),
        examples=(),
    )


@dataclass(frozen=True)
class Case:
    """`then`, `now`: what the type has in place of FIELDS; `today`, `yesterday`: what a fact may say, in place of FACT,
    that the reader of the other day refuses.
    """

    rule: Rule
    now: Fields
    then: Fields = field(default_factory=dict)
    today: Fields | None = None
    yesterday: Fields | None = None


BREAKING = {
    "a required field": Case(rules.REQUIRED_FIELD_ADDED, {"hall": (int, ...)}, yesterday={}),
    "a required field inside": Case(rules.REQUIRED_FIELD_ADDED, {"table": (TableBy, ...)}, yesterday={}),
    "a required field in a list": Case(rules.REQUIRED_FIELD_ADDED, {"tables": (tuple[TableBy, ...], ())}, yesterday={}),
    "a field less": Case(rules.FIELD_REMOVED, {"row": LEAVE_OUT}, today={"row": LEAVE_OUT}),
    "an optional field less": Case(rules.FIELD_REMOVED, {"guest": LEAVE_OUT}),
    "a field that must be there": Case(rules.BECAME_REQUIRED, {"guest": (UUID, ...)}, yesterday={}),
    "a field that may be missing": Case(rules.BECAME_OPTIONAL, {"row": (int | None, None)}, today={"row": LEAVE_OUT}),
    "a narrower number": Case(rules.TYPE_NARROWED, {"weight": (int, ...)}, yesterday={"weight": 1.5}),
    "a wider number": Case(rules.TYPE_WIDENED, {"row": (float, ...)}, today={"row": 1.5}),
    "another type": Case(rules.TYPE_CHANGED, {"row": (bool, ...)}, today={"row": True}, yesterday={"row": 3}),
    "another type in a list": Case(rules.TYPE_CHANGED, {"dishes": (tuple[int, ...], ())}, today={"dishes": [1]}),
    "another type in a map": Case(rules.TYPE_CHANGED, {"sold": (dict[str, bool], {})}, today={"sold": {"a": True}}),
    "a value less": Case(rules.VALUE_REMOVED, {"meal": (Literal["noon"], ...)}, yesterday={"meal": "evening"}),
    "a value more": Case(rules.VALUE_ADDED, {"meal": (Meals, ...)}, today={"meal": "morning"}),
    "words become values": Case(
        rules.TIGHTENED, {"row": (Meal, ...)}, then={"row": (str, ...)}, yesterday={"row": "late"}
    ),
    "values become words": Case(rules.LOOSENED, {"meal": (str, ...)}, today={"meal": "late"}),
    "a format": Case(rules.TIGHTENED, {"row": (UUID, ...)}, then={"row": (str, ...)}, yesterday={"row": "late"}),
    "no format": Case(rules.LOOSENED, {"guest": (str | None, None)}, today={"guest": "somebody"}),
    "a pattern": Case(rules.TIGHTENED, {"code": FIELDS["code"]}, then={"code": (str, ...)}, yesterday={"code": "a"}),
    "another pattern": Case(
        rules.FORMAT_CHANGED,
        {"code": (SMALL, ...)},
        today={"code": "a"},
    ),
    "a larger minimum": Case(
        rules.TIGHTENED, {"nights": (Annotated[int, Field(ge=2, le=9)], ...)}, yesterday={"nights": 1}
    ),
    "a smaller minimum": Case(
        rules.LOOSENED, {"nights": (Annotated[int, Field(ge=0, le=9)], ...)}, today={"nights": 0}
    ),
    "a smaller maximum": Case(
        rules.TIGHTENED, {"nights": (Annotated[int, Field(ge=1, le=8)], ...)}, yesterday={"nights": 9}
    ),
    "a larger maximum": Case(
        rules.LOOSENED, {"nights": (Annotated[int, Field(ge=1, le=10)], ...)}, today={"nights": 10}
    ),
    "no maximum": Case(rules.LOOSENED, {"nights": (Annotated[int, Field(ge=1)], ...)}, today={"nights": 10}),
    "another default": Case(rules.DEFAULT_CHANGED, {"dishes": (tuple[str, ...], ("soup",))}),
    "another type under names of a pattern": Case(
        rules.TYPE_CHANGED,
        {"sold": (dict[SMALL, bool], {})},
        then={"sold": (dict[SMALL, int], {})},
        today={"sold": {"a": True}},
    ),
    "a name more in a map": Case(
        rules.VALUE_ADDED,
        {"sold": (dict[Meals, int], {})},
        then={"sold": (dict[Meal, int], {})},
        today={"sold": {"morning": 1}},
    ),
    "other names in a map": Case(
        rules.SHAPE_CHANGED,
        {"sold": (dict[SMALL, int], {})},
        then={"sold": (dict[LARGE, int], {})},
        today={"sold": {"A": "no number"}},
    ),
}
HARMLESS = {
    "an optional field": Case(rules.OPTIONAL_FIELD_ADDED, {"hall": (int | None, None)}, today={"hall": 1}),
    "a field with a default": Case(rules.OPTIONAL_FIELD_ADDED, {"halls": (tuple[int, ...], ())}, today={"halls": [1]}),
    "an optional field inside": Case(
        rules.OPTIONAL_FIELD_ADDED, {"table": (TableMaybeBy, ...)}, today={"table": {"number": 1, "window": True}}
    ),
    "a field that is on its way out": Case(
        rules.WORDS_CHANGED, {"guest": (Annotated[UUID | None, Field(deprecated=True)], None)}
    ),
    "an example": Case(rules.WORDS_CHANGED, {"row": (Annotated[int, Field(examples=[3])], ...)}),
    "other words": Case(rules.WORDS_CHANGED, {"row": (Annotated[int, Field(description="From the front")], ...)}),
    "other words of the names in a map": Case(
        rules.WORDS_CHANGED, {"sold": (dict[MealInWords, int], {})}, then={"sold": (dict[Meal, int], {})}
    ),
}
DATA = {**BREAKING, **HARMLESS}
