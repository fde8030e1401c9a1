"""Documents that are written out of the code: OpenAPI, event schemas, the pipeline, the policy."""

import json
from pathlib import Path
from typing import Annotated

import typer

from safelight import documents, phi_page

OutOption = Annotated[Path | None, typer.Option("--out", help="File to write; default: print")]


def openapi(out: OutOption = None) -> None:
    """Write the API's OpenAPI document."""
    _write(json.dumps(documents.openapi(), indent=1, sort_keys=True) + "\n", out)


def events(
    folder: Annotated[Path, typer.Option("--out", help="Folder of the snapshots")],
) -> None:
    """Write the JSON Schema of every event; schemas of older versions are left as they are."""
    for name, document in documents.event_schemas().items():
        (folder / name).write_text(json.dumps(document, indent=1, sort_keys=True) + "\n")


def pipeline(out: OutOption = None) -> None:
    """Write docs/pipeline.md: the stages and who handles which event."""
    _write(documents.pipeline(), out)


def phi(out: OutOption = None) -> None:
    """Write docs/phi.md: what happens to which attribute of a DICOM header."""
    _write(phi_page.phi(), out)


def _write(text: str, out: Path | None) -> None:
    if out is None:
        typer.echo(text, nl=False)
    else:
        out.write_text(text)
