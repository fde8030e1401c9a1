"""``safelight bench …``: the benchmarks. Each prints one JSON object."""

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.status import Status

from safelight import logs
from safelight.bench.burned_in.kinds import Kind
from safelight.cluster.local import Servers

app = typer.Typer(no_args_is_help=True, help="Benchmarks; every figure is a ratio.")
errors = Console(stderr=True)


class Part(StrEnum):
    """A part of the pipeline's benchmark."""

    THROUGHPUT = "throughput"
    LATENCY = "latency"
    EVENTS = "events"
    SCALING = "scaling"


class PhiPart(StrEnum):
    """A part of the benchmark of what is taken out."""

    HEADERS = "headers"
    TEXT = "text"
    PICTURES = "pictures"


@app.command("pipeline")
def pipeline(
    parts: Annotated[list[Part] | None, typer.Argument(help="Which parts; all by default")] = None,
    pictures: Annotated[int, typer.Option(help="Pictures for the throughput")] = 300,
    rounds: Annotated[int, typer.Option(help="Rounds that take turns")] = 3,
    latency_times: Annotated[int, typer.Option(help="Pictures for the latency")] = 9,
    events: Annotated[int, typer.Option(help="Events a round")] = 3000,
    window: Annotated[float, typer.Option(help="Seconds that scaling is watched for")] = 30.0,
) -> None:
    """Measure the embedded and the distributed run, beside each other, on servers started here."""
    logs.configure("error")
    cores = os.cpu_count() or 1
    result: dict[str, Any] = {"cores": cores, "pool_size": cores}
    with _servers() as (servers, folder, status):
        for part in parts or list(Part):

            def tell(what: str, part: Part = part) -> None:
                status.update(f"{part.value}: {what}")

            # Imported here: what it needs is not wanted by anybody else.
            from safelight.bench import events as events_
            from safelight.bench import latency, scaling, throughput

            place = folder / part.value
            if part is Part.THROUGHPUT:
                result[part] = throughput.measure(
                    servers, place, tell, count=pictures, rounds=rounds, pool_size=cores
                )
            elif part is Part.LATENCY:
                result[part] = latency.measure(servers, place, tell, times=latency_times)
            elif part is Part.EVENTS:
                result[part] = events_.measure(servers, place, tell, count=events, rounds=rounds)
            else:
                result[part] = scaling.measure(servers, place, tell, window=window, many=8)
            errors.print_json(json.dumps({part: result[part]}))
    typer.echo(json.dumps(result, indent=1))


@app.command("phi")
def phi(
    parts: Annotated[
        list[PhiPart] | None, typer.Argument(help="Which parts; all by default")
    ] = None,
    captions: Annotated[
        list[Path] | None, typer.Option(help='More captions: JSON lines with "text" and "spans"')
    ] = None,
    uv: Annotated[
        Path | None, typer.Option(help="The program uv: with it, peers are installed and measured")
    ] = None,
    frames: Annotated[int, typer.Option(help="Frames of each kind of text in pictures")] = 12,
    kind: Annotated[
        list[Kind] | None, typer.Option(help="A kind of text in pictures; all by default")
    ] = None,
    seed: Annotated[int, typer.Option(help="What is planted, and which frames are drawn")] = 1,
) -> None:
    """Measure what Safelight finds of identity, and its peers beside it."""
    # Imported here: what it needs is not wanted by anybody else.
    from safelight.bench import phi_headers, phi_pictures, phi_text
    from safelight.bench.captions import from_file

    result: dict[str, Any] = {}
    with errors.status("") as status:
        for part in parts or list(PhiPart):
            if part is PhiPart.HEADERS:
                result[part] = phi_headers.measure(status.update, seed=seed, uv=uv)
            elif part is PhiPart.PICTURES:
                result[part] = phi_pictures.measure(
                    status.update, count=frames, seed=seed, kinds=kind or list(Kind), uv=uv
                )
            else:
                more = [caption for file in captions or () for caption in from_file(file)]
                result[part] = phi_text.measure(status.update, more, uv=uv)
    typer.echo(json.dumps(result, indent=1))


@app.command("faces")
def faces(
    set_: Annotated[
        Path | None, typer.Option("--set", help="A folder of labelled pictures, with labels.json")
    ] = None,
    clips: Annotated[
        list[Path] | None, typer.Option("--clip", help="A video; may be repeated")
    ] = None,
    uv: Annotated[
        Path | None, typer.Option(help="The program uv: with it, peers are installed and measured")
    ] = None,
    one_in: Annotated[int, typer.Option(help="Of so many pictures one is looked at")] = 1,
    seed: Annotated[int, typer.Option(help="How pictures are turned, cut and covered")] = 1,
    chart: Annotated[
        Path | None, typer.Option(help="Draw the recall by kind into this SVG")
    ] = None,
) -> None:
    """Measure which faces Safelight covers, in pictures and in videos, and its peers beside it."""
    # Imported here: what it needs is not wanted by anybody else.
    from safelight.bench.faces import measured
    from safelight.bench.faces.chart import svg

    with errors.status("") as status:
        wanted = measured.Wanted(folder=set_, clips=clips or (), uv=uv, one_in=one_in, seed=seed)
        result = measured.measure(status.update, wanted)
    if chart is not None:
        chart.write_text(svg(result.get("set", result["own"])), encoding="utf-8")
    typer.echo(json.dumps(result, indent=1))


@contextmanager
def _servers() -> Iterator[tuple[Servers, Path, Status]]:
    with tempfile.TemporaryDirectory(prefix="safelight-bench-") as name:
        folder = Path(name)
        servers = Servers.in_folder(folder / "servers")
        with errors.status("Starting Kafka, PostgreSQL and SeaweedFS") as status:
            try:
                servers.start()
                yield servers, folder, status
            finally:
                servers.stop()
