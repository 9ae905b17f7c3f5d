"""Pages are tried on the workbench of scheduling."""

from tests.integration.scheduling.conftest import bench

__all__ = ["bench"]
