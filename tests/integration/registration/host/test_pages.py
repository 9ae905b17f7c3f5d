"""Lists of the host come in pages; seats are counted over all places."""

from tests.integration.registration.host.homes import Applicant
from tests.integration.registration.host.workbench import Bench, Call, decided_call
from tests.support.paged import come_in_pages, pages


async def with_one_unheard(bench: Bench) -> Call:
    """Of one candidate it was only heard that she withdrew, not yet her code."""
    call = await decided_call(bench)
    await bench.hear(Applicant(call.training.id, "TJ-09", 5000, "tj").withdrawn())
    return call


async def test_candidates_come_in_pages_by_code_those_without_one_last(bench: Bench) -> None:
    call = await with_one_unheard(bench)
    listed = (await bench.coordinator.get(f"{call.path}/candidates"))["items"]

    assert [one["code"] for one in listed] == [*sorted(call.applicants), None]
    await come_in_pages(bench.coordinator, f"{call.path}/candidates", len(listed))


async def test_seats_are_counted_over_all_places_whatever_the_page(bench: Bench) -> None:
    call = await decided_call(bench)
    await call.invite("TJ-01")
    await call.accept("TJ-01")
    path = f"{call.path}/places"
    counted = [(page["confirmed"], page["offered"], page["open"]) async for page in pages(bench.coordinator, path, 2)]

    assert counted == [(1, 2, 0)] * 3
    await come_in_pages(bench.coordinator, path, 6)
    assert all(one["attributes"] for one in (await bench.coordinator.get(path))["items"])
