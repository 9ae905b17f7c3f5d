"""One measurement, told as JSON: `python -m tests.bench.selection.job NAME TIMES ARGUMENTS…`."""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from registration.lottery import Aim, lottery, maximin
from registration.panel import verify_selection as verifier
from registration.panel.call import Asked, Call, asked
from registration.panel.document import decide, document
from registration.panel.easing import enough
from registration.panel.merit import Outcome, solve
from registration.panel.replacement import substitutes
from tests.bench.selection import calls
from tests.bench.selection.pools import People, made, public
from tests.unit.panel import naive
from tests.unit.panel.written import table

RESERVE = 10
ENOUGH_SECONDS = 20
Told = dict[str, Any]


@dataclass(frozen=True)
class Job:
    """What is measured, and what is then told of what it came to. `warm`: run once before that does not count."""

    run: Callable[[], Any]
    told: Callable[[Any], Told]
    warm: bool = True


def merit(number: str) -> Job:
    call = calls.call(int(number))
    return Job(lambda: solved(call), lambda found: effort(*found))


def memory(number: str) -> Job:
    """Merit once: the most that its process has is candidates, answer and proof."""
    return replace(merit(number), warm=False)


def solved(call: Call) -> tuple[Asked, Outcome]:
    question = asked(call)
    return question, solve(question.program, question.tickets)


def effort(question: Asked, found: Outcome) -> Told:
    took = found.effort
    return {
        "status": found.status,
        "value": found.value,
        "leaves": found.proof.leaves if found.proof else None,
        "open": took.open,
        "columns": took.columns,
        "rounds": took.rounds,
        "free": len(question.free),
    }


def plain(number: str, seconds: str) -> Job:
    program = asked(calls.call(int(number))).program

    def run() -> int | None:
        try:
            found = naive.best(program, seconds=float(seconds))
        except naive.TooSlow:
            return None
        return found.value if found else -1

    return Job(run, lambda value: {"value": value}, warm=False)


def decision(number: str) -> Job:
    call = calls.call(int(number))
    return Job(lambda: decide(asked(call), RESERVE), lambda found: {"costs": len(found.costs)})


def substitute(number: str) -> Job:
    question, found = solved(calls.call(int(number)))
    return Job(lambda: substitutes(question, found.selected), lambda one: {"found": sum(map(bool, one.values()))})


def verify(number: str) -> Job:
    """The verifier's own file in a process of its own, without anything of ours, from reading the files on."""
    call = calls.call(int(number))
    folder = Path(tempfile.mkdtemp())
    candidates, quotas, out = (folder / name for name in ("candidates.csv", "quotas.csv", "out.json"))
    as_files(call, candidates, quotas)
    out.write_text(verifier.written(document(decide(asked(call), RESERVE))), encoding="utf-8")
    alone = [sys.executable, "-I", "-S", verifier.__file__, str(out)]
    command = [*alone, "--candidates", str(candidates), "--quotas", str(quotas)]
    return Job(
        lambda: subprocess.run(command, capture_output=True, text=True, check=True).stdout,
        lambda said: {"bytes": out.stat().st_size, "said": said.split(":")[0]},
    )


def as_files(call: Call, candidates: Path, quotas: Path) -> None:
    names, organisation = sorted(call.attributes), call.organisation
    people = (
        {
            "id": one,
            "score": int(call.score[place]),
            "organisation": organisation.value(place) if organisation else None,
            **{name: call.attributes[name].value(place) for name in names},
        }
        for place, one in enumerate(call.ids)
    )
    table(candidates, ("id", "score", "organisation", *names), list(people))
    asked_for = (
        {"feature": "×".join(quota.where), "value": "×".join(quota.where.values()), **quota.asked}
        for quota in call.quotas
    )
    table(quotas, ("feature", "value", "min", "max"), list(asked_for))


def impossible(number: str) -> Job:
    """The verdict with its conflict, then what would be enough."""
    call = calls.impossible(int(number))

    def run() -> tuple[Any, Any]:
        decided = decide(asked(call))
        return decided.conflict, decided.conflict and enough(decided.asked, decided.conflict).alone

    return Job(run, lambda found: {"limits": len(found[0].limits), "relaxations": len(found[1])})


def smallest(name: str) -> Job:
    open_ = people(name).pool().call
    return Job(lambda: maximin(open_), lambda level: {"chance": str(level.chance)})


def fairest(name: str, aim: Aim = "leximin") -> Job:
    drawn = people(name).pool()

    def told(found: Any) -> Told:
        chances = zip(drawn.people, found.chances, strict=True)
        return {
            "chance": str(found.value),
            "verdict": found.verdict if found.proven else f"{found.verdict} by the solver's word",
            "panels": len(found.entries),
            "programs": found.programs,
            "levels": len(found.levels),
            "types": len(found.call.sizes),
            "chances": sorted(float(chance) for people, chance in chances for _ in people),
        }

    return Job(lambda: lottery(drawn.call, aim=aim), told)


def people(name: str) -> People:
    """`150/22`, made of so many people and seats; otherwise a public pool by its name."""
    if "/" in name:
        number, seats = name.split("/")
        return made(int(number), int(seats))
    return next(one for one in public() if one.name == name)


JOBS: dict[str, Callable[..., Job]] = {
    job.__name__: job for job in (merit, memory, plain, decision, substitute, verify, impossible, smallest, fairest)
}


def measured(job: Job, times: int) -> Told:
    """Seconds of each time, fewer of them if that is long, and the most memory that the process had, in bytes."""
    if job.warm:
        job.run()
    seconds: list[float] = []
    while len(seconds) < times and sum(seconds) < ENOUGH_SECONDS:
        began = time.perf_counter()
        found = job.run()
        seconds.append(time.perf_counter() - began)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {"seconds": seconds, "peak": peak, **job.told(found)}


def main() -> None:
    name, times, *arguments = sys.argv[1:]
    sys.stdout.write(json.dumps(measured(JOBS[name](*arguments), int(times))))


if __name__ == "__main__":
    main()
