"""Of many candidates and places none is read that does not matter: they are counted where they are kept."""

import random
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest

from registration.domain.announcement import Quota, Terms
from registration.domain.candidate import Assessment, Candidate
from registration.domain.vocabulary import WithdrawalReason
from registration.store import candidates, places
from shared.backbone.transaction import Transaction
from tests.integration.registration.host.workbench import Bench, decided_call, reviewed_call
from tests.unit.registration.test_quota_remarks import crowd_of

TRAINING = UUID(int=7)
QUOTAS = (
    Quota("TJ", {"country": "TJ"}, 1),
    Quota("TJ-health", {"country": "TJ", "sector": "health"}),
    Quota("media", {"sector": "media"}),
    Quota("KZ", {"country": "KZ"}),
)


async def applied(tx: Transaction, dice: random.Random, number: int) -> Candidate:
    attributes = {"country": dice.choice(("TJ", "GE")), "sector": dice.choice(("health", "media"))}
    organisation, score = dice.choice((None, "a", "b")), dice.choice((None, 5000, 6000, 7000))
    assessed = Assessment(1, dice.random() < 0.8, score, 2, attributes, organisation)
    new = Candidate(
        application=uuid4(),
        participant=uuid4(),
        home=dice.choice(("tj", "ge")),
        training=TRAINING,
        code=f"TJ-{number:02d}",
        assessment=dice.choice((None, assessed, assessed, assessed)),
        withdrawn=dice.choice((None, None, None, WithdrawalReason.PERSONAL)),
    )
    await candidates.for_update(tx, new)
    await candidates.save(tx, new)
    return new


@pytest.mark.parametrize("cap", [None, 2])
async def test_whoever_can_be_selected_is_counted_by_quota_and_under_the_cap(bench: Bench, cap: int | None) -> None:
    terms, dice = Terms(3, QUOTAS, cap), random.Random(20170515)
    async with bench.service.database.transaction() as tx:
        people = [await applied(tx, dice, number) for number in range(60)]
        selectable = [one for one in people if one.selectable]
        assert await candidates.crowd(tx, TRAINING, terms) == crowd_of(terms, selectable)
        out = [one.application for one in selectable[:5]]
        of_a_home = [one for one in selectable if one.home == "ge" and one.application not in out]
        assert await candidates.crowd(tx, TRAINING, terms, ["ge"], out) == crowd_of(terms, of_a_home)
        assert {"TJ", "TJ-health", "media"} < crowd_of(terms, of_a_home).keys()


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From when it is called on nobody reads all of a training's candidates, or all of its places."""

    async def read(*_: Any) -> None:
        raise AssertionError("ten thousand were read")

    def begin() -> None:
        monkeypatch.setattr(candidates, "of_training", read)
        monkeypatch.setattr(places, "of_training", read)

    return begin


async def test_remarks_are_told_without_reading_the_candidates(bench: Bench, unread: Callable[[], None]) -> None:
    call = await reviewed_call(bench, seats=5)
    unread()
    told = await bench.coordinator.get(f"{call.path}/quota-remarks")
    assert (told["candidates"], [one["code"] for one in told["remarks"]]) == (6, ["kept_out", "always_kept"])


async def test_a_seat_that_falls_free_is_filled_without_reading_who_was_turned_away(
    bench: Bench, unread: Callable[[], None]
) -> None:
    call = await decided_call(bench)
    unread()
    await call.decline("TJ-01")
    released = f"/v1/places/{call['TJ-01'].id}/offer"
    states = await bench.states(call.training.id)
    assert (states["TJ-01"], states["TJ-03"], states["TJ-04"]) == ("released", "selected", "not_selected")
    response = await bench.coordinator.http.post(released, json={})
    assert response.json()["code"] == "no-open-seat"
