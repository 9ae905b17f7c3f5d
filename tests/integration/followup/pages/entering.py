"""How people come to the pages of followup: by a link, or signed in."""

from tests.integration.followup.facts import Person
from tests.integration.followup.workbench import MENTOR, Workbench
from tests.support.visiting import Visiting, signed_in, visiting


def somebody(bench: Workbench) -> Visiting:
    return visiting(bench.anyone.http._transport, "followup")


async def planner(bench: Workbench, person: Person) -> Visiting:
    return await entered(bench, person.planning)


async def entered(bench: Workbench, token: str) -> Visiting:
    visitor = somebody(bench)
    await visitor.open(f"/enter/{token}")
    return await visitor.press("Continue")


async def coordinator(bench: Workbench) -> Visiting:
    return await signed_in(bench.service, somebody(bench), "coordinator")


async def mentor(bench: Workbench) -> Visiting:
    return await signed_in(bench.service, somebody(bench), "mentor", MENTOR)
