"""The longest lists that are taken make facts that travel."""

from uuid import uuid4

from scheduling.api.models import MOST, MOST_SESSIONS
from shared.backbone.outbox import LARGEST_EVENT_BYTES
from tests.integration.scheduling.test_agendas import session
from tests.integration.scheduling.workbench import SELECTION, Json, Workbench

WIDEST = "\u0967" * 200
LISTED = 20
"""Codes in one list."""


def codes(letter: str, count: int) -> list[str]:
    return [f"{letter}{number:015}" for number in range(count)]


async def test_the_largest_manual_is_published(bench: Workbench) -> None:
    named = codes("M", MOST)
    modules = [
        {
            "code": code,
            "title": WIDEST,
            "minutes": 100_000,
            "topics": codes("T", LISTED),
            "prerequisites": named[max(0, place - LISTED) : place],
        }
        for place, code in enumerate(named)
    ]
    body = {"code": "C" * 16, "title": WIDEST, "edition": 100_000, "language": "rus", "modules": modules}
    manual = await bench.coordinator.post("/v1/manuals", body)
    await bench.coordinator.post(f"/v1/manuals/{manual['manual']}/publication")
    (fact,) = await bench.said("ManualPublished")
    assert len(fact.value["modules"]) == MOST
    body["modules"] = [*modules, {**modules[0], "code": "X"}]
    assert await bench.coordinator.refused("POST", "/v1/manuals", {**body, "edition": 1}) == "invalid-request"


async def test_the_largest_training_is_announced(bench: Workbench) -> None:
    body = {"name": "O", "country": "TJ"}
    organisations = [
        await bench.coordinator.post("/v1/organisations", {**body, "code": code}) for code in codes("O", MOST)
    ]
    where = dict(zip(codes("A", 8), codes("V", 8), strict=True))
    everything: Json = {
        "title": WIDEST,
        "sensitivity": "open",
        "seats": 100_000,
        "homes": ["tj"] * MOST,
        "languages": ["rus"] * LISTED,
        "quotas": [{"id": code, "where": where, "minimum": 1, "maximum": 100_000} for code in codes("Q", MOST)],
        "criteria": [{"code": code, "weight": 1} for code in codes("C", MOST)],
        "partners": [
            {
                "organisation": one["organisation"],
                "role": "co-organiser",
                "scopes": ["agenda", "outreach", "techniques"],
            }
            for one in organisations
        ],
        "topics": codes("T", LISTED),
    }
    training = await bench.announced({**SELECTION, **everything})
    (fact,) = await bench.said("TrainingAnnounced")
    assert len(fact.value["quotas"]) == len(fact.value["partners"]) == MOST
    assert len(str(fact.value)) < LARGEST_EVENT_BYTES
    path = f"/v1/trainings/{training['training']}/changes"
    more = [*everything["quotas"], {"id": "X", "where": where}]
    assert await bench.coordinator.refused("POST", path, {"quotas": more}) == "invalid-request"


async def test_the_largest_agenda_is_published(bench: Workbench) -> None:
    path = f"/v1/trainings/{(await bench.announced())['training']}"
    people = [{"code": code, "person": str(uuid4())} for code in codes("F", MOST)]
    await bench.coordinator.put(f"{path}/resources", {"facilitators": people})
    more: Json = {"room": None, "facilitators": [], "modules": codes("M", LISTED), "topics": codes("T", LISTED)}
    sessions = [session(code, 15, 4, **more) for code in codes("S", MOST_SESSIONS)]
    draft = await bench.coordinator.post(f"{path}/agendas", {"sessions": sessions})
    await bench.coordinator.post(f"/v1/agendas/{draft['agenda']}/publication")
    (fact,) = await bench.said("AgendaPublished")
    assert (len(fact.value["sessions"]), len(fact.value["facilitators"])) == (MOST_SESSIONS, MOST)
    longer = {"sessions": [*sessions, session("X", 15, 4)]}
    assert await bench.coordinator.refused("POST", f"{path}/agendas", longer) == "invalid-request"
