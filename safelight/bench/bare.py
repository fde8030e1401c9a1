"""The yardstick of events: a bare aiokafka loop that makes the same transaction for each."""

import asyncio
import time
from uuid import UUID

import psycopg
from aiokafka import AIOKafkaConsumer

from schemas.wire import EventMessage

_TAKE = (
    "INSERT INTO inbox (handler, event_id, done_at) VALUES ('bare', %s, now())"
    " ON CONFLICT DO NOTHING RETURNING event_id"
)
_COMMIT_EVERY = 500


async def drain(bootstrap: str, topic: str, group: str, dsn: str, count: int) -> float:
    """Take events, one transaction each, one after another; return how many a second.

    The clock starts when the first one is there.
    """
    consumer = AIOKafkaConsumer(
        topic,
        bootstrap_servers=bootstrap,
        group_id=group,
        auto_offset_reset="earliest",
        enable_auto_commit=False,
    )
    await consumer.start()
    connection = await psycopg.AsyncConnection.connect(dsn)
    try:
        started, done = 0.0, 0
        async for record in consumer:
            started = started or time.perf_counter()
            await _take(connection, EventMessage.from_bytes(record.value).event_id)
            done += 1
            if done % _COMMIT_EVERY == 0:
                await consumer.commit()
            if done == count:
                break
        await consumer.commit()
        return count / (time.perf_counter() - started)
    finally:
        await connection.close()
        await consumer.stop()


async def _take(connection: psycopg.AsyncConnection, event_id: UUID) -> None:
    async with connection.transaction():
        await connection.execute(_TAKE, (event_id,))


def rate(bootstrap: str, topic: str, group: str, dsn: str, count: int) -> float:
    """Run the loop on a topic that holds at least so many events."""
    return asyncio.run(drain(bootstrap, topic, group, dsn, count))
