"""A report form to be filled in without a connection: plain text that any telephone can edit, with nothing in it that
says whose it is.
"""

import re

FIELDS = ("girls", "women", "men", "minutes", "modules", "words")
MOST_BYTES = 64 * 1024
FILE_NAME = "report-form.txt"
COMMENT = "#"
BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")


class NotTheForm(Exception):
    """This file is not the form. `why`: `too-large`, `no-text` or `another-file`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def read(content: bytes) -> dict[str, str | list[str]]:
    """What was filled in, by the fields of the report page. Raises NotTheForm."""
    if len(content) > MOST_BYTES:
        raise NotTheForm("too-large")
    found: dict[str, str] = {}
    lines = [line for line in decoded(content).splitlines() if not line.startswith(COMMENT)]
    for number, line in enumerate(lines):
        name, colon, value = line.partition(":")
        name = name.strip().lower()
        if not colon or name not in FIELDS or name in found:
            continue
        if name == FIELDS[-1]:
            found[name] = "\n".join((value, *lines[number + 1 :])).strip()
            break
        found[name] = value.strip()
    if set(found) != set(FIELDS):
        raise NotTheForm("another-file")
    modules = [one for one in re.split(r"[\s,;]+", found.pop("modules")) if one]
    return {**found, "modules/-": modules}


def decoded(content: bytes) -> str:
    """As editors write it. Raises NotTheForm."""
    encoding = "utf-16" if content.startswith(BYTE_ORDER_MARKS) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise NotTheForm("no-text") from None
    if "\0" in text:
        raise NotTheForm("no-text")
    return text
