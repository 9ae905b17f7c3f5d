"""Agendas over HTTP: versions, conflicts, acceptance, publication, and who reads them."""

from typing import Any
from uuid import UUID, uuid4

from tests.integration.scheduling.workbench import ENROLMENT, SELECTION, Json, Workbench
from tests.support.services import Asking

PERSON = str(UUID(int=21))
RESOURCES: Json = {
    "rooms": [{"code": "R-A", "capacity": 40, "step_free": True}],
    "facilitators": [{"code": "F-1", "person": PERSON, "languages": ["ru"]}],
}


def session(code: str, day: int, hour: int, **more: object) -> Json:
    return {
        "code": code,
        "title": f"Session {code}",
        "kind": "module",
        "starts_at": f"2017-05-{day}T{hour:02}:00:00Z",
        "ends_at": f"2017-05-{day}T{hour + 1:02}:00:00Z",
        "room": "R-A",
        "facilitators": ["F-1"],
        **more,
    }


TWO = [session("S-01", 15, 4), session("S-02", 16, 4)]


async def prepared(bench: Workbench, body: Json = SELECTION, **changes: Any) -> str:
    training = await bench.announced(body, **changes)
    path = f"/v1/trainings/{training['training']}"
    await bench.coordinator.put(f"{path}/resources", RESOURCES)
    return path


async def test_a_published_agenda_is_said_without_titles_rooms_and_names(bench: Workbench) -> None:
    path = await prepared(bench)
    draft = await bench.coordinator.post(f"{path}/agendas", {"sessions": TWO})
    assert (draft["version"], draft["state"], draft["conflicts"]) == (1, "draft", [])
    published = await bench.coordinator.post(f"/v1/agendas/{draft['agenda']}/publication")
    assert published["state"] == "published"
    assert await bench.coordinator.get(f"{path}/agenda") == published
    (fact,) = await bench.said("AgendaPublished")
    assert (fact.value["version"], fact.value["agenda_version"], fact.value["hash"]) == (2, 1, draft["hash"])
    assert [one["id"] for one in fact.value["sessions"]] == [one["session"] for one in draft["sessions"]]
    assert fact.value["facilitators"] == [PERSON]
    assert not any(word in str(fact.value) for word in ("Session S", "R-A", "F-1"))


async def test_the_same_code_is_the_same_session_in_every_version(bench: Workbench) -> None:
    path = await prepared(bench)
    first = await bench.coordinator.post(f"{path}/agendas", {"sessions": TWO})
    moved = [TWO[0], session("S-02", 16, 6)]
    second = await bench.coordinator.post(f"{path}/agendas", {"sessions": moved})
    assert [one["session"] for one in first["sessions"]] == [one["session"] for one in second["sessions"]]
    told = await bench.coordinator.get(f"/v1/agendas/{second['agenda']}/difference?from={first['agenda']}")
    assert [(one["code"], len(one["fields"])) for one in told["changed"]] == [("S-02", 2)]


async def test_a_version_made_from_an_older_one_is_refused_and_names_the_newest(bench: Workbench) -> None:
    path = await prepared(bench)
    first = await bench.coordinator.post(f"{path}/agendas", {"sessions": TWO})
    second = await bench.coordinator.post(f"{path}/agendas", {"sessions": TWO, "follows": first["agenda"]})
    late = await bench.coordinator.post(f"{path}/agendas", {"sessions": TWO, "follows": first["agenda"]}, status=409)
    assert (late["code"], late["newest"]) == ("newer-agenda", second["agenda"])


async def test_versions_come_in_pages_the_newest_first(bench: Workbench) -> None:
    path = await prepared(bench)
    for _ in range(3):
        await bench.coordinator.post(f"{path}/agendas", {"sessions": TWO})
    first = await bench.coordinator.http.get(f"{path}/agendas?limit=2")
    rest = await bench.coordinator.get(first.links["next"]["url"])
    assert [one["version"] for one in (*first.json()["items"], *rest["items"])] == [3, 2, 1]


async def test_publishing_supersedes_every_older_version(bench: Workbench) -> None:
    path = await prepared(bench)
    versions = [await bench.coordinator.post(f"{path}/agendas", {"sessions": TWO}) for _ in range(3)]
    for version in (versions[0], versions[2]):
        await bench.coordinator.post(f"/v1/agendas/{version['agenda']}/publication")
    listed = (await bench.coordinator.get(f"{path}/agendas"))["items"]
    assert [(one["version"], one["state"]) for one in listed] == [
        (3, "published"),
        (2, "superseded"),
        (1, "superseded"),
    ]
    late = f"/v1/agendas/{versions[1]['agenda']}/publication"
    assert await bench.coordinator.refused("POST", late) == "not-in-this-state"


async def test_a_block_is_refused_until_it_is_solved(bench: Workbench) -> None:
    path = await prepared(bench)
    draft = await bench.coordinator.post(f"{path}/agendas", {"sessions": [session("S-01", 15, 4, room="R-B")]})
    assert [(one["rule"], one["level"]) for one in draft["conflicts"]] == [("resource-unknown", "BLOCK")]
    publication = f"/v1/agendas/{draft['agenda']}/publication"
    assert await bench.coordinator.refused("POST", publication) == "conflicts-block"
    rooms = [*RESOURCES["rooms"], {"code": "R-B", "capacity": 30}]
    await bench.coordinator.put(f"{path}/resources", {**RESOURCES, "rooms": rooms})
    assert (await bench.coordinator.post(publication))["conflicts"] == []


