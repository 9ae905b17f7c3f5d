"""An event type says what its fields say: what a schema does not show is refused before anything is promised."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

import pytest
from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    Json,
    OnErrorOmit,
    PastDate,
    PastDatetime,
    PlainSerializer,
    RootModel,
    StringConstraints,
    WithJsonSchema,
    computed_field,
    create_model,
    field_serializer,
    field_validator,
    model_serializer,
    model_validator,
)
from typing_extensions import TypeAliasType

from shared.contracts.contract import contract_of, event_types
from shared.contracts.promisable import require_promisable
from shared.contracts.schemas import Unpromisable
from shared.events.base import Event, Part
from tests.contract.cases import FIELDS, SeatKept


class Checked(SeatKept):
    row: int

    @field_validator("row")
    @classmethod
    def _even(cls, row: int) -> int:
        return row


class Compared(SeatKept):
    @model_validator(mode="after")
    def _whole(self) -> "Compared":
        return self


class Rewritten(SeatKept):
    row: int

    @field_serializer("row")
    def _as_text(self, row: int) -> str:
        return str(row)


class Replaced(SeatKept):
    @model_serializer
    def _other(self) -> dict[str, int]:
        return {"row": 1}


class Computed(SeatKept):
    @computed_field  # type: ignore[prop-decorator] # mypy does not know properties under it
    @property
    def rows(self) -> int:
        return 1


class DescribedOtherwise(Computed):
    model_config = ConfigDict(json_schema_extra=lambda schema: schema["properties"].update(rows={"type": "string"}))


class Promised(SeatKept):
    model_config = ConfigDict(json_schema_extra=lambda schema: schema["properties"].update(rows={"type": "integer"}))


class Raised(SeatKept):
    def model_post_init(self, _: Any) -> None:
        assert self.version < 10


class Shouted(SeatKept):
    model_config = ConfigDict(str_to_upper=True)


class OtherNames(SeatKept):
    model_config = ConfigDict(serialize_by_alias=True)


class MadeUp(SeatKept):
    sold: dict[str, int] = Field(default_factory=lambda: {"back": 1})


class OtherSubject(SeatKept):
    seat: UUID

    @property
    def subject(self) -> UUID:
        return self.seat


class Inner(Part):
    sold: datetime


class Knot(Part):
    inside: "Knot | None" = None


@dataclass
class Folded:
    """What checks itself once it is read."""

    seats: int

    def __post_init__(self) -> None:
        self.seats = abs(self.seats)


class Bare(RootModel[int]):
    """A value without a name."""


CLASSES: list[tuple[type[Event], str]] = [
    (Checked, "has a validator or serializer of its own"),
    (Compared, "has a validator or serializer of its own"),
    (Rewritten, "has a validator or serializer of its own"),
    (Replaced, "has a validator or serializer of its own"),
    (Computed, "says or describes rows, but not both"),
    (DescribedOtherwise, "says rows as integer"),
    (Promised, "says or describes rows, but not both"),
    (Raised, "has a model_post_init of its own"),
    (Shouted, "is configured by str_to_upper"),
    (OtherNames, "is configured by serialize_by_alias"),
    (MadeUp, "makes sold up where it is missing"),
    (OtherSubject, "has a subject of its own"),
]
OTHER_NAME = TypeAliasType("OTHER_NAME", Annotated[int, AfterValidator(abs)])
TOLD_OTHERWISE = Annotated[int, WithJsonSchema({"type": "string"})]

ROWS: list[tuple[object, str]] = [
    (Annotated[int, AfterValidator(abs)], "SeatKept/row is a value of the kind function-after"),
    (Annotated[int, BeforeValidator(abs)], "SeatKept/row is a value of the kind function-before"),
    (tuple[Annotated[int, AfterValidator(abs)], ...], "SeatKept/row is a value of the kind function-after"),
    (tuple[OTHER_NAME, ...], "SeatKept/row is a value of the kind function-after"),
    (Annotated[int, PlainSerializer(str)], "SeatKept/row has serialization"),
    (Annotated[int, Field(exclude=True)], "leaves row out where it is said"),
    (Annotated[str, StringConstraints(strip_whitespace=True)], "SeatKept/row has strip_whitespace"),
    (tuple[Annotated[str, StringConstraints(to_lower=True)], ...], "SeatKept/row has to_lower"),
    (TOLD_OTHERWISE, "SeatKept/row is described by hand"),
    (tuple[TOLD_OTHERWISE, ...], "SeatKept/row is described by hand"),
    (Annotated[int, Field(json_schema_extra={"type": "string"})], "SeatKept/row is described by hand"),
    (Json[int], "SeatKept/row is a value of the kind json"),
    (tuple[OnErrorOmit[int], ...], "SeatKept/row has on_error"),
    (Folded, "SeatKept/row is a value of the kind dataclass"),
    (Bare, "Bare is no Part"),
    (Knot, "Knot holds itself"),
    (datetime, "SeatKept/row is an instant that may be without offset"),
    (PastDatetime, "SeatKept/row has now_op"),
    (tuple[PastDate, ...], "SeatKept/row has now_op"),
    (Inner, "Inner/sold is an instant that may be without offset"),
]


def with_row(shape: Any) -> type[Event]:
    return create_model("SeatKept", __base__=SeatKept, row=(shape, ...))


@pytest.mark.parametrize(("event", "why"), CLASSES, ids=lambda one: getattr(one, "__name__", ""))
def test_a_type_with_code_between_its_fields_and_what_is_said_is_not_promised(event: type[Event], why: str) -> None:
    with pytest.raises(Unpromisable, match=why):
        contract_of(event)


@pytest.mark.parametrize(("shape", "why"), ROWS, ids=str)
def test_a_field_whose_schema_is_that_of_another_is_not_promised(shape: object, why: str) -> None:
    with pytest.raises(Unpromisable, match=why):
        contract_of(with_row(shape))


def test_all_that_is_said_today_and_all_plain_fields_are_promised() -> None:
    for event in (*event_types(), create_model("SeatKept", __base__=SeatKept, **FIELDS), with_row(date)):
        require_promisable(event)
