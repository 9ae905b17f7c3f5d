"""Whatever signs somebody types, the database is asked the same: they are kept, or found not to be there, as typed."""

from collections.abc import Mapping

import pytest

from shared.web.paging import written
from shared.web.service import Service
from tests.integration.followup.facts import Told
from tests.integration.followup.workbench import Workbench as Followup
from tests.integration.registration.home.workbench import Bench as Registration
from tests.integration.scheduling.workbench import Workbench as Scheduling
from tests.security.others import Json
from tests.support.services import Asking
from tests.support.three import SERVICES

TYPED = [
    "O'Hara",
    "'); drop table audit; --",
    "' or '1'='1",
    '"; select 1',
    "$1 $2 %s {0} \\' /* */",
    "х' || pg_sleep(9)",
]


@pytest.mark.parametrize("typed", TYPED)
async def test_a_home_keeps_what_an_applicant_types_as_she_types_it(registration: Registration, typed: str) -> None:
    hers = await registration.submitted(await registration.called(), name=typed, letter=typed)

    form = await registration.coordinator.get(f"{hers.path}/form")
    assert (form["name"], form["letter"]) == (typed, typed)


@pytest.mark.parametrize("typed", TYPED)
async def test_the_names_of_organisations_are_kept_as_they_are_typed(
    registration: Registration, scheduling: Scheduling, typed: str
) -> None:
    await scheduling.coordinator.post("/v1/organisations", {"code": "O-1", "name": typed, "country": "KG"})
    await registration.organisation("O-1", typed)

    for bench in (scheduling, registration):
        listed = (await bench.coordinator.get("/v1/organisations"))["items"]
        assert [one["name"] for one in listed] == [typed]


@pytest.mark.parametrize("typed", TYPED)
async def test_a_plan_is_kept_as_it_is_written(followup: Followup, typed: str) -> None:
    told = Told()
    await followup.hear(*told.facts())
    plan = await followup.planned(told, told.people[0], title=typed, words=typed)

    kept = await followup.coordinator.get(f"/v1/plans/{plan['plan']}")
    assert (kept["words"]["title"], kept["words"]["words"]) == (typed, typed)


def texts_in(described: Json) -> list[tuple[str, str]]:
    """Paths without an id that are read, each with a parameter of its query."""
    return [
        (path, one["name"])
        for path, methods in described["paths"].items()
        for one in methods.get("get", {}).get("parameters", ())
        if one["in"] == "query" and "{" not in path
    ]


def asked_with(query: str, typed: str) -> list[str]:
    """A cursor is what it says, written as we write it: of an order by one column, by two or by three."""
    return [written((typed,) * columns) for columns in (1, 2, 3)] if query == "cursor" else [typed]


@pytest.mark.parametrize("name", SERVICES)
async def test_a_query_with_quotes_in_it_is_refused_or_finds_nothing(
    services: Mapping[str, Service], ask: Mapping[str, Asking], name: str
) -> None:
    queries = texts_in(services[name].app.openapi())
    asking = ask[name].staff("coordinator")
    answers = [
        (path, query, await asking.http.get(path, params={query: value}))
        for path, query in queries
        for typed in TYPED
        for value in asked_with(query, typed)
    ]

    assert "cursor" in {query for _, query in queries}
    assert {(path, query) for path, query, one in answers if one.status_code not in {200, 403, 404, 422}} == set()
    assert [path for path, _, one in answers if one.status_code == 200 and one.json()["items"]] == []
