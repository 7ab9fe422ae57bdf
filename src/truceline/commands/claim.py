"""`truceline claim add`: a claim that the reader missed."""

from __future__ import annotations

from typing import Annotated

import typer

from truceline.commands.common import DB, WHO, WHY, epilog, finish, opened, say
from truceline.commands.correct import SETTINGS

EXAMPLE = epilog(
    'truceline claim add story-17 --words "shells fell on the market" --trigger fell --event ASSAULT --set killed=3..'
)
app = typer.Typer(no_args_is_help=True, help="Claims that a person adds.", epilog=EXAMPLE)


def register(main: typer.Typer) -> None:
    """Give the command line its commands."""
    main.add_typer(app, name="claim")
    app.callback()(lambda: None)


@app.command(epilog=EXAMPLE)
def add(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="Id or web address of the report.")],
    words: Annotated[str, typer.Option(help="The words of the report that tell it, just as they stand there.")],
    event: Annotated[str, typer.Option(help="PLOVER event type, as ASSAULT.")],
    trigger: Annotated[
        str | None, typer.Option(help="The word of them that names the event; by default all of them.")
    ] = None,
    settings: Annotated[list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help=SETTINGS)] = None,
    why: WHY = None,
    who: WHO = None,
    db: DB = None,
) -> None:
    """Add a claim that the reader missed. It stays, whatever is read later; `undo` takes it back."""

    def work() -> None:
        from truceline.record.settings import parse_settings

        values = parse_settings(settings or [])
        with opened(db) as store:
            made = store.add_claim(report, words, event, trigger=trigger, values=values, why=why, who=who)
        say(f"claim {made.id} added")

    finish(work)
