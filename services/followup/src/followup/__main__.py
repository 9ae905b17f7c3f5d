"""`python -m followup`: one process with HTTP, consumer, relay and timers."""

from followup.app import service
from followup.settings import Settings
from shared.runtime.process import run

if __name__ == "__main__":
    run(Settings, service)
