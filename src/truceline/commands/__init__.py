"""The commands of `truceline`, one file a group. `add_commands` gives them to the command line."""

import typer

from truceline.commands import (
    access,
    actor,
    actors,
    add,
    analyse,
    claim,
    conflicts,
    correct,
    exchange,
    find,
    incidents,
    keep,
    serve,
    show,
)


def add_commands(app: typer.Typer) -> None:
    """Register every command on the record."""
    for group in (
        add,
        find,
        show,
        actor,
        incidents,
        conflicts,
        correct,
        claim,
        keep,
        exchange,
        actors,
        analyse,
        access,
        serve,
    ):
        group.register(app)
