"""Where the first page of a service leads whoever does not begin there: to what is hers."""

from collections.abc import Mapping

from fastapi.responses import RedirectResponse, Response

from shared.web.pages.entering import home_of
from shared.web.pages.looking import OF_A_PAGE, SEE_OTHER, Looking
from shared.web.principal import Staff

BEGIN_THERE = (Staff.COORDINATOR, Staff.AUDITOR, Staff.PARTNER)
WORK: Mapping[Staff, tuple[str, str]] = {
    Staff.REVIEWER: ("registration", "/reviews"),
    Staff.FACILITATOR: ("scheduling", "/sessions"),
    Staff.MENTOR: ("followup", "/people"),
}
"""On which page of which service the others do theirs."""
OPERATIONS = "/operations"


def led_on(looking: Looking) -> Response | None:
    """None for whom the first page is, and for whoever is not known."""
    visitor = looking.visitor
    if visitor.staff is None:
        return looking.on_to(home_of(looking, visitor.grants[0])) if visitor.grants else None
    if visitor.has(*BEGIN_THERE):
        return None
    own = looking.request.app.state.service
    hers = sorted((place for role, place in WORK.items() if visitor.has(role)), key=lambda place: place[0] != own)
    if not hers:
        return looking.on_to(OPERATIONS) if visitor.has(Staff.OPERATOR) else None
    service, page = hers[0]
    there = f"/{service}/sign-in?next={page}"
    return looking.on_to(page) if service == own else RedirectResponse(there, SEE_OTHER, OF_A_PAGE)
