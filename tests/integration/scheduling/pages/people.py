"""Who opens the pages of scheduling."""

from uuid import UUID

from tests.integration.scheduling.workbench import Workbench
from tests.support.visiting import Visiting, signed_in, visiting


def anyone(bench: Workbench) -> Visiting:
    return visiting(bench.anyone.http._transport, "scheduling")


async def staff(bench: Workbench, role: str, person: UUID | None = None) -> Visiting:
    return await signed_in(bench.service, anyone(bench), role, person)


async def coordinator(bench: Workbench) -> Visiting:
    return await staff(bench, "coordinator", UUID(int=1))


async def trainer(bench: Workbench, training: str, person: UUID) -> Visiting:
    """With the link from her letter, opened."""
    link = await bench.trainers_link(training, person)
    token = link.http.headers["Authorization"].removeprefix("Link ")
    visitor = anyone(bench)
    await visitor.open(f"/enter/{token}")
    return await visitor.press("Continue")
