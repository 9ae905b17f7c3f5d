"""Offers are answered by link; who never answers is released by the clock."""

from collections.abc import Mapping, Sequence

from cascade.story.client import Json, Service
from cascade.story.data import places
from cascade.story.data.acts import Act
from cascade.story.data.places import Answer
from cascade.story.data.trainings import DUSHANBE
from cascade.story.mailbox import Label
from cascade.story.story import Story, together

_VACANCIES = {vacancy.leaves: vacancy for vacancy in places.VACANCIES}


async def accept(story: Story, codes: Sequence[str]) -> None:
    offers = await open_offers(story)
    await together(answer(story, offers, code, {"answer": Answer.ACCEPTED}) for code in codes)


async def decline(story: Story, codes: Sequence[str]) -> None:
    """She says why; her place is offered to somebody else without anybody's doing."""
    offers = await open_offers(story)
    for code in codes:
        await answer(story, offers, code, {"answer": Answer.DECLINED, "reason": _VACANCIES[code].reason})


async def open_offers(story: Story) -> dict[str, str]:
    """By code: the offers whose mails were accepted."""
    path = f"/v1/trainings/{story.known.trainings[DUSHANBE.key]}/invitations"
    listed = await story.api.get(Service.REGISTRATION, path, story.coordinator)
    return {one["code"]: one["offer"] for one in listed["items"] if one["state"] == "sent"}


async def answer(story: Story, offers: Mapping[str, str], code: str, body: Json) -> None:
    link = await story.link(DUSHANBE.key, story.call.by_code(code).person, Label.ANSWER)
    await story.api.post(Service.REGISTRATION, f"/v1/invitations/{offers[code]}/answer", link, body)


ACTS = {Act.ACCEPT: accept, Act.DECLINE: decline}
