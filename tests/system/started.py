"""A system that `cascade up` started, asked as somebody asks it by hand."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx2

from cascade.commands.access import issuer_of
from cascade.system import running, states
from tests.integration.scheduling.workbench import SELECTION
from tests.system import cascade


@dataclass(frozen=True)
class System:
    """`said`: what `cascade up` said; `decoys`: a folder with other servers, first on the PATH."""

    home: Path
    decoys: Path
    said: str

    def run(self, *arguments: str) -> tuple[int, str]:
        return cascade.run(self.home, *arguments)

    def address(self, service: str) -> str:
        found = re.search(rf"{service}\s.*?(http://127\.0\.0\.1:\d+)\s", self.said)
        assert found is not None
        return found[1]

    def processes(self) -> dict[str, int]:
        """Ids by name, of those that run."""
        found = states.states(self.home / "up")
        return {one.name: one.process for one in found if one.process is not None}

    def post(self, person: UUID, path: str, body: object = None) -> Any:
        """To scheduling, as this coordinator."""
        found = running.read(self.home / "up")
        assert found is not None
        token = issuer_of(found).token("coordinator", person)
        address = f"{self.address('scheduling')}{path}"
        reply = httpx2.post(address, json=body, headers={"Authorization": f"Bearer {token}", "If-Match": "*"})
        assert reply.is_success, reply.text
        return reply.json()

    def announced(self) -> str:
        """A training; its id."""
        who = UUID(int=1)
        programme = self.post(who, "/v1/programmes", {"code": "P", "title": "ToT"})["programme"]
        training = self.post(who, "/v1/trainings", {**SELECTION, "programme": programme})["training"]
        self.post(who, f"/v1/trainings/{training}/announcement")
        return str(training)

    def ask(self, service: str, path: str, token: str) -> int:
        headers = {"Authorization": f"Bearer {token}"}
        return httpx2.get(f"{self.address(service)}{path}", headers=headers).status_code
