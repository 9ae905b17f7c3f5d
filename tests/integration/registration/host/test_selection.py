"""The first selection: when it may be made, what it says, and what publishing it sets in motion."""

import hashlib
import json
from uuid import UUID

from shared.events.scheduling import Quota
from tests.integration.registration.host.homes import ANSWER_BY, CLOSED, Applicant, Home, Training
from tests.integration.registration.host.workbench import (
    Bench,
    Call,
    applied,
    decided_call,
    drafted,
    everything,
    reviewed_call,
)
from tests.support.services import ANY_STATE

ASKED = {"seed": 2017, "reserve": 2}


def codes(chosen: list[dict[str, str]]) -> list[str]:
    return [one["code"] for one in chosen]


async def test_the_best_selection_that_keeps_every_quota_is_drafted_with_its_reserve(bench: Bench) -> None:
    draft = await drafted(await reviewed_call(bench))
    assert (draft["state"], draft["kind"], draft["value"]) == ("draft", "first", 9000 + 8800 + 8000)
    assert codes(draft["selected"]) == ["GE-01", "TJ-01", "TJ-02"]
    assert [(one["code"], one["rank"]) for one in draft["reserve"]] == [("TJ-03", 1), ("GE-02", 2)]
    assert draft["not_selected"] == 1
    assert {quota["id"]: quota["seats"] for quota in draft["quotas"]} == {"TJ": 2, "GE": 1}
    assert await bench.said("ParticipantSelected") == []


