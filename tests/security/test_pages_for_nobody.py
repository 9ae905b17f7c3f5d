"""Every page, opened by somebody who neither signed in nor came by a link."""

import re
from collections.abc import Mapping
from uuid import uuid4

from shared.web.service import Service
from tests.security.overheard import pages_of
from tests.support.services import Asking

FOR_EVERYBODY = {
    "/enter/{token}",
    "/exit",
    "/sign-in",
    "/signed-in",
    "/signed-out",
    "/public",
    "/links",
    "/links/sent",
}
"""They show what is public, or how to come in, to come back and to leave; `sent` says so to whomever."""
REFUSED = {401, 403, 404}


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
