"""What is begun and not sent yet."""

from collections.abc import Mapping
from enum import StrEnum

from followup.domain.machine import Request

Typed = Mapping[str, str | tuple[str, ...] | None]
"""By field: as it stands there, whatever it will be taken for."""


class DraftPart(StrEnum):
    """Of what it is a draft."""

    PLAN = "plan"
    REPORT = "report"


SENT_BY = {DraftPart.PLAN: Request.RESUBMIT, DraftPart.REPORT: Request.REPORT}
"""The request that sends it, of a plan that is there: whoever may not ask that begins nothing."""
