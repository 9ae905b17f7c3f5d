"""The end of a play, as tables."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table

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
        for table in pictures(outcome.pictures):
            console.print(table)
    console.print(facts(outcome.answers))
    console.print(delays(outcome.flow))
    console.print(sentence(outcome))


def pictures(seen: Pictures) -> Iterable[Table]:
    return (seats(seen.seats), quotas(seen.seats), agenda(seen.agenda), *ledger(seen.ledger), tree(seen))


def sentence(outcome: Outcome) -> str:
    held = sum(answer.held for answer in outcome.answers)
    told = f"{held} of {outcome.expected} facts held; {outcome.moves} moves of the story clock, {outcome.mails} mails."
    return told if outcome.held else f"{told} Not all of it is as the story tells."


def seats(seen: Seats) -> Table:
    table = Table(title="25 seats by country and sector", caption=_SYNTHETIC)
    table.add_column("")
    for name in (*Sector, "all"):
        table.add_column(name, justify="right")
    for country in Country:
        numbers = [seen.table[country, sector] for sector in Sector]
        table.add_row(country, *cells([*numbers, sum(numbers)]))
    sums = [sum(seen.table[country, sector] for country in Country) for sector in Sector]
    table.add_section()
    table.add_row("all", *cells([*sums, sum(sums)]))
    return table


def quotas(seen: Seats) -> Table:
    table = Table("quota", title="… against their quotas", caption=_SYNTHETIC)
    for name in ("at least", "seats", "at most"):
        table.add_column(name, justify="right")
    for quota in seen.quotas:
        most = "" if quota["maximum"] is None else str(quota["maximum"])
        table.add_row(quota["id"], str(quota["minimum"]), str(quota["seats"]), most)
    return table


def agenda(published: Json) -> Table:
    title = f"The agenda of Dushanbe, version {published['version']}"
    table = Table("day", "from", "to", "session", "who", "guest", title=title, caption=_SYNTHETIC)
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


def ledger(rows: dict[str, Json]) -> tuple[Table, Table]:
    """Each plan, and the columns by kind."""
    each = Table("plan", "about", "it is", title="The ledger of 28 February 2018", caption=_SYNTHETIC)
    for name in ("planned", "reported", "verified", "girls", "women", "men"):
        each.add_column(name, justify="right")
    for key, row in rows.items():
        numbers = [row[name] for name in ("planned", "reported", "verified", "girls", "women", "men")]
        each.add_row(key, row["kind"], row["column"], *cells(numbers))
    return each, by_kind([row for key, row in rows.items() if key.startswith("P")])


def by_kind(rows: list[Json]) -> Table:
    table = Table("about", title="Plans of Dushanbe by kind", caption=_SYNTHETIC)
    for name in ("plans", *Column, "people"):
        table.add_column(name, justify="right")
    for kind in dict.fromkeys(row["kind"] for row in rows):
        table.add_row(kind, *cells(summed([row for row in rows if row["kind"] == kind])))
    table.add_section()
    table.add_row("all", *cells(summed(rows)))
    return table


def summed(rows: list[Json]) -> list[int]:
    """How many plans, how many in each column, people verified."""
    columns = [sum(row["column"] == column for row in rows) for column in Column]
    people = sum(row["verified"] or 0 for row in rows if row["column"] == Column.VERIFIED)
    return [len(rows), *columns, people]


def tree(seen: Pictures) -> Table:
    table = Table("generation", title="The tree of generations", caption=_SYNTHETIC)
    for name in ("planned", "reported", "verified"):
        table.add_column(name, justify="right")
    for each in seen.tree["generations"]:
        told = [f"{each[name]} ({each[f'trainings_{name}']})" for name in ("planned", "reported", "verified")]
        table.add_row(str(each["generation"]), *told)
    return table


def facts(answers: Iterable[Answer]) -> Table:
    table = Table("", "fact", "what it says", "what the system gave", "origin", title="The facts of the story")
    for answer in sorted(answers, key=lambda answer: answer.fact.step):
        mark = "✓" if answer.held else "✗"
        origin = "published" if answer.fact.origin is Origin.PUBLISHED else "synthetic"
        style = "" if answer.held else "red"
        table.add_row(mark, answer.fact.id, answer.fact.sentence, plain(answer.value), origin, style=style)
    return table


def delays(flow: dict[str, Json]) -> Table:
    table = Table("service", title="Events, and the delay from commit to effect elsewhere")
    for name in ("sent", "applied", "median delay by source"):
        table.add_column(name, justify="right")
    for service, seen in flow.items():
        heard = ", ".join(f"{one['source']} {one['median_ms']:.0f} ms ({one['count']})" for one in seen["delays"])
        table.add_row(service, str(seen["sent"]), str(seen["applied"]), heard)
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
