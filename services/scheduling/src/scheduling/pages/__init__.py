"""Pages: what people see of scheduling. Each asks this service's own API as its visitor."""

from scheduling.pages import (
    agenda,
    attendance,
    catalogue,
    day,
    particulars,
    public,
    resources,
    roster,
    session,
    sessions,
    suspensions,
    trainings,
)
from shared.web.pages.pages import Pages
from shared.web.principal import Link

PAGES = Pages(
    package="scheduling.pages",
    routers=[
        particulars.router,
        resources.router,
        roster.router,
        session.router,
        agenda.router,
        attendance.router,
        day.router,
        sessions.router,
        suspensions.router,
        catalogue.router,
        public.router,
        trainings.router,
    ],
    homes={
        Link.FACILITATE: "/trainings/{training}",
    },
)
