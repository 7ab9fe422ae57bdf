"""`truceline actors`: list, show, add, name, merge and split the actors of the registry.

What a person adds or changes goes into the user's own file (docs/actors.md), never into the shipped registry.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from truceline.actors.actor import Kind
from truceline.errors import TrucelineError, UsageError
from truceline.tables import printable

if TYPE_CHECKING:
    from truceline.actors.actor import Actor
    from truceline.actors.registry import Registry
    from truceline.actors.userfile import UserFile

EPILOG = """\
Example:  [bold]truceline actors list "liberation front" --country ET[/bold]

Exit codes: 0 done · 1 a file that cannot be read or written · 2 wrong usage
"""
app = typer.Typer(no_args_is_help=True, help="Who acts: list, show, add, name, merge and split actors.", epilog=EPILOG)


class Format(StrEnum):
    """How actors are printed."""

    TABLE = "table"
    JSON = "json"


FILE = Annotated[
    Path | None,
    typer.Option(
        "--file", metavar="FILE", help="Your own actors. Default: $TRUCELINE_ACTORS, else a file in your data folder."
    ),
]
FORMAT = Annotated[Format, typer.Option("--format", "-f", help="How to print: table or json.")]
ID = Annotated[str, typer.Argument(metavar="ID", help="Id of an actor, as `truceline actors list` gives it.")]


def register(main: typer.Typer) -> None:
    """Give the command line its commands."""
    main.add_typer(app, name="actors")


@app.command("list", epilog=EPILOG)
def list_(
    words: Annotated[list[str] | None, typer.Argument(metavar="[WORDS]…", help="Words of the name.")] = None,
    kind: Annotated[Kind | None, typer.Option(help="Only actors of this kind.")] = None,
    country: Annotated[
        str | None, typer.Option(metavar="CODE", help="Only actors of this country: a code of two letters.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="The most to list.")] = 20,
    file: FILE = None,
    format: FORMAT = Format.TABLE,
) -> None:
    """List actors whose name, other names or id hold the words."""

    def work() -> None:
        code = country.upper() if country else None
        found = _registry(file).search(" ".join(words or ()), kind=kind, country=code, limit=limit)
        if format is Format.JSON:
            _json([_plain(actor) for actor in found])
        else:
            from truceline.commands.actorlines import years

            _rows((a.id, a.name, a.kind.value, " ".join(a.countries[:4]), years(a)) for a in found)

    _finish(work)


@app.command(epilog=EPILOG)
def show(id: ID, file: FILE = None, format: FORMAT = Format.TABLE) -> None:
    """Show an actor: all its names, its countries, years and offices, its parts, and what it is a part of."""

    def work() -> None:
        from truceline.actors import known
        from truceline.commands.actorlines import actor_lines, actor_object

        registry = _registry(file)
        about = known(registry, registry[id])
        if format is Format.JSON:
            _json(actor_object(about))
        else:
            for line in actor_lines(about):
                typer.echo(line)

    _finish(work)


@app.command(epilog=EPILOG)
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The full name.")],
    kind: Annotated[Kind, typer.Option(help="What it is.")] = Kind.ARMED_GROUP,
    alias: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Another name or an acronym; may be given again.")
    ] = None,
    country: Annotated[
        list[str] | None, typer.Option(metavar="CODE", help="A country it acts in, the home first; may be given again.")
    ] = None,
    parent: Annotated[str | None, typer.Option(metavar="ID", help="The actor that it is a part of.")] = None,
    since: Annotated[int | None, typer.Option(metavar="YEAR", help="First year.")] = None,
    until: Annotated[int | None, typer.Option(metavar="YEAR", help="Last year.")] = None,
    id: Annotated[str | None, typer.Option(metavar="ID", help="Its id; by default made from the name.")] = None,
    file: FILE = None,
) -> None:
    """Add an actor of your own."""
    from truceline.actors import edits

    _change(
        lambda user: edits.add(
            user,
            name,
            kind=kind,
            aliases=alias or (),
            countries=country or (),
            parent=parent,
            since=since,
            until=until,
            id=id,
        ),
        file,
    )


@app.command("alias", epilog=EPILOG)
def alias_(
    id: ID, name: Annotated[str, typer.Argument(metavar="NAME", help="The other name.")], file: FILE = None
) -> None:
    """Give an actor another name."""
    from truceline.actors import edits

    _change(lambda user: edits.alias(user, id, name), file)


@app.command(epilog=EPILOG)
def merge(
    id: ID,
    into: Annotated[str, typer.Argument(metavar="INTO", help="The actor that stays.")],
    file: FILE = None,
) -> None:
    """Make two actors one: all names of the first mean the second."""
    from truceline.actors import edits

    _change(lambda user: edits.merge(user, id, into), file)


@app.command(epilog=EPILOG)
def split(
    id: ID,
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Name of the new actor; none: undo the merge of ID.")
    ] = None,
    take: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="A name that goes to the new one; may be given again.")
    ] = None,
    file: FILE = None,
) -> None:
    """Split an actor in two, or take one that was merged out again."""
    from truceline.actors import edits

    def change(user: UserFile) -> tuple[UserFile, Actor]:
        if name is None:
            return edits.unmerge(user, id)
        return edits.split(user, id, name, names=take or ())

    _change(change, file)


def _registry(file: Path | None) -> Registry:
    from truceline.actors.registry import load

    return load(file)


def _change(change: Callable[[UserFile], tuple[UserFile, Actor]], file: Path | None) -> None:
    def work() -> None:
        from truceline.actors import edits

        actor = edits.on_file(change, file)
        typer.echo(f"{actor.id}: {printable(actor.name)}")

    _finish(work)


def _finish(work: Callable[[], None]) -> None:
    """Do the work of a command; an error is one line that says what to do."""
    try:
        work()
    except TrucelineError as error:
        typer.echo(f"truceline: error: {printable(str(error))}", err=True)
        raise typer.Exit(UsageError.exit_code if isinstance(error, UsageError) else error.exit_code) from None


def _plain(actor: Actor) -> dict[str, Any]:
    return actor.model_dump(mode="json", exclude_defaults=True)


def _json(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _rows(rows: Iterable[tuple[str, ...]]) -> None:
    for row in rows:
        typer.echo("\t".join(printable(cell) for cell in row))
