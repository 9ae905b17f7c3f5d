"""Organisations, programmes and manuals."""

from tests.integration.scheduling.workbench import Json, Workbench


def module(code: str, *prerequisites: str) -> Json:
    return {"code": code, "title": f"About {code}", "minutes": 90, "prerequisites": list(prerequisites)}


def manual(*modules: Json, language: str = "ru") -> Json:
    return {
        "code": "CHOICES",
        "title": "Leading to Choices",
        "edition": 1,
        "language": language,
        "modules": list(modules),
    }


async def test_a_code_is_given_once(bench: Workbench) -> None:
    organisation = {"code": "PARASTOR", "name": "Parastor", "country": "TJ"}
    added = await bench.coordinator.post("/v1/organisations", organisation)
    assert await bench.coordinator.refused("POST", "/v1/organisations", organisation) == "code-taken"
    assert await bench.coordinator.get("/v1/organisations") == {"items": [added]}


async def test_a_manual_is_published_with_its_modules(bench: Workbench) -> None:
    draft = await bench.coordinator.post("/v1/manuals", manual(module("LC-1"), module("LC-2", "LC-1")))
    assert draft["state"] == "draft"
    path = f"/v1/manuals/{draft['manual']}/publication"
    assert (await bench.coordinator.post(path))["state"] == "published"
    (fact,) = await bench.said("ManualPublished")
    assert fact.value["modules"][1]["prerequisites"] == ["LC-1"]
    assert "About" not in str(fact.value)
    assert await bench.coordinator.refused("POST", path) == "not-in-this-state"


async def test_each_language_is_an_edition_of_its_own(bench: Workbench) -> None:
    await bench.coordinator.post("/v1/manuals", manual(module("LC-1")))
    assert await bench.coordinator.refused("POST", "/v1/manuals", manual(module("LC-1"))) == "code-taken"
    await bench.coordinator.post("/v1/manuals", manual(module("LC-1"), language="tg"))
    assert len((await bench.coordinator.get("/v1/manuals"))["items"]) == 2


async def test_modules_that_need_one_another_first_are_refused(bench: Workbench) -> None:
    body = manual(module("LC-1", "LC-2"), module("LC-2", "LC-1"))
    assert await bench.coordinator.refused("POST", "/v1/manuals", body) == "prerequisite-cycle"


async def test_a_prerequisite_is_a_module_of_the_manual(bench: Workbench) -> None:
    body = manual(module("LC-1", "BE-1"))
    assert await bench.coordinator.refused("POST", "/v1/manuals", body) == "unknown-references"


async def test_only_coordinators_add_to_the_catalogue(bench: Workbench) -> None:
    body = {"code": "PARASTOR", "name": "Parastor", "country": "TJ"}
    assert await bench.anyone.refused("POST", "/v1/organisations", body) == "credentials-missing"
    assert await bench.anyone.staff("mentor").refused("POST", "/v1/organisations", body) == "not-allowed"
