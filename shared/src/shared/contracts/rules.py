"""By which rules a change of a contract is judged.

A topic has readers whom nobody here knows, and keeps facts for longer than any program runs. So a change is measured
twice: a reader of yesterday meets a fact of today, and a reader of today one of yesterday. What is told more strictly
breaks the second, what is told more loosely the first; only what yesterday's reader skips and today's can do without is
harmless.
"""

from dataclasses import dataclass

SIDE_BY_SIDE = "publish the next version beside this one until nobody reads this one any more"


@dataclass(frozen=True, slots=True)
class Rule:
    """`why`: who would be hurt, or why nobody is; `cure`: what to do instead, or next."""

    name: str
    breaking: bool
    why: str
    cure: str


def breaks(name: str, why: str, cure: str) -> Rule:
    return Rule(name, breaking=True, why=why, cure=f"{cure}, or {SIDE_BY_SIDE}")


def harms_nobody(name: str, why: str) -> Rule:
    return Rule(name, breaking=False, why=why, cure="run `make contracts` and commit what it writes")


OLD_READERS = "readers elsewhere refuse it"
OLD_FACTS = "facts that are in the topics already cannot be read"

REQUIRED_FIELD_ADDED = breaks("required-field-added", OLD_FACTS, "make it optional")
FIELD_REMOVED = breaks("field-removed", "readers elsewhere count on it", "keep it and go on saying it")
BECAME_REQUIRED = breaks("field-became-required", OLD_FACTS, "leave it optional")
BECAME_OPTIONAL = breaks("field-became-optional", OLD_READERS, "go on saying it always")
TYPE_NARROWED = breaks("type-narrowed", OLD_FACTS, "keep the type")
TYPE_WIDENED = breaks("type-widened", OLD_READERS, "keep the type and add an optional field")
TYPE_CHANGED = breaks("type-changed", f"{OLD_READERS}, and {OLD_FACTS}", "add an optional field")
VALUE_REMOVED = breaks("enum-value-removed", OLD_FACTS, "keep it for readers and stop saying it")
VALUE_ADDED = breaks("enum-value-added", OLD_READERS, "say it in an optional field")
TIGHTENED = breaks("format-tightened", OLD_FACTS, "refuse it where it enters, not in the event")
LOOSENED = breaks("format-loosened", OLD_READERS, "keep the bound and add an optional field")
FORMAT_CHANGED = breaks("format-changed", f"{OLD_READERS}, and {OLD_FACTS}", "add an optional field")
DEFAULT_CHANGED = breaks("default-changed", "facts without the field now mean something else", "keep the default")
SHAPE_CHANGED = breaks("shape-changed", "nobody can tell whom it hurts", "keep the shape")

KEY_CHANGED = breaks("key-changed", "order and versions hold within the key", "keep it")
SUBJECT_CHANGED = breaks("subject-changed", "readers tell by it what a fact is about", "keep it")
ROLE_CHANGED = breaks("role-changed", "versions grow within the role", "keep it")
LEAVES_CHANGED = breaks("leaves-changed", "readers listen to other topics, or a promise is broken", "keep it")
HEADER_REMOVED = breaks("header-removed", "readers elsewhere count on it", "go on sending it")
HEADER_CHANGED = breaks("header-changed", OLD_READERS, "keep it and add an optional header")
REQUIRED_HEADER_ADDED = breaks("required-header-added", OLD_FACTS, "make it optional")
TYPE_REMOVED = breaks("type-removed", f"{OLD_FACTS}, and readers elsewhere wait for it", "keep the type")

TYPE_ADDED = harms_nobody("type-added", "readers skip types that they do not know")
OPTIONAL_FIELD_ADDED = harms_nobody("optional-field-added", "readers skip it, and do without it in older facts")
OPTIONAL_HEADER_ADDED = harms_nobody("optional-header-added", "readers skip it, and do without it in older facts")
WORDS_CHANGED = harms_nobody("words-changed", "no reader depends on a description")
