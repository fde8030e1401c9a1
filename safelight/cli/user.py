"""``safelight user …``: accounts and their roles."""

from contextlib import closing
from typing import Annotated

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.table import Table
from sqlalchemy import select

from moderation import accounts
from safelight.cli import opening
from safelight.cli.opening import DataOption
from schemas.http.accounts import Registration
from schemas.refusals import RefusedError
from schemas.states import Role
from storage.models import AccountRow

app = typer.Typer(no_args_is_help=True, help="Accounts.")

RoleOption = Annotated[
    list[Role], typer.Option("--role", help="May be given several times", show_default=False)
]


@app.command("add")
def add(
    email: str,
    name: Annotated[str, typer.Option(help="Name as others see it")],
    role: RoleOption,
    password: Annotated[str, typer.Option(prompt=True, hide_input=True, confirmation_prompt=True)],
    data: DataOption = None,
) -> None:
    """Make an account with the given roles; the password is asked for."""
    try:
        new = Registration(email=email, display_name=name, password=password)
    except ValidationError as error:
        for item in error.errors():
            opening.errors.print(f"{item['loc'][0]}: {item['msg']}", markup=False)
        raise typer.Exit(2) from None
    try:
        with (
            closing(opening.state(opening.settings(data=data))) as state,
            state.database.writing() as uow,
        ):
            accounts.register(uow, new, role)
    except RefusedError:
        opening.errors.print("There is an account with this e-mail address.")
        raise typer.Exit(1) from None
    typer.echo(f"Added {new.email}.")


@app.command("roles")
def roles(email: str, role: RoleOption, data: DataOption = None) -> None:
    """Give an account exactly these roles; it is logged out everywhere."""
    with (
        closing(opening.state(opening.settings(data=data))) as state,
        state.database.writing() as uow,
    ):
        row = accounts.by_email(uow.session, email)
        if row is not None:
            accounts.change_roles(uow, row, role)
    if row is None:
        opening.errors.print("There is no such account.")
        raise typer.Exit(1)
    typer.echo(f"{row.email}: {', '.join(row.roles)}")


@app.command("list")
def list_accounts(data: DataOption = None) -> None:
    """List the accounts."""
    table = Table("E-mail", "Name", "Roles", "Verification")
    with (
        closing(opening.state(opening.settings(data=data))) as state,
        state.database.reading() as session,
    ):
        for row in session.scalars(select(AccountRow).order_by(AccountRow.email)):
            table.add_row(row.email, row.display_name, ", ".join(row.roles), row.verification.value)
    Console().print(table)
