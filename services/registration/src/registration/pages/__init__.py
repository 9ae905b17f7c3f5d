"""Pages: what people see of registration. Each asks this service's own API as its visitor."""

from registration.pages import (
    answering,
    applying,
    beginning,
    consenting,
    drafting,
    erasing,
    lotteries,
    organisations,
    overview,
    placing,
    progress,
    returning,
    reviewing,
    selecting,
    standing,
    working,
)
from shared.web.pages.pages import Pages
from shared.web.principal import Link

PAGES = Pages(
    package="registration.pages",
    routers=[
        beginning.router,
        returning.router,
        applying.router,
        progress.router,
        answering.router,
        consenting.router,
        erasing.router,
        reviewing.router,
        overview.router,
        standing.router,
        selecting.router,
        drafting.router,
        lotteries.router,
        placing.router,
        working.router,
        organisations.router,
    ],
    homes={
        Link.APPLICATION: "/applications/{application}",
        Link.ANSWER: "/invitations/{offer}",
        Link.CALL: "/trainings/{training}/apply",
        Link.ENROLMENT: "/trainings/{training}/apply",
        Link.CONSENT: "/people/{person}/consents",
    },
)
