"""A mail server that keeps what it gets in a Maildir and sends nothing: `python -m cascade.mailbox FOLDER [HOST]`.

Its port is told by MAILBOX_PORT. If that is taken it ends with the code that services end with then.
"""

import asyncio
import errno
import os
import signal
import sys
from pathlib import Path

from aiosmtpd.handlers import Mailbox
from aiosmtpd.smtp import SMTP

PORT_TAKEN = 75


async def serve(port: int, folder: Path, host: str = "127.0.0.1") -> None:
    """Until SIGTERM."""
    loop = asyncio.get_running_loop()
    stopping = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, stopping.set)
    handler = Mailbox(folder)
    server = await loop.create_server(lambda: SMTP(handler, hostname="localhost", enable_SMTPUTF8=True), host, port)
    await stopping.wait()
    server.close()


if __name__ == "__main__":
    try:
        asyncio.run(serve(int(os.environ["MAILBOX_PORT"]), Path(sys.argv[1]), *sys.argv[2:3]))
    except OSError as failure:
        if failure.errno != errno.EADDRINUSE:
            raise
        sys.exit(PORT_TAKEN)
