"""Catalogues of the texts on pages, made of the sources: `python -m cascade.texts`, by `make texts`.

English is the source. A catalogue has what its package's pages say and the titles of its refusals; what the shared one
has already stands there alone. No line numbers and no dates are in it, so that a second run changes nothing.
"""

import importlib
import io
import pkgutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.plurals import PLURALS
from babel.messages.pofile import read_po, write_po
from babel.plural import to_gettext

from shared.refusals import Refusal
from shared.web import problems
from shared.web.pages import languages
from shared.web.values import InWords

SHARED = "shared.web.pages"
PAGES = (SHARED, "registration.pages", "scheduling.pages", "followup.pages")
PROVIDER = "cascade.provider"
LETTERS = "registration.mail"
PACKAGES = (*PAGES, PROVIDER, LETTERS)
TRANSLATED = tuple(code for code in languages.NAMES if code != languages.DEFAULT)
TEMPLATES = ("**/templates/**.html", "**/templates/**.txt")
"""Pages, and files to take along."""
METHODS = [*((one, "jinja2.ext.babel_extract") for one in TEMPLATES), ("**.py", "python")]
OPTIONS = {one: {"trimmed": "true", "newstyle_gettext": "true", "silent": "false"} for one in TEMPLATES}
SAID_LATER = {languages.to_say.__name__: None}
WORDS = {InWords.__name__: None}
"""Of values, wherever a body is described."""
WIDTH = 100


def file_of(package: str, language: str) -> Path:
    return Path(str(files(package) / "locale" / f"{language}.po"))


def read(package: str, language: str) -> Catalog:
    """As it stands; empty where there is none yet."""
    file = file_of(package, language)
    return read_po(io.BytesIO(file.read_bytes() if file.is_file() else b""), locale=language)


def found(package: str) -> Catalog:
    """Every text of a package's pages, what its values are in words, and every title of its refusals."""
    texts = Catalog(charset="utf-8")
    folder = Path(str(files(package)))
    for file, line, text, comments, context in extract_from_dir(
        folder, METHODS, OPTIONS, {**DEFAULT_KEYWORDS, **SAID_LATER}
    ):
        texts.add(text, locations=[(file, line)], auto_comments=comments, context=context)
    for text in of_values(package):
        texts.add(text)
    for code, title in problems.TITLES.items() if package == SHARED else ():
        texts.add(title, auto_comments=[f"problem: {code}"])
    for refusal in refusals(package.partition(".")[0]) if package in PAGES else ():
        texts.add(refusal.title(), auto_comments=[f"problem: {refusal.code()}"])
    return texts


def of_values(package: str) -> Iterator[str]:
    """What its service's values are in words: said of one that is none."""
    folder = Path(str(files(package))).parent
    for _, _, text, _, _ in extract_from_dir(folder, METHODS[-1:], keywords=WORDS):
        yield str(text)


def of_letters() -> Catalog:
    """What letters say, what stands before their links and above them."""
    said = importlib.import_module("registration.domain.letter")
    texts = Catalog(charset="utf-8")
    for text in (*said.Words, *said.Label, said.SUBJECT):
        texts.add(str(text))
    return texts


def needed(package: str) -> Catalog:
    if package == LETTERS:
        return of_letters()
    texts = found(package)
    if package != SHARED:
        for message in found(SHARED):
            if message.id:
                texts.delete(message.id, context=message.context)
    return texts


def refusals(distribution: str) -> Iterator[type[Refusal]]:
    """By code."""
    above = importlib.import_module(distribution)
    for module in pkgutil.walk_packages(above.__path__, f"{distribution}."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    yield from sorted(
        (heir for heir in heirs(Refusal) if heir.__module__.partition(".")[0] == distribution),
        key=lambda heir: heir.code(),
    )


def heirs(of: type[Refusal]) -> Iterator[type[Refusal]]:
    for heir in of.__subclasses__():
        yield heir
        yield from heirs(heir)


def made(package: str, language: str, texts: Catalog) -> str:
    """The catalogue as it has to be: `texts`, with what is translated already."""
    catalogue = read(package, language)
    catalogue.update(texts, no_fuzzy_matching=True)
    written = io.BytesIO()
    write_po(written, catalogue, width=WIDTH, omit_header=True, ignore_obsolete=True, include_lineno=False)
    return f"{header(language)}\n{written.getvalue().decode().strip()}\n"


def header(language: str) -> str:
    values = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural_forms(language),
    }
    lines = "".join(f'"{name}: {value}\\n"\n' for name, value in values.items())
    return f'# {languages.NAMES[language]}\nmsgid ""\nmsgstr ""\n{lines}'


def plural_forms(language: str) -> str:
    """As translators of the language are used to it; where Babel does not know that, by the rules of CLDR."""
    if language in PLURALS:
        count, rule = PLURALS[language]
        return f"nplurals={count}; plural={rule};"
    return to_gettext(Locale.parse(language).plural_form)


def write() -> None:
    for package in PACKAGES:
        texts = needed(package)
        for language in TRANSLATED:
            file = file_of(package, language)
            file.parent.mkdir(exist_ok=True)
            file.write_text(made(package, language, texts))


if __name__ == "__main__":
    write()
