"""What the door itself says while a service behind it is away."""

from collections.abc import Iterator

import httpx2
import pytest

from cascade.embedded import ports
from cascade.system import processes
from tests.support.waiting import eventually

RU, TG, EN = "Эта часть временно недоступна", "Ин қисм муваққатан дастнорас аст", "This part is away for a moment"


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Its address; nobody is behind it."""
    folder = tmp_path_factory.mktemp("door")
    away = [processes.service(name, {}, folder) for name in ("registration", "scheduling", "followup", "issuer")]
    child = processes.front_door(away[:3], away[3], folder, folder)
    child.start()
    eventually(lambda: ports.answers(child.port))
    yield child.address
    child.stop()


@pytest.mark.parametrize(
    ("cookie", "accepted", "language", "heading"),
    [
        ("", "", "en", EN),
        ("", "ru-RU,ru;q=0.9,en;q=0.8", "ru", RU),
        ("", "tg,ru;q=0.5", "tg", TG),
        ("", "ka,ru;q=0.5", "en", EN),
        ("tg", "ru", "tg", TG),
        ("en", "ru", "en", EN),
    ],
)
def test_a_part_that_is_away_is_said_in_the_persons_language(
    door: str, cookie: str, accepted: str, language: str, heading: str
) -> None:
    headers = {"Cookie": f"language={cookie}"} if cookie else {}
    answer = httpx2.get(f"{door}/followup/", headers={**headers, "Accept-Language": accepted}, trust_env=False)

    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert answer.headers["content-language"] == language
    assert f'<html lang="{language}">' in answer.text
    assert f"<h1>{heading}</h1>" in answer.text
