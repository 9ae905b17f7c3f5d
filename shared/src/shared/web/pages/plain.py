"""What a validator says of a field, in words for whoever filled it in."""

import re
from collections.abc import Callable

PLAIN: tuple[tuple[str, Callable[[Callable[[str], str]], str]], ...] = (
    (r"Field required|.*should be a valid (string|list|dictionary).*", lambda _: _("This has to be filled in.")),
    (r".*should be a valid (date|datetime).*|.*valid date.*", lambda _: _("Write a date, for example 2017-05-15.")),
    (r".*valid (integer|number|decimal).*", lambda _: _("Write a number.")),
    (r".*valid boolean.*", lambda _: _("Choose one.")),
    (r".*at least 1 (character|item).*", lambda _: _("This has to be filled in.")),
    (r".*at most \d+ (characters|items).*", lambda _: _("This is too long.")),
    (r".*greater than.*", lambda _: _("This number is too small.")),
    (r".*less than.*", lambda _: _("This number is too large.")),
    (r".*match pattern.*|string.pattern.mismatch", lambda _: _("This is not written as it has to be.")),
)


def plainly(words: str, _: Callable[[str], str]) -> str:
    """Sentences of our own stay as they are. `_`: into the reader's language."""
    for pattern, said in PLAIN:
        if re.fullmatch(pattern, words, re.DOTALL):
            return said(_)
    return _(words)
