"""Free ports of this machine."""

import socket


def free(count: int) -> list[int]:
    """Different ones, free now; whoever binds one late may find it taken and has to ask again."""
    held = [socket.socket() for _ in range(count)]
    try:
        for one in held:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in held]
    finally:
        for one in held:
            one.close()


def answers(port: int) -> bool:
    """Whether somebody listens."""
    with socket.socket() as asking:
        asking.settimeout(0.5)
        return asking.connect_ex(("127.0.0.1", port)) == 0
