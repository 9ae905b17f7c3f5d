"""What up, demo and pages say of where people begin. In lines of their own, so that addresses stay whole."""

from collections.abc import Iterable

from cascade.commands.screen import say
from cascade.system import entrances
from cascade.system.running import Running

NOBODY_YET = "nobody yet"
"""Whom to sign in as, where the local provider does not know of anybody with this role."""


def show_open_to_all(found: Running) -> None:
    say(f"Pages: {found.pages}/ for everybody. Staff sign in with the local provider, as one of those whom it lists:")
    show((f"{one.who}: {one.account or NOBODY_YET}", one.address) for one in entrances.of_staff(found))


def show_by_letter(found: Running) -> None:
    """Nothing where no letter holds a link that opens."""
    if by_letter := list(entrances.of_letters(found)):
        say("Others open the link of a letter. A button on it leads on, so that looking at it uses nothing up:")
        show((one.who, one.address) for one in by_letter)


def show(lines: Iterable[tuple[str, str]]) -> None:
    shown = list(lines)
    widest = max(len(who) for who, _ in shown)
    for who, address in shown:
        say(f"  {who:<{widest}}  {address}")
