"""Lists of scheduling come in pages, none of them short while more follow."""

from datetime import UTC, datetime
from uuid import UUID

from tests.integration.scheduling.workbench import Json, Workbench
from tests.support.paged import come_in_pages, items, pages

EMBARGO = datetime(2017, 5, 31, 19, tzinfo=UTC)


async def test_what_trainings_refer_to_comes_in_pages_by_code(bench: Workbench) -> None:
    for code in ("C", "A", "E", "B", "D"):
        await bench.coordinator.post("/v1/organisations", {"code": code, "name": code, "country": "TJ"})
        await bench.coordinator.post("/v1/programmes", {"code": code, "title": code})
        module = {"code": "M-1", "title": "A module", "minutes": 90}
        manual = {"code": "CHOICES", "title": code, "edition": ord(code), "language": "ru", "modules": [module]}
        await bench.coordinator.post("/v1/manuals", manual)
    for path in ("/v1/organisations", "/v1/programmes", "/v1/manuals"):
        await come_in_pages(bench.coordinator, path, 5)


async def test_trainings_come_in_pages_by_their_first_day_those_without_one_last(bench: Workbench) -> None:
    days: list[Json] = [{"starts_on": None, "ends_on": None}, {}, {"starts_on": "2017-05-14"}, {}]
    drafted = [(await bench.draft(**day))["training"] for day in days]
    await come_in_pages(bench.coordinator, "/v1/trainings", 4)

    listed = (await bench.coordinator.get("/v1/trainings"))["items"]
    assert [one["training"] for one in listed] == [drafted[2], drafted[1], drafted[3], drafted[0]]


async def test_what_is_suspended_between_two_pages_moves_nothing(bench: Workbench) -> None:
    trainings = [(await bench.announced())["training"] for _ in range(4)]
    for training in trainings[:3]:
        await bench.coordinator.post(f"/v1/trainings/{training}/suspension", {"reason": "precaution"})
    auditor = bench.anyone.staff("auditor", UUID(int=3))
    read: list[list[str]] = []
    async for page in pages(auditor, "/v1/suspensions", 2):
        if not read:
            await bench.coordinator.post(f"/v1/trainings/{trainings[3]}/suspension", {"reason": "precaution"})
        read.append([one["training"] for one in page["items"]])

    assert read == [[trainings[2], trainings[1]], [trainings[0]]]


async def with_one_of_each(bench: Workbench) -> list[str]:
    """Of each sensitivity a draft, an announced and a cancelled one; one more whose embargo never ends."""
    made = []
    for sensitivity in ("open", "discreet", "closed"):
        made.append((await bench.draft(sensitivity=sensitivity))["training"])
        made.append((await bench.announced(sensitivity=sensitivity))["training"])
        made.append((await bench.announced(sensitivity=sensitivity))["training"])
        cancelling = {"reason": "funding", "note": "No money"}
        await bench.coordinator.post(f"/v1/trainings/{made[-1]}/cancellation", cancelling)
    return [*made, (await bench.announced(sensitivity="open", publish_not_before=None))["training"]]


async def test_the_public_list_holds_what_is_public_one_by_one_and_every_page_is_full(bench: Workbench) -> None:
    made = await with_one_of_each(bench)
    for count, bench.clock.time in ((3, datetime(2017, 5, 1, tzinfo=UTC)), (4, EMBARGO)):
        listed = [page[0]["training"] for page in await items(bench.anyone, "/v1/public/trainings", 1)]
        alone = [one for one in made if (await bench.anyone.http.get(f"/v1/public/trainings/{one}")).is_success]

        assert (sorted(listed), len(listed)) == (sorted(alone), count)
        await come_in_pages(bench.anyone, "/v1/public/trainings", count)
