"""What a test of a home needs at hand: who asks, what was said and written, and applicants to begin with."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from registration.mail.sender import Sender
from tests.integration.registration.home.facts import CLOSED, OPEN, OPENED, Applied, Training
from tests.integration.registration.home.post_office import PostOffice
from tests.support.services import Asking
from tests.support.waiting import until
from tests.support.workbench import Workbench

Json = dict[str, Any]

FORM: Json = {
    "name": "Gulnora Nazarova",
    "country": "TJ",
    "sector": "NGO",
    "birth_date": "1990-05-01",
    "rural": True,
    "letter": "I teach in Khorog and want to pass on what I learn.",
}


@dataclass
class Applicant:
    """Somebody with an application, entered by the link that was mailed to her."""

    contact: str
    application: str
    link: Asking

    @property
    def path(self) -> str:
        return f"/v1/applications/{self.application}"

    async def fill_in(self, **form: Any) -> Json:
        return dict(await self.link.put(f"{self.path}/form", {**FORM, **form}))

    async def submit(self) -> Json:
        return dict(await self.link.post(f"{self.path}/submission"))

    async def state(self) -> str:
        return str((await self.link.get(self.path))["state"])


@dataclass
class Bench(Workbench):
    elsewhere = "ge"

    sender: Sender
    office: PostOffice

    async def post(self) -> None:
        """Every letter that is waiting goes out, unless the running service has just taken it to send it itself."""
        await self.sender.send_waiting()

    async def called(self, **said: Any) -> Training:
        """A training whose call is open, to anybody unless told otherwise."""
        training = Training({**OPEN, **said})
        await self.hear(training.announced())
        self.clock.time = OPENED
        return training

    async def begin(
        self, training: Training, contact: str = "gulnora@example.org", by: Asking | None = None
    ) -> Applicant:
        begun = await (by or self.anyone).post(f"{training.path}/applications", {"contact": contact, "language": "en"})
        await self.post()

        async def mailed() -> bool:
            return "Your application" in self.office.links(contact)

        await until(mailed, bool)
        token = self.office.token(contact, "Your application")
        return Applicant(contact, begun["application"], self.anyone.link(token))

    async def submitted(self, training: Training, contact: str = "gulnora@example.org", **form: Any) -> Applicant:
        applicant = await self.begin(training, contact)
        await applicant.fill_in(**form)
        await applicant.submit()
        return applicant

    async def person(self, kind: str, contact: str) -> UUID:
        body = {"kind": kind, "name": "Somebody", "contact": contact, "country": "TJ", "languages": ["ru"]}
        return UUID((await self.coordinator.post("/v1/people", body))["person"])

    async def organisation(self, code: str, name: str = "") -> Json:
        """On the list, to be named; without a name called by its code."""
        body = {"organisation": code, "name": name or code, "country": "TJ"}
        return dict(await self.coordinator.post("/v1/organisations", body))

    async def reviewers(self) -> list[UUID]:
        return [await self.person("reviewer", f"r{number}@example.org") for number in (1, 2)]

    async def assigned(self, applicant: Applicant) -> list[UUID]:
        reviewers = await self.reviewers()
        await self.coordinator.put(f"{applicant.path}/reviewers", {"reviewers": [str(one) for one in reviewers]})
        return reviewers

    async def review(self, applicant: Applicant, reviewer: UUID, commitment: int = 8, need: int = 6) -> Json:
        body = {"marks": {"commitment": commitment, "need": need}, "comment": "Knows her district well."}
        return dict(await self.anyone.staff("reviewer", reviewer).put(f"{applicant.path}/review", body))

    async def shortlisted(self, training: Training, contact: str = "gulnora@example.org", **form: Any) -> Applicant:
        applicant = await self.submitted(training, contact, **form)
        for reviewer in await self.assigned(applicant):
            await self.review(applicant, reviewer)
        return applicant

    async def close_reviews(self, training: Training) -> Json:
        self.clock.time = max(self.clock.time, CLOSED)
        return dict(await self.coordinator.post(f"{training.path}/reviews-closing"))

    async def listed(self, training: Training) -> dict[str, Json]:
        """The coordinator's list, by code."""
        found = await self.coordinator.get(f"{training.path}/applications")
        return {item["code"]: item for item in found["items"]}

    async def as_told(self, training: Training, applicant: Applicant) -> Applied:
        """Her application, for the host to speak of."""
        listed = (await self.listed(training)).values()
        (participant,) = [one["participant"] for one in listed if one["application"] == applicant.application]
        return Applied(UUID(applicant.application), UUID(participant), training.id)
