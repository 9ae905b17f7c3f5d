"""Where a datum comes from: nobody may take the synthetic for evidence."""

from enum import StrEnum


class Origin(StrEnum):
    PUBLISHED = "published"
    """The organiser published it."""
    SYNTHETIC = "synthetic"
    """Made for this story."""
