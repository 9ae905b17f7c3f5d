"""Somebody who opens the link of a letter, or one that was handed to her; and who signed in."""

from uuid import UUID

from tests.integration.registration.home.workbench import Applicant, Bench
from tests.support.visiting import Visiting, signed_in, visiting


def stranger(bench: Bench) -> Visiting:
    return visiting(bench.anyone.http._transport, "registration")


async def by_token(bench: Bench, token: str) -> Visiting:
    visitor = stranger(bench)
    await visitor.open(f"/enter/{token}")
    return await visitor.press("Continue")


async def by_letter(bench: Bench, contact: str, label: str) -> Visiting:
    """`label`: what stands before the link."""
    return await by_token(bench, bench.office.token(contact, label))


async def entered(bench: Bench, applicant: Applicant) -> Visiting:
    return await by_letter(bench, applicant.contact, "Your application")


async def coordinator(bench: Bench, role: str = "coordinator") -> Visiting:
    return await signed_in(bench.service, stranger(bench), role, UUID(int=1))
