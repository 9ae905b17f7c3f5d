"""What every answer tells a browser, whatever the route."""

import httpx2
import pytest

from shared.web.envelope import Application


async def answered(scheme: str) -> httpx2.Response:
    transport = httpx2.ASGITransport(Application("/scheduling"))
    async with httpx2.AsyncClient(transport=transport, base_url=f"{scheme}://training.example") as client:
        return await client.get("/scheduling/nowhere")


async def test_behind_https_a_browser_is_told_to_stay_there_for_a_year() -> None:
    assert (await answered("https")).headers["strict-transport-security"] == "max-age=31536000"


async def test_without_https_nothing_is_said_of_it() -> None:
    assert "strict-transport-security" not in (await answered("http")).headers


@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_no_answer_is_taken_for_another_kind_or_read_by_another_site(scheme: str) -> None:
    answer = await answered(scheme)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert "access-control-allow-origin" not in answer.headers
