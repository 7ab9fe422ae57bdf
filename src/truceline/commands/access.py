"""`truceline users` and `truceline tokens`: who may sign in, and which programs may use REST."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from truceline.commands.common import DB, FORMAT, Format, day, emit, epilog, finish, opened, say
from truceline.web.people.user import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

EXAMPLES = ("truceline users add ann --role reviewer", "truceline tokens add dashboard --role reader")
USERS, TOKENS = ("name", "role", "added"), ("name", "role", "added", "expires")

users = typer.Typer(no_args_is_help=True, help="People who may sign in to what truceline serve shows.")
tokens = typer.Typer(no_args_is_help=True, help="Tokens of programs that use REST.")
NAME = Annotated[str, typer.Argument(metavar="NAME", help="The name; corrections bear it.")]
ROLE = Annotated[Role, typer.Option(help="reader: may read; reviewer: may also add and correct; admin: everything.")]


def register(main: typer.Typer) -> None:
    """Give the command line its commands."""
    main.add_typer(users, name="users", epilog=epilog(EXAMPLES[0]))
    main.add_typer(tokens, name="tokens", epilog=epilog(EXAMPLES[1]))


@users.command("add", epilog=epilog(EXAMPLES[0]))
def add_user(name: NAME, role: ROLE = Role.READER, db: DB = None) -> None:
    """Let a person sign in. The password is asked for, or read as the first line of standard input."""

    def work() -> None:
        from truceline.web.people import users as people

        with opened(db, create=True) as store:
            account = people.add(store, name, role, _password())
        say(f"{account.name} may sign in as {account.role.value}")

    finish(work)


@users.command("list", epilog=epilog("truceline users list"))
def list_users(db: DB = None, format: FORMAT = Format.TABLE) -> None:
    """List the people who may sign in."""

    def work() -> None:
        from truceline.web.people import users as people

        with opened(db) as store:
            rows = [vars(account) for account in people.every(store)]
        emit(rows, format, table=lambda: _table(rows, USERS), columns=USERS)

    finish(work)


@users.command("remove", epilog=epilog("truceline users remove ann"))
def remove_user(name: NAME, db: DB = None) -> None:
    """Let a person sign in no more, from now on. What it said of claims stays."""

    def work() -> None:
        from truceline.web.people import users as people

        with opened(db) as store:
            people.remove(store, name)
        say(f"{name} may sign in no more")

    finish(work)


@users.command("password", epilog=epilog("truceline users password ann"))
def set_password(name: NAME, db: DB = None) -> None:
    """Give a person another password, and sign it out everywhere."""

    def work() -> None:
        from truceline.web.people import users as people

        with opened(db) as store:
            people.set_password(store, name, _password())
        say(f"{name} has another password")

    finish(work)


@tokens.command("add", epilog=epilog(EXAMPLES[1]))
def add_token(
    name: NAME,
    role: ROLE = Role.READER,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="The last day on which it holds; by default until it is revoked.")
    ] = None,
    db: DB = None,
) -> None:
    """Make a token and print it. It is shown this once: the record keeps a digest only."""

    def work() -> None:
        from truceline.web.people import tokens as kept

        with opened(db, create=True) as store:
            token, secret = kept.add(store, name, role, last_day=day(until, "--until"))
        say(f"{token.name} may use REST as {token.role.value}, with this in the header Authorization: Bearer")
        print(secret)

    finish(work)


@tokens.command("list", epilog=epilog("truceline tokens list"))
def list_tokens(db: DB = None, format: FORMAT = Format.TABLE) -> None:
    """List the tokens by name, with their roles."""

    def work() -> None:
        from truceline.web.people import tokens as kept

        with opened(db) as store:
            rows = [vars(token) for token in kept.every(store)]
        emit(rows, format, table=lambda: _table(rows, TOKENS), columns=TOKENS)

    finish(work)


@tokens.command("revoke", epilog=epilog("truceline tokens revoke dashboard"))
def revoke_token(name: NAME, db: DB = None) -> None:
    """Let a token count no more, from now on."""

    def work() -> None:
        from truceline.web.people import tokens as kept

        with opened(db) as store:
            kept.revoke(store, name)
        say(f"{name} counts no more")

    finish(work)


def _password() -> str:
    """What is typed, twice and unseen, or sent: never an argument, which others on this computer could read."""
    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
    return sys.stdin.readline().rstrip("\r\n")


def _table(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> RenderableType:
    from rich.table import Table

    from truceline.tables import printable

    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    for name in columns:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(printable(str(row[name] or "")) for name in columns))
    return table if rows else "none"
