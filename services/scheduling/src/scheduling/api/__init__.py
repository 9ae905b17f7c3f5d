"""HTTP in: parse → one call → reply."""

from scheduling.api import agendas, attendance, catalogue, public, sessions, suspensions, trainings

routers = (
    catalogue.router,
    trainings.router,
    agendas.router,
    attendance.router,
    sessions.router,
    public.router,
    suspensions.router,
)
