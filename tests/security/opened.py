"""Pages about things that are there, opened by everybody to whom they are shown."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

import httpx2

from tests.security.forms import CALLED, CHOSEN, Sender, choices
from tests.security.matrix import PRINCIPALS
from tests.security.overheard import pages_of
from tests.security.principals import REFUSED, ids_in
from tests.security.worlds import Things
from tests.support.visiting import visiting

ENDS_THE_SESSION = "/exit"


@dataclass(frozen=True)
class Seen:
    """What somebody opens, or sends something to."""

    address: str
    principal: str
    things: Things


async def opened(sender: Sender, *, once: bool = False) -> AsyncIterator[tuple[Seen, httpx2.Response]]:
    """Every page, by everybody who is not refused at once, about everything that it may be about. `once`: until it is
    shown.
    """
    for page in [one for one in pages_of(sender.service) if one != ENDS_THE_SESSION]:
        for chosen in choices(CHOSEN.get(page, {})):
            async for seen, answer in tried(sender, page, chosen):
                yield seen, answer
                if once and answer.status_code == httpx2.codes.OK:
                    break


async def tried(sender: Sender, page: str, chosen: Things) -> AsyncIterator[tuple[Seen, httpx2.Response]]:
    for principal in PRINCIPALS:
        for path, things in about(sender, page, chosen):
            visitor = visiting(sender.world.anyone.http._transport, sender.name)
            visitor.session = await sender.session(principal, things)
            answer = await visitor.http.get(visitor.base + path)
            if answer.status_code in REFUSED:
                break
            yield Seen(visitor.base + path, principal, things), answer


def about(sender: Sender, page: str, chosen: Things) -> Iterator[tuple[str, Things]]:
    """The page's path for each story that has all that it names."""
    for story in sender.world.stories:
        named = {**story, **{name: story[said] for name, said in CALLED.items() if said in story}, **chosen}
        if ids_in(page).keys() <= named.keys():
            yield page.format_map(named), story
