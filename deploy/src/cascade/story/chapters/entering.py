"""How people come into a training: by a link handed to them, an application of their own, a form, its submission."""

from collections.abc import Iterable, Sequence

from cascade.story.client import Caller, Json, Service
from cascade.story.data.people import Person
from cascade.story.mailbox import Label
from cascade.story.story import Story, together


async def open_door(story: Story, training: str, *, uses: int) -> None:
    """The coordinator asks for the link that is handed to people."""
    path = f"/v1/trainings/{story.known.trainings[training]}/entry-links"
    asked = await story.api.post(Service.REGISTRATION, path, story.coordinator, {"uses": uses})
    story.known.entries[training] = Caller.link(asked["token"])


async def begin(story: Story, training: str, who: Person) -> None:
    """A draft; the link to it comes by mail."""
    path = f"/v1/trainings/{story.known.trainings[training]}/applications"
    body = {"contact": who.contact, "language": who.languages[-1]}
    begun = await story.api.post(Service.REGISTRATION, path, story.known.entries[training], body)
    story.known.applications[training, who.key] = begun["application"]
    await story.link(training, who, Label.APPLICATION)


async def fill_in(story: Story, training: str, who: Person, form: Json) -> None:
    await story.api.put(
        Service.REGISTRATION, f"{application(story, training, who)}/form", await hers(story, training, who), form
    )


async def submit(story: Story, training: str, who: Person) -> Json:
    return await story.api.post(
        Service.REGISTRATION, f"{application(story, training, who)}/submission", await hers(story, training, who)
    )


async def enter_by(story: Story, training: str, people: Sequence[Person], *, uses: int) -> None:
    """Enrolment: name and country, and the place is hers while there are seats. One after the other, as codes run."""
    await open_door(story, training, uses=uses)
    await together(begin_with_name(story, training, who) for who in people)
    await one_by_one(story, training, people)


async def begin_with_name(story: Story, training: str, who: Person) -> None:
    await begin(story, training, who)
    await fill_in(story, training, who, {"name": who.name, "country": who.country})


async def one_by_one(story: Story, training: str, people: Iterable[Person]) -> None:
    for who in people:
        await submit(story, training, who)


def application(story: Story, training: str, who: Person) -> str:
    return f"/v1/applications/{story.known.applications[training, who.key]}"


async def hers(story: Story, training: str, who: Person) -> Caller:
    return await story.link(training, who, Label.APPLICATION)
