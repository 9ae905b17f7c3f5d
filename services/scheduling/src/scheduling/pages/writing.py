"""Where the fields of a form differ from what is sent to the API."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from scheduling.pages import times
from shared.web.pages import forms
from shared.web.pages.forms import Form
from shared.web.pages.inside import Answer

Json = dict[str, Any]
FIELDS = {
    "weights-do-not-sum": "criteria/0/weight",
    "ends-before-it-starts": "ends_on",
    "call-out-of-order": "call/closes_at",
    "seats-below-confirmed": "seats",
    "unknown-time-zone": "time_zone",
}
"""Where a refusal is told that is about several of them, or names none."""
ROWS = ("quotas", "criteria", "partners")


def split(text: Any) -> list[str]:
    """What stands between commas; nothing where no text was sent."""
    texts = text if isinstance(text, list) else [text]
    return [one.strip() for part in texts if isinstance(part, str) for one in part.split(",") if one.strip()]


def filled(form: Form, *lists: str, by: str = "") -> Form:
    """Without the rows of these lists in which nothing stands, or nothing in the field `by`."""
    kept = {name: [row for row in form.rows(name) if (row.get(by) if by else any(row.values()))] for name in lists}
    others = {name: text for name, text in form.typed.items() if name.partition("/")[0] not in lists}
    return replace(form, typed={**others, **forms.flat({name: rows for name, rows in kept.items() if rows})})


def shown(training: Mapping[str, Any]) -> Json:
    """A training as its form has it: times on its own clock, conditions in words."""
    zone = training["time_zone"]
    call = training["call"] or {"opens_at": None, "closes_at": None}
    quotas = [
        {**one, "where": ", ".join(f"{key}={value}" for key, value in one["where"].items())}
        for one in training["quotas"]
    ]
    return {
        **training,
        "quotas": quotas,
        "publish_not_before": times.typed(training["publish_not_before"], zone),
        "call": {name: times.typed(value, zone) for name, value in call.items()},
    }


def particulars(form: Form, zone: str | None) -> Json:
    """What is sent of a training's form."""
    body = form.body()
    call = {name: times.instant(value, zone) for name, value in form.part("call").items()}
    for name in ("homes", "languages", "topics"):
        if name in body:
            body[name] = split(body[name])
    return {
        **body,
        **{name: form.rows(name) for name in ROWS},
        "manuals": body.get("manuals") or [],
        "quotas": [
            {**one, "where": pairs(one.get("where")), "minimum": one.get("minimum") or 0} for one in form.rows("quotas")
        ],
        "publish_not_before": times.instant(body.get("publish_not_before"), zone),
        "call": call if any(call.values()) else None,
    }


def pairs(text: Any) -> dict[str, str]:
    """`country=TJ, alumna=yes`."""
    return {key.strip(): value.strip() for key, _, value in (one.partition("=") for one in split(text))}


def told_where_typed(form: Form) -> Form:
    """With what does not go together told at a field of it, what is wrong with one quota in its row."""
    ids = [row.get("id") for row in form.rows("quotas")]
    quota = (form.problem or {}).get("quota")
    row = f"quotas/{ids.index(quota)}" if quota in ids else ""
    of_a_quota = {"minimum-above-maximum": f"{row}/minimum", "quota-id-is-taken": f"{row}/id"} if row else {}
    return form.told_at({**FIELDS, **of_a_quota})


def at_fields(refused: Answer, before: str, after: str) -> Answer:
    """The same refusal, where what stands at one place of the body is typed at another of the form."""
    errors = [
        {**one, "pointer": after + one["pointer"].removeprefix(before)} if one["pointer"].startswith(before) else one
        for one in refused.content.get("errors", ())
    ]
    return replace(refused, content={**refused.content, "errors": errors} if errors else refused.content)


def choices(rows: Iterable[Mapping[str, Any]], value: str, *words: str) -> list[tuple[str, str]]:
    """What a list of choices offers."""
    return [(row[value], " ".join(str(row[name]) for name in words)) for row in rows]
