"""AsyncAPI 3 of one service: what it says, what it hears, where, with which headers."""

from collections.abc import Iterable, Mapping
from typing import Any

from shared.contracts.contract import Contract, event_types
from shared.contracts.recording import with_examples
from shared.events.base import Event, Leaves
from shared.runtime.kafka import Address, Hears

Json = dict[str, Any]
Spread = dict[str, list[Contract]]
"""By channel: what is said there."""

REGION = "{region}"
KAFKA = "0.5.0"
"""Version of the Kafka bindings."""
DESCRIPTION = (
    "Facts, in CloudEvents 1.0 binary mode on Kafka: the value is JSON, the attributes are headers. Each is delivered "
    "at least once; order holds for the facts of one key and one role in one topic. Readers skip types and fields that "
    "they do not know. How to subscribe: docs/integrating.md."
)


def document(title: str, namespace: str, service: str, hears: Hears, heard: Iterable[type[Event]]) -> Json:
    """The region is a parameter: the document is the same in every one."""
    said = spread(service, [one for one in event_types() if one.publisher == service])
    received = listened(hears, list(heard))
    group = Address(namespace, REGION, service).group
    everything = {one.name: one for part in (said, received) for there in part.values() for one in there}
    return {
        "asyncapi": "3.0.0",
        "info": {"title": title, "version": "1", "description": DESCRIPTION, "license": {"name": "Apache-2.0"}},
        "defaultContentType": "application/json",
        "channels": {name: channel(namespace, name, there) for name, there in sorted({**received, **said}.items())},
        "operations": {
            **{f"send-{name}": operation("send", name, there) for name, there in said.items()},
            **{f"receive-{name}": receiving(name, there, group) for name, there in received.items()},
        },
        "components": {"messages": {name: message(everything[name]) for name in sorted(everything)}},
    }


def spread(service: str, events: Iterable[type[Event]]) -> Spread:
    """Over the two topics of a service: what goes with its training may stand in either."""
    found: Spread = {}
    for contract in [with_examples(one) for one in events]:
        if contract.leaves is not Leaves.NEVER:
            found.setdefault(service, []).append(contract)
        if contract.leaves is not Leaves.ALWAYS:
            found.setdefault(f"{service}-local", []).append(contract)
    return found


def listened(hears: Hears, heard: list[type[Event]]) -> Spread:
    """The topics of this region, and those that others mirror to it."""
    found: Spread = {}
    for service in sorted(hears.everywhere | hears.at_home):
        here = spread(service, [one for one in heard if one.publisher == service])
        found |= here
        if service in hears.everywhere and service in here:
            found[f"{service}-mirrored"] = here[service]
    return found


def channel(namespace: str, name: str, contracts: Iterable[Contract]) -> Json:
    return {
        "address": topic(namespace, name),
        "messages": {one.name: {"$ref": f"#/components/messages/{one.name}"} for one in contracts},
        "parameters": {
            "region": {"description": "Two letters: the deployment that says the facts.", "examples": ["tj"]}
        },
    }


def topic(namespace: str, name: str) -> str:
    service, _, kind = name.partition("-")
    address = Address(namespace, REGION, service)
    return {"": address.topic, "local": address.local_topic, "mirrored": f"{REGION}.{address.topic}"}[kind]


def operation(action: str, name: str, contracts: Iterable[Contract]) -> Json:
    return {
        "action": action,
        "channel": {"$ref": f"#/channels/{name}"},
        "messages": [{"$ref": f"#/channels/{name}/messages/{one.name}"} for one in contracts],
    }


def receiving(name: str, contracts: Iterable[Contract], group: str) -> Json:
    binding = {"groupId": {"type": "string", "enum": [group]}, "bindingVersion": KAFKA}
    return {**operation("receive", name, contracts), "bindings": {"kafka": binding}}


def message(contract: Contract) -> Json:
    key = {"type": "string", "format": "uuid", "description": f"`{contract.key}` of the data."}
    return {
        "name": contract.type,
        "title": contract.name,
        **described(contract.data),
        "contentType": "application/json",
        "headers": contract.headers,
        "payload": contract.data,
        "bindings": {"kafka": {"key": key, "bindingVersion": KAFKA}},
        "examples": [{"headers": one.headers, "payload": one.data} for one in contract.examples],
        "x-cloudevents": {"specversion": "1.0", "mode": "binary"},
        "x-role": contract.role.value,
        "x-leaves-the-region": contract.leaves.value,
    }


def described(data: Mapping[str, Any]) -> Json:
    return {"description": data["description"]} if "description" in data else {}
