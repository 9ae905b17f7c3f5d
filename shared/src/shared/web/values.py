"""Values that are sent to several services, each with the words for whoever sent another."""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from shared.events import base, followup


@dataclass(frozen=True, slots=True)
class InWords:
    """What a value is, e.g. `two capital letters, e.g. TJ`: told in place of the rule that another one broke. Stands
    behind the rules.
    """

    words: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.custom_error_schema(
            handler(source), custom_error_type="in_words", custom_error_message=self.words
        )


Code = Annotated[
    base.Code,
    InWords("a code of 1 to 16 letters, digits and, behind the first, dots, hyphens and underscores, e.g. TJ-07"),
]
Country = Annotated[base.Country, InWords("two capital letters, e.g. TJ")]
Language = Annotated[base.Language, InWords("two or three small letters, e.g. tg")]
Region = Annotated[base.Region, InWords("two small letters, e.g. tj")]
TimeZone = Annotated[base.TimeZone, InWords("the name of a time zone, e.g. Asia/Dushanbe")]
Quarter = Annotated[followup.Quarter, InWords("a year and its quarter, e.g. 2017Q3")]
