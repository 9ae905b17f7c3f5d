"""HTTP in: parse → one call → reply."""

from followup.api import feedback, ledger, overview, own, plans, public, reports, voices

routers = (
    own.router,
    plans.router,
    reports.router,
    overview.router,
    ledger.router,
    feedback.router,
    voices.router,
    public.router,
)
