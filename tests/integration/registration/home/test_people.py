"""People who work for trainings, and what those agree to who take part."""

from uuid import UUID, uuid4

from tests.integration.registration.home.bench import Bench

BODY = {"kind": "reviewer", "name": "Somebody", "contact": "r1@example.org", "country": "TJ", "languages": ["ru"]}


async def test_the_same_contact_is_the_same_person_with_one_more_kind(bench: Bench) -> None:
    first = await bench.coordinator.post("/v1/people", BODY)
    second = await bench.coordinator.post(
        "/v1/people", {**BODY, "kind": "mentor", "contact": " R1@Example.org".strip()}
    )
    assert second == {**first, "kinds": ["mentor", "reviewer"]}


async def test_name_and_contact_are_shown_to_a_coordinator_and_that_is_noted(bench: Bench) -> None:
    person = await bench.person("guest", "g1@example.org")
    shown = await bench.coordinator.get(f"/v1/people/{person}")
    assert (shown["name"], shown["contact"]) == ("Somebody", "g1@example.org")
    async with bench.service.database.transaction() as tx:
        assert await tx.many(UUID, "select person from audit where action = 'person-read'") == [person]


async def test_an_unknown_person_is_not_known_here(bench: Bench) -> None:
    for path in ("", "/letters"):
        assert await bench.coordinator.refused("GET", f"/v1/people/{uuid4()}{path}") == "not-known-here"


async def test_no_other_role_sees_people(bench: Bench) -> None:
    person = await bench.person("mentor", "m1@example.org")
    for role in ("reviewer", "mentor", "facilitator", "operator", "auditor"):
        staff = bench.anyone.staff(role, person)
        for path in ("", "/letters"):
            assert await staff.refused("GET", f"/v1/people/{person}{path}") == "not-allowed"
        assert await staff.refused("POST", "/v1/people", BODY) == "not-allowed"


async def test_each_change_of_a_consent_is_said_and_the_newest_is_shown(bench: Bench) -> None:
    applicant = await bench.submitted(await bench.called())
    item = str(uuid4())
    path = f"{applicant.path}/consents"
    for given in (True, False):
        consent = {"purpose": "media", "item": item, "given": given, "text_version": 2}
        await applicant.link.put(path, consent)
    await applicant.link.put(path, {"purpose": "voice", "given": True, "text_version": 1})
    said = [fact.value for fact in await bench.said("ConsentChanged")]
    assert [(one["given"], one.get("item"), one["version"]) for one in said] == [
        (True, item, 1),
        (False, item, 2),
        (True, None, 3),
    ]
    shown = [(one["purpose"], one["item"], one["given"]) for one in (await applicant.link.get(path))["items"]]
    assert sorted(shown) == [("media", item, False), ("voice", None, True)]


async def test_only_she_gives_her_consent(bench: Bench) -> None:
    applicant = await bench.submitted(await bench.called())
    consent = {"purpose": "voice", "given": True, "text_version": 1}
    assert await bench.coordinator.refused("PUT", f"{applicant.path}/consents", consent) == "not-allowed"
