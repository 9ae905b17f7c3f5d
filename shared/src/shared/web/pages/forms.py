"""A form between a page and the API: fields are named like JSON pointers (RFC 6901) into the body that is sent, without
the first slash; so an error's pointer names its field.
"""

import re
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from starlette.datastructures import FormData, UploadFile

from shared.web.answers import FEWEST, MOST, IdempotencyKeyReused

KEY, SEEN = "_key", "_seen"
"""Hidden fields: the form's one-time key, and the ETag of what it changes."""
LIST = "/-"
"""The end of the name of a field that may have several values."""

DEEPEST = 8
"""Steps in a field's name; no form of ours has as many."""
FIT_KEY = re.compile(f"[!-~]{{{FEWEST},{MOST}}}")
TAG = re.compile("[!-~]*")

Typed = Mapping[str, str | list[str]]
Fault = str | Mapping[str, Any]
"""Words about a field, or the problem that is told at it."""


def new_key() -> str:
    return secrets.token_urlsafe(24)


@dataclass(slots=True)
class Form:
    """What stands in the fields. `errors`: by field, a list's by the list; `problem`: why it was refused; `now`: what
    was saved by somebody else meanwhile, by field; `labels`: what each field is called, once it is drawn; `row`: of
    what those are that are being drawn.
    """

    typed: Typed = field(default_factory=dict)
    key: str = field(default_factory=new_key)
    seen: str = ""
    files: Mapping[str, UploadFile] = field(default_factory=dict)
    errors: Mapping[str, Fault] = field(default_factory=dict)
    problem: Mapping[str, Any] | None = None
    now: Typed = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    row: str = ""

    @property
    def wrong(self) -> bool:
        """Whether it has to be looked at again."""
        return bool(self.problem or self.errors)

    def labelled(self, name: str, label: str) -> str:
        """The label, kept for whatever is said of its field; behind that of the row which it stands in."""
        self.labels[whole(name)] = f"{self.row}, {label}" if self.row else label
        return label

    def error(self, name: str) -> Fault:
        """What is wrong with a field; empty where nothing is."""
        return self.errors.get(whole(name), "")

    def begin_row(self, legend: str) -> None:
        """Of fields that are named together; an empty one ends it."""
        self.row = legend

    def value(self, name: str, otherwise: str = "") -> str:
        found = self.typed.get(name, otherwise)
        return found if isinstance(found, str) else ", ".join(found)

    def values(self, name: str) -> list[str]:
        found = self.typed.get(name, [])
        return [found] if isinstance(found, str) else found

    def body(self, *, without: Iterable[str] = ()) -> dict[str, Any]:
        """As JSON: an empty field is null, a list's fields are a list."""
        left_out = set(without)
        return nested({name: value for name, value in self.typed.items() if name not in left_out})

    def part(self, name: str) -> dict[str, Any]:
        """A value of the body that has fields of its own; empty where something else was sent under its name."""
        found = self.body().get(name)
        return found if isinstance(found, dict) else {}

    def rows(self, name: str) -> list[dict[str, Any]]:
        """A list of the body whose items have fields of their own, without those that have none."""
        found = self.body().get(name)
        return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []

    def refused(self, problem: Mapping[str, Any]) -> "Form":
        """The same form again, with what is wrong at its field. Its key stays: what was refused was not kept under it,
        and what may have been done all the same is not done twice. Only one that stands for something else goes.
        """
        errors = {
            self.field_at(one["pointer"].removeprefix("/")): one["detail"]
            for one in problem.get("errors", ())
            if one.get("pointer")
        }
        key = new_key() if problem.get("code") == IdempotencyKeyReused.code() else self.key
        return Form(self.typed, key, self.seen, errors=errors, problem=problem)

    def told_at(self, fields: Mapping[str, str]) -> "Form":
        """With a problem that names no place told at a field of what it is about. `fields`: by code."""
        if self.problem is None or self.errors or self.problem["code"] not in fields:
            return self
        return replace(self, errors={fields[self.problem["code"]]: self.problem})

    def field_at(self, place: str) -> str:
        """The field for what stands at this place of the body: of a list's item, the list."""
        around = place.rpartition("/")[0]
        return around if place not in self.typed and around + LIST in self.typed else place

    def overtaken(self, saved: Any, etag: str, problem: Mapping[str, Any]) -> "Form":
        """The same form, with what somebody else saved meanwhile beside it: whoever sends it again knows that."""
        return Form(self.typed, self.key, etag, problem=problem, now=flat(saved))

    def differs(self, name: str) -> list[str] | None:
        """The values that were saved meanwhile, where they are not what she typed; a list goes by its own name too, in
        whichever order.
        """
        place = name if name in self.now else name + LIST
        if place not in self.now or in_order(self.now[place]) == in_order(self.typed.get(place, [])):
            return None
        saved = self.now[place]
        return [one for one in ([saved] if isinstance(saved, str) else saved) if one]


