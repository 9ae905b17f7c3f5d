"""Feedback, two voices, two pictures; who agrees to be shown, and one who no longer does."""

from collections.abc import Sequence

from cascade.story.chapters.entering import application, hers
from cascade.story.client import Json, Service
from cascade.story.data import feedback, items
from cascade.story.data.acts import Act
from cascade.story.data.feedback import Feedback
from cascade.story.data.items import Picture, Voice
from cascade.story.data.trainings import DUSHANBE
from cascade.story.mailbox import Label
from cascade.story.story import Story, together

VOICES = {voice.key: voice for voice in items.VOICES}
PICTURES = {picture.key: picture for picture in items.PICTURES}
_TRAINING = DUSHANBE.key
_VOICE, _MEDIA = "voice", "media"


async def give_feedback(story: Story, _: Sequence[str]) -> None:
    await together(give(story, each) for each in feedback.FEEDBACK)


async def give(story: Story, each: Feedback) -> None:
    who = await story.link(_TRAINING, story.call.by_code(each.badge).person, Label.FEEDBACK)
    body: Json = {"most_impactful": each.most_impactful, "useful": each.useful}
    if each.text is not None:
        body["text"] = each.text
    await story.api.post(Service.FOLLOWUP, f"{path_of(story)}/feedback", who, body)


async def write_items(story: Story, keys: Sequence[str]) -> None:
    """Each is written, and everybody shown is asked."""
    for key in keys:
        if key in VOICES:
            await write(story, VOICES[key])
        else:
            await upload(story, PICTURES[key])


async def write(story: Story, voice: Voice) -> None:
    who = await story.link(_TRAINING, story.call.by_code(voice.badge).person, Label.FOLLOW_UP)
    written = await story.api.post(Service.FOLLOWUP, f"{path_of(story)}/testimonials", who, {"text": voice.text})
    story.known.items[voice.key] = written["item"]
    await consent(story, voice.badge, _VOICE, voice.key, given=True)


async def upload(story: Story, picture: Picture) -> None:
    shown = await participants(story)
    file = (picture.file, picture.content, picture.media_type)
    fields = {"caption": picture.caption, "shown": [shown[badge] for badge in picture.shown]}
    uploaded = await story.api.upload(Service.FOLLOWUP, f"{path_of(story)}/pictures", story.coordinator, file, fields)
    story.known.items[picture.key] = uploaded["item"]
    for badge in picture.shown:
        await consent(story, badge, _MEDIA, picture.key, given=True)


async def participants(story: Story) -> dict[str, str]:
    """Their ids by badge."""
    path = f"/v1/trainings/{story.known.trainings[_TRAINING]}/roster"
    roster = await story.api.get(Service.SCHEDULING, path, story.coordinator)
    return {entry["badge"]: entry["participant"] for entry in roster["items"]}


async def consent(story: Story, badge: str, purpose: str, item: str, *, given: bool) -> None:
    who = story.call.by_code(badge).person
    path = f"{application(story, _TRAINING, who)}/consents"
    body = {"purpose": purpose, "item": story.known.items[item], "given": given, "text_version": items.TEXT_VERSION}
    await story.api.put(Service.REGISTRATION, path, await hers(story, _TRAINING, who), body)


async def release_items(story: Story, keys: Sequence[str]) -> None:
    for key in keys:
        path = f"/v1/items/{story.known.items[key]}/release"
        await story.api.post(Service.FOLLOWUP, path, story.coordinator)


async def withdraw_consent(story: Story, keys: Sequence[str]) -> None:
    for key in keys:
        await consent(story, VOICES[key].badge, _VOICE, key, given=False)


def path_of(story: Story) -> str:
    return f"/v1/trainings/{story.known.trainings[_TRAINING]}"


ACTS = {
    Act.GIVE_FEEDBACK: give_feedback,
    Act.WRITE_ITEMS: write_items,
    Act.RELEASE_ITEMS: release_items,
    Act.WITHDRAW_CONSENT: withdraw_consent,
}
