"""Bounds of quotas that are eased for one decision; the training's own stay."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from registration.domain.announcement import PER_ORGANISATION, Quota, Terms
from registration.domain.refusals.selecting import DoesNotRelax


@dataclass(frozen=True, slots=True)
class Relaxation:
    """New bounds of one quota (of `per_organisation`: its maximum); None leaves a bound as it is."""

    quota: str
    reason: str
    minimum: int | None = None
    maximum: int | None = None


def relaxed(terms: Terms, relaxations: Iterable[Relaxation]) -> Terms:
    """The same terms with these bounds eased; raises DoesNotRelax."""
    named: set[str] = set()
    for relaxation in relaxations:
        if relaxation.quota in named:
            raise DoesNotRelax(relaxation.quota, "it is named twice")
        named.add(relaxation.quota)
        terms = _relaxed(terms, relaxation)
    return terms


def _relaxed(terms: Terms, asked: Relaxation) -> Terms:
    if asked.quota == PER_ORGANISATION:
        return replace(terms, per_organisation=_eased_cap(terms.per_organisation, asked))
    if asked.quota not in {quota.id for quota in terms.quotas}:
        raise DoesNotRelax(asked.quota, "this training has no such quota")
    quotas = tuple(_eased(quota, asked) if quota.id == asked.quota else quota for quota in terms.quotas)
    return replace(terms, quotas=quotas)


def _eased(quota: Quota, asked: Relaxation) -> Quota:
    minimum = quota.minimum if asked.minimum is None else asked.minimum
    maximum = quota.maximum if asked.maximum is None else asked.maximum
    if (minimum, maximum) == (quota.minimum, quota.maximum):
        raise DoesNotRelax(quota.id, "its bounds stay as they are")
    if not 0 <= minimum <= quota.minimum:
        raise DoesNotRelax(quota.id, f"its minimum is {quota.minimum}, {minimum} does not ease it")
    if asked.maximum is not None:
        if quota.maximum is None:
            raise DoesNotRelax(quota.id, "it has no maximum")
        if asked.maximum < quota.maximum:
            raise DoesNotRelax(quota.id, f"its maximum is {quota.maximum}, {asked.maximum} does not ease it")
    return replace(quota, minimum=minimum, maximum=maximum)


def _eased_cap(cap: int | None, asked: Relaxation) -> int:
    if cap is None:
        raise DoesNotRelax(PER_ORGANISATION, "this training has no cap per organisation")
    if asked.minimum is not None:
        raise DoesNotRelax(PER_ORGANISATION, "the cap has no minimum")
    if asked.maximum is None:
        raise DoesNotRelax(PER_ORGANISATION, "it stays as it is")
    if asked.maximum <= cap:
        raise DoesNotRelax(PER_ORGANISATION, f"the cap is {cap}, {asked.maximum} does not ease it")
    return asked.maximum
