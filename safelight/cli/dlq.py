"""``safelight dlq …``: work that was given up, and its replay."""

import json
from collections.abc import Sequence
from contextlib import closing
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from sqlalchemy import select

from moderation.dead_letters import Position, close, replay
from safelight.cli import opening
from safelight.cli.opening import DataOption
from safelight.settings import Settings
from schemas.failures import FailureCode
from schemas.refusals import RefusedError
from storage.models import DeadLetterRow
from storage.unit_of_work import Database
from streams.stray import topic_stream
from streams.stray_replay import RecordGoneError, send_again

app = typer.Typer(no_args_is_help=True, help="Dead letters: work that was given up.")
console = Console()

CodeOption = Annotated[FailureCode | None, typer.Option("--code", help="Only with this code")]
StageOption = Annotated[str | None, typer.Option("--stage", help="Only of this handler")]


@app.command("list")
def list_letters(
    code: CodeOption = None,
    stage: StageOption = None,
    replayed: Annotated[bool, typer.Option("--replayed", help="Replayed ones too")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per line")] = False,
    data: DataOption = None,
) -> None:
    """List dead letters, oldest first."""
    with closing(opening.database(opening.settings(data=data))) as database:
        letters = _letters(database, code=code, stage=stage, replayed=replayed)
    if as_json:
        for letter in letters:
            typer.echo(json.dumps(_facts(letter)))
        return
    if not letters:
        console.print("None. Nothing was given up.")
        return
    table = Table("id", "failed", "stage", "code", "tries", "submission", "replayed")
    for letter in letters:
        facts = _facts(letter)
        row = ("id", "failed_at", "stage", "code", "tries", "submission_id", "replayed_at")
        table.add_row(*(str(facts[name] or "") for name in row))
    console.print(table)


@app.command("show")
def show(letter_id: int, data: DataOption = None) -> None:
    """Show all that is known of one dead letter: codes and places, never content."""
    with (
        closing(opening.database(opening.settings(data=data))) as database,
        database.reading() as session,
    ):
        letter = session.get(DeadLetterRow, letter_id)
    if letter is None:
        opening.errors.print("There is no such dead letter.")
        raise typer.Exit(1)
    typer.echo(json.dumps({**_facts(letter), "meaning": letter.code.meaning}, indent=1))


@app.command("replay")
def replay_letters(
    ids: Annotated[list[int] | None, typer.Argument(help="Which; or name a code, or --all")] = None,
    code: CodeOption = None,
    stage: StageOption = None,
    everything: Annotated[bool, typer.Option("--all", help="Every open one")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say which")] = False,
    data: DataOption = None,
) -> None:
    """Send dead letters on their way again; exit 1 when any could not be."""
    if not (ids or code or stage or everything):
        opening.errors.print("Say which: ids, --code, --stage or --all.")
        raise typer.Exit(2)
    chosen = opening.settings(data=data)
    with closing(opening.database(chosen)) as database:
        letters = [
            letter
            for letter in _letters(database, code=code, stage=stage, replayed=False)
            if not ids or letter.id in ids
        ]
        missing = sorted(set(ids or ()) - {letter.id for letter in letters})
        for letter_id in missing:
            console.print(f"{letter_id}: no such open dead letter")
        failed = len(missing)
        for letter in letters:
            outcome = None if dry_run else _replayed(chosen, database, letter)
            failed += outcome is not None
            done = "would be replayed" if dry_run else "replayed"
            console.print(f"{letter.id}: {letter.stage}, {letter.code.value}: {outcome or done}")
    if failed:
        raise typer.Exit(1)


def _replayed(chosen: Settings, database: Database, letter: DeadLetterRow) -> str | None:
    """Replay one letter; return why it could not be."""
    try:
        if letter.topic is None:
            with database.writing() as uow:
                replay(uow, letter.id, None)
            return None
        return _resent(chosen, database, letter)
    except RefusedError as refused:
        return refused.code.value


def _resent(chosen: Settings, database: Database, letter: DeadLetterRow) -> str | None:
    if letter.topic is None or letter.partition is None or letter.offset is None:
        return "no place in Kafka"
    position = Position(letter.topic, letter.partition, letter.offset)
    try:
        with opening.asking_kafka():
            send_again(opening.kafka(chosen), position)
    except RecordGoneError:
        return "the record is no longer in Kafka"
    with database.writing() as uow:
        row = uow.session.get_one(DeadLetterRow, letter.id, with_for_update=True)
        close(uow, topic_stream(position.topic), row)
    return None


def _letters(
    database: Database, *, code: FailureCode | None, stage: str | None, replayed: bool
) -> Sequence[DeadLetterRow]:
    query = select(DeadLetterRow).order_by(DeadLetterRow.id)
    if code is not None:
        query = query.where(DeadLetterRow.code == code)
    if stage is not None:
        query = query.where(DeadLetterRow.stage == stage)
    if not replayed:
        query = query.where(DeadLetterRow.replayed_at.is_(None))
    with database.reading() as session:
        return session.scalars(query).all()


def _facts(letter: DeadLetterRow) -> dict[str, str | int | None]:
    return {
        "id": letter.id,
        "failed_at": letter.failed_at.isoformat(timespec="seconds"),
        "stage": letter.stage,
        "code": letter.code.value,
        "blame": letter.code.blame.value,
        "tries": letter.tries,
        "origin": letter.origin,
        "event_id": str(letter.event_id),
        "submission_id": str(letter.submission_id) if letter.submission_id else None,
        "medium_id": str(letter.medium_id) if letter.medium_id else None,
        "topic": letter.topic,
        "partition": letter.partition,
        "offset": letter.offset,
        "replayed_at": letter.replayed_at.isoformat(timespec="seconds")
        if letter.replayed_at
        else None,
    }
