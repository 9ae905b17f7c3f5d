"""Every fact of the reference story: one typed home, one question to the running services, one expected value."""

from cascade.story.facts import before, call, generations, plans, public, reach, selection, training
from cascade.story.facts.fact import Fact

ALL: tuple[Fact, ...] = tuple(
    fact for part in (before, call, selection, training, public, plans, reach, generations) for fact in part.FACTS
)
EXPECTED = 126
"""How many facts a whole play asks; a fact that is lost is noticed."""
