"""Two topics per service and region: what leaves the region, and what stays."""

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import TopicAlreadyExistsError, for_code

from cascade.embedded.failures import CannotRun
from cascade.provisioning.database import SERVICES

DAY_MS = 86_400_000
RETENTION_MS = {"registration": 400 * DAY_MS, "scheduling": -1, "followup": -1}
"""Coded facts about people are not kept for ever; those about trainings and plans are small and are."""


async def provide(bootstrap: str, namespace: str, region: str, *, partitions: int = 3, replicas: int = 1) -> None:
    """Raises CannotRun if the broker refuses. Topics that exist stay as they are."""
    wanted = [
        NewTopic(
            f"{namespace}.{region}.{service}{suffix}",
            partitions,
            replicas,
            topic_configs={
                "retention.ms": str(RETENTION_MS[service]),
                "message.timestamp.type": "LogAppendTime",
                "max.message.bytes": str(2 * 1024 * 1024),
            },
        )
        for service in SERVICES
        for suffix in ("", ".local")
    ]
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    await admin.start()
    try:
        answer = await admin.create_topics(wanted)
    except TopicAlreadyExistsError:
        return
    finally:
        await admin.close()
    for topic, code, *_ in answer.topic_errors:
        if code and for_code(code) is not TopicAlreadyExistsError:
            raise CannotRun(f"Kafka did not make the topic {topic}: {for_code(code).__name__}")
