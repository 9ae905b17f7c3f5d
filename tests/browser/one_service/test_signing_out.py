"""Where the issuer is at another host, as it is nearly everywhere, whoever signs out comes there too."""

import pytest
from fastapi import FastAPI

from shared.web.pages.signing_in import Metadata
from tests.browser.one_service.conftest import ONE_LOOP, Opens
from tests.browser.one_service.window import served
from tests.integration.registration.home.workbench import Bench
from tests.integration.registration.pages.entering import coordinator

pytestmark = pytest.mark.asyncio(loop_scope=ONE_LOOP)

issuer = FastAPI()


@issuer.get("/ended")
async def ended() -> str:
    return "out everywhere"


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
async def test_who_signs_out_is_led_on_to_an_issuer_of_another_host(
    registration: Bench, of_registration: Opens, monkeypatch: pytest.MonkeyPatch, *, script: bool
) -> None:
    async with served(issuer) as elsewhere, of_registration(script=script) as window:

        async def metadata() -> Metadata:
            return Metadata(
                issuer="", authorization_endpoint="", token_endpoint="", end_session_endpoint=f"{elsewhere}/ended"
            )

        monkeypatch.setattr(registration.service.app.state.sign_in, "metadata", metadata)
        await window.is_known_as(await coordinator(registration))
        await window.open("/")
        await window.button("Sign out").click()
        await window.page.get_by_text("out everywhere").wait_for()
