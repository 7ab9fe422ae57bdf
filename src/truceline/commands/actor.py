"""`truceline show actor`: who an actor is, and the claims on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from truceline.commands import show
from truceline.commands.common import DB, FORMAT, Format, draw, emit, emit_one, epilog, finish, opened
from truceline.commands.find import label_of

if TYPE_CHECKING:
    from truceline.record.involved import Involved
    from truceline.record.stored import StoredClaim

_SORTS = {"does": "What it does", "suffers": "What is done to it", "says": "What it says"}
EXAMPLE = epilog("truceline show actor TTP", "truceline show actor tehrik-i-taliban-pakistan --parts --limit 50")


def register(main: typer.Typer) -> None:
    """Give the command line its command, beside the others of `show`."""
    show.app.command(epilog=EXAMPLE)(actor)


def actor(
    name: Annotated[str, typer.Argument(metavar="NAME-OR-ID", help="Id of the actor, or one of its names.")],
    parts: Annotated[bool, typer.Option("--parts", help="Also the claims on its parts and factions.")] = False,
    limit: Annotated[int, typer.Option("--limit", "-n", min=0, help="How many claims of each sort at most.")] = 10,
    db: DB = None,
    format: FORMAT = Format.TABLE,
) -> None:
    """Show an actor: names, parts, people in office; and what it does, what is done to it, what it says, the latest first."""

    def work() -> None:
        with opened(db) as store:
            shown = store.actor(name, parts=parts, limit=limit)
        if format is Format.TABLE:
            _draw(shown)
        elif format is Format.CSV:
            _csv(shown)
        else:
            emit_one(actor_object_with_claims(shown), format)

    finish(work)


def actor_object_with_claims(shown: Involved) -> dict[str, Any]:
    """An actor and its claims as JSON: the actor, then `does`, `suffers` and `says`, claims each."""
    from truceline.commands.actorlines import actor_object
    from truceline.record.retrieval import claim_object

    claims = {sort: [claim_object(c) for c in getattr(shown, sort)] for sort in _SORTS}
    return {"actor": actor_object(shown.known)} | claims


def _each(shown: Involved) -> Iterator[tuple[str, StoredClaim]]:
    yield from ((sort, claim) for sort in _SORTS for claim in getattr(shown, sort))


def _csv(shown: Involved) -> None:
    from rich.text import Text

    from truceline.record.retrieval import CLAIM_COLUMNS, claim_cells

    rows = ({"sort": sort} | claim_cells(claim) for sort, claim in _each(shown))
    emit(rows, Format.CSV, table=Text, columns=("sort", *CLAIM_COLUMNS))


def _draw(shown: Involved) -> None:
    from rich.console import Group
    from rich.text import Text

    from truceline.commands.actorlines import actor_lines
    from truceline.tables import claim_block, column_titles

    parts: list[Any] = [*(Text(line) for line in actor_lines(shown.known))]
    for sort, title in _SORTS.items():
        found = getattr(shown, sort)
        parts += [Text(), Text(title if found else f"{title}: no claims", style="bold")]
        parts += [column_titles()] if found else []
        for place, c in enumerate(found, start=1):
            label = label_of(c, with_report=True)
            parts += [claim_block(place, c.claim, words=c.words, condition=c.condition, label=label), Text()]
    draw(Group(*parts))
