"""What followup reads from its environment."""

from shared.runtime.settings import KeySettings, ServiceSettings


class Settings(ServiceSettings):
    """It keeps words of people, sealed."""

    keys: KeySettings
