"""The Faust app of a worker: an agent for each queue, reading until the worker stops."""

import asyncio
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import faust

from streams.agents.desk import Desk
from streams.handlers.handler import Handler
from streams.topics import TopicNames


@dataclass(frozen=True, slots=True)
class Subscription:
    """How a worker joins its group. ``member`` names it over restarts where it has a name.

    ``session_seconds`` is how long a worker may be silent before others get its partitions.
    """

    bootstrap: str
    names: TopicNames
    member: str | None = None
    session_seconds: float = 10.0


class WorkerApp:
    """A Faust app. It may be started once."""

    def __init__(self, subscription: Subscription, handlers: Sequence[Handler], desk: Desk) -> None:
        """Take the handlers whose queues are drained."""
        self._names = subscription.names
        self._desk = desk
        self._app = faust.App(
            subscription.names.prefix,
            broker=[f"kafka://{server}" for server in subscription.bootstrap.split(",")],
            # Faust makes folders for tables, of which there are none.
            datadir=tempfile.gettempdir(),
            store="memory://",
            web_enabled=False,
            worker_redirect_stdouts=False,
            topic_allow_declare=False,
            topic_disable_leader=True,
            consumer_auto_offset_reset="earliest",
            consumer_group_instance_id=subscription.member,
            broker_session_timeout=subscription.session_seconds,
            broker_heartbeat_interval=subscription.session_seconds / 5,
            broker_commit_interval=1.0,
            # Records wait here once fetched; a full buffer would hold up every other queue.
            stream_buffer_maxsize=65_536,
        )
        for handler in handlers:
            self._add_agent(handler)

    async def run(self, stopping: asyncio.Event) -> None:
        """Drain the queues until told to stop."""
        await self._app.start()
        try:
            await stopping.wait()
        finally:
            await self._app.stop()

    @property
    def topics(self) -> list[str]:
        """The topics that this worker reads."""
        return [str(agent.channel.get_topic_name()) for agent in self._app.agents.values()]

    def assigned(self) -> set[tuple[str, int]]:
        """Return the partitions that are this worker's now; safe to call from any thread."""
        try:
            return {(tp.topic, tp.partition) for tp in self._app.consumer.assignment()}
        except Exception:  # noqa: BLE001 - Faust asserts that its consumer runs
            return set()

    def _add_agent(self, handler: Handler) -> None:
        topic = self._app.topic(
            self._names.queue(handler.name), key_serializer="raw", value_serializer="raw"
        )

        async def drain(stream: Any) -> None:
            async for event in stream.noack().events():
                await self._desk.take(handler, event)

        self._app.agent(topic, name=handler.name)(drain)
