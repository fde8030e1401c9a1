"""``safelight train …``: the networks that the project carries, made anew."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, TextColumn

from safelight.training.burned_in.train import STEPS, train
from safelight.training.faces.write import write_networks

app = typer.Typer(no_args_is_help=True, help="The networks that the project carries, made anew.")
errors = Console(stderr=True)


@app.command("letters")
def letters(
    uv: Annotated[Path, typer.Option(help="The program uv: it installs PyTorch for the while")],
    out: Annotated[Path, typer.Option(help="The ONNX file to write")],
    steps: Annotated[int, typer.Option(help="Steps; sixteen crops each")] = STEPS,
    seed: Annotated[int, typer.Option(help="Which crops are drawn")] = 1,
) -> None:
    """Train the network that tells letters from texture: three quarters of an hour on two cores."""
    columns = *Progress.get_default_columns(), TextColumn("loss {task.fields[loss]:.3f}")
    with Progress(*columns, console=errors) as progress:
        task = progress.add_task("Installing, drawing", total=steps, loss=float("nan"))

        def tell(step: int, loss: float) -> None:
            progress.update(task, completed=step, loss=loss, description="Training")

        train(uv, out, steps=steps, seed=seed, tell=tell)


@app.command("faces")
def faces(
    uv: Annotated[Path, typer.Option(help="The program uv: it installs what is needed meanwhile")],
    out: Annotated[Path, typer.Option(help="The folder to write to")],
) -> None:
    """Write CenterFace in eight bits, and YuNet for pictures of any size: some seconds."""
    with errors.status("Installing, looking at pictures"):
        write_networks(uv, out)
