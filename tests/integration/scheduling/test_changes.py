"""A change of a training names the state that it was made from."""

from tests.integration.scheduling.workbench import Workbench


async def test_of_two_coordinators_the_second_reads_what_the_first_wrote(bench: Workbench) -> None:
    path = f"/v1/trainings/{(await bench.announced())['training']}"
    seen = (await bench.coordinator.http.get(path)).headers["etag"]
    bare = await bench.coordinator.http.post(f"{path}/changes", json={"seats": 24})
    first = await bench.coordinator.http.post(f"{path}/changes", json={"seats": 26}, headers={"If-Match": seen})
    second = await bench.coordinator.http.post(f"{path}/changes", json={"seats": 27}, headers={"If-Match": seen})

    assert (bare.status_code, bare.json()["read"]) == (428, path)
    assert (first.status_code, second.status_code) == (201, 412)
    assert second.json()["etag"] == first.headers["etag"]
    assert (await bench.coordinator.get(path))["seats"] == 26


async def test_rooms_that_another_named_meanwhile_are_not_overwritten(bench: Workbench) -> None:
    path = f"/v1/trainings/{(await bench.draft())['training']}/resources"
    seen = (await bench.coordinator.http.get(path)).headers["etag"]
    await bench.coordinator.put(path, {"rooms": [{"code": "R-A", "capacity": 40}]}, seen=seen)

    assert (await bench.coordinator.http.put(path, json={"rooms": []})).status_code == 428
    await bench.coordinator.put(path, {"rooms": []}, 412, seen=seen)
    assert [room["code"] for room in (await bench.coordinator.get(path))["rooms"]] == ["R-A"]
