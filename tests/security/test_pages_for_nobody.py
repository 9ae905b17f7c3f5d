"""Every page, opened by somebody who neither signed in nor came by a link."""

import re
from collections.abc import Mapping
from uuid import uuid4

from fastapi.routing import iter_route_contexts

from shared.web.pages.page import Page
from shared.web.service import Service
from tests.support.services import Asking

FOR_EVERYBODY = {
    "/enter/{token}",
    "/exit",
    "/sign-in",
    "/signed-in",
    "/signed-out",
    "/public",
    "/trainings/{training}/apply/sent",
}
"""They show what is public, or how to come in and to leave; the last says that a letter was sent, to whomever."""
REFUSED = {401, 403, 404}


def pages_of(service: Service) -> list[str]:
    drawn = [route for route in iter_route_contexts(service.app.routes) if isinstance(route.original_route, Page)]
    found = [str(route.path) for route in drawn if "GET" in (route.methods or ())]
    assert found, service
    return found


async def test_nobody_is_shown_any_page_but_those_for_everybody(
    services: Mapping[str, Service], ask: Mapping[str, Asking]
) -> None:
    shown = set()
    for name, service in services.items():
        for path in pages_of(service):
            answer = await ask[name].http.get(re.sub(r"{[^}]*}", str(uuid4()), path))
            if answer.status_code not in REFUSED:
                shown.add(path)
    assert shown == FOR_EVERYBODY
