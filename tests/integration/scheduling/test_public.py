"""What anyone may read, and from when on."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from tests.integration.scheduling.facts import consent
from tests.integration.scheduling.held import Taught, taught, with_agenda
from tests.integration.scheduling.test_agendas import RESOURCES, TWO
from tests.integration.scheduling.workbench import SELECTION, Json, Workbench

EMBARGO = datetime(2017, 5, 31, 19, tzinfo=UTC)
GUEST, FACILITATOR = UUID(int=41), UUID(int=21)
SINGER: Json = {"code": "G-1", "person": str(GUEST), "public_text": "A singer"}


async def completed(bench: Workbench, people: int, **changes: Any) -> Taught:
    held = await taught(bench, people=people, **changes)
    await held.record_all()
    await held.complete()
    return held


async def test_a_discreet_training_is_public_after_its_embargo_with_one_figure(bench: Workbench) -> None:
    held = await completed(bench, 5)
    path = f"/v1/public/trainings/{held.training}"
    assert await bench.anyone.refused("GET", path) == "not-public"
    assert (await bench.anyone.get("/v1/public/trainings"))["items"] == []
    bench.clock.time = EMBARGO
    seen = await bench.anyone.get(path)
    assert (seen["place"], seen["attended"], seen["state"]) == ("Dushanbe", 5, "completed")
    assert (await bench.anyone.get("/v1/public/trainings"))["items"] == [seen]
    assert not {"roster", "minutes_delivered", "quotas", "notes"} & seen.keys()


async def test_fewer_than_five_people_are_not_counted_in_public(bench: Workbench) -> None:
    held = await completed(bench, 4)
    bench.clock.time = EMBARGO
    seen = await bench.anyone.get(f"/v1/public/trainings/{held.training}")
    assert (seen["state"], seen["attended"]) == ("completed", None)


async def test_under_its_embargo_an_open_training_is_a_title_a_place_and_days(bench: Workbench) -> None:
    held = await completed(bench, 5, sensitivity="open")
    await bench.coordinator.put(f"{held.path}/resources", {**RESOURCES, "guests": [SINGER]})
    await bench.hear(consent(GUEST, True, 1))
    path = f"/v1/public/trainings/{held.training}"
    seen = await bench.anyone.get(path)
    assert (seen["title"], seen["place"], seen["starts_on"]) == (SELECTION["title"], "Dushanbe", "2017-05-15")
    assert (seen["attended"], seen["guests"]) == (None, [])
    assert await bench.anyone.refused("GET", f"{path}/agenda") == "not-public"
    bench.clock.time = EMBARGO
    seen = await bench.anyone.get(path)
    assert (seen["attended"], seen["guests"]) == (5, ["A singer"])


async def test_a_public_agenda_has_titles_times_and_texts_of_those_who_consent_and_nobodys_id(
    bench: Workbench,
) -> None:
    held = await with_agenda(bench)
    await bench.hear(*[consent(person, True, 1) for person in (GUEST, FACILITATOR)])
    trainer = {**RESOURCES["facilitators"][0], "public_text": "A trainer"}
    await bench.coordinator.put(f"{held.path}/resources", {**RESOURCES, "facilitators": [trainer], "guests": [SINGER]})
    body = {"sessions": [{**TWO[0], "guests": ["G-1"]}, TWO[1]]}
    agenda = await bench.coordinator.post(f"{held.path}/agendas", body)
    await bench.coordinator.post(f"/v1/agendas/{agenda['agenda']}/publication")
    path = f"/v1/public/trainings/{held.training}/agenda"
    assert await bench.anyone.refused("GET", path) == "not-public"
    bench.clock.time = EMBARGO
    first, second = (await bench.anyone.get(path))["sessions"]
    assert first == {
        "title": "Session S-01",
        "starts_at": "2017-05-15T04:00:00Z",
        "ends_at": "2017-05-15T05:00:00Z",
        "people": ["A trainer", "A singer"],
    }
    await bench.hear(consent(FACILITATOR, False, 2))
    assert second["people"] == ["A trainer"]
    assert [one["people"] for one in (await bench.anyone.get(path))["sessions"]] == [["A singer"], []]


async def test_without_a_published_agenda_none_is_public(bench: Workbench) -> None:
    training = (await bench.announced(sensitivity="open", publish_not_before=None))["training"]
    assert await bench.anyone.refused("GET", f"/v1/public/trainings/{training}/agenda") == "not-public"


async def test_an_open_training_is_public_when_announced(bench: Workbench) -> None:
    draft = await bench.draft(sensitivity="open", publish_not_before=None)
    path = f"/v1/public/trainings/{draft['training']}"
    assert await bench.anyone.refused("GET", path) == "not-public"
    await bench.coordinator.post(f"/v1/trainings/{draft['training']}/announcement")
    assert (await bench.anyone.get(path))["attended"] is None


@pytest.mark.parametrize("changes", [{"sensitivity": "closed"}, {"publish_not_before": None}])
async def test_what_is_closed_or_has_no_embargo_is_never_public(bench: Workbench, changes: Json) -> None:
    training = await bench.announced(**changes)
    bench.clock.time = datetime(2030, 1, 1, tzinfo=UTC)
    assert await bench.anyone.refused("GET", f"/v1/public/trainings/{training['training']}") == "not-public"


async def test_a_cancelled_discreet_training_is_not_public(bench: Workbench) -> None:
    training = (await bench.announced())["training"]
    await bench.coordinator.post(f"/v1/trainings/{training}/cancellation", {"reason": "funding"})
    bench.clock.time = EMBARGO
    assert await bench.anyone.refused("GET", f"/v1/public/trainings/{training}") == "not-public"


async def test_a_public_page_names_partners_manuals_and_topics(bench: Workbench) -> None:
    organisation = await bench.coordinator.post(
        "/v1/organisations", {"code": "PARASTOR", "name": "Parastor", "country": "TJ"}
    )
    module = {"code": "LC-1", "title": "Where leadership begins", "minutes": 90}
    head = {"code": "CHOICES", "title": "Leading to Choices", "edition": 1, "modules": [module]}
    editions = [
        await bench.coordinator.post("/v1/manuals", {**head, "language": language}) for language in ("ru", "tg")
    ]
    training = await bench.announced(
        sensitivity="open",
        partners=[{"organisation": organisation["organisation"], "role": "host"}],
        manuals=[edition["manual"] for edition in editions],
        topics=["leadership"],
    )
    seen = await bench.anyone.get(f"/v1/public/trainings/{training['training']}")
    assert seen["partners"] == [{"code": "PARASTOR", "name": "Parastor", "country": "TJ", "role": "host"}]
    assert seen["manuals"] == [{"code": "CHOICES", "title": "Leading to Choices"}]
    assert seen["topics"] == ["leadership"]


async def test_a_guests_public_text_is_shown_while_she_consents(bench: Workbench) -> None:
    training = (await bench.announced(sensitivity="open", publish_not_before=None))["training"]
    await bench.coordinator.put(f"/v1/trainings/{training}/resources", {**RESOURCES, "guests": [SINGER]})

    async def shown() -> list[str]:
        return list((await bench.anyone.get(f"/v1/public/trainings/{training}"))["guests"])

    assert await shown() == []
    await bench.hear(consent(GUEST, True, 1))
    assert await shown() == ["A singer"]
    await bench.hear(consent(GUEST, False, 2, training))
    assert await shown() == []
    await bench.hear(consent(GUEST, True, 3, training))
    assert await shown() == ["A singer"]
    await bench.hear(consent(GUEST, False, 4))
    assert await shown() == []
