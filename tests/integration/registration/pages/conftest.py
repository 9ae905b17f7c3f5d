"""Pages are tried on the bench of a home."""

from tests.integration.registration.home.conftest import bench, office

__all__ = ["bench", "office"]
