"""HTTP in: parse → one call → reply."""

from scheduling.api import catalogue, trainings

routers = (catalogue.router, trainings.router)
