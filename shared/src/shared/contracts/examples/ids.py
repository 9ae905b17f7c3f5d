"""Whom and what the examples are about."""

from uuid import UUID


def numbered(number: int) -> UUID:
    return UUID(f"0192f0c1-0000-7000-8000-{number:012x}")


PROGRAMME = numbered(1)
KAZAKHSTAN = numbered(2)
"""The training that Dushanbe's grew from."""
DUSHANBE = numbered(3)
WORKSHOP = numbered(4)
"""The training that grew from a plan made at Dushanbe."""
MANUAL = numbered(5)
ORGANISER = numbered(6)
SESSION = numbered(7)
PARTICIPANT = numbered(8)
APPLICATION = numbered(9)
SELECTION = numbered(10)
OFFER = numbered(11)
PLAN = numbered(12)
CO_PLANNER = numbered(13)
MENTOR = numbered(14)
ITEM = numbered(15)
SUSPENSION = numbered(16)

HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
