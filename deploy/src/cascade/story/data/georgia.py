"""The training after: nine of Dushanbe's 25 apply again."""

from dataclasses import dataclass

from cascade.story.data.call import Applicant, Call
from cascade.story.data.letters import letter, wishes
from cascade.story.data.origin import Origin

AGAIN = ("GE-01", "GE-02", "GE-09", "KG-01", "KG-04", "KZ-01", "KZ-02", "KZ-03", "KZ-04")
"""By the badge that they had in Dushanbe."""
_NUMBERS_FROM = 1000


@dataclass(frozen=True, slots=True)
class SecondTime:
    """The same person, contact and answers as `before`; letter and wishes are new."""

    before: Applicant
    letter: str
    wishes: str
    origin: Origin = Origin.SYNTHETIC


def again(call: Call) -> tuple[SecondTime, ...]:
    return tuple(
        SecondTime(
            call.by_code(code), letter(call.seed, f"2018/{code}", number), wishes(call.seed, f"2018/{code}", number)
        )
        for number, code in enumerate(AGAIN, _NUMBERS_FROM)
    )
