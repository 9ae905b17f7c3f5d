"""Codes must be ones that a manual or an agenda has published."""

from collections.abc import Collection, Iterable

from followup.domain.refusals import UnknownCodes


def require_known(what: str, codes: Iterable[str], known: Collection[str]) -> None:
    """`what` names the list in the refusal, e.g. "modules". Raises UnknownCodes."""
    unknown = tuple(sorted(set(codes).difference(known)))
    if unknown:
        raise UnknownCodes(what, unknown, tuple(sorted(known)))
