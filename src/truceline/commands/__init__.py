"""The commands of `truceline`, one file a group. `add_commands` gives them to the command line."""

import typer

from truceline.commands import access, actors, add, correct, exchange, find, incidents, keep, serve, show


def add_commands(app: typer.Typer) -> None:
    """Register every command on the record."""
    for group in (add, find, show, incidents, correct, keep, exchange, actors, access, serve):
        group.register(app)