async def test_the_document_can_be_checked_by_its_hash(bench: Bench) -> None:
    draft = await drafted(await reviewed_call(bench))
    document = await bench.coordinator.get(f"/v1/selections/{draft['selection']}/document")
    canonical = json.dumps(document["decision"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert hashlib.sha256(canonical.encode()).hexdigest() == document["hash"]["decision"] == draft["hash"]
    assert document["decision"]["seed"] == f"{2017:016x}"


async def test_the_host_waits_until_what_arrived_is_what_the_home_declared(bench: Bench) -> None:
    training = Training()
    applicants = applied(training)
    *told, closed = everything(training, applicants)
    missing = told.pop()
    await bench.hear(*told)
    path = f"/v1/trainings/{training.id}/selections"
    assert await bench.coordinator.refused("POST", path, ASKED) == "candidates-incomplete"
    await bench.hear(closed)
    response = await bench.coordinator.http.post(path, json=ASKED)
    assert (response.status_code, response.json()["code"]) == (409, "candidates-incomplete")
    (count,) = response.json()["homes"]
    assert (count["declared_submitted"], count["arrived_submitted"]) == (6, 6)
    assert (count["declared_versions"], count["arrived_versions"]) == (12, 11)
    await bench.hear(missing)
    assert (await bench.coordinator.post(path, ASKED))["state"] == "draft"


async def test_a_home_is_left_out_only_if_that_is_said_and_it_stands_in_the_document(bench: Bench) -> None:
    training = Training({"homes": ("tj", "ge")})
    own, other = applied(training), Applicant(training.id, "GE-09", 9900, "ge")
    await bench.hear(*everything(training, own))
    await bench.hear(other.submitted(), other.reviewed(), region="ge")
    call = Call(bench, training, own)
    path = f"{call.path}/selections"
    assert await bench.coordinator.refused("POST", path, ASKED) == "candidates-incomplete"
    assert await bench.coordinator.refused("POST", path, {**ASKED, "homes_left_out": ["kz"]}) == "home-not-of-training"
    without = await drafted(call, homes_left_out=["ge"])
    assert without["homes_left_out"] == ["ge"]
    assert codes(without["selected"]) == ["GE-01", "TJ-01", "TJ-02"]
    await bench.hear(Home(training.id, "ge").closed(other), region="ge")
    assert codes((await drafted(call))["selected"]) == ["GE-09", "TJ-01", "TJ-02"]


async def test_quotas_that_cannot_hold_are_named(bench: Bench) -> None:
    quotas = ({"id": "GE", "where": {"country": "GE"}, "minimum": 3},)
    call = await reviewed_call(bench, quotas=quotas)
    response = await bench.coordinator.http.post(f"{call.path}/selections", json=ASKED)
    assert (response.status_code, response.json()["code"]) == (409, "quotas-cannot-hold")
    assert response.json()["conflict"] == [{"quota": "GE", "side": "minimum", "value": 3}]
    assert "seats that GE needs: 3, candidates who count for it: 2" in response.json()["detail"]


async def test_publishing_offers_places_and_tells_everybody_else(bench: Bench) -> None:
    call = await decided_call(bench)
    (decided,) = await bench.said("SelectionDecided")
    assert (decided["kind"], decided["quotas_kept"], decided["version"]) == ("first", ["GE", "TJ"], 1)
    offers = {fact["application"]: fact for fact in await bench.said("ParticipantSelected")}
    assert offers.keys() == {str(call[code].id) for code in ("TJ-01", "TJ-02", "GE-01")}
    assert {fact["answer_by"] for fact in offers.values()} == {ANSWER_BY.isoformat().replace("+00:00", "Z")}
    assert {fact["selection"] for fact in offers.values()} == {decided["selection"]}
    reserved = {fact["application"]: fact["rank"] for fact in await bench.said("ParticipantReserved")}
    assert reserved == {str(call["TJ-03"].id): 1, str(call["GE-02"].id): 2}
    (turned_away,) = await bench.said("ApplicationNotSelected")
    assert (turned_away["application"], turned_away["reason"]) == (str(call["TJ-04"].id), "below_selected")


async def test_who_is_ineligible_or_withdrew_is_neither_chosen_nor_told(bench: Bench) -> None:
    training = Training()
    applicants = applied(training)
    first, last = applicants["TJ-01"], applicants["TJ-04"]
    facts = everything(training, applicants)[:-1]
    await bench.hear(*facts, first.withdrawn(CLOSED), last.reviewed(eligible=False))
    await bench.hear(Home(training.id).closed(*applicants.values()))
    bench.clock.time = CLOSED
    draft = await drafted(Call(bench, training, applicants))
    assert codes(draft["selected"]) == ["GE-01", "TJ-02", "TJ-03"]
    await bench.coordinator.post(f"/v1/selections/{draft['selection']}/publication")
    assert await bench.said("ApplicationNotSelected") == []


async def test_a_draft_is_stale_once_somebody_chosen_withdrew(bench: Bench) -> None:
    call = await reviewed_call(bench)
    draft = await drafted(call)
    await bench.hear(call["GE-02"].withdrawn(CLOSED))
    path = f"/v1/selections/{draft['selection']}/publication"
    response = await bench.coordinator.http.post(path, headers=ANY_STATE)
    assert (response.json()["code"], response.json()["changed"]) == ("selection-stale", ["GE-02"])


async def test_a_draft_is_not_published_while_a_home_has_opened_its_reviews_again(bench: Bench) -> None:
    call = await reviewed_call(bench)
    draft = await drafted(call)
    home = Home(call.training.id, version=1)
    await bench.hear(home.reopened())
    path = f"/v1/selections/{draft['selection']}/publication"
    assert await bench.coordinator.refused("POST", path) == "candidates-incomplete"
    await bench.hear(home.closed(*call.applicants.values()))
    assert (await bench.coordinator.post(path))["state"] == "published"


async def test_one_first_selection_is_published_and_the_other_drafts_stay_drafts(bench: Bench) -> None:
    call = await reviewed_call(bench)
    first, second, third = [await drafted(call, seed=seed) for seed in (1, 2, 3)]
    await bench.coordinator.post(f"/v1/selections/{first['selection']}/publication")
    path = f"/v1/selections/{second['selection']}/publication"
    assert await bench.coordinator.refused("POST", path) == "already-decided"
    assert await bench.coordinator.refused("POST", f"{call.path}/selections", ASKED) == "already-decided"
    await bench.coordinator.post(f"/v1/selections/{third['selection']}/discarding")
    listed = await bench.coordinator.get(f"{call.path}/selections")
    assert [one["state"] for one in listed["items"]] == ["published", "draft", "discarded"]


async def test_selections_are_listed_without_their_people_and_with_the_address_of_each_document(bench: Bench) -> None:
    call = await decided_call(bench)
    await call.decline("TJ-01")
    listed = (await bench.coordinator.get(f"{call.path}/selections"))["items"]
    counts = [(one["kind"], one["given"], one["standing_by"], one["seats"], one["candidates"]) for one in listed]
    assert counts == [("first", 3, 2, 3, 6), ("promotion", 1, 0, 3, 4)]
    for one in listed:
        shown = await bench.coordinator.get(f"/v1/selections/{one['selection']}")
        assert {name: one[name] for name in one.keys() & shown.keys()}.items() <= shown.items()
        assert shown.keys() - one.keys() >= {"selected", "reserve", "passed_over", "quotas"}
        document = await bench.coordinator.http.get(one["document"])
        assert json.loads(document.content)["hash"]["decision"] == one["hash"]
        assert str(call["TJ-02"].id) not in json.dumps(one)


async def test_only_the_host_selects(bench: Bench) -> None:
    training = Training({"host": "ge"})
    await bench.hear(*everything(training, applied(training)))
    path = f"/v1/trainings/{training.id}"
    assert await bench.coordinator.refused("POST", f"{path}/selections", ASKED) == "not-the-host"
    assert await bench.coordinator.refused("GET", f"{path}/candidates") == "not-the-host"


async def test_a_training_nobody_heard_of_is_not_known_here(bench: Bench) -> None:
    response = await bench.coordinator.http.get(f"/v1/trainings/{UUID(int=77)}/places")
    assert (response.status_code, response.json()["code"]) == (404, "not-known-here")


async def test_coordinators_decide_and_auditors_read(bench: Bench) -> None:
    call = await reviewed_call(bench)
    draft = await drafted(call)
    auditor, reviewer = bench.anyone.staff("auditor"), bench.anyone.staff("reviewer")
    reads = [
        f"{call.path}/candidates",
        f"{call.path}/selections",
        f"{call.path}/places",
        f"/v1/selections/{draft['selection']}",
        *(f"/v1/selections/{draft['selection']}/{file}" for file in ("document", "candidates", "quotas")),
    ]
    for path in reads:
        assert (await auditor.http.get(path)).status_code == 200
        assert await reviewer.refused("GET", path) == "not-allowed"
        assert await bench.anyone.refused("GET", path) == "credentials-missing"
    place = f"/v1/places/{call['TJ-01'].id}"
    for path in [f"/v1/selections/{draft['selection']}/publication", f"{place}/release", f"{place}/offer"]:
        assert await auditor.refused("POST", path, {"reason": "other"}) == "not-allowed"


async def test_candidates_are_shown_without_name_contact_and_words(bench: Bench) -> None:
    call = await reviewed_call(bench)
    listed = await bench.coordinator.get(f"{call.path}/candidates")
    assert codes(listed["items"]) == sorted(call.applicants)
    first = listed["items"][2]
    assert (first["code"], first["score"], first["attributes"]) == ("TJ-01", 9000, {"country": "TJ", "sector": "NGO"})
    assert first.keys().isdisjoint({"name", "contact", "letter"})


async def test_what_is_wrong_with_quotas_is_told_at_each_before_a_draft_and_with_its_refusal(bench: Bench) -> None:
    quotas = (Quota(id="TJ", where={"country": "TJ"}, maximum=2), Quota(id="GE", where={"country": "GE"}, minimum=3))
    call = await reviewed_call(bench, quotas=quotas)
    told = await bench.coordinator.get(f"{call.path}/quota-remarks")
    assert (told["seats"], told["candidates"]) == (3, 6)
    wrong = {
        "quota": "GE",
        "index": 1,
        "side": "minimum",
        "kind": "impossible",
        "code": "too_few",
        "needed": 3,
        "there": 2,
        "others": [],
    }
    assert told["remarks"] == [wrong]
    response = await bench.coordinator.http.post(f"{call.path}/selections", json={"seed": 1, "reserve": 0})
    assert (response.status_code, response.json()["code"]) == (409, "quotas-cannot-hold")
    assert response.json()["remarks"] == [wrong]
