"""Whom a training needs is chosen by name at registration, which leads back with her id."""

from uuid import uuid4

from tests.integration.scheduling.pages.people import coordinator
from tests.integration.scheduling.workbench import Workbench


async def test_nobody_types_the_number_of_a_person_but_chooses_her_by_name_at_registration(bench: Workbench) -> None:
    training = (await bench.announced())["training"]
    visitor = await coordinator(bench)
    await visitor.open(f"/trainings/{training}/resources")
    typed = visitor.page.select('main input:not([type="hidden"])')
    assert [one["name"] for one in typed if str(one["name"]).endswith("/person")] == []
    led = [str(one["href"]) for one in visitor.page.select('main a[href^="/registration/"]')]
    assert led == [
        f"/registration/sign-in?next=/people%3Fkind%3D{kind}%26training%3D{training}"
        for kind in ("facilitator", "interpreter", "guest")
    ]


async def test_whom_she_chose_stands_with_a_code_that_nobody_has_until_she_saves_and_may_choose_another(
    bench: Workbench,
) -> None:
    training = (await bench.announced())["training"]
    path, there, chosen = f"/v1/trainings/{training}/resources", str(uuid4()), str(uuid4())
    await bench.coordinator.put(path, {"interpreters": [{"code": "F-1", "person": there}]})
    visitor = await coordinator(bench)
    await visitor.open(f"/trainings/{training}/resources?facilitators={chosen}")
    assert visitor.value("facilitators/0/code") == "F-2"
    assert "Whom you chose stands in the last row of her list." in visitor.words
    await visitor.press("Save", {"rooms/0/code": "R-A", "rooms/0/capacity": "many"}, status=422)
    assert visitor.value("facilitators/0/person") == chosen
    await visitor.press("Save", {"rooms/0/capacity": "20"})
    assert visitor.here.endswith("/resources")
    kept = await bench.coordinator.get(path)
    assert [(one["code"], one["person"]) for one in kept["facilitators"]] == [("F-2", chosen)]
    assert [one["code"] for one in kept["interpreters"]] == ["F-1"]


async def test_whoever_is_there_already_is_not_named_twice(bench: Workbench) -> None:
    training = (await bench.announced())["training"]
    person = str(uuid4())
    await bench.coordinator.put(
        f"/v1/trainings/{training}/resources",
        {"guests": [{"code": "G-7", "person": person, "public_text": "A singer"}]},
    )
    visitor = await coordinator(bench)
    await visitor.open(f"/trainings/{training}/resources?guests={person}")
    assert [one["value"] for one in visitor.page.select('main input[name$="/person"]')] == [person]
    assert "Whom you chose" not in visitor.words


async def test_whom_and_what_somebody_else_named_meanwhile_stands_beside_whom_she_chose_and_is_not_taken_away(
    bench: Workbench,
) -> None:
    training = (await bench.announced())["training"]
    path, chosen, other, gone = f"/v1/trainings/{training}/resources", *(str(uuid4()) for _ in range(3))
    await bench.coordinator.put(path, {"guests": [{"code": "G-1", "person": gone}]})
    visitor = await coordinator(bench)
    await visitor.open(f"/trainings/{training}/resources?facilitators={chosen}")
    rooms = [{"code": code, "capacity": 20} for code in ("R-A", "R-B", "R-C")]
    await bench.coordinator.put(path, {"rooms": rooms, "facilitators": [{"code": "F-1", "person": other}]})
    await visitor.press("Save", status=412)
    people = [visitor.value(f"facilitators/{number}/person") for number in (0, 1)]
    assert people == [chosen, other]
    told = {str(one["id"]): " ".join(one.get_text().split()) for one in visitor.page.select(".meanwhile")}
    assert told["field-rooms-2-code-now"] == "Saved meanwhile: R-C"
    assert told["field-guests-0-code-now"] == "Saved meanwhile: nothing"
    assert not any(name.startswith("field-facilitators-1") for name in told)
    await visitor.press("Save", {"facilitators/0/code": "F-2", "guests/0/code": ""})
    kept = await bench.coordinator.get(path)
    assert [(one["code"], one["person"]) for one in kept["facilitators"]] == [("F-2", chosen), ("F-1", other)]
    assert (kept["guests"], kept["rooms"]) == ([], [])
