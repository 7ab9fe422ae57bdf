"""The commands of `truceline`, one file a group. `add_commands` gives them to the command line."""

import typer

from truceline.commands import actors, add, analyse, conflicts, correct, exchange, find, incidents, keep, show


def add_commands(app: typer.Typer) -> None:
    """Register every command on the record."""
    for group in (add, find, show, incidents, conflicts, analyse, correct, keep, exchange, actors):
        group.register(app)
