"""HTTP in: parse → one call → reply."""

from scheduling.api import agendas, attendance, catalogue, public, suspensions, trainings

routers = (
    catalogue.router,
    trainings.router,
    agendas.router,
    attendance.router,
    public.router,
    suspensions.router,
)
