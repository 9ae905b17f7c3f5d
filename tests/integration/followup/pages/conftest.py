"""Pages are tried on the bench of the service."""

from tests.integration.followup.conftest import bench, told

__all__ = ["bench", "told"]
