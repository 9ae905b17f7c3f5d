"""A link opens what it is for, as often as it may, until it ends."""

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from shared.backbone import outbox
from shared.runtime.database import connect
from shared.runtime.settings import HttpSettings
from shared.web import links
from shared.web.principal import Grant, Link
from shared.web.refusals import LinkExpired
from shared.web.service import Service
from tests.support.servers import TestDatabase
from tests.support.services import Asking


async def linked(
    service: Service,
    scope: Mapping[str, UUID],
    *,
    person: UUID | None = None,
    days: int = 1,
    uses: int | None = None,
    purpose: Link = Link.FACILITATE,
) -> str:
    token, digest = links.new_token()
    async with service.database.transaction() as tx:
        await links.keep(tx, digest, purpose, person, scope, datetime.now(UTC) + timedelta(days=days), uses)
    return token


async def test_a_link_opens_what_it_is_for_and_nothing_else(ask: Asking, service: Service) -> None:
    training = uuid4()
    her = ask.link(await linked(service, {"training": training}))
    await her.post(f"/v1/trainings/{training}/seats", {"number": 1})

    assert await her.refused("POST", f"/v1/trainings/{uuid4()}/seats", {"number": 1}) == "not-allowed"
    assert await her.refused("GET", f"/v1/trainings/{training}/seats") == "not-allowed"


async def test_a_link_of_another_purpose_opens_nothing(ask: Asking, service: Service) -> None:
    training = uuid4()
    her = ask.link(await linked(service, {"training": training}, purpose=Link.FEEDBACK))

    assert await her.refused("POST", f"/v1/trainings/{training}/seats", {"number": 1}) == "not-allowed"


async def test_a_parameter_that_the_link_does_not_name_closes_it_unless_the_handler_checks_it(
    ask: Asking, service: Service
) -> None:
    training = uuid4()
    without_training = ask.link(await linked(service, {}))
    her = ask.link(await linked(service, {"training": training}))

    assert await without_training.refused("GET", f"/v1/trainings/{training}/seats/3") == "not-allowed"
    assert await her.get(f"/v1/trainings/{training}/seats/3") == 3


async def test_a_link_names_its_person(ask: Asking, service: Service) -> None:
    person = uuid4()
    her = ask.link(await linked(service, {}, person=person))

    assert await her.get("/v1/open") == {"person": str(person), "roles": []}


async def test_a_link_that_is_not_known_yet_asks_to_try_again(ask: Asking) -> None:
    token, _ = links.new_token()
    response = await ask.link(token).http.get("/v1/open")

    assert (response.status_code, response.json()["code"]) == (401, "link-not-known")
    assert response.headers["retry-after"] == "1"


async def test_a_link_that_expired_or_was_used_up_is_refused(ask: Asking, service: Service) -> None:
    expired = await linked(service, {}, days=-1)
    used_up = await linked(service, {}, uses=0)

    assert await ask.link(expired).refused("GET", "/v1/open") == "link-expired"
    assert await ask.link(used_up).refused("GET", "/v1/open") == "link-expired"


async def test_a_link_that_expired_is_told_as_such_for_a_year_and_then_forgotten(
    ask: Asking, service: Service, database: TestDatabase
) -> None:
    lately, long_ago = await linked(service, {}, days=-364), await linked(service, {}, days=-367)
    relay = await connect(database.dsn("scheduling"))
    try:
        await outbox.keep_days(relay)
    finally:
        await relay.close()

    assert await ask.link(lately).refused("GET", "/v1/open") == "link-expired"
    assert await ask.link(long_ago).refused("GET", "/v1/open") == "link-not-known"


async def test_keeping_a_link_again_gives_no_use_back(service: Service) -> None:
    token, digest = links.new_token()
    until = datetime.now(UTC) + timedelta(days=1)
    grant = Grant(Link.CALL, None, {}, digest)
    async with service.database.transaction() as tx:
        await links.keep(tx, digest, Link.CALL, None, {}, until, 1)
        await links.use(tx, grant)
        await links.keep(tx, digest, Link.CALL, None, {}, until, 1)

        assert (await links.look_up(tx, token)).spent
        with pytest.raises(LinkExpired):
            await links.use(tx, grant)


async def test_a_link_without_a_limit_is_good_as_often_as_one_likes(service: Service) -> None:
    token = await linked(service, {}, purpose=Link.CALL)
    async with service.database.transaction() as tx:
        grant = await links.look_up(tx, token)
        await links.use(tx, grant)
        await links.use(tx, grant)

        assert await links.look_up(tx, token) == grant


async def test_the_links_of_a_person_end_with_her_and_others_stay(ask: Asking, service: Service) -> None:
    her, other = uuid4(), uuid4()
    hers, others = await linked(service, {}, person=her), await linked(service, {}, person=other)
    async with service.database.transaction() as tx:
        await links.delete_of(tx, her)

    assert await ask.link(hers).refused("GET", "/v1/open") == "link-not-known"
    assert (await ask.link(others).get("/v1/open"))["person"] == str(other)


async def test_the_token_itself_is_kept_nowhere(service: Service) -> None:
    token = await linked(service, {})
    async with service.database.transaction() as tx:
        kept = await tx.many(str, "select link::text from link")

    assert len(kept) == 1
    assert token not in kept[0]


async def too_many_tried(ask: Asking) -> set[str]:
    most = HttpSettings(port=1).failed_links_per_minute
    return {await ask.link(secrets.token_urlsafe(32)).refused("GET", "/v1/open") for _ in range(most)}


async def test_who_tries_too_many_unknown_links_is_asked_to_wait(ask: Asking) -> None:
    tried = await too_many_tried(ask)
    response = await ask.link(secrets.token_urlsafe(32)).http.get("/v1/open")

    assert tried == {"link-not-known"}
    assert (response.status_code, response.json()["code"]) == (429, "too-many-tries")
    assert 0 < int(response.headers["retry-after"]) <= 60


async def test_a_good_link_is_served_however_many_unknown_ones_its_network_tried(ask: Asking, service: Service) -> None:
    training = uuid4()
    her = ask.link(await linked(service, {"training": training}))
    await too_many_tried(ask)

    assert await her.get("/v1/open") == {"person": None, "roles": []}
    assert await her.post(f"/v1/trainings/{training}/seats", {"number": 1}) == {"person": None, "roles": []}
