"""HTTP in: parse → one call → reply."""

from scheduling.api import agendas, attendance, catalogue, public, trainings

routers = (
    catalogue.router,
    trainings.router,
    agendas.router,
    attendance.router,
    public.router,
)
