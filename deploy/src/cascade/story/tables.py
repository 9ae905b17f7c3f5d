"""The end of a play, as tables that can be read on a screen of 80 columns."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from rich import box
from rich.console import Console
from rich.table import Table
from rich.tree import Tree

from cascade.story.client import Json
from cascade.story.data.origin import Origin
from cascade.story.data.programme import Country, Sector
from cascade.story.data.reach import Column
from cascade.story.data.trainings import DUSHANBE
from cascade.story.facts.fact import Answer
from cascade.story.pictures import Pictures, Seats
from cascade.story.play import Outcome

_ZONE = ZoneInfo(DUSHANBE.time_zone)
_SYNTHETIC = "synthetic figures, made for this story"


def show(console: Console, outcome: Outcome) -> None:
    """All tables; of a play that was not played out only the facts."""
    if outcome.pictures is not None:
        for picture in pictures(outcome.pictures):
            console.print(picture)
    console.print(facts(outcome.answers))
    console.print(delays(outcome.flow))
    console.print(sentence(outcome))


def pictures(seen: Pictures) -> Iterable[Table | Tree]:
    yield seats(seen.seats)
    yield quotas(seen.seats)
    yield agenda(seen.agenda)
    yield from ledger(seen.ledger)
    yield tree(seen)
    yield generations(seen.tree)


def sentence(outcome: Outcome) -> str:
    held = sum(answer.held for answer in outcome.answers)
    told = f"{held} of {outcome.expected} facts held; {outcome.moves} moves of the story clock, {outcome.mails} mails."
    return told if outcome.held else f"{told} Not all of it is as the story tells."


def framed(title: str, *words: str, numbers: Iterable[str] = (), caption: str | None = None) -> Table:
    """`words` are headings of texts, `numbers` those behind them; nothing is cut off."""
    table = Table(title=title, caption=caption, box=box.SIMPLE_HEAD, padding=0, show_edge=False)
    for heading in words:
        table.add_column(heading, overflow="fold")
    for heading in numbers:
        table.add_column(heading, justify="right", overflow="fold")
    return table


def seats(seen: Seats) -> Table:
    table = framed("25 seats by country and sector", "", numbers=(*Sector, "all"), caption=_SYNTHETIC)
    for country in Country:
        numbers = [seen.table[country, sector] for sector in Sector]
        table.add_row(country, *cells([*numbers, sum(numbers)]))
    sums = [sum(seen.table[country, sector] for country in Country) for sector in Sector]
    table.add_section()
    table.add_row("all", *cells([*sums, sum(sums)]))
    return table


def quotas(seen: Seats) -> Table:
    headings = ("at least", "seats", "at most")
    table = framed("… against their quotas", "quota", numbers=headings, caption=_SYNTHETIC)
    for quota in seen.quotas:
        most = "" if quota["maximum"] is None else str(quota["maximum"])
        table.add_row(quota["id"], str(quota["minimum"]), str(quota["seats"]), most)
    return table


def agenda(published: Json) -> Table:
    title = f"The agenda of Dushanbe, version {published['version']}"
    table = framed(title, "day", "from", "to", "session", "who", "guest", caption=_SYNTHETIC)
    day = ""
    for session in published["sessions"]:
        begins, ends = (datetime.fromisoformat(session[name]).astimezone(_ZONE) for name in ("starts_at", "ends_at"))
        if f"{begins:%a %d %b}" != day and day:
            table.add_section()
        shown = "" if f"{begins:%a %d %b}" == day else f"{begins:%a %d %b}"
        day = f"{begins:%a %d %b}"
        who = " ".join((*session["facilitators"], *session["interpreters"]))
        guests = " ".join(session["guests"])
        table.add_row(shown, f"{begins:%H:%M}", f"{ends:%H:%M}", session["title"], who, guests)
    return table


FIGURES = ("planned", "reported", "verified", "girls", "women", "men")


def ledger(rows: dict[str, Json]) -> tuple[Table, Table]:
    """Each plan, and the columns by kind."""
    each = framed("The ledger of 28 February 2018", "plan", "about", "it is", numbers=FIGURES, caption=_SYNTHETIC)
    for key, row in rows.items():
        each.add_row(key, row["kind"], row["column"], *cells([row[name] for name in FIGURES]))
    return each, by_kind([row for key, row in rows.items() if key.startswith("P")])


def by_kind(rows: list[Json]) -> Table:
    kinds = list(dict.fromkeys(row["kind"] for row in rows))
    headings = [*(kind.replace("-", "\n") for kind in kinds), "all"]
    table = framed("Plans of Dushanbe by kind", "", numbers=headings, caption=_SYNTHETIC)
    sums = [summed([row for row in rows if row["kind"] == kind]) for kind in kinds] + [summed(rows)]
    for name, numbers in zip(("plans", *Column, "people"), zip(*sums, strict=True), strict=True):
        table.add_row(name, *cells(numbers))
    return table


def summed(rows: list[Json]) -> list[int]:
    """How many plans, how many in each column, people verified."""
    columns = [sum(row["column"] == column for row in rows) for column in Column]
    people = sum(row["verified"] or 0 for row in rows if row["column"] == Column.VERIFIED)
    return [len(rows), *columns, people]


def generations(tree: Json) -> Table:
    title = "The generations: people (trainings)"
    table = framed(title, "generation", numbers=FIGURES[:3], caption=_SYNTHETIC)
    for each in tree["generations"]:
        told = [f"{each[name]} ({each[f'trainings_{name}']})" for name in FIGURES[:3]]
        table.add_row(str(each["generation"]), *told)
    return table


def tree(seen: Pictures) -> Tree:
    """Each training below the one that it grew from; "–" for a figure that there is not yet."""
    nodes = sorted(seen.tree["nodes"], key=lambda node: (node["generation"], seen.names[node["training"]]))
    drawn = {None: Tree("The tree: planned · reported · verified", guide_style="dim")}
    for node in nodes:
        figures = " · ".join("–" if node[name] is None else str(node[name]) for name in FIGURES[:3])
        branch = drawn.get(node["parent"], drawn[None])
        drawn[node["training"]] = branch.add(f"{seen.names[node['training']]}  {figures}")
    return drawn[None]


def facts(answers: Iterable[Answer]) -> Table:
    table = framed("The facts of the story", "", "fact", "what it says", "what the system gave", "origin")
    for answer in sorted(answers, key=lambda answer: answer.fact.step):
        mark = "✓" if answer.held else "✗"
        origin = "published" if answer.fact.origin is Origin.PUBLISHED else "synthetic"
        style = "" if answer.held else "red"
        table.add_row(mark, answer.fact.id, answer.fact.sentence, plain(answer.value), origin, style=style)
    return table


def delays(flow: dict[str, Json]) -> Table:
    title = "Events, and the median delay from commit to effect"
    table = framed(title, "service", "hears from", numbers=("events", "median ms", "sent", "applied"))
    for service, seen in flow.items():
        told = [service, str(seen["sent"]), str(seen["applied"])]
        for one in seen["delays"]:
            table.add_row(told[0], one["source"], str(one["count"]), f"{one['median_ms']:.0f}", *told[1:])
            told = ["", "", ""]
    return table


def cells(numbers: Iterable[int | None]) -> list[str]:
    return ["" if number is None else str(number) for number in numbers]


def plain(value: object) -> str:
    """Without brackets and quotes of the language; sets in order."""
    if isinstance(value, dict):
        return ", ".join(f"{name} {plain(part)}" for name, part in value.items())
    if isinstance(value, set | frozenset):
        return ", ".join(sorted(map(plain, value)))
    if isinstance(value, list | tuple):
        return ", ".join(map(plain, value)) or "none"
    return str(value)
