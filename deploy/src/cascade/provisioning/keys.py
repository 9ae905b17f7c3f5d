"""The file of keys that wrap the keys of persons. It lies outside the database, and so does its backup."""

import base64
import json
import secrets
from pathlib import Path


def provide(file: Path) -> None:
    """Makes it once; only its owner can read it."""
    if file.exists():
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(0o600)
    key = base64.b64encode(secrets.token_bytes(32)).decode()
    file.write_text(json.dumps({"current": "k1", "keys": {"k1": key}}))
