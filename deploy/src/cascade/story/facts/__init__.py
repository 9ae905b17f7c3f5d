"""Every fact of the reference story: one typed home, one question to the running services, one expected value."""

from cascade.story.facts import before, call, checking, generations, plans, public, reach, selection, training
from cascade.story.facts.fact import Fact

PARTS = (before, call, selection, checking, training, public, plans, reach, generations)
ALL: tuple[Fact, ...] = tuple(fact for part in PARTS for fact in part.FACTS)
EXPECTED = 130
"""How many facts a whole play asks; a fact that is lost is noticed."""
