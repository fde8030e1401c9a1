"""The command line: one module per group of commands, each imported when it is asked for.

A command pays for no other's libraries, nor does a child process of its pool, which begins by
importing this module once more.
"""

from collections.abc import Iterator, MutableMapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typing_extensions import override

_COMMANDS = {
    "up": "up", "demo": "demo", "api": "roles", "worker": "roles", "relay": "roles",
    "sweep": "roles", "lag": "lag", "deid": "deid", "scan-text": "scan_text",
    "openapi": "documents", "events": "documents", "pipeline": "documents", "phi": "documents",
}  # fmt: skip
"""Commands, and the modules that hold a function of the same name for each."""

_GROUPS = ("user", "bench", "topics", "dlq", "audit", "vault", "train")
"""Groups of commands: modules with an ``app`` of their own."""


class _Commands(MutableMapping[str, Any]):
    """All commands by name; looking one up imports it."""

    def __init__(self) -> None:
        self._loaded: dict[str, Any] = {}

    @override
    def __getitem__(self, name: str) -> Any:
        if name not in self._loaded:
            self._loaded[name] = _loaded(name)
        return self._loaded[name]

    @override
    def __setitem__(self, name: str, command: Any) -> None:
        self._loaded[name] = command

    @override
    def __delitem__(self, name: str) -> None:
        raise TypeError(name)

    @override
    def __contains__(self, name: object) -> bool:
        return name in _COMMANDS or name in _GROUPS

    @override
    def __iter__(self) -> Iterator[str]:
        return iter((*_COMMANDS, *_GROUPS))

    @override
    def __len__(self) -> int:
        return len(_COMMANDS) + len(_GROUPS)


class _Group(TyperGroup):
    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.commands = _Commands()


def _loaded(name: str) -> Any:
    if name in _GROUPS:
        group = typer.main.get_group(import_module(f"safelight.cli.{name}").app)
        group.name = name
        return group
    if name not in _COMMANDS:
        raise KeyError(name)
    module = import_module(f"safelight.cli.{_COMMANDS[name]}")
    single = typer.Typer(add_completion=False)
    single.command(name)(getattr(module, name.replace("-", "_")))
    return typer.main.get_command(single)


app = typer.Typer(
    cls=_Group,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Safelight: a moderation queue for clinical images.",
)


@app.callback()
def _group() -> None:
    pass


def main() -> None:
    """Run the command line."""
    app()