def in_order(value: str | list[str]) -> str | list[str]:
    return value if isinstance(value, str) else sorted(value)


def whole(name: str) -> str:
    """Of a field that may have several values, the list that they are."""
    return name.removesuffix(LIST)


def of(saved: Any, etag: str = "") -> Form:
    """With what is saved."""
    return Form(flat(saved), seen=etag)


def sent(data: FormData) -> Form:
    """What a person sent; line ends as they are kept."""
    typed: dict[str, str | list[str]] = {}
    files: dict[str, UploadFile] = {}
    for name in dict.fromkeys(data):
        values = data.getlist(name)
        texts = [one.replace("\r\n", "\n") for one in values if isinstance(one, str)]
        for one in values:
            if isinstance(one, UploadFile):
                files[name] = one
        if texts:
            typed[name] = [one for one in texts if one] if name.endswith(LIST) else texts[-1]
    key, seen = str(typed.pop(KEY, "")), str(typed.pop(SEEN, ""))
    return Form(typed, key if FIT_KEY.fullmatch(key) else new_key(), seen if TAG.fullmatch(seen) else "", files)


def flat(value: Any, place: str = "") -> dict[str, str | list[str]]:
    """Values by the names of their fields."""
    if isinstance(value, Mapping):
        return {
            name: text
            for step, part in value.items()
            for name, text in flat(part, joined(place, escaped(step))).items()
        }
    if isinstance(value, list):
        if all(not isinstance(one, Mapping | list) for one in value):
            return {place + LIST: [str(one) for one in value]}
        return {
            name: text
            for number, part in enumerate(value)
            for name, text in flat(part, joined(place, str(number))).items()
        }
    if value is None:
        return {place: ""}
    return {place: str(value).lower() if isinstance(value, bool) else str(value)}


def nested(typed: Typed) -> dict[str, Any]:
    """The body that these fields are; a name that goes through the value of another is ignored."""
    body: dict[str, Any] = {}
    for name, value in typed.items():
        *steps, last = [unescaped(step) for step in whole(name).split("/")]
        inner = reached(body, steps)
        if inner is not None and not isinstance(inner.get(last), dict):
            inner[last] = value if isinstance(value, list) else (value or None)
    return {name: numbered(part) for name, part in body.items()}


def reached(body: dict[str, Any], steps: Sequence[str]) -> dict[str, Any] | None:
    """The object at this place, made where there is nothing; None where a value stands in the way."""
    if len(steps) >= DEEPEST:
        return None
    inner = body
    for step in steps:
        found: Any = inner.setdefault(step, {})
        if not isinstance(found, dict):
            return None
        inner = found
    return inner


def numbered(value: Any) -> Any:
    """Objects whose names are all numbers are lists."""
    if not isinstance(value, dict):
        return value
    inner = {name: numbered(part) for name, part in value.items()}
    if inner and all(re.fullmatch(r"\d{1,4}", name) for name in inner):
        return [inner[name] for name in sorted(inner, key=int)]
    return inner


def holds(saved: Any, sent: Any) -> bool:
    """Whether everything that was sent stands in what is saved, written as fields write it."""
    if isinstance(sent, Mapping):
        return isinstance(saved, Mapping) and all(holds(saved.get(name), part) for name, part in sent.items())
    if isinstance(sent, list):
        return isinstance(saved, list) and len(saved) == len(sent) and all(map(holds, saved, sent))
    return flat(saved) == flat(sent)


def joined(place: str, step: str) -> str:
    return f"{place}/{step}" if place else step


def escaped(step: str) -> str:
    return step.replace("~", "~0").replace("/", "~1")


def unescaped(step: str) -> str:
    return step.replace("~1", "/").replace("~0", "~")
