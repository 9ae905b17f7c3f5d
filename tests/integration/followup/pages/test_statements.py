"""Opening a page asks as much of the database whatever the number of rows."""

from uuid import uuid4

from followup.pages import PAGES
from shared.events.registration import ConsentPurpose
from tests.integration.followup.facts import FACILITATOR, Person, Told, consent, counted
from tests.integration.followup.pages.entering import coordinator, entered, mentor, planner, somebody
from tests.integration.followup.workbench import FOUND, REPORT, Workbench
from tests.support.statements import Opened, asked_by, grown, not_opened, too_many
from tests.support.visiting import signed_in

MOST = 60
FEW, MANY = 6, 14
NOT_ABOUT_ROWS = {
    "/trainings/{training}/mine/joining/{plan}",
    "/plans/{plan}/asking/{act}",
    "/plans/{plan}/again",
    "/items/{item}",
    "/trainings/{training}/testimonials/{item}",
    "/items/{item}/picture",
    "/public/pictures/{item}",
}
"""Pages of one thing alone."""


class Followed:
    """A training whose people planned and reported, wrote and gave feedback; the first carries a plan of others too."""

    def __init__(self, bench: Workbench, people: int) -> None:
        self.bench = bench
        self.told = Told(people=[Person() for _ in range(people)])
        self.plan = ""

    async def happen(self) -> "Followed":
        bench, told = self.bench, self.told
        await bench.hear(*told.facts())
        first, *others = told.people
        for person in told.people:
            await bench.hear(consent(person, None, 3, given=True, purpose=ConsentPurpose.VOICE))
            body = {"most_impactful": "peacebuilding", "text": "Canary feedback"}
            await bench.anyone.link(person.feedback).post(f"/v1/trainings/{told.training}/feedback", body)
            for author in (first, person):
                await self.write(author)
        for person in others:
            cascade = await bench.held(told, person)
            await bench.planner(person).put(f"{cascade.path}/report", REPORT)
            if person is not others[-1]:
                await bench.mentor.post(f"{cascade.path}/verification", FOUND)
            await bench.hear(counted(uuid4(), 1, generation=1, parent=told.training, planned=20))
        self.plan = (await bench.assigned(told, first)).removeprefix("/v1")
        return self

    async def write(self, author: Person) -> None:
        path = f"/v1/trainings/{self.told.training}/testimonials"
        item = await self.bench.planner(author).post(path, {"text": "I speak in my own words."})
        await self.bench.coordinator.post(f"/v1/items/{item['item']}/release")

    async def pages(self) -> dict[str, Opened]:
        bench, first = self.bench, self.told.people[0]
        staff = await coordinator(bench)
        taught = await signed_in(bench.service, somebody(bench), "facilitator", FACILITATOR)
        her, hers = await planner(bench, first), await entered(bench, first.feedback)
        at = f"/trainings/{self.told.training}"
        return {
            "trainings": (staff, "/?all=yes"),
            "wall": (staff, at),
            "who looks after it": (staff, f"{at}/coordinator"),
            "ledger": (staff, f"{at}/ledger"),
            "tree": (staff, f"{at}/tree"),
            "items": (staff, f"{at}/items"),
            "new picture": (staff, f"{at}/pictures/new"),
            "results": (taught, f"{at}/feedback/results"),
            "mentor's people": (await mentor(bench), "/people"),
            "plan": (her, self.plan),
            "report": (her, f"{self.plan}/report"),
            "report to fill in": (her, f"{self.plan}/report/form"),
            "hers": (her, f"{at}/mine"),
            "new plan": (her, f"{at}/mine/plan"),
            "testimonials": (her, f"{at}/testimonials"),
            "what shows her": (her, f"{at}/mine/items"),
            "feedback": (hers, f"{at}/feedback"),
            "public": (somebody(bench), f"/public{at}"),
        }


async def test_pages_ask_as_much_for_many_rows_as_for_few(bench: Workbench) -> None:
    smaller = await (await Followed(bench, FEW).happen()).pages()
    few = await asked_by(bench.service, smaller)
    larger = await (await Followed(bench, MANY).happen()).pages()
    many = await asked_by(bench.service, larger)
    assert grown(few, many) == {}
    assert too_many(many, MOST) == {}
    assert not_opened(PAGES, larger.values()) == NOT_ABOUT_ROWS
