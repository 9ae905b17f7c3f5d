"""Links that registration mailed, as far as they lead here."""

from shared.backbone.transaction import Transaction
from shared.events.registration import LinkIssued, LinkPurpose, LinksRevoked, ServiceName
from shared.web import links
from shared.web.principal import Link

PURPOSES = {LinkPurpose.FOLLOW_UP: Link.FOLLOW_UP, LinkPurpose.FEEDBACK: Link.FEEDBACK}


async def keep_link(tx: Transaction, fact: LinkIssued) -> None:
    """Of somebody who attended: it is for the training, as the id of a plan is not known yet."""
    if fact.service is not ServiceName.FOLLOWUP or fact.purpose not in PURPOSES:
        return
    if fact.training is None:
        raise ValueError("a link for planning or feedback names the training that she attended")
    scope = {"training": fact.training}
    digest = bytes.fromhex(fact.token_hash)
    await links.keep(tx, digest, PURPOSES[fact.purpose], fact.participant, scope, fact.expires_at)


async def drop_links(tx: Transaction, fact: LinksRevoked) -> None:
    """They went to an address that is not hers."""
    await links.delete_of(tx, fact.participant, kept=[bytes.fromhex(one) for one in fact.kept])
