"""`truceline correct`, `accept`, `reject`, `undo`, `history`, `corrections export`: what people say of claims."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from truceline.commands.common import DB, FORMAT, WHO, WHY, Format, emit, epilog, finish, number, opened, say

if TYPE_CHECKING:
    from rich.console import RenderableType

    from truceline.record.corrections import Correction
    from truceline.record.history import Entry

CLAIM = Annotated[str, typer.Argument(metavar="CLAIM", help="Id of the claim, or its first letters.")]
corrections = typer.Typer(
    no_args_is_help=True, help="All that people corrected.", epilog=epilog("truceline corrections export -o corrected/")
)
SETTINGS = """\
FIELD=VALUE, once for each value. event=ASSAULT, mode=ceasefire, status=future; actor=A;B and recipient=A;B;
sources=Reuters>the army (outermost first; :person, :organization, :outlet, :document or :unnamed after a name says its
kind); when=2021-10-01 or when=2021-10-01..2021-10-02; where=Gao (ML);Kidal; killed=12, killed=10..15, killed=12.. (at
least), injured=, count=; condition=words just as they stand in the report. An empty value says that nothing is told.
"""


def register(app: typer.Typer) -> None:
    """Give the command line its commands."""
    app.command(epilog=epilog('truceline correct k3xq7ab2 --set killed=12 --why "the hospital\'s list"'))(correct)
    app.command(epilog=epilog("truceline accept k3xq7ab2"))(accept)
    app.command(epilog=epilog('truceline reject k3xq7ab2 --why "a film, not an attack"'))(reject)
    app.command(epilog=epilog("truceline undo k3xq7ab2"))(undo)
    app.command(epilog=epilog("truceline history k3xq7ab2"))(history)
    app.add_typer(corrections, name="corrections")


def correct(
    claim: CLAIM,
    settings: Annotated[list[str], typer.Option("--set", metavar="FIELD=VALUE", help=SETTINGS)],
    why: WHY = None,
    who: WHO = None,
    db: DB = None,
) -> None:
    """Set values of a claim. No later reading undoes it; the history keeps what was read."""

    def work() -> int:
        from truceline.record.settings import parse_settings

        values = parse_settings(settings)
        with opened(db) as store:
            _say_done(store.correct(claim, values, why=why, who=who))
        return 0

    finish(work)


def _say_done(made: Sequence[Correction]) -> None:
    from truceline.record.values import in_words

    for c in made:
        what = f"{c.field}: {in_words(c.old)} → {in_words(c.new)}" if c.field else c.kind
        say(f"{what} (act {c.act}, by {c.who})")


def accept(claim: CLAIM, why: WHY = None, who: WHO = None, db: DB = None) -> None:
    """Say that a claim is right as it stands. It stays so, whatever is read later."""

    def work() -> int:
        with opened(db) as store:
            _say_done(store.accept(claim, why=why, who=who))
        return 0

    finish(work)


def reject(claim: CLAIM, why: WHY = None, who: WHO = None, db: DB = None) -> None:
    """Say that a claim is wrong. It is no longer found, unless with --rejected."""

    def work() -> int:
        with opened(db) as store:
            _say_done(store.reject(claim, why=why, who=who))
        return 0

    finish(work)


def undo(
    claim: CLAIM,
    act: Annotated[
        str | None, typer.Option(metavar="ACT", help="The act to take back, from the history; else the last one.")
    ] = None,
    why: WHY = None,
    who: WHO = None,
    db: DB = None,
) -> None:
    """Take back what was last said of a claim. The history keeps both."""

    def work() -> int:
        with opened(db) as store:
            say(f"act {store.undo(claim, act=act, why=why, who=who)[0].undoes} no longer counts")
        return 0

    finish(work)


HISTORY_COLUMNS = ("at", "who", "what", "field", "old", "new", "why", "act", "undone")


def history(claim: CLAIM, db: DB = None, format: FORMAT = Format.TABLE) -> None:
    """Show all that happened to a claim: when it was read, what people said of it, what later readings changed."""

    def work() -> int:
        with opened(db) as store:
            entries = store.history(claim)
        emit((vars(e) for e in entries), format, table=lambda: _history_table(entries), columns=HISTORY_COLUMNS)
        return 0

    finish(work)


def _history_table(entries: Sequence[Entry]) -> RenderableType:
    from rich.table import Table

    from truceline.record.values import in_words
    from truceline.tables import printable

    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    for name in ("when (UTC)", "who", "what", "why", "act"):
        table.add_column(name, overflow="fold")
    for e in entries:
        change = f"{e.what} {e.field}: {in_words(e.old)} → {in_words(e.new)}" if e.field else e.what
        act = f"{e.act}, undone" if e.undone else e.act or ""
        table.add_row(e.at[:19].replace("T", " "), printable(e.who), printable(change), printable(e.why or ""), act)
    return table


@corrections.command("export", epilog=epilog("truceline corrections export -o corrected/"))
def export(
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="DIR", help="Folder for a claim record <report id>.json each.")
    ],
    db: DB = None,
) -> None:
    """Write the records of all reports that people corrected, as training records in the claim format."""

    def work() -> int:
        from truceline.outputs import RecordFolder

        folder, count = RecordFolder(out, explain=True), 0
        with opened(db) as store:
            for record in store.corrected():
                folder.write(record)
                count += 1
        folder.close()
        say(f"{number(count, 'record')} written to {out}")
        return 0

    finish(work)
