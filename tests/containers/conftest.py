"""One region for all of these tests: the addresses of its networks are fixed, so there is never a second one."""

from collections.abc import Iterator

import pytest

from tests.containers.engine import here
from tests.containers.region import Region


@pytest.fixture(scope="session")
def region(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Region]:
    engine = here()
    if engine is None:
        pytest.skip("needs a container engine: make test-containers")
    made = Region(engine, tmp_path_factory.mktemp("region"))
    made.prepare()
    try:
        made.up()
        yield made
    finally:
        made.down()
