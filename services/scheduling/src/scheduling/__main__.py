"""`python -m scheduling`: one process with HTTP, consumer, relay and timers."""

from scheduling.app import service
from scheduling.settings import Settings
from shared.runtime.process import run

if __name__ == "__main__":
    run(Settings, service)
