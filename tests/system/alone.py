"""Runs a command that sees no network: `python -m tests.system.alone COMMAND…`."""

import ctypes
import fcntl
import os
import socket
import struct
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
CLONE_NEWNET = 0x40000000
SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP = 0x8913, 0x8914, 1


def leave_the_network() -> None:
    """This process and all that it starts see a loopback of their own and nothing else. Raises OSError."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWNET) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
    with socket.socket() as any_socket:
        asked = struct.pack("16sh14x", b"lo", 0)
        _, flags = struct.unpack("16sh14x", fcntl.ioctl(any_socket, SIOCGIFFLAGS, asked))
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", flags | IFF_UP))


def run(*command: str, environment: dict[str, str] | None = None) -> "subprocess.CompletedProcess[str]":
    started = [sys.executable, "-m", "tests.system.alone", *command]
    return subprocess.run(started, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=180)


if __name__ == "__main__":
    leave_the_network()
    os.execv(sys.argv[1], sys.argv[1:])  # noqa: S606 - no shell is wanted
