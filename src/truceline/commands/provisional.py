"""`truceline actors list --provisional`, `actors name`, and the ids of provisional actors in `actors merge` and `split`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from truceline.actors.actor import Kind
from truceline.commands.common import DB, emit, epilog, finish, number, opened
from truceline.commands.common import Format as AnyFormat
from truceline.errors import NotFoundError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from truceline.actors import Provisional, UserFile
    from truceline.actors.actor import Actor

COLUMNS = ("id", "name", "names", "claims", "first", "last", "countries", "near")
EXAMPLE = epilog('truceline actors name unknown-mountain-council "Mountain Council of Abkhazia" --country GE')


def print_provisional(
    words: str, *, country: str | None, limit: int, db: str | None, file: Path | None, format: AnyFormat
) -> None:
    """Print the parties of the record that no actor is known for, those in most claims first."""
    from truceline.actors import load

    with opened(db) as store:
        found = store.provisional(words, country=country, limit=limit, registry=load(file))
    emit((_row(one) for one in found), format, table=lambda: _table(found), columns=COLUMNS)


def _row(one: Provisional) -> dict[str, Any]:
    plain = {k: v.isoformat() if k in ("first", "last") and v else v for k, v in vars(one).items()}
    return {"id": one.id, "name": one.name} | plain


def _table(found: list[Provisional]) -> RenderableType:
    from rich.table import Table
    from rich.text import Text

    from truceline.tables import printable

    table = Table("id", "names", "claims", "days", "countries", "may be", box=None, pad_edge=False)
    for one in found:
        days = f"{one.first} – {one.last}" if one.first else ""
        listed = ("; ".join(one.names[:5]), str(one.claims), days, " ".join(one.countries), "; ".join(one.near))
        table.add_row(*(Text(printable(cell)) for cell in (one.id, *listed)))
    return table if found else Text("no provisional actors: every named party is known")


def party(said: str, db: str | None, file: Path | None) -> Provisional:
    """The provisional actor of an id or a name. Raises NotFoundError where the record has none such."""
    from truceline.actors import load

    with opened(db) as store:
        found = store.provisional_one(said, registry=load(file))
    if found is None:
        raise NotFoundError(
            f'no provisional actor is called "{said[:100]}"', remedy="truceline actors list --provisional shows them"
        )
    return found


def name(
    id: Annotated[str, typer.Argument(metavar="ID", help="Id or name of a provisional actor.")],
    called: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Its full name; by default the one told most often.")
    ] = None,
    kind: Annotated[Kind, typer.Option(help="What it is.")] = Kind.ARMED_GROUP,
    country: Annotated[
        list[str] | None, typer.Option(metavar="CODE", help="A country it acts in, the home first; may be given again.")
    ] = None,
    parent: Annotated[str | None, typer.Option(metavar="ID", help="The actor that it is a part of.")] = None,
    file: Annotated[Path | None, typer.Option("--file", metavar="FILE", help="Your own actors.")] = None,
    db: DB = None,
) -> None:
    """Make an actor of your own out of a provisional one: all its spellings mean it from now on."""

    def work() -> None:
        from truceline.actors import edits, provisional

        found = party(id, db, file)

        def change(user: UserFile) -> tuple[UserFile, Actor]:
            return provisional.name(user, found, called, kind=kind, countries=country or (), parent=parent)

        print_named(edits.on_file(change, file), found)

    finish(work)


def print_named(actor: Actor, found: Provisional) -> None:
    """Say who the names now mean, and that incidents do not know yet."""
    from truceline.tables import printable

    typer.echo(f"{actor.id}: {printable(actor.name)}")
    claims = number(found.claims, "claim")
    typer.echo(f"truceline: {claims} on it; incidents use it once made anew: truceline incidents rebuild", err=True)


def merged(user: UserFile, found: Provisional, into: str, other: Provisional | None) -> tuple[UserFile, Actor]:
    """A provisional actor merged into one of the registry, or into another provisional one, which is named thereby."""
    from truceline.actors import provisional

    if other is not None:
        user, actor = provisional.name(user, other)
        into = actor.id
    return provisional.merge(user, found, into)
