"""The command line: one module per group of commands."""

import typer

from safelight.cli import (
    audit,
    bench,
    deid,
    demo,
    dlq,
    documents,
    lag,
    roles,
    scan_text,
    topics,
    up,
    user,
    vault,
)

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Safelight: a moderation queue for clinical images.",
)
app.command("up")(up.up)
app.command("demo")(demo.demo)
app.command("api")(roles.api)
app.command("worker")(roles.worker)
app.command("relay")(roles.relay)
app.command("sweep")(roles.sweep)
app.command("lag")(lag.lag)
app.command("deid")(deid.deid)
app.command("scan-text")(scan_text.scan_text)
app.command("openapi")(documents.openapi)
app.command("events")(documents.events)
app.command("pipeline")(documents.pipeline)
app.command("phi")(documents.phi)
app.add_typer(user.app, name="user")
app.add_typer(bench.app, name="bench")
app.add_typer(topics.app, name="topics")
app.add_typer(dlq.app, name="dlq")
app.add_typer(audit.app, name="audit")
app.add_typer(vault.app, name="vault")


def main() -> None:
    """Run the command line."""
    app()
