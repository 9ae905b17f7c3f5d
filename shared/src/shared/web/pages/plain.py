"""What the API says is wrong with a field, in words for whoever filled it in."""

import re
from collections.abc import Callable

from shared.web import faults

Words = Callable[[str], str]
MISSING = (faults.MISSING, faults.TEXT, faults.A_LIST, faults.AN_OBJECT)
UNFIT = (faults.AN_ID, *(faults.SENTENCES[kind] for kind in ("extra_forbidden", "none_required", "string_unicode")))
PLAIN: tuple[tuple[str, Callable[[Words], str]], ...] = (
    (f"{'|'.join(map(re.escape, MISSING))}|at least 1 .*", lambda _: _("This has to be filled in.")),
    (f"{re.escape(faults.A_DAY)}|an instant .*", lambda _: _("Write a date, for example 2017-05-15.")),
    (re.escape(faults.A_TIME), lambda _: _("Write a time, for example 09:30.")),
    (re.escape(faults.PADDED), lambda _: _("Write the number without zeros before it.")),
    (f"{re.escape(faults.A_NUMBER)}|a whole number .*", lambda _: _("Write a number.")),
    (f"{re.escape(faults.YES_OR_NO)}|(\\S+ is )?one of .*", lambda _: _("Choose one.")),
    (r"at most (?P<most>\d+) in the list", lambda _: _("At most %(most)s are possible here.")),
    (r"at least (?P<least>\d+) in the list", lambda _: _("At least %(least)s are needed here.")),
    (r"at most \d+ .*", lambda _: _("This is too long.")),
    (r"at least \d+ .*", lambda _: _("This is too short.")),
    (r"more than .*|.* or more", lambda _: _("This number is too small.")),
    (r"less than .*|.* or less", lambda _: _("This number is too large.")),
    (
        f"text of the form .*|.* says which kind it is|{'|'.join(map(re.escape, UNFIT))}",
        lambda _: _("This is not written as it has to be."),
    ),
)


def plainly(words: str, _: Words) -> str:
    """Sentences of our own stay as they are. `_`: into the reader's language."""
    for pattern, said in PLAIN:
        if found := re.fullmatch(pattern, words, re.DOTALL):
            return said(_) % found.groupdict()
    return _(words)
