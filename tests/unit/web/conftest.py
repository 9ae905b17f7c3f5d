"""An address at which keys are published, for as long as a test."""

import threading
from collections.abc import Iterator

import pytest

from tests.unit.web.published import Published


@pytest.fixture
def published() -> Iterator[Published]:
    made = Published()
    thread = threading.Thread(target=made.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield made
    made.server.shutdown()
    thread.join()
    made.server.server_close()
