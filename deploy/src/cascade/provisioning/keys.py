"""The file of keys that wrap the keys of persons. It lies outside the database, and so does its backup."""

import base64
import json
import secrets
from pathlib import Path

from cascade.embedded.files import write_private


def provide(file: Path) -> None:
    """Makes it once; only its owner can read it."""
    if file.exists():
        return
    key = base64.b64encode(secrets.token_bytes(32)).decode()
    write_private(file, json.dumps({"current": "k1", "keys": {"k1": key}}))
