"""What a name means at every field and parameter of a service's interface: written down once, shown wherever it stands
without words of its own.
"""

from collections.abc import Iterator, Mapping
from typing import Any

Meanings = Mapping[str, str]

EVERYWHERE: Meanings = {
    "attempts": "How often it was tried to apply it.",
    "dead_letter": "Number by which it is replayed or dropped.",
    "delays": "How long facts took from one service to the other, for each service that they came from.",
    "due_reminders": "How many reminders are due and have not fired yet.",
    "duplicates": "How many facts came again and changed nothing, since this process began.",
    "epoch": "Grows whenever a process begins to send facts: only the newest does.",
    "error": "Class and place of what went wrong, without values.",
    "failure": "What went wrong when it fired, without values.",
    "items": "The rows of this page.",
    "lag": "Records in the topics that were not applied yet; null while nobody knows.",
    "lag_seconds": "How old what is left to apply may be, in seconds; 0 without lag, null while nobody knows.",
    "median_ms": "Half of the last facts took no longer, in milliseconds.",
    "next_due": "When the next reminder fires; null if none is set.",
    "now": "What the service takes the time to be.",
    "offset": "Place of the record in its partition.",
    "oldest_unsent_seconds": "Age of the oldest fact that was not sent yet, in seconds.",
    "parked": "How many facts and reminders could not be applied and wait for a person.",
    "parked_at": "When it was parked, by the time of the day.",
    "partition": "Partition of the topic that the record came from.",
    "pending_mails": "How many letters wait to be sent.",
    "oldest_mail_seconds": "For how long the oldest letter that goes out has waited, one that was put off among them.",
    "schema_version": "The newest migration of this service's schema.",
    "service": "The service that answers.",
    "source": "Region and service that said the facts, e.g. `tj/registration`.",
    "subject": "The id that the fact is about; null for a record without key.",
    "topic": "Topic of Kafka that the record came from.",
    "type": "CloudEvents type of the fact; empty if the record names none.",
    "unsent": "How many facts of the outbox were not sent yet.",
    "waits": "Whether nothing is wrong with it but the one before it.",
}


def describe(described: Mapping[str, Any], meanings: Meanings) -> None:
    """Adds to an OpenAPI document what each undescribed field and parameter means."""
    for name, part in undescribed(described):
        if name in meanings:
            part["description"] = meanings[name]


def undescribed(described: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Fields of shapes and parameters of operations that say nothing of themselves, by name."""
    schemas = described["components"]["schemas"].values()
    operations = [operation for methods in described["paths"].values() for operation in methods.values()]
    fields = [pair for schema in schemas for pair in schema.get("properties", {}).items()]
    parameters = [(one["name"], one) for operation in operations for one in operation.get("parameters", [])]
    for name, part in [*fields, *parameters]:
        if "description" not in part:
            yield name, part
