"""Links that registration mailed, as far as they lead here."""

from shared.backbone.transaction import Transaction
from shared.events.registration import LinkIssued, LinkPurpose, LinksRevoked, ServiceName
from shared.web import links
from shared.web.principal import Link


async def keep_link(tx: Transaction, fact: LinkIssued) -> None:
    """A trainer's link to the training that her plan became."""
    if fact.service is not ServiceName.SCHEDULING or fact.purpose is not LinkPurpose.FACILITATE:
        return
    if fact.training is None:
        raise ValueError("a facilitator's link names its training")
    digest = bytes.fromhex(fact.token_hash)
    scope = {"training": fact.training}
    await links.keep(tx, digest, Link.FACILITATE, fact.participant, scope, fact.expires_at)


async def drop_links(tx: Transaction, fact: LinksRevoked) -> None:
    """They went to an address that is not hers."""
    await links.delete_of(tx, fact.participant, kept=[bytes.fromhex(one) for one in fact.kept])
