"""Which tests one worker has together."""

from xdist.scheduler import LoadScopeScheduling

WITH_ONE_STORY = ("tests/browser/test_entrances.py", "tests/browser/test_every_page.py", "tests/browser/test_tour.py")
"""They look at the same system, in which the whole story has to be played first."""
EACH_ALONE = ("tests/unit/panel/test_middle.py",)
"""Together they would keep one worker busy for minutes when all else is done."""


class ByModule(LoadScopeScheduling):  # type: ignore[misc] # xdist says no types
    """Those of a module together, but for these."""

    def _split_scope(self, nodeid: str) -> str:
        module = nodeid.partition("::")[0]
        if module in EACH_ALONE:
            return nodeid
        return WITH_ONE_STORY[0] if module in WITH_ONE_STORY else module
