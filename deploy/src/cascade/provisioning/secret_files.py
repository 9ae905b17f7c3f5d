"""The secrets of one region as files, each given to those containers alone that need it."""

import os
import secrets
from pathlib import Path

from cascade.embedded.files import write_private
from cascade.provisioning import keys
from cascade.provisioning.database import SERVICES

SERVER = "postgres:5432/cascade"
SEALING = ("registration", "followup")
OF_THE_ISSUER = "sign_in.secret"
"""What the issuer gives its client, where it gives one, is written into it by whoever runs the region."""
ACCOUNT = 10_001
"""Of the containers, if root makes the files: a key file is for its owner alone, who must not be root."""


def provide(folder: Path) -> list[str]:
    """Makes what is missing and keeps what is there; the names of what it made. Nobody else can enter the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    made = [name for name in names() if not (folder / name).exists()]
    for name in made:
        make(folder / name)
        if os.geteuid() == 0:
            os.chown(folder / name, ACCOUNT, ACCOUNT)
    return made


def names() -> list[str]:
    given = [f"{name}.dsn" for name in SERVICES] + [f"{name}.keys.json" for name in SEALING]
    return ["postgres.password", OF_THE_ISSUER, *given]


def make(file: Path) -> None:
    service, _, kind = file.name.partition(".")
    if kind == "keys.json":
        keys.provide(file)
    elif kind == "dsn":
        write_private(file, f"postgresql://{service}:{secrets.token_urlsafe(24)}@{SERVER}")
    elif file.name == OF_THE_ISSUER:
        write_private(file, "")
    else:
        write_private(file, secrets.token_urlsafe(24))
        file.chmod(0o444)  # PostgreSQL's account, which reads it too, is its image's


def account(folder: Path) -> str:
    """Whose files they are, as `uid:gid`."""
    owner = (folder / names()[-1]).stat()
    return f"{owner.st_uid}:{owner.st_gid}"
