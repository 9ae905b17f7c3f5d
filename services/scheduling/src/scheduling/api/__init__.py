"""HTTP in: parse → one call → reply."""

from scheduling.api import agendas, catalogue, trainings

routers = (catalogue.router, trainings.router, agendas.router, agendas.for_partners)
