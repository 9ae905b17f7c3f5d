"""Opening a page asks as much of the database whatever the number of rows."""

from typing import Any
from uuid import UUID, uuid4

from scheduling.pages import PAGES
from tests.integration.scheduling.facts import roster
from tests.integration.scheduling.held import AFTER, Taught
from tests.integration.scheduling.pages.people import anyone, coordinator, staff
from tests.integration.scheduling.test_agendas import PERSON, session
from tests.integration.scheduling.workbench import ENROLMENT, Workbench
from tests.support.statements import Opened, asked_by, grown, not_opened, too_many

MOST = 60
FEW, MANY = 2, 8


async def planned(bench: Workbench, rows: int) -> tuple[Taught, list[str]]:
    """So many trainings, the last of them with so many versions of its agenda, sessions, people, rooms and marks; and
    the versions.
    """
    partners = [await organisation(bench) for _ in range(rows)]
    manuals = [await manual(bench) for _ in range(rows)]
    said: dict[str, Any] = {"sensitivity": "open", "partners": partners, "manuals": manuals, "publish_not_before": None}
    for _ in range(rows):
        training = (await bench.announced(ENROLMENT, **said))["training"]
    path = f"/v1/trainings/{training}"
    await bench.coordinator.put(f"{path}/resources", resources(rows))
    sessions = [session(f"S-{n:02}", 15 + n % 3, 4 + n // 3, room=f"R-{n}", guests=[f"G-{n}"]) for n in range(rows)]
    versions = [await bench.coordinator.post(f"{path}/agendas", {"sessions": sessions}) for _ in range(rows)]
    ids = [one["agenda"] for one in versions]
    await bench.coordinator.post(f"/v1/agendas/{ids[-1]}/publication")
    people = {f"TJ-{number:02}": uuid4() for number in range(rows)}
    await bench.hear(*roster(training, people))
    one = Taught(bench, training, [each["session"] for each in versions[-1]["sessions"]], people)
    for number in range(rows - 1):
        await one.deliver(number)
        await one.mark(number, *[one.of(badge) for badge in people])
    return one, ids


def resources(rows: int) -> dict[str, Any]:
    return {
        "rooms": [{"code": f"R-{n}", "capacity": 40, "step_free": True} for n in range(rows)],
        "facilitators": [{"code": "F-1", "person": PERSON, "languages": ["ru"]}],
        "guests": [{"code": f"G-{n}", "person": str(uuid4()), "public_text": f"Guest {n}"} for n in range(rows)],
    }


async def organisation(bench: Workbench) -> dict[str, str]:
    body = {"code": f"O-{uuid4().hex[:8].upper()}", "name": "Parastor", "country": "TJ"}
    return {"organisation": (await bench.coordinator.post("/v1/organisations", body))["organisation"], "role": "host"}


async def manual(bench: Workbench) -> str:
    modules = [{"code": "LC-1", "title": "Listening", "minutes": 90}]
    body = {"code": f"M-{uuid4().hex[:8].upper()}", "title": "Choices", "edition": 1, "language": "ru"}
    made = str((await bench.coordinator.post("/v1/manuals", {**body, "modules": modules}))["manual"])
    await bench.coordinator.post(f"/v1/manuals/{made}/publication")
    return made


async def pages(one: Taught, versions: list[str]) -> dict[str, Opened]:
    bench = one.bench
    leads, taught = await coordinator(bench), await staff(bench, "facilitator", UUID(PERSON))
    operator = await staff(bench, "operator", UUID(int=7))
    at = f"/trainings/{one.training}"
    manual_of = (await bench.coordinator.get(f"/v1{at}"))["manuals"][0]
    of_coordinator = {
        "trainings": "/",
        "training": at,
        "new training": "/trainings/new",
        "particulars": f"{at}/particulars",
        "dates": f"{at}/dates",
        "agenda": f"{at}/agenda",
        "version": f"{at}/agenda/versions/{versions[0]}",
        "versions": f"{at}/agenda/versions",
        "difference": f"{at}/agenda/difference?of={versions[-1]}&since={versions[0]}",
        "session": f"{at}/agenda/sessions/S-01",
        "resources": f"{at}/resources",
        "roster": f"{at}/roster",
        "badges": f"{at}/badges",
        "attendance": f"{at}/attendance",
        "sheet": f"{at}/sessions/{one.sessions[0]}",
        "paper": f"{at}/sessions/{one.sessions[0]}/paper",
        "day": f"{at}/days/2017-05-15",
        "day on paper": f"{at}/days/2017-05-15/paper",
        "programmes": "/catalogue/programmes",
        "manuals": "/manuals",
        "new manual": "/manuals/new",
        "manual": f"/manuals/{manual_of}",
    }
    return {
        **{name: (leads, path) for name, path in of_coordinator.items()},
        "sessions": (taught, "/sessions"),
        "recorded sessions": (taught, "/sessions?recorded=true"),
        "suspensions": (operator, "/suspensions"),
        "public trainings": (anyone(bench), "/public"),
        "public training": (anyone(bench), f"/public{at}"),
    }


async def suspended(bench: Workbench, rows: int) -> None:
    operator = bench.anyone.staff("operator", UUID(int=7))
    for _ in range(rows):
        training = (await bench.announced())["training"]
        await operator.post(f"/v1/trainings/{training}/suspension", {"reason": "precaution"})


async def test_pages_ask_as_much_for_many_rows_as_for_few(bench: Workbench) -> None:
    asked = []
    for rows in (FEW, MANY):
        bench.clock.time = AFTER.replace(day=14)
        world = await planned(bench, rows)
        await suspended(bench, rows)
        opened = await pages(*world)
        asked.append(await asked_by(bench.service, opened))
    few, many = asked
    assert grown(few, many) == {}
    assert too_many(many, MOST) == {}
    assert not_opened(PAGES, opened.values()) == set()
