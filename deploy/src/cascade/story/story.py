"""What the client knows and holds while it plays: ids by the story's keys, credentials, what was answered."""

import asyncio
from collections.abc import Coroutine, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import NAMESPACE_URL, UUID, uuid5

from cascade.story.client import Api, Caller, Json, Service
from cascade.story.data.call import Call
from cascade.story.data.people import Person
from cascade.story.data.staff import COORDINATOR
from cascade.story.journal import Journal
from cascade.story.mailbox import Label, Mailbox
from cascade.story.system import Running

T = TypeVar("T")
AT_ONCE = 8
"""Requests of one kind that are under way together."""


@dataclass
class Known:
    """Ids that services gave, by the keys of the story; `applications` and `links` by training and person."""

    organisations: dict[str, str] = field(default_factory=dict)
    programmes: dict[str, str] = field(default_factory=dict)
    manuals: dict[tuple[str, str], str] = field(default_factory=dict)
    staff: dict[str, str] = field(default_factory=dict)
    trainings: dict[str, str] = field(default_factory=dict)
    entries: dict[str, Caller] = field(default_factory=dict)
    applications: dict[tuple[str, str], str] = field(default_factory=dict)
    links: dict[tuple[str, str, Label], Caller] = field(default_factory=dict)
    sessions: dict[tuple[str, str], str] = field(default_factory=dict)
    agendas: dict[int, str] = field(default_factory=dict)
    selections: list[str] = field(default_factory=list)
    plans: dict[str, str] = field(default_factory=dict)
    items: dict[str, str] = field(default_factory=dict)


@dataclass
class Story:
    """One play on one running system. `answers`: what cannot be asked again later, by a name."""

    running: Running
    api: Api
    mailbox: Mailbox
    call: Call
    journal: Journal
    known: Known = field(default_factory=Known)
    answers: dict[str, Json] = field(default_factory=dict)
    _tokens: dict[tuple[str, str, str], Caller] = field(default_factory=dict)

    @classmethod
    def on(cls, running: Running, call: Call, journal: Journal) -> "Story":
        addresses = {service: running.address(service.value) for service in Service}
        return cls(running, Api(addresses, journal), Mailbox(running.mailbox), call, journal)

    def staff_id(self, code: str) -> str:
        """Of a registered person, or the one that her identity provider calls her by."""
        return self.known.staff.get(code) or str(uuid5(NAMESPACE_URL, f"urn:cascade:staff:{code}"))

    @property
    def coordinator(self) -> Caller:
        return self.staff("coordinator", COORDINATOR)

    @property
    def auditor(self) -> Caller:
        return self.staff("auditor")

    def staff(self, role: str, code: str = "", organisation: str = "") -> Caller:
        """Somebody with this role; `organisation`: the partner for which a coordinator reads."""
        wanted = (role, code, organisation)
        if wanted not in self._tokens:
            person = UUID(self.staff_id(code)) if code else None
            of = UUID(self.known.organisations[organisation]) if organisation else None
            token = self.running.token(role, person, of, name=f"{code} {organisation}".strip())
            self._tokens[wanted] = Caller.staff(token, "/".join(wanted))
        return self._tokens[wanted]

    async def link(self, training: str, who: Person, label: Label) -> Caller:
        """Hers for this training: the one that she used before, or else that of her newest mail."""
        held = (training, who.key, label)
        if held not in self.known.links:
            self.known.links[held] = Caller.link(await self._token(training, who, label))
        return self.known.links[held]

    async def _token(self, training: str, who: Person, label: Label) -> str:
        step = self.journal.step("link", training, who.key, label)
        before: str | None = self.journal.answer(step)
        if before is not None:
            self.mailbox.took(who.contact, label, before)
            return before
        token = await self.mailbox.link(who.contact, label)
        self.journal.keep(step, token)
        return token


async def together(asked: Iterable[Coroutine[Any, Any, T]], at_once: int = AT_ONCE) -> list[T]:
    """All results in order; at most `at_once` under way. The first failure ends all others and is raised."""
    places = asyncio.Semaphore(at_once)

    async def one(coroutine: Coroutine[Any, Any, T]) -> T:
        async with places:
            return await coroutine

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(coroutine)) for coroutine in asked]
    except ExceptionGroup as failures:
        raise failures.exceptions[0] from None
    return [task.result() for task in tasks]
