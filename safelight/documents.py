"""Documents that follow from the code, so that none can say what the code does not do."""

from typing import Any, cast

from api.app import create_app
from api.services import Services
from schemas.events import EVENTS
from streams.handlers.check import CheckHandler
from streams.handlers.library import LibraryHandler
from streams.handlers.review import ReviewHandler
from workers import registry


def openapi() -> dict[str, Any]:
    """Return the API's OpenAPI document; making it needs no running system."""
    nothing = cast("Services", _NoServices())
    return create_app(nothing).openapi()


class _NoServices:
    """Stands for the services while nobody asks for any."""

    web_folder = None
    probes = None


def event_schemas() -> dict[str, dict[str, Any]]:
    """Return the JSON Schema of every event, by its snapshot's file name."""
    return {
        f"{name}.v{event.version}.json": event.model_json_schema()
        for name, event in sorted(EVENTS.items())
    }


def pipeline() -> str:
    """Return docs/pipeline.md."""
    lines = [
        "# The pipeline",
        "",
        "Written by `safelight pipeline`; a test fails when it is stale.",
        "",
        "## Stages",
        "",
        "| stage | version | takes | from zone | to zone | emits | deadline |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| `{stage.name}` | {stage.version} | {stage.consumes.__name__} | {stage.needs.name} "
        f"| {stage.gives.name} | {stage.emits.__name__} | {stage.deadline:.0f} s |"
        for stage in registry.all_stages()
    ]
    lines += ["", "## Other handlers", "", "| handler | takes |", "|---|---|"]
    for handler in (ReviewHandler, CheckHandler, LibraryHandler):
        lines.append(f"| `{handler.name}` | {', '.join(sorted(handler.consumes))} |")
    lines += ["", "## Events", "", "| event | version | what happened |", "|---|---|---|"]
    for name, event in EVENTS.items():
        lines.append(f"| {name} | {event.version} | {(event.__doc__ or '').splitlines()[0]} |")
    return "\n".join(lines) + "\n"
