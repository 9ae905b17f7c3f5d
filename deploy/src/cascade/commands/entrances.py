"""What up, demo and pages say of where people begin. In lines of their own, so that addresses stay whole."""

from collections.abc import Iterable

from cascade.commands.screen import say
from cascade.system import entrances
from cascade.system.entrances import Entrance
from cascade.system.running import Running


def show_open_to_all(found: Running) -> None:
    say(f"Pages: {found.pages}/ for everybody. Staff sign in with the local provider:")
    show(entrances.of_staff(found))


def show_by_letter(found: Running) -> None:
    """Nothing where no letter holds a link that opens."""
    if by_letter := list(entrances.of_letters(found)):
        say("Others open the link of a letter. A button on it leads on, so that looking at it uses nothing up:")
        show(by_letter)


def show(lines: Iterable[Entrance]) -> None:
    for one in lines:
        account = f"  as {one.account}" if one.account else ""
        say(f"  {one.who + account:<26}{one.address}")
