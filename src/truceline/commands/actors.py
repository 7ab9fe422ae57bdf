"""`truceline actors`: list, show, add, name, merge and split the actors of the registry.

What a person adds or changes goes into the user's own file (docs/actors.md), never into the shipped registry.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from truceline.actors.actor import Kind
from truceline.commands import provisional
from truceline.commands.common import DB, FORMAT, Format, emit, emit_one, epilog, finish
from truceline.errors import UsageError
from truceline.tables import printable

if TYPE_CHECKING:
    from rich.console import RenderableType

    from truceline.actors.actor import Actor
    from truceline.actors.registry import Registry
    from truceline.actors.userfile import UserFile

EPILOG = epilog('truceline actors list "liberation front" --country ET')
COLUMNS = ("id", "name", "kind", "aliases", "shared", "countries", "parent", "since", "until", "codes")
app = typer.Typer(no_args_is_help=True, help="Who acts: list, show, add, name, merge and split actors.", epilog=EPILOG)


FILE = Annotated[
    Path | None,
    typer.Option(
        "--file", metavar="FILE", help="Your own actors. Default: $TRUCELINE_ACTORS, else a file in your data folder."
    ),
]
ID = Annotated[str, typer.Argument(metavar="ID", help="Id of an actor, as `truceline actors list` gives it.")]


def register(main: typer.Typer) -> None:
    """Give the command line its commands."""
    main.add_typer(app, name="actors")
    app.command("name", epilog=provisional.EXAMPLE)(provisional.name)


@app.command("list", epilog=EPILOG)
def list_(
    words: Annotated[list[str] | None, typer.Argument(metavar="[WORDS]…", help="Words of the name.")] = None,
    kind: Annotated[Kind | None, typer.Option(help="Only actors of this kind.")] = None,
    country: Annotated[
        str | None, typer.Option(metavar="CODE", help="Only actors of this country: a code of two letters.")
    ] = None,
    unknown: Annotated[
        bool,
        typer.Option("--provisional", help="Parties of the record that no actor is known for, in place of actors."),
    ] = False,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="The most to list.")] = 20,
    file: FILE = None,
    db: DB = None,
    format: FORMAT = Format.TABLE,
) -> None:
    """List actors whose name, other names or id hold the words."""

    def work() -> None:
        if unknown:
            said = " ".join(words or ())
            provisional.print_provisional(said, country=country, limit=limit, db=db, file=file, format=format)
            return
        code = country.upper() if country else None
        found = _registry(file).search(" ".join(words or ()), kind=kind, country=code, limit=limit)
        emit((_plain(actor) for actor in found), format, table=lambda: _listed(found), columns=COLUMNS)

    finish(work)


@app.command(epilog=EPILOG)
def show(id: ID, file: FILE = None, format: FORMAT = Format.TABLE) -> None:
    """Show an actor: all its names, its countries, years and offices, its parts, and what it is a part of."""

    def work() -> None:
        from rich.text import Text

        from truceline.actors import known
        from truceline.commands.actorlines import actor_lines, actor_object

        registry = _registry(file)
        about = known(registry, registry[id])
        if format is Format.TABLE:
            for line in actor_lines(about):
                typer.echo(line)
        elif format is Format.CSV:
            emit([_plain(about.actor)], format, table=Text, columns=COLUMNS)
        else:
            emit_one(actor_object(about), format)

    finish(work)


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
    db: DB = None,
) -> None:
    """Make two actors one: all names of the first mean the second. Either may be a provisional one of the record."""
    from truceline.actors import edits

    def work() -> None:
        if not _is_provisional(id):
            _print(edits.on_file(lambda user: edits.merge(user, id, into), file))
            return
        found = provisional.party(id, db, file)
        other = provisional.party(into, db, file) if _is_provisional(into) else None
        made = edits.on_file(lambda user: provisional.merged(user, found, into, other), file)
        provisional.print_named(made, found)

    finish(work)


@app.command(epilog=EPILOG)
def split(
    id: ID,
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Name of the new actor; none: undo the merge of ID.")
    ] = None,
    take: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="A name that goes to the new one; may be given again.")
    ] = None,
    country: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", help="Of a provisional actor: the country where its name means the new one."),
    ] = None,
    file: FILE = None,
    db: DB = None,
) -> None:
    """Split an actor in two, or take one that was merged out again; or say whom a provisional one's name means where."""
    from truceline.actors import edits
    from truceline.actors import provisional as unknown

    if name is not None and _is_provisional(id):

        def work() -> None:
            if not country:
                raise UsageError("where does the name mean this one?", place="--country", remedy="give --country CODE")
            found = provisional.party(id, db, file)
            made = edits.on_file(lambda user: unknown.split(user, found, name, countries=country), file)
            provisional.print_named(made, found)

        finish(work)
        return

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

        _print(edits.on_file(change, file))

    finish(work)


def _print(actor: Actor) -> None:
    typer.echo(f"{actor.id}: {printable(actor.name)}")


def _is_provisional(id: str) -> bool:
    from truceline.actors.provisional import PREFIX

    return id.startswith(PREFIX)


def _plain(actor: Actor) -> dict[str, Any]:
    return actor.model_dump(mode="json", exclude_defaults=True)


def _listed(found: Sequence[Actor]) -> RenderableType:
    from rich.table import Table
    from rich.text import Text

    from truceline.commands.actorlines import years

    table = Table("name", "kind", "in", "years", box=None, pad_edge=False)
    table.add_column("id", overflow="fold")
    for a in found:
        cells = (a.name, a.kind.value.replace("_", " "), " ".join(a.countries[:4]), years(a), a.id)
        table.add_row(*(Text(printable(cell)) for cell in cells))
    return table if found else Text("no actors")
