"""The call: 179 begin, 168 submit, 18 of them leave before anybody reads their letters."""

from collections.abc import Sequence

from cascade.story.chapters.entering import application, begin, fill_in, hers, one_by_one, open_door
from cascade.story.client import Json, Service
from cascade.story.data.acts import Act
from cascade.story.data.call import Applicant
from cascade.story.data.cast import Ending
from cascade.story.data.people import Person
from cascade.story.data.programme import Country, Organisation
from cascade.story.story import Story, together

WITHDRAWAL_REASON = "personal"


async def begin_applications(story: Story, subjects: Sequence[str]) -> None:
    """Whoever applies twice begins her second application after her first."""
    (training,) = subjects
    call = story.call
    await open_door(story, training, uses=len(call.applicants) + len(call.never_submitted))
    firsts = [each for each in call.applicants if each.duplicate_of is None]
    seconds = [each for each in call.applicants if each.duplicate_of is not None]
    await together(begin_and_write(story, training, each) for each in firsts)
    await together(begin(story, training, who) for who in call.never_submitted)
    await together(begin_and_write(story, training, each) for each in seconds)


async def begin_and_write(story: Story, training: str, applicant: Applicant) -> None:
    await begin(story, training, applicant.person)
    await fill_in(story, training, applicant.person, form(applicant))


def form(applicant: Applicant) -> Json:
    return {
        "name": applicant.person.name,
        "country": applicant.country.value,
        "sector": applicant.sector.value,
        "birth_date": applicant.birth_date.isoformat(),
        "rural": applicant.rural,
        "letter": applicant.letter,
        "wishes": applicant.wishes,
    }


async def submit(story: Story, subjects: Sequence[str]) -> None:
    """One after the other in each country, so that the codes are those of the story."""
    (training,) = subjects
    await together(one_by_one(story, training, people_of(story, country)) for country in Country)


def people_of(story: Story, country: Country) -> list[Person]:
    return [applicant.person for applicant in story.call.of(country)]


async def sort_out(story: Story, subjects: Sequence[str]) -> None:
    """The list of organisations, withdrawals, refusals by a rule each, and for those who remain an organisation of the
    list and two reviewers.
    """
    (training,) = subjects
    call = story.call
    await together(list_organisation(story, each) for each in call.organisations)
    await together(withdraw(story, training, each) for each in call.ending(Ending.WITHDRAWN))
    await together(rule_out(story, training, each) for each in call.ending(Ending.INELIGIBLE))
    await together(prepare_review(story, training, each) for each in call.remaining)


async def list_organisation(story: Story, organisation: Organisation) -> None:
    body = {"organisation": organisation.code, "name": organisation.name, "country": organisation.country}
    await story.api.post(Service.REGISTRATION, "/v1/organisations", story.coordinator, body)


async def withdraw(story: Story, training: str, applicant: Applicant) -> None:
    who = applicant.person
    path = f"{application(story, training, who)}/withdrawal"
    await story.api.post(Service.REGISTRATION, path, await hers(story, training, who), {"reason": WITHDRAWAL_REASON})


async def rule_out(story: Story, training: str, applicant: Applicant) -> None:
    path = f"{application(story, training, applicant.person)}/ineligibility"
    await story.api.post(Service.REGISTRATION, path, story.coordinator, {"rule": applicant.rule})


async def prepare_review(story: Story, training: str, applicant: Applicant) -> None:
    path = application(story, training, applicant.person)
    organisation = {"organisation": applicant.organisation}
    await story.api.put(Service.REGISTRATION, f"{path}/organisation", story.coordinator, organisation)
    reviewers = {"reviewers": [story.staff_id(review.reviewer) for review in applicant.reviews]}
    await story.api.put(Service.REGISTRATION, f"{path}/reviewers", story.coordinator, reviewers)


ACTS = {Act.BEGIN_APPLICATIONS: begin_applications, Act.SUBMIT: submit, Act.SORT_OUT: sort_out}
