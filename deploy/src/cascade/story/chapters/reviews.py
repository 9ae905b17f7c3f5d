"""Three hundred reviews, two for each letter, by reviewers of the applicant's own country."""

from collections.abc import Sequence

from cascade.story.chapters.entering import application
from cascade.story.client import Service
from cascade.story.data.acts import Act
from cascade.story.data.call import Applicant, Review
from cascade.story.story import Story, together


async def review(story: Story, subjects: Sequence[str]) -> None:
    """Each reviewer reads the first letter of her queue in full; marks are given for all."""
    (training,) = subjects
    given = [(applicant, each) for applicant in story.call.remaining for each in applicant.reviews]
    await together(read_letter(story, training, *pair) for pair in first_of_each_reviewer(given))
    await together(hand_in(story, training, applicant, each) for applicant, each in given)


def first_of_each_reviewer(given: Sequence[tuple[Applicant, Review]]) -> list[tuple[Applicant, Review]]:
    return list({each.reviewer: (applicant, each) for applicant, each in reversed(given)}.values())


async def read_letter(story: Story, training: str, applicant: Applicant, by: Review) -> None:
    """Raises AssertionError if it is not hers."""
    path = f"{application(story, training, applicant.person)}/letter"
    read = await story.api.get(Service.REGISTRATION, path, story.staff("reviewer", by.reviewer))
    if read["letter"] != applicant.letter:
        raise AssertionError(f"the letter of {applicant.code} is not the one that she wrote")


async def hand_in(story: Story, training: str, applicant: Applicant, given: Review) -> None:
    path = f"{application(story, training, applicant.person)}/review"
    body = {"marks": given.marks, "comment": given.comment}
    await story.api.put(Service.REGISTRATION, path, story.staff("reviewer", given.reviewer), body)


ACTS = {Act.REVIEW: review}
