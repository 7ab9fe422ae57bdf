"""The commands of `truceline`, one file a group. `add_commands` gives them to the command line."""

import typer

from truceline.commands import actor, actors, add, claim, correct, exchange, find, incidents, keep, show


def add_commands(app: typer.Typer) -> None:
    """Register every command on the record."""
    for group in (add, find, show, actor, incidents, correct, claim, keep, exchange, actors):
        group.register(app)
