"""Structured logs, JSON lines on standard error, that cannot carry PHI.

Only the fields listed here are ever written; anything else is dropped and counted. Exceptions are
written as their type alone, because their messages quote data.
"""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

ALLOWED_FIELDS = frozenset(
    (
        "event",
        "level",
        "logger",
        "timestamp",
        "submission_id",
        "event_name",
        "stage",
        "code",
        "tries",
        "origin",
        "error_type",
        "broken_world",
        "count",
        "method",
        "route",
        "status",
        "seconds",
        "dropped_fields",
        "address",
        "signal",
    )
)


def configure(level: str) -> None:
    """Set up logging for this process. The standard library's loggers may speak of errors only."""
    number = logging.getLevelNamesMapping()[level.upper()]
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            only_allowed_fields,
            structlog.processors.JSONRenderer(sort_keys=True),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(handlers=[_ForeignLogs()], level=logging.ERROR, force=True)
    # It logs every failed connection as an error; readiness says so already.
    logging.getLogger("kafka").setLevel(logging.CRITICAL)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [], True


def only_allowed_fields(
    _logger: object, _method: str, fields: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Drop every field that is not on the list, and say how many were dropped."""
    kept = {name: value for name, value in fields.items() if name in ALLOWED_FIELDS}
    if len(kept) < len(fields):
        kept["dropped_fields"] = len(fields) - len(kept)
    return {name: value for name, value in kept.items() if value is not None}


class _ForeignLogs(logging.Handler):
    """Passes on that a library logged an error, and of which type, but not what it said."""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[0] if record.exc_info else None
        structlog.get_logger().error(
            "library_error",
            logger=record.name,
            origin=f"{record.module}:{record.lineno}",
            error_type=error.__name__ if error else None,
        )
