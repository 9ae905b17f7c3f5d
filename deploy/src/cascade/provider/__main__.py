"""`python -m cascade.provider`: told by PROVIDER_PORT, PROVIDER_ADDRESS (of the front door), PROVIDER_PRIVATE,
PROVIDER_PUBLIC (files of the issuer) and PROVIDER_ACCOUNTS. If its port is taken it ends as services do then.
"""

import os
import socket
import sys
from pathlib import Path

import uvicorn

from cascade.provider.accounts import Accounts
from cascade.provider.provider import Provider
from cascade.provisioning.issuer import Issuer

PORT_TAKEN = 75


def bound(port: int) -> socket.socket:
    """Raises OSError."""
    door = socket.socket()
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    door.bind(("127.0.0.1", port))
    return door


if __name__ == "__main__":
    port = int(os.environ["PROVIDER_PORT"])
    try:
        door = bound(port)
    except OSError:
        sys.exit(PORT_TAKEN)
    issuer = Issuer(Path(os.environ["PROVIDER_PRIVATE"]), Path(os.environ["PROVIDER_PUBLIC"]))
    accounts = Accounts(Path(os.environ["PROVIDER_ACCOUNTS"]))
    provider = Provider(os.environ["PROVIDER_ADDRESS"], issuer, accounts, f"http://127.0.0.1:{port}")
    config = uvicorn.Config(provider.application(), log_config=None, access_log=False, lifespan="off")
    uvicorn.Server(config).run(sockets=[door])
