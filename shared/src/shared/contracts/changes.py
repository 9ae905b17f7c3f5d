"""What lies between a frozen contract and the current one. Pure: two contracts in, judged changes out."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from shared.contracts import rules
from shared.contracts.contract import Contract
from shared.contracts.rules import Rule
from shared.contracts.schemas import Schema

Differences = Iterator["Change"]


@dataclass(frozen=True, slots=True)
class Change:
    """`place`: a type and a path in its contract; `what`: what is different there."""

    rule: Rule
    place: str
    what: str

    @property
    def fact(self) -> str:
        return f"{self.rule.name}: {self.place}: {self.what}"

    @property
    def sentence(self) -> str:
        """With what is to be done about it."""
        return f"{self.fact}; {self.rule.why}. {'Cure' if self.rule.breaking else 'Next'}: {self.rule.cure}."


def between(frozen: Mapping[str, Contract], now: Mapping[str, Contract]) -> list[Change]:
    """Of all types, in the order of their names."""
    found = []
    for name in sorted(frozen.keys() | now.keys()):
        if name not in now:
            found.append(Change(rules.TYPE_REMOVED, name, "is no longer said"))
        elif name not in frozen:
            found.append(Change(rules.TYPE_ADDED, name, "is new"))
        else:
            found.extend(of_one(frozen[name], now[name]))
    return found


def of_one(old: Contract, new: Contract) -> Differences:
    for rule, part in ((rules.KEY_CHANGED, "key"), (rules.ROLE_CHANGED, "role"), (rules.LEAVES_CHANGED, "leaves")):
        yield from replaced(rule, f"{old.type} {part}", getattr(old, part), getattr(new, part))
    yield from headers(old.headers, new.headers, f"{old.type} headers")
    yield from shapes(old.data, new.data, f"{old.type} data")


def replaced(rule: Rule, place: str, old: object, new: object) -> Differences:
    if old != new:
        yield Change(rule, place, f"{told(old)} became {told(new)}")


def told(value: object) -> str:
    return "nothing" if value is None else str(value)


def headers(old: Schema, new: Schema, place: str) -> Differences:
    for word in sorted((old.keys() | new.keys()) - {"properties", "required"}):
        yield from replaced(rules.HEADER_CHANGED, f"{place} {word}", old.get(word), new.get(word))
    was, now = old.get("properties", {}), new.get("properties", {})
    for name in sorted(was.keys() | now.keys()):
        here = f"{place}/{name}"
        if name not in now:
            yield Change(rules.HEADER_REMOVED, here, "is no longer sent")
        elif name not in was:
            needed = name in new.get("required", ())
            yield Change(rules.REQUIRED_HEADER_ADDED if needed else rules.OPTIONAL_HEADER_ADDED, here, "is new")
        else:
            yield from one_header(name, with_need(name, old), with_need(name, new), here)


def with_need(name: str, schema: Schema) -> Schema:
    return {**schema["properties"][name], "always": name in schema.get("required", ())}


def one_header(name: str, old: Schema, new: Schema, place: str) -> Differences:
    rule = rules.SUBJECT_CHANGED if name == "ce_subject" else rules.HEADER_CHANGED
    for word in sorted(old.keys() | new.keys()):
        kind = rules.WORDS_CHANGED if word == "description" else rule
        yield from replaced(kind, f"{place} {word}", old.get(word), new.get(word))


def shapes(old: Schema, new: Schema, place: str) -> Differences:
    """Of two schemas of the same value; what is inside it too."""
    for word in sorted(old.keys() | new.keys()):
        if word not in ("properties", "required"):
            judge = JUDGES.get(word, anything_else)
            yield from judge(old.get(word), new.get(word), f"{place} {word}" if word != "items" else place)
    yield from fields(old, new, place)


def fields(old: Schema, new: Schema, place: str) -> Differences:
    was, now = old.get("properties", {}), new.get("properties", {})
    needed_then, needed_now = old.get("required", ()), new.get("required", ())
    for name in sorted(was.keys() | now.keys()):
        here = f"{place}/{name}"
        if name not in now:
            yield Change(rules.FIELD_REMOVED, here, "is gone")
        elif name not in was:
            needed = name in needed_now
            yield Change(rules.REQUIRED_FIELD_ADDED if needed else rules.OPTIONAL_FIELD_ADDED, here, "is new")
        else:
            if (name in needed_now) != (name in needed_then):
                rule = rules.BECAME_REQUIRED if name in needed_now else rules.BECAME_OPTIONAL
                yield Change(rule, here, "was in every fact" if name in needed_then else "may be missing in old facts")
            yield from shapes(was[name], now[name], here)


def types(old: object, new: object, place: str) -> Differences:
    if (old, new) == ("number", "integer"):
        yield Change(rules.TYPE_NARROWED, place, "number became integer")
    elif (old, new) == ("integer", "number"):
        yield Change(rules.TYPE_WIDENED, place, "integer became number")
    else:
        yield from replaced(rules.TYPE_CHANGED, place, old, new)


def values(old: object, new: object, place: str) -> Differences:
    """Of an enum; where there was none or is none any more, its values are a bound."""
    if not isinstance(old, list) or not isinstance(new, list):
        yield from bound(old, new, place)
        return
    for value in old:
        if value not in new:
            yield Change(rules.VALUE_REMOVED, place, f"{value!r} is gone")
    for value in new:
        if value not in old:
            yield Change(rules.VALUE_ADDED, place, f"{value!r} is new")


def bound(old: object, new: object, place: str) -> Differences:
    """That there is one is tighter than that there is none."""
    if old is None or new is None:
        yield from replaced(rules.TIGHTENED if old is None else rules.LOOSENED, place, old, new)
    else:
        yield from replaced(rules.FORMAT_CHANGED, place, old, new)


def limit(old: object, new: object, place: str) -> Differences:
    """A number that is a bound: the larger is the tighter, where it is a minimum."""
    if not isinstance(old, int | float) or not isinstance(new, int | float):
        yield from bound(old, new, place)
        return
    grew, is_minimum = new > old, "min" in place.rpartition(" ")[2].lower()
    yield from replaced(rules.TIGHTENED if grew == is_minimum else rules.LOOSENED, place, old, new)


def inside(old: object, new: object, place: str) -> Differences:
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        yield from shapes(dict(old), dict(new), place)
    else:
        yield from anything_else(old, new, place)


def of_names(old: object, new: object, place: str) -> Differences:
    """Values of a map, by the pattern of their names."""
    if isinstance(old, Mapping) and isinstance(new, Mapping) and old.keys() == new.keys():
        for name in old:
            yield from shapes(old[name], new[name], place)
    else:
        yield from anything_else(old, new, place)


def words(old: object, new: object, place: str) -> Differences:
    yield from replaced(rules.WORDS_CHANGED, place, old, new)


def default(old: object, new: object, place: str) -> Differences:
    yield from replaced(rules.DEFAULT_CHANGED, place, old, new)


def anything_else(old: object, new: object, place: str) -> Differences:
    """What these rules do not know is not harmless."""
    yield from replaced(rules.SHAPE_CHANGED, place, old, new)


LIMITS = (
    *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"),
    *("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"),
)
WORDS = ("description", "deprecated", "examples")
"""They say something to people alone."""
JUDGES: Mapping[str, Callable[[object, object, str], Differences]] = {
    "type": types,
    "enum": values,
    "const": bound,
    "format": bound,
    "pattern": bound,
    **dict.fromkeys(WORDS, words),
    "default": default,
    "items": inside,
    "additionalProperties": inside,
    "propertyNames": inside,
    "patternProperties": of_names,
    **dict.fromkeys(LIMITS, limit),
}
