"""What should not be and may be accepted: each rule yields the sessions that break it, with the
values of its sentence.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import pairwise

from scheduling.domain.agenda.finding import Finding
from scheduling.domain.agenda.session import Session
from scheduling.domain.agenda.setting import Setting

Found = Iterator[Finding]
PAUSE = timedelta(minutes=15)
"""Between two sessions of one interpreter."""


def prerequisite_missing(setting: Setting, sessions: Sequence[Session]) -> Found:
    taught = {code for session in sessions for code in session.modules}
    for session in sessions:
        for code in session.modules:
            needed = setting.modules[code].module.prerequisites if code in setting.modules else ()
            if missing := [before for before in needed if before not in taught]:
                yield (session,), {"module": code, "session": session.code, "codes": ", ".join(missing)}


def module_unknown(setting: Setting, sessions: Sequence[Session]) -> Found:
    for session in sessions:
        if unknown := [code for code in session.modules if code not in setting.modules]:
            yield (session,), {"session": session.code, "codes": ", ".join(unknown)}


def module_shortened(setting: Setting, sessions: Sequence[Session]) -> Found:
    for session in sessions:
        planned = sum(setting.modules[code].module.minutes for code in session.modules if code in setting.modules)
        if session.minutes < planned:
            yield (session,), {"session": session.code, "minutes": session.minutes, "planned": planned}


def edition_missing(setting: Setting, sessions: Sequence[Session]) -> Found:
    """One conflict for each manual and language of the training."""
    teaching: dict[str, dict[str, Session]] = {}
    for session in sessions:
        for code in session.modules:
            if code in setting.modules:
                teaching.setdefault(setting.modules[code].manual, {})[session.code] = session
    for manual, concerned in teaching.items():
        for language in setting.languages:
            if (manual, language) not in setting.editions:
                yield tuple(concerned.values()), {"manual": manual, "language": language}


def facilitator_missing(_: Setting, sessions: Sequence[Session]) -> Found:
    for session in sessions:
        if not session.facilitators:
            yield (session,), {"session": session.code}


def interpreter_without_pause(_: Setting, sessions: Sequence[Session]) -> Found:
    codes = dict.fromkeys(code for session in sessions for code in session.interpreters)
    for code in codes:
        own = [session for session in sessions if code in session.interpreters]
        for one, other in pairwise(own):
            if timedelta() <= other.starts_at - one.ends_at < PAUSE:
                yield (
                    (one, other),
                    {"person": code, "one": one.code, "other": other.code, "minutes": PAUSE // timedelta(minutes=1)},
                )
