"""A training is called the same, whoever reads of it."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from tests.integration.scheduling.pages.people import anyone, coordinator
from tests.integration.scheduling.test_agendas import TWO, session
from tests.integration.scheduling.workbench import SELECTION, Workbench
from tests.support.visiting import Visiting, signed_in

TITLE = str(SELECTION["title"])
DAYS = "15 May 2017 – 18 May 2017"
SERVICES = Path(__file__).parents[4] / "services"


async def planned(bench: Workbench, sensitivity: str, **more: Any) -> tuple[str, UUID]:
    """A training with an agenda that an organisation reads; both."""
    body = {"code": "SWRC", "name": "SWRC", "country": "KZ"}
    organisation = (await bench.coordinator.post("/v1/organisations", body))["organisation"]
    partners = [{"organisation": organisation, "role": "mentor", "scopes": ["agenda"]}]
    training = (await bench.announced(sensitivity=sensitivity, partners=partners, **more))["training"]
    await bench.coordinator.post(f"/v1/trainings/{training}/agendas", {"sessions": [*TWO, session("S-03", 17, 4)]})
    return training, UUID(organisation)


async def of_a_partner(bench: Workbench, organisation: UUID) -> Visiting:
    return await signed_in(bench.service, anyone(bench), "partner", UUID(int=4), organisation)


async def test_an_open_training_has_one_name_in_public_for_staff_and_for_a_partner(bench: Workbench) -> None:
    training, organisation = await planned(bench, "open")
    planner, partner, reader = await coordinator(bench), await of_a_partner(bench, organisation), anyone(bench)
    for visitor, pages in (
        (reader, ["/public", f"/public/trainings/{training}"]),
        (planner, ["/", f"/trainings/{training}", f"/trainings/{training}/agenda"]),
        (partner, ["/", f"/trainings/{training}/agenda"]),
    ):
        for page in pages:
            await visitor.open(page)
            assert TITLE in visitor.words, page
            if visitor is not reader:
                assert f"{TITLE}: {DAYS} (…{training[-6:]})" in visitor.words, page


@pytest.mark.parametrize("sensitivity", ["discreet", "closed"])
async def test_one_that_is_not_open_is_called_by_its_days_alone_where_others_may_look(
    bench: Workbench, sensitivity: str
) -> None:
    training, organisation = await planned(bench, sensitivity)
    planner, partner = await coordinator(bench), await of_a_partner(bench, organisation)
    for visitor in (planner, partner):
        for page in ("/", f"/trainings/{training}/agenda"):
            await visitor.open(page)
            assert f"A training: {DAYS} (…{training[-6:]})" in visitor.words, page
            assert TITLE not in visitor.words


def test_no_page_writes_the_name_of_a_training_by_itself() -> None:
    written = [
        f"{page.name}: {name}"
        for page in SERVICES.glob("*/src/*/pages/templates/*.html")
        for name in ("training.title", "about.title", "call.title", "around.title")
        if f"{{{{ {name} " in page.read_text()
    ]
    assert written == ["training.html: training.title"], "of the coordinator's own page, where it is looked up"
