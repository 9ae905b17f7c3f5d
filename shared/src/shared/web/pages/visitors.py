"""Who looks at pages: an opaque session in a cookie, for links that were opened and for staff who signed in.

The cookie has 256 random bits; their SHA-256 is kept. Expiry stands on the wall clock.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from shared.backbone.transaction import Transaction
from shared.web.principal import Grant, Link, Principal, Staff

OF_LINKS = timedelta(hours=2)
"""After her last look."""
OF_LINKS_AT_MOST = timedelta(hours=12)
"""After the link was opened, however much she works."""
OF_STAFF = timedelta(hours=8)
"""A working day; the issuer may end it sooner."""


@dataclass(frozen=True, slots=True)
class StaffSession:
    """What the issuer said of her when she signed in. `sid`: its name for her session with it."""

    subject: str
    sid: str
    roles: tuple[Staff, ...]
    person: UUID | None
    organisation: UUID | None

    @property
    def principal(self) -> Principal:
        return Principal(self.person, frozenset(self.roles), self.organisation, None, self.subject)


@dataclass(frozen=True, slots=True)
class Visitor:
    """`digest`: of her session; empty without one."""

    digest: bytes = b""
    staff: Principal | None = None
    grants: tuple[Grant, ...] = ()

    @property
    def principals(self) -> tuple[Principal, ...]:
        """Everybody she may act as."""
        staff = (self.staff,) if self.staff is not None else ()
        return (*staff, *(Principal(person=grant.person, link=grant) for grant in self.grants))

    def has(self, *roles: Staff) -> bool:
        return self.staff is not None and bool(self.staff.roles & set(roles))

    def opens(self, purpose: Link, thing: str, id: UUID | str) -> bool:
        """Whether she opened a link of this purpose for just this. `thing`: what its scope calls it."""
        return any(one.purpose == purpose and str(one.scope.get(thing)) == str(id) for one in self.grants)


NOBODY_KNOWN = Visitor()


@dataclass(frozen=True, slots=True)
class KeptSession:
    staff: StaffSession | None
    ageing: bool


def digest_of(cookie: str) -> bytes:
    return hashlib.sha256(cookie.encode()).digest()


async def known_by(tx: Transaction, cookie: str) -> Visitor:
    """Nobody where the session ended; her links as far as they are still good. One of links of which less than half is
    left goes on from now.
    """
    digest = digest_of(cookie)
    session = await tx.one(
        KeptSession,
        """select staff, staff is null and expires_at < clock_timestamp() + $2::interval / 2 as ageing
           from session where digest = $1 and expires_at > clock_timestamp()""",
        digest,
        OF_LINKS,
    )
    if session is None:
        return NOBODY_KNOWN
    if session.ageing:
        await tx.execute(
            """update session set expires_at = greatest(expires_at, least(clock_timestamp() + $2::interval,
               (select max(opened_at) from session_link where session = digest) + $3::interval)) where digest = $1""",
            digest,
            OF_LINKS,
            OF_LINKS_AT_MOST,
        )
    grants = await tx.many(
        Grant,
        """select purpose, person, scope, link.digest, uses_left is not distinct from 0 as spent
           from session_link join link on link.digest = session_link.link
           where session = $1 and link.expires_at > clock_timestamp() order by session_link.opened_at desc""",
        digest,
    )
    staff = session.staff.principal if session.staff is not None else None
    return Visitor(digest, staff, tuple(grants))


async def open_link(tx: Transaction, before: Visitor, grant: Grant) -> str:
    """The cookie of a new session with this link, and with those that the same person opened before, unless they ended
    meanwhile; whatever else was there ends. A link of nobody in particular, such as a call's, stands alone.
    """
    hers = [one for one in before.grants if grant.person is not None and one.person == grant.person]
    cookie = await _begin(tx, before, OF_LINKS, None)
    await tx.execute(
        """insert into session_link (session, link)
           select $1, digest from link where digest = any($2::bytea[]) for key share""",
        digest_of(cookie),
        [grant.digest, *(one.digest for one in hers)],
    )
    return cookie


async def sign_in(tx: Transaction, before: Visitor, staff: StaffSession, until: datetime) -> str:
    """The cookie of a new session. `until`: when what the issuer said of her ends."""
    return await _begin(tx, before, OF_STAFF, staff, until)


async def _begin(
    tx: Transaction, before: Visitor, lifetime: timedelta, staff: StaffSession | None, until: datetime | None = None
) -> str:
    """A session is never changed into another: its name would be known to whoever gave it to her."""
    cookie = secrets.token_urlsafe(32)
    await end(tx, before)
    await tx.execute("delete from session where expires_at <= clock_timestamp()")
    said = None
    if staff is not None:
        said = {
            "subject": staff.subject,
            "sid": staff.sid,
            "roles": [role.value for role in staff.roles],
            "person": str(staff.person) if staff.person is not None else None,
            "organisation": str(staff.organisation) if staff.organisation is not None else None,
        }
    await tx.execute(
        """insert into session (digest, staff, expires_at)
           values ($1, $2, least(clock_timestamp() + $3, $4::timestamptz))""",
        digest_of(cookie),
        said,
        lifetime,
        until,
    )
    return cookie


async def end(tx: Transaction, visitor: Visitor) -> None:
    await tx.execute("delete from session where digest = $1", visitor.digest)


async def end_of(tx: Transaction, *, subject: str | None, sid: str | None) -> None:
    """Sessions that the issuer ended: one of its own, or all of somebody. Where it named none when they began, those of
    whom it names end with any of hers.
    """
    await tx.execute(
        """delete from session where staff->>'sid' = $1
           or (staff->>'subject' = $2 and ($1 is null or staff->>'sid' = ''))""",
        sid,
        subject,
    )
