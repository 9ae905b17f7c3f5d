"""Facts of what anybody can do with the files of a selection: check it, draw by lot instead, ask for what cannot be."""

import asyncio
import csv
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from cascade.story.client import Json, Service
from cascade.story.data import places, quotas
from cascade.story.data.acts import Act
from cascade.story.data.trainings import DUSHANBE
from cascade.story.facts.ask import registration
from cascade.story.facts.fact import Facts
from cascade.story.story import Story

FACTS = Facts()
_RUN = (Act.SELECT, DUSHANBE.key)
_FULL = (Act.ACCEPT, "TM-05")
_ALL_SECTORS = {"sector-NGO": 9, "sector-edu": 6, "sector-gov": 6, "sector-media": 6}
_MEDIA_EASED = ("sector-media", "min", 4)


@dataclass(frozen=True, slots=True)
class Files:
    """What the service hands on of one selection, in a folder."""

    document: Path
    candidates: Path
    quotas: Path

    async def fetch(self, story: Story, selection: str) -> None:
        for name, file in (("document", self.document), ("candidates", self.candidates), ("quotas", self.quotas)):
            path = f"/v1/selections/{selection}/{name}"
            file.write_bytes(await story.api.content(Service.REGISTRATION, path, story.auditor))


def files_in(folder: str) -> Files:
    return Files(*(Path(folder, name) for name in ("document.json", "candidates.csv", "quotas.csv")))


@FACTS.synthetic(10, "Any Python finds that the document of the selection holds, without a solver", True, after=_RUN)
async def selection_checked(story: Story) -> bool:
    return await holds(story, story.known.selections[0])


@FACTS.synthetic(16, "And that those of the three promotions hold", [True, True, True], after=_FULL)
async def promotions_checked(story: Story) -> list[bool]:
    listed = await registration(story, DUSHANBE.key, "/selections")
    promotions = sorted(run["selection"] for run in listed["items"] if run["kind"] == "promotion")
    return [await holds(story, one) for one in promotions]


@FACTS.synthetic(
    10,
    "By lot, under the same quotas, nobody's chance is smaller than it has to be, and anybody can draw again",
    ("proven", 25, True),
    after=_RUN,
)
async def drawn_by_lot(story: Story) -> tuple[str, int, bool]:
    with TemporaryDirectory() as folder:
        files = files_in(folder)
        await files.fetch(story, story.known.selections[0])
        told = await selected(files, "--policy", "lottery", "--document", str(files.document))
        return told["status"], len(told["selected"]), await verified(files)


@FACTS.synthetic(
    10,
    "Had the sectors their first minimums, the engine names the four that exclude one another, and what eases it",
    (_ALL_SECTORS, _MEDIA_EASED),
    after=_RUN,
)
async def impossible_explained(story: Story) -> tuple[dict[str, int], tuple[str, str, int]]:
    with TemporaryDirectory() as folder:
        files = files_in(folder)
        await files.fetch(story, story.known.selections[0])
        ask_for(files.quotas, quotas.IMPOSSIBLE_QUOTAS)
        told = await selected(files, "--policy", "merit")
        eased = told["relaxations"][0]
        conflict = {one["quota"]: one["seats"] for one in told["conflict"]}
        return conflict, (eased["quota"], eased["side"], eased["seats"])


def ask_for(file: Path, asked: Sequence[quotas.Quota]) -> None:
    with file.open("w", encoding="utf-8", newline="") as opened:
        rows = csv.writer(opened)
        rows.writerow(["id", "feature", "value", "min", "max"])
        for one in asked:
            names = sorted(one.where)
            values = "×".join(one.where[name] for name in names)
            rows.writerow([one.id, "×".join(names), values, one.minimum, "" if one.maximum is None else one.maximum])


async def holds(story: Story, selection: str) -> bool:
    with TemporaryDirectory() as folder:
        files = files_in(folder)
        await files.fetch(story, selection)
        return await verified(files)


async def verified(files: Files) -> bool:
    """By the file that partners are given, which needs nothing else: found without importing what it belongs to."""
    spec = find_spec("registration")
    assert spec is not None  # noqa: S101 - it runs
    assert spec.origin is not None  # noqa: S101
    program = str(Path(spec.origin).parent / "panel" / "verify_selection.py")
    done = await run("-I", program, str(files.document), *inputs(files))
    return done.returncode == 0


async def selected(files: Files, *options: str) -> Json:
    """What `cascade select` prints."""
    seats, cap, seed = str(quotas.SEATS), str(quotas.PER_ORGANISATION), str(places.SELECTION_SEED)
    asked = ["--seats", seats, "--organisation-max", cap, "--seed", seed, "--format", "json", *options]
    done = await run("-m", "cascade", "select", str(files.candidates), str(files.quotas), *asked)
    return json.loads(done.stdout)


def inputs(files: Files) -> list[str]:
    return ["--candidates", str(files.candidates), "--quotas", str(files.quotas)]


async def run(*command: str) -> "subprocess.CompletedProcess[bytes]":
    return await asyncio.to_thread(subprocess.run, [sys.executable, *command], capture_output=True, check=False)
