"""Small random calls for applications, many of whose candidates are equals."""

from uuid import UUID

from hypothesis import strategies as st

from registration.selection import Candidate, Problem, Quota

TRAINING = UUID(int=1)
COUNTRIES, SECTORS = ("GE", "KZ", "TJ"), ("NGO", "media")

ids = st.uuids(version=4)
attributes = st.fixed_dictionaries(
    {"country": st.sampled_from(COUNTRIES)}, optional={"sector": st.sampled_from(SECTORS)}
)
conjunctions = st.one_of(
    st.fixed_dictionaries({"country": st.sampled_from(COUNTRIES)}),
    st.fixed_dictionaries({"sector": st.sampled_from(SECTORS)}),
    st.fixed_dictionaries({"country": st.sampled_from(COUNTRIES), "sector": st.sampled_from(SECTORS)}),
)
limits = st.tuples(st.integers(0, 3), st.none() | st.integers(0, 4))
organisations = st.none() | st.sampled_from(("a", "b", "c"))


@st.composite
def problems(draw: st.DrawFn, *, promotion: bool = False) -> Problem:
    scores = draw(
        st.sampled_from([st.integers(0, 10_000), st.sampled_from((5000, 5025)), st.just(5000), st.integers(0, 4)])
    )
    candidates = draw(
        st.lists(
            st.builds(Candidate, ids, scores, attributes, organisations),
            min_size=1,
            max_size=9,
            unique_by=lambda c: c.id,
        )
    )
    seats = draw(st.integers(1, min(5, len(candidates))))
    quotas = draw(st.lists(st.tuples(conjunctions, limits), max_size=5))
    kept = draw(st.sets(st.sampled_from(sorted(c.id for c in candidates)), max_size=seats - 1)) if promotion else set()
    return Problem(
        TRAINING,
        tuple(candidates),
        seats,
        tuple(Quota(f"q{i}", where, least, most) for i, (where, (least, most)) in enumerate(quotas)),
        draw(st.integers(0, 2**64 - 1)),
        draw(st.none() | st.integers(1, 2)),
        frozenset(kept),
    )
