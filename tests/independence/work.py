"""What people do with the three services while a test stops one of them."""

from typing import Any
from uuid import UUID, uuid4

from cascade.story.mailbox import Label, Mailbox
from tests.integration.scheduling.workbench import ENROLMENT
from tests.support.processes import Region
from tests.support.services import Asking
from tests.support.waiting import until

Json = dict[str, Any]


def coordinating(anyone: Asking) -> Asking:
    return anyone.staff("coordinator", UUID(int=1))


async def to_draft(coordinator: Asking) -> Json:
    """What drafts a training of a programme of its own."""
    programme = await coordinator.post("/v1/programmes", {"code": f"P-{uuid4().hex[:8]}", "title": "ToT"})
    return {**ENROLMENT, "programme": programme["programme"]}


async def draft(coordinator: Asking) -> str:
    drafted = await coordinator.post("/v1/trainings", await to_draft(coordinator))
    return f"/v1/trainings/{drafted['training']}"


async def announce(region: Region) -> str:
    """The path of a training that people may enter."""
    async with region.asked("scheduling") as anyone:
        coordinator = coordinating(anyone)
        path = await draft(coordinator)
        await coordinator.post(f"{path}/announcement")
    return path


async def knows(running: Region, training: str) -> bool:
    """Whether followup has heard of it."""
    async with running.asked("followup") as anyone:
        return (await coordinating(anyone).http.get(f"{training}/people")).is_success


async def enter(region: Region, training: str) -> None:
    """Somebody enters by a link that was handed to her and by the one that was mailed to her."""
    contact = f"{uuid4().hex[:8]}@example.org"
    async with region.asked("registration") as anyone:
        await until(lambda: coordinating(anyone).http.get(training), lambda reply: reply.is_success)
        handed = await coordinating(anyone).post(f"{training}/entry-links", {"uses": 1})
        begun = await anyone.link(handed["token"]).post(
            f"{training}/applications", {"contact": contact, "language": "ru"}
        )
        mailed = await Mailbox(region.folder / "mailbox").link(contact, Label.APPLICATION)
        hers, path = anyone.link(mailed), f"/v1/applications/{begun['application']}"
        await hers.put(f"{path}/form", {"name": "Gulnora", "country": "TJ"})
        await hers.post(f"{path}/submission")


async def seen(region: Region, service: str, path: str) -> Json:
    """As the coordinator sees it."""
    async with region.asked(service) as anyone:
        return dict(await coordinating(anyone).get(path))


async def confirmed(region: Region, training: str) -> int:
    """How many have a place, as followup heard."""
    return int((await seen(region, "followup", f"{training}/people"))["confirmed"])


async def on_roster(region: Region, training: str) -> int:
    """How many have a place, as scheduling heard."""
    return len((await seen(region, "scheduling", f"{training}/roster"))["items"])
