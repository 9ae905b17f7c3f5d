"""What is begun on a page and not sent yet: kept by a button, with script also while it is typed."""

from dataclasses import replace
from typing import Any

from fastapi.responses import Response

from shared.web.pages import forms
from shared.web.pages.forms import Form
from shared.web.pages.inside import CHANGED_MEANWHILE, Answer
from shared.web.pages.looking import OF_A_PAGE, Looking, Redraw

SEEN, THEN = "_draft", "_then"
"""Fields of a form that is kept: the ETag of its draft, and whether somebody pressed the button."""
OWN = (SEEN, THEN)
NOT_SENT = {409, 412, 422}
"""Statuses of what may be sent once it is mended."""
KEPT = 204


async def begun(looking: Looking, path: str, saved: Form) -> tuple[Form, bool]:
    """The form with what she typed of it before, else as it is saved; whether there is a draft."""
    found = await looking.inside.seen(path)
    draft = found.content["draft"]
    typed = saved.typed if draft is None else forms.flat(draft)
    return replace(saved, typed={**typed, SEEN: found.etag}), draft is not None


async def keep(looking: Looking, path: str, page: str, again: Redraw) -> Response:
    """Keeps what was sent, and goes on to `page` if a button was pressed."""
    form = await looking.form()
    answer = await kept(looking, path, form)
    if not answer.good:
        return await again(await refused(looking, path, form, answer), answer.status)
    if form.value(THEN):
        return looking.on_to(page)
    return Response(status_code=KEPT, headers={**OF_A_PAGE, "ETag": answer.etag})


async def keep_refused(looking: Looking, path: str, form: Form, status: int) -> Form:
    """What could not be sent as it is: whoever loses her line while she mends it goes on from here."""
    if status not in NOT_SENT:
        return form
    answer = await kept(looking, path, form)
    return replace(form, typed={**form.typed, SEEN: answer.etag}) if answer.good else form


async def kept(looking: Looking, path: str, form: Form) -> Answer:
    seen = form.value(SEEN)
    etag = seen if forms.TAG.fullmatch(seen) else ""
    return await looking.inside.put(path, form.body(without=OWN), etag=etag, as_sent=draft_in)


async def refused(looking: Looking, path: str, form: Form, answer: Answer) -> Form:
    """With what she kept from another page meanwhile, if it is that."""
    if answer.code != CHANGED_MEANWHILE:
        return form.refused(answer.content)
    other = await looking.inside.see(path)
    typed = {**form.typed, SEEN: other.etag}
    return replace(form, typed=typed, problem=answer.content, now=forms.flat(draft_in(other.content) or {}))


def draft_in(saved: Any) -> Any:
    return saved["draft"]
