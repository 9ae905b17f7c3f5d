"""What up, demo and pages say of where people begin. In lines of their own, so that addresses stay whole."""

from collections.abc import Iterable

from cascade.commands.screen import say
from cascade.system import entrances
from cascade.system.running import Running


def show_open_to_all(found: Running) -> None:
    """With addresses for those alone as whom somebody can sign in."""
    staff = list(entrances.of_staff(found))
    say(f"Pages: {found.pages}/ for everybody. Staff sign in with the local provider, as one of those whom it lists:")
    show((f"{one.who}: {one.account}", one.address) for one in staff if one.account is not None)
    if absent := [one.who for one in staff if one.account is None]:
        say(f"It does not list anybody yet as {', '.join(absent)}: `cascade token --role … --person ID` adds her.")


def show_by_letter(found: Running) -> None:
    if by_letter := list(entrances.of_letters(found)):
        say("Others open the link of a letter. A button on it leads on, so that looking at it uses nothing up:")
        show((one.who, one.address) for one in by_letter)
    else:
        say(
            "Others open the link of a letter. None has arrived yet that opens: whoever applies or takes part gets one."
        )


def show(lines: Iterable[tuple[str, str]]) -> None:
    shown = list(lines)
    widest = max(len(who) for who, _ in shown)
    for who, address in shown:
        say(f"  {who:<{widest}}  {address}")
