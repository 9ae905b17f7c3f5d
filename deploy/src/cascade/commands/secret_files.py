"""secrets: passwords and keys of a region that runs in containers."""

from pathlib import Path

from cascade.commands.screen import say
from cascade.provisioning import secret_files


def secrets(folder: Path = Path("deploy/secrets")) -> None:
    """Make the files of passwords and keys that docker-compose.yml gives to its containers. What is there is kept.

    Parameters
    ----------
    folder
        where they are kept; only its owner can enter it
    """
    made = secret_files.provide(folder)
    sentences = [
        f"{folder}: made {', '.join(made)}" if made else f"{folder}: everything is there already",
        f"Whose they are, for .env: CASCADE_ACCOUNT={secret_files.account(folder)}",
        f"Where the issuer gives its client a secret: write it into {folder / secret_files.OF_THE_ISSUER}.",
        "Keep a copy elsewhere: without *.keys.json nobody can read what is sealed in the database.",
    ]
    say("\n".join(sentences))
