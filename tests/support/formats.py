"""Formats of values as JSON Schema names them, checked: the library knows `date-time` only beside another one."""

from datetime import datetime

from jsonschema import FormatChecker

FORMATS = FormatChecker()


def is_instant(value: object) -> bool:
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


FORMATS.checks("date-time", raises=ValueError)(is_instant)
