"""What a rule over an agenda finds."""

from collections.abc import Mapping

from scheduling.domain.agenda.session import Session

Values = Mapping[str, str | int | None]
"""Codes and numbers, by their names in a rule's sentence."""
Finding = tuple[tuple[Session, ...], Values]
"""The sessions that break a rule, and how."""
