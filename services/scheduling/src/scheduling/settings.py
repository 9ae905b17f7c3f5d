"""What scheduling reads from its environment."""

from shared.runtime.settings import ServiceSettings


class Settings(ServiceSettings):
    """Nothing beside what every service reads: it keeps no personal values and sends no letters."""
