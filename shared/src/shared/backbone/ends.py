"""How far topics have come, asked over a connection of its own: on the consumer's, answers wait for its long poll."""

import asyncio
from collections.abc import Collection

from aiokafka import AIOKafkaConsumer, TopicPartition

LONGEST_MS = 3_000
"""For one answer: whoever asks holds a connection to the database meanwhile."""


class Ends:
    """Connected when first asked."""

    def __init__(self, bootstrap: str) -> None:
        self._bootstrap = bootstrap
        self._asking = asyncio.Lock()
        self._client: AIOKafkaConsumer | None = None

    async def of(self, partitions: Collection[TopicPartition]) -> dict[TopicPartition, int]:
        """Offsets after the last record. Raises KafkaError."""
        async with self._asking:
            if self._client is None:
                client = AIOKafkaConsumer(
                    bootstrap_servers=self._bootstrap, enable_auto_commit=False, request_timeout_ms=LONGEST_MS
                )
                try:
                    await client.start()
                except BaseException:
                    await client.stop()
                    raise
                self._client = client
            ends: dict[TopicPartition, int] = await self._client.end_offsets(list(partitions))
            return ends

    async def close(self) -> None:
        if self._client is not None:
            await self._client.stop()
