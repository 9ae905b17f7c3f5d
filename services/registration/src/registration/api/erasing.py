"""What somebody sent is erased because she asks for it."""

from uuid import UUID

from fastapi import APIRouter

from registration.api.applications import ApplicationView, application
from registration.handlers import forgetting
from shared.privacy import audit
from shared.web.created import shown_by
from shared.web.door import CurrentPrincipal, CurrentTransaction, Door, Now, allow
from shared.web.principal import Link

router = APIRouter(prefix="/v1/applications/{application}", route_class=Door, tags=["applications"])


@router.post("/erasure", status_code=201, summary="Erase what she sent, once nothing is decided about it any more")
@allow(Link.APPLICATION)
@shown_by(application)
async def erase(application: UUID, tx: CurrentTransaction, who: CurrentPrincipal, now: Now) -> ApplicationView:
    found, is_news = await forgetting.erase_application(tx, application, at=now)
    if is_news:
        await audit.note(tx, who, forgetting.ERASED, found.participant)
    return ApplicationView.of(found)
