"""What a validator says of a field, in words for whoever filled it in."""

import re
from collections.abc import Callable

PLAIN: tuple[tuple[str, Callable[[Callable[[str], str]], str]], ...] = (
    (
        r"missing|text in quotation marks|a list|an object: .*|at least 1 (characters|in the list)",
        lambda _: _("This has to be filled in."),
    ),
    (r"a day, .*|an instant .*", lambda _: _("Write a date, for example 2017-05-15.")),
    (r"a number|a whole number .*", lambda _: _("Write a number.")),
    (r"true or false|one of .*", lambda _: _("Choose one.")),
    (r"at most \d+ (characters|in the list)", lambda _: _("This is too long.")),
    (r"more than .*|[\d.-]+ or more", lambda _: _("This number is too small.")),
    (r"less than .*|[\d.-]+ or less", lambda _: _("This number is too large.")),
    (r"text of the form that the description gives", lambda _: _("This is not written as it has to be.")),
)


def plainly(words: str, _: Callable[[str], str]) -> str:
    """Sentences of our own stay as they are. `_`: into the reader's language."""
    for pattern, said in PLAIN:
        if re.fullmatch(pattern, words, re.DOTALL):
            return said(_)
    return _(words)
