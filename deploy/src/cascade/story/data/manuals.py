"""The four manuals: their titles are published, their modules are synthetic."""

from dataclasses import dataclass

from cascade.story.data.origin import Origin


@dataclass(frozen=True, slots=True)
class Module:
    code: str
    title: str
    minutes: int
    topics: tuple[str, ...]
    prerequisites: tuple[str, ...] = ()
    origin: Origin = Origin.SYNTHETIC


@dataclass(frozen=True, slots=True)
class Manual:
    """A title with its modules; each of its languages is an edition to be published by itself."""

    code: str
    title: str
    edition: int
    languages: tuple[str, ...]
    modules: tuple[Module, ...]
    origin: Origin = Origin.PUBLISHED


MANUALS = (
    Manual(
        "CHOICES",
        "Leading to Choices",
        1,
        ("ru", "tg"),
        (
            Module("LC-1", "Where leadership begins", 90, ("leadership",)),
            Module("LC-2", "Leading side by side", 90, ("horizontal",), ("LC-1",)),
            Module("LC-3", "Speaking and listening", 75, ("leadership",), ("LC-1",)),
            Module("LC-4", "Deciding together", 60, ("horizontal",), ("LC-2",)),
            Module("LC-5", "Leading a workshop of one's own", 75, ("leadership",), ("LC-3",)),
        ),
    ),
    Manual(
        "VICTORIES",
        "Victories Over Violence",
        1,
        ("ru", "tg"),
        (
            Module("VV-1", "Forms of violence, and the law", 75, ("human-rights",)),
            Module("VV-2", "Marriage without consent", 60, ("forced-marriage",), ("VV-1",)),
            Module("VV-3", "People who are sold", 60, ("trafficking",), ("VV-1",)),
            Module("VV-4", "Violence against women in recent conflicts", 75, ("conflict",), ("VV-1",)),
            Module("VV-5", "Standing by a survivor", 60, ("forced-marriage", "trafficking"), ("VV-2", "VV-3")),
        ),
    ),
    Manual(
        "EQUALITY",
        "Beyond Equality",
        1,
        ("ru", "tg"),
        (
            Module("BE-1", "What human rights are", 90, ("human-rights",)),
            Module("BE-2", "Human rights laws at work", 120, ("human-rights-law",), ("BE-1",)),
            Module("BE-3", "From a law to a claim", 90, ("human-rights-law",), ("BE-2",)),
            Module("BE-4", "Planning a campaign", 75, ("human-rights",), ("BE-2",)),
        ),
    ),
    Manual(
        "COMPASSION",
        "Leading to Compassion",
        1,
        ("ru",),
        (
            Module("CO-1", "What builds peace", 75, ("peacebuilding",)),
            Module("CO-2", "A circle of listening", 60, ("peacebuilding",), ("CO-1",)),
            Module("CO-3", "Forgiving, and when not to", 75, ("peacebuilding",), ("CO-2",)),
        ),
    ),
)

MODULES = {module.code: module for manual in MANUALS for module in manual.modules}


@dataclass(frozen=True, slots=True)
class MissingEdition:
    """A warning that somebody takes upon herself."""

    manual: str
    language: str
    accepted_by: str
    reason: str


MISSING_EDITION = MissingEdition(
    "COMPASSION", "tg", "C-1", "I-1 and I-2 interpret the Russian edition sentence by sentence"
)
