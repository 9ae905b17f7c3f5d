"""Calls as the files that a person would hand in, and what `select` makes of them."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from registration.commands import selection_files as files
from registration.panel import verify_selection as verifier
from registration.panel.call import Asked, Policy, asked
from registration.panel.document import decide, document
from registration.panel.relaxation import NEVER, Clock

Row = Mapping[str, object]


@dataclass(frozen=True)
class Files:
    folder: Path
    seats: int
    seed: int = 7
    organisation_max: int | None = None
    reserve: int = 0
    must: bool = False
    starts: date | None = None
    policy: Policy = "merit"
    threshold: int | None = None

    @property
    def candidates(self) -> Path:
        return self.folder / "candidates.csv"

    @property
    def quotas(self) -> Path:
        return self.folder / "quotas.csv"

    def asked(self) -> Asked:
        must = self.folder / "must.csv" if self.must else None
        asking = files.Asking(
            self.seats, self.seed, self.organisation_max, must, self.starts, self.policy, self.threshold
        )
        return asked(files.given(self.candidates, self.quotas, asking).call)

    def document(self, clock: Clock = NEVER) -> dict[str, Any]:
        return document(decide(self.asked(), self.reserve, clock))

    def verified(self, written: Mapping[str, Any]) -> str:
        return verifier.check(verifier.written(written), str(self.candidates), str(self.quotas))


def table(path: Path, heading: Sequence[str], rows: Sequence[Row]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.DictWriter(file, heading, restval="")
        out.writeheader()
        out.writerows(rows)


def written(
    folder: Path, people: Sequence[Row], quotas: Sequence[tuple[str, str, object, object]], seats: int, **asked: Any
) -> Files:
    """`asked`: as Files; `must` gives (id, in or out, reason)."""
    must = asked.pop("must", ())
    heading = [
        "id",
        *sorted({name for one in people for name in one} - {"id"}, key=lambda name: (name != "score", name)),
    ]
    table(folder / "candidates.csv", heading, people)
    told = [dict(zip(("feature", "value", "min", "max"), one, strict=True)) for one in quotas]
    table(folder / "quotas.csv", ("feature", "value", "min", "max"), told)
    table(
        folder / "must.csv",
        ("id", "must", "reason"),
        [dict(zip(("id", "must", "reason"), m, strict=True)) for m in must],
    )
    return Files(folder, seats, must=bool(must), **asked)
