"""`python -m registration`: one process with HTTP, consumer, relay, timers and mail."""

from registration.app import service
from registration.settings import Settings
from shared.runtime.process import run

if __name__ == "__main__":
    run(Settings, service)
