"""Small random calls, many of whose candidates are equals."""

from collections import Counter
from dataclasses import replace

from hypothesis import assume
from hypothesis import strategies as st

from tests.unit.panel.brute import Small

COUNTRIES, SECTORS = ("GE", "KZ", "TJ"), ("NGO", "media")
SCORES = (st.integers(0, 10_000), st.sampled_from((5000, 5025)), st.just(5000), st.integers(-4, 4))


@st.composite
def small(draw: st.DrawFn) -> Small:
    scores = draw(st.sampled_from(SCORES))
    person = st.fixed_dictionaries(
        {"score": scores, "country": st.sampled_from(COUNTRIES)},
        optional={"sector": st.sampled_from(SECTORS), "organisation": st.sampled_from(("a", "b", "c"))},
    )
    people = draw(st.lists(person, min_size=1, max_size=9))
    ids = draw(st.permutations([f"A{number}" for number in range(len(people))]))
    named = tuple({"id": one, "sector": "", "organisation": "", **rest} for one, rest in zip(ids, people, strict=True))
    seats = draw(st.integers(1, 5))
    apart = draw(st.lists(st.sampled_from(ids), max_size=2, unique=True))
    inside = frozenset(one for one in apart if draw(st.booleans())) if draw(st.booleans()) else frozenset()
    return Small(
        people=named,
        quotas=draw(quotas()),
        seats=seats,
        seed=draw(st.integers(0, 2**64 - 1)),
        cap=draw(st.none() | st.integers(1, 2)),
        must=inside,
        left_out=frozenset(apart) - inside if draw(st.booleans()) else frozenset(),
    )


@st.composite
def possible(draw: st.DrawFn) -> Small:
    """As `small`, with limits that some group keeps: of those of which most are of no use, some day too few are."""
    call = draw(small())
    inside = [one for one in call.people if one["id"] in call.must]
    free = [one for one in call.people if one["id"] not in call.must | call.left_out]
    assume(inside or free)
    seats = max(len(inside), min(call.seats, len(inside) + len(free)))
    group = [*inside, *draw(st.permutations(free))[: seats - len(inside)]]
    around = [
        (feature, value, min(low, has), max(high, has))
        for feature, value, low, high in call.quotas
        for has in [sum(call.counts((feature, value, low, high), one) for one in group)]
    ]
    most = max(Counter(one["organisation"] for one in group if one["organisation"]).values(), default=0)
    return replace(call, seats=seats, quotas=tuple(around), cap=None if call.cap is None else max(call.cap, most))


@st.composite
def quotas(draw: st.DrawFn) -> tuple[tuple[str, str, int, int], ...]:
    values = [("country", one) for one in COUNTRIES] + [("sector", one) for one in SECTORS]
    values += [("country×sector", f"{one}×{other}") for one in COUNTRIES for other in SECTORS]
    chosen = draw(st.lists(st.sampled_from(values), max_size=5, unique=True))
    least = [draw(st.integers(0, 3)) for _ in chosen]
    return tuple((f, v, low, low + draw(st.integers(0, 4))) for (f, v), low in zip(chosen, least, strict=True))
