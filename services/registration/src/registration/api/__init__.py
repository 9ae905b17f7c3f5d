"""HTTP in: parse → handler → reply."""

from registration.api import (
    applications,
    calls,
    candidates,
    comparing,
    consents,
    contacts,
    invitations,
    organisations,
    people,
    places,
    returning,
    reviews,
    runs,
    selections,
    trainings,
    waiting,
)

routers = [
    waiting.router,
    trainings.router,
    calls.router,
    people.router,
    organisations.router,
    applications.router,
    returning.router,
    consents.router,
    contacts.router,
    reviews.router,
    invitations.router,
    candidates.router,
    selections.router,
    runs.router,
    comparing.router,
    places.router,
]
