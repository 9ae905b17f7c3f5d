"""A document that somebody wrote who knows its form: every seal fits again, and what it claims has no proof."""

from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest

from registration.panel import verify_selection as verifier
from tests.unit.panel.test_tampered import refused, resealed
from tests.unit.panel.written import written

Json = Any
PEOPLE = [{"id": f"A{n}"} for n in range(6)]


def drawn_again(document: Json) -> Json:
    """By the seed as it stands; there are neither quotas nor a reserve."""
    decision, listed = document["decision"], document["proof"]["list"]
    source = decision["list_hash"], decision["seed"]
    number = decision["number"] = verifier.number_drawn(*source, decision["numbers"])
    last = accumulate(panel["times"] for panel in listed["panels"])
    panel = next(panel for panel, end in zip(listed["panels"], last, strict=True) if number <= end)
    decision["selected"] = sorted(
        one for kind, n in panel["counts"] for one in verifier.by_lot(*source, "seat", listed["types"][kind])[:n]
    )
    return document


SAME_TICKETS = ("ab", "AB00000000000000", "ab00000000000000 ", "ab 00 00 00 00 00 00 00", "ab0000000000000000")
"""Under each of them HMAC gives everybody the ticket that she has under ab00000000000000."""


@pytest.mark.parametrize("seed", SAME_TICKETS)
def test_a_seed_has_one_form_so_that_nobody_chooses_among_draws(tmp_path: Path, seed: str) -> None:
    files = written(tmp_path, PEOPLE, [], 2, policy="lottery", seed=0xAB00000000000000)
    document = files.document()
    assert not refused(files, resealed(drawn_again(document)))
    document["decision"]["seed"] = seed

    assert refused(files, resealed(drawn_again(document)))
