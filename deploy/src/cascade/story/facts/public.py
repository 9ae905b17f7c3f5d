"""Facts of what anybody may read, and of what participants said."""

import io

from PIL import Image, ImageChops

from cascade.story.client import ANYONE, Json, Service
from cascade.story.data.acts import Act
from cascade.story.data.items import PICTURES, VOICES, WITHDRAWN
from cascade.story.data.trainings import DUSHANBE
from cascade.story.facts.ask import by_id, followup, public
from cascade.story.facts.fact import Facts
from cascade.story.story import Story

FACTS = Facts()
_PUBLIC = (Act.LOOK, "published")
_EMBARGO = (Act.LOOK, "embargo")
_TOPICS = ["peacebuilding", "human-rights-law", "horizontal"]
_STATEMENT = VOICES[0].text


@FACTS.synthetic(25, "24 of 25 give feedback", 24)
async def feedback(story: Story) -> int:
    return int((await followup(story, DUSHANBE.key, "/feedback"))["answers"])


@FACTS.synthetic(25, "Most impactful is peacebuilding, for 21", ("peacebuilding", 21))
async def impactful(story: Story) -> tuple[str, int]:
    sums = (await followup(story, DUSHANBE.key, "/feedback"))["most_impactful"]
    (first, *_) = ranked(sums)
    return first, sums[first]


@FACTS.synthetic(
    25,
    "Useful for the work: human rights laws 19, horizontal leadership 18",
    {"human-rights-law": 19, "horizontal": 18},
)
async def useful(story: Story) -> dict[str, int]:
    sums = (await followup(story, DUSHANBE.key, "/feedback"))["useful"]
    return {topic: sums[topic] for topic in ("human-rights-law", "horizontal")}


@FACTS.published(25, "Best received: peacebuilding; then human rights laws and horizontal leadership", _TOPICS)
async def best_received(story: Story) -> list[str]:
    sums = await followup(story, DUSHANBE.key, "/feedback")
    return [*ranked(sums["most_impactful"])[:1], *ranked(sums["useful"])[:2]]


@FACTS.synthetic(28, "Under embargo no service shows anything of it", set(), after=_EMBARGO)
async def public_services(story: Story) -> set[str]:
    """Those that show something."""
    said = {service.value: await public(story, service, DUSHANBE.key) for service in Service}
    return {name for name, shown in said.items() if shown is not None}


@FACTS.published(26, "An anonymous participant's statement", _STATEMENT, after=_PUBLIC)
async def statement(story: Story) -> str:
    voices = {voice["item"]: voice["text"] for voice in (await of_followup(story))["voices"]}
    return str(voices[story.known.items["V-1"]])


@FACTS.published(26, "Captioned pictures are published", True, after=_PUBLIC)
async def captioned(story: Story) -> bool:
    pictures = (await of_followup(story))["pictures"]
    return len(pictures) > 0 and all(picture["caption"] for picture in pictures)


@FACTS.synthetic(
    26, "Voices V-1, V-2 and pictures PH-1, PH-2 are public", ["PH-1", "PH-2", "V-1", "V-2"], after=_PUBLIC
)
async def items(story: Story) -> list[str]:
    return await shown(story)


@FACTS.synthetic(26, "A picture shows what the one that was uploaded shows", True, after=_PUBLIC)
async def picture(story: Story) -> bool:
    path = f"/v1/public/pictures/{story.known.items['PH-1']}"
    shown = await story.api.content(Service.FOLLOWUP, path, ANYONE)
    return ImageChops.difference(pixels(shown), pixels(PICTURES[0].content)).getbbox() is None


@FACTS.synthetic(28, "From 1 June: 25 people, 5 countries, 4 sectors", (25, 5, 4), after=_PUBLIC)
async def totals(story: Story) -> tuple[int, int, int]:
    said = await public(story, Service.REGISTRATION, DUSHANBE.key)
    return said["people"], said["countries"], said["sectors"]


@FACTS.synthetic(28, "And no table", {"people", "countries", "sectors"}, after=_PUBLIC)
async def no_table(story: Story) -> set[str]:
    return set(await public(story, Service.REGISTRATION, DUSHANBE.key))


@FACTS.published(28, "The public page names four manuals and four partners", (4, 4), after=_PUBLIC)
async def page(story: Story) -> tuple[int, int]:
    said = await public(story, Service.SCHEDULING, DUSHANBE.key)
    return len(said["manuals"]), len(said["partners"])


@FACTS.synthetic(
    28, "Consent withdrawn, V-2 is gone; V-1 stays", ["PH-1", "PH-2", "V-1"], after=(Act.WITHDRAW_CONSENT, WITHDRAWN)
)
async def items_left(story: Story) -> list[str]:
    return await shown(story)


async def shown(story: Story) -> list[str]:
    """Keys of the items that anybody sees."""
    keys = by_id(story.known.items)
    said = await of_followup(story)
    return sorted(keys[item["item"]] for item in (*said["voices"], *said["pictures"]))


async def of_followup(story: Story) -> Json:
    return await public(story, Service.FOLLOWUP, DUSHANBE.key)


def ranked(sums: dict[str, int]) -> list[str]:
    return sorted(sums, key=lambda topic: -sums[topic])


def pixels(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")
