"""HTTP in: parse → one call → reply."""

from followup.api import (
    coordinators,
    drafts,
    feedback,
    ledger,
    overview,
    own,
    plans,
    public,
    reports,
    trainings,
    voices,
    wall,
)

routers = (
    trainings.router,
    coordinators.router,
    own.router,
    drafts.router,
    plans.router,
    reports.router,
    overview.router,
    wall.router,
    ledger.router,
    feedback.router,
    voices.router,
    public.router,
)