async def test_a_warning_is_accepted_by_somebody(bench: Workbench) -> None:
    path = await prepared(bench)
    draft = await bench.coordinator.post(f"{path}/agendas", {"sessions": [session("S-01", 15, 4, facilitators=[])]})
    (conflict,) = draft["conflicts"]
    acceptance = {"rule": conflict["rule"], "sessions": conflict["sessions"], "reason": "It is a quiet hour"}
    place = f"/v1/agendas/{draft['agenda']}/acceptances"
    (told,) = (await bench.coordinator.post(place, acceptance))["conflicts"]
    assert (told["accepted_by"], told["reason"]) == (str(UUID(int=1)), "It is a quiet hour")
    nobody = bench.anyone.staff("coordinator")
    assert await nobody.refused("POST", place, acceptance) == "person-unknown"


async def test_other_days_make_an_agenda_stale(bench: Workbench) -> None:
    path = await prepared(bench)
    draft = await bench.coordinator.post(f"{path}/agendas", {"sessions": TWO})
    await bench.coordinator.put(f"{path}/dates", {"starts_on": "2017-06-15", "ends_on": "2017-06-18"})
    seen = await bench.coordinator.get(f"/v1/agendas/{draft['agenda']}")
    assert (draft["stale"], seen["stale"]) == (False, True)
    assert {one["rule"] for one in seen["conflicts"]} == {"outside-training-days"}


async def test_a_missing_edition_is_a_warning_over_http(bench: Workbench) -> None:
    module = {"code": "CO-1", "title": "What builds peace", "minutes": 60}
    body = {"code": "COMPASSION", "title": "Leading to Compassion", "edition": 1, "language": "ru", "modules": [module]}
    manual = await bench.coordinator.post("/v1/manuals", body)
    await bench.coordinator.post(f"/v1/manuals/{manual['manual']}/publication")
    path = await prepared(bench, manuals=[manual["manual"]])
    draft = await bench.coordinator.post(f"{path}/agendas", {"sessions": [session("S-01", 15, 4, modules=["CO-1"])]})
    assert [(one["rule"], one["level"]) for one in draft["conflicts"]] == [("edition-missing", "WARN")]


async def partner(bench: Workbench, *scopes: str) -> tuple[Asking, str]:
    """A partner's coordinator, and the path of the training."""
    body = {"code": f"O-{uuid4().hex[:8]}", "name": "Bir Duino", "country": "KG"}
    organisation = (await bench.coordinator.post("/v1/organisations", body))["organisation"]
    path = await prepared(bench, partners=[{"organisation": organisation, "role": "mentor", "scopes": list(scopes)}])
    return bench.anyone.staff("coordinator", UUID(int=4), UUID(organisation)), path


async def test_a_partner_with_a_say_in_the_agenda_reads_it_and_nothing_else(bench: Workbench) -> None:
    asking, path = await partner(bench, "agenda", "outreach")
    draft = await bench.coordinator.post(f"{path}/agendas", {"sessions": TWO})
    assert (await asking.get(f"{path}/agendas"))["items"] == [draft]
    assert await asking.get(f"/v1/agendas/{draft['agenda']}") == draft
    assert await asking.get(f"/v1/agendas/{draft['agenda']}/difference?from={draft['agenda']}")
    for method, other in (
        ("GET", path),
        ("GET", "/v1/trainings"),
        ("GET", f"{path}/resources"),
        ("GET", f"{path}/agenda"),
        ("POST", f"/v1/agendas/{draft['agenda']}/publication"),
        ("POST", f"{path}/agendas"),
        ("GET", "/v1/organisations"),
    ):
        assert await asking.refused(method, other, {"sessions": TWO} if method == "POST" else None) == "not-allowed"


async def test_a_partner_without_a_say_in_the_agenda_reads_nothing(bench: Workbench) -> None:
    asking, path = await partner(bench, "outreach")
    draft = await bench.coordinator.post(f"{path}/agendas", {"sessions": TWO})
    assert await asking.refused("GET", f"{path}/agendas") == "not-the-partners-agenda"
    assert await asking.refused("GET", f"/v1/agendas/{draft['agenda']}") == "not-the-partners-agenda"


async def test_a_trainer_plans_her_own_training_and_no_other(bench: Workbench) -> None:
    own, other = await prepared(bench, ENROLMENT), await prepared(bench, ENROLMENT)
    trainer = await bench.trainers_link(own.rpartition("/")[2], UUID(int=21))
    draft = await trainer.post(f"{own}/agendas", {"sessions": TWO})
    await trainer.post(f"/v1/agendas/{draft['agenda']}/publication")
    assert await trainer.refused("POST", f"{other}/agendas", {"sessions": TWO}) == "not-allowed"
    foreign = await bench.coordinator.post(f"{other}/agendas", {"sessions": TWO})
    assert await trainer.refused("POST", f"/v1/agendas/{foreign['agenda']}/publication") == "not-her-training"


async def test_a_trainers_link_plans_no_training_of_trainers(bench: Workbench) -> None:
    path = await prepared(bench)
    trainer = await bench.trainers_link(path.rpartition("/")[2], UUID(int=21))
    assert await trainer.refused("POST", f"{path}/agendas", {"sessions": TWO}) == "for-the-coordinator"
