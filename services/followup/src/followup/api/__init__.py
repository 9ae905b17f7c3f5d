"""HTTP in: parse → handler → reply."""

from followup.api import overview, plans, public, reports, voices

routers = [plans.router, reports.router, overview.router, voices.router, public.router]
