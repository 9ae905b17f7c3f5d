"""What scheduling says of a suspension of all of the region."""

from datetime import datetime
from uuid import UUID

from shared.events.scheduling import RegionResumed, RegionSuspended, SuspensionReason

SUSPENSION = UUID(int=901)


def region_suspended(at: datetime, suspension: UUID = SUSPENSION) -> RegionSuspended:
    return RegionSuspended(suspension=suspension, reason=SuspensionReason.PRECAUTION, version=1, at=at)


def region_resumed(at: datetime, suspension: UUID = SUSPENSION) -> RegionResumed:
    return RegionResumed(suspension=suspension, reason=SuspensionReason.PRECAUTION, version=2, at=at)
