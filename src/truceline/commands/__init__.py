"""The commands of `truceline`, one file a group. `add_commands` gives them to the command line."""

import typer

from truceline.commands import actors, add, correct, find, keep, show


def add_commands(app: typer.Typer) -> None:
    """Register every command on the record."""
    for group in (add, find, show, correct, keep, actors):
        group.register(app)
