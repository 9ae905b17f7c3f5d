"""Why a process ends that was not asked to."""

from typing import ClassVar


class MustEnd(Exception):
    """This process cannot go on; its words say why, to whoever looks after it. Exit codes are those of sysexits.h."""

    exit_code: ClassVar[int] = 70
