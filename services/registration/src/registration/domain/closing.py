"""Ready to select: what a home declares when it closes its reviews, and what the host compares it with."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from registration.domain.refusals.host import CandidatesIncomplete, HomeCount, HomeNotOfTraining


@dataclass(frozen=True, slots=True)
class Tally:
    """How many applications were ever submitted, and the sum of their newest versions, withdrawn ones included."""

    submitted: int = 0
    versions: int = 0

    @classmethod
    def of(cls, versions: Iterable[int]) -> "Tally":
        """At home of the rows' versions, at the host of those that were heard; 0 is not submitted yet."""
        announced = [version for version in versions if version > 0]
        return cls(len(announced), sum(announced))


def homes_to_select_from(training: UUID, homes: Collection[str], left_out: Collection[str]) -> tuple[str, ...]:
    """The homes that take part in the selection. Raises HomeNotOfTraining."""
    remaining = tuple(home for home in homes if home not in left_out)
    if not remaining or not set(left_out) <= set(homes):
        raise HomeNotOfTraining(training, tuple(sorted(left_out)), tuple(homes))
    return remaining


def require_complete(
    training: UUID, homes: Iterable[str], declared: Mapping[str, Tally], arrived: Mapping[str, Tally]
) -> None:
    """Of every home of these: what arrived is what it declared. Raises CandidatesIncomplete with all counts."""
    compared = [(home, declared.get(home), arrived.get(home, Tally())) for home in homes]
    if all(said == came for _, said, came in compared):
        return
    raise CandidatesIncomplete(training, tuple(_count(home, said, came) for home, said, came in compared))


def _count(home: str, said: Tally | None, came: Tally) -> HomeCount:
    return HomeCount(
        home,
        declared_submitted=said.submitted if said else None,
        arrived_submitted=came.submitted,
        declared_versions=said.versions if said else None,
        arrived_versions=came.versions,
    )
