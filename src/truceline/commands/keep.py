"""`truceline reread`, `check`, `backup`, `restore`: keep the record up to date, whole and safe."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from truceline.commands.common import (
    DB,
    FORMAT,
    Format,
    emit,
    epilog,
    finish,
    number,
    opened,
    progress,
    say,
    some,
)
from truceline.intake import Failure

if TYPE_CHECKING:
    from rich.console import RenderableType

    from truceline.reading.reader import Reader
    from truceline.record.rereading import Reread


def register(app: typer.Typer) -> None:
    """Give the command line its commands."""
    app.command(epilog=epilog("truceline reread"))(reread)
    app.command(epilog=epilog("truceline check"))(check)
    app.command(epilog=epilog("truceline backup record-2024-05-01.db"))(backup)
    app.command(epilog=epilog("truceline restore record-2024-05-01.db --db postgresql://me@localhost/record"))(restore)


CHANGE_COLUMNS = ("claim", "kind", "field", "old", "new")


def reread(
    everything: Annotated[bool, typer.Option("--all", help="Also reports that today's reader has read.")] = False,
    model: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="An installed spaCy pipeline of English in place of the shipped model."),
    ] = None,
    threads: Annotated[int, typer.Option(min=0, help="Processor cores to use; 0 for all.")] = 0,
    db: DB = None,
    format: FORMAT = Format.TABLE,
) -> None:
    """Read again all that an older version of the reader has read. Every correction is kept; what changed is listed.

    Each report is renewed as a whole or not at all: after an interruption, run the same command again.
    """

    def load() -> Reader:
        from truceline.reading.reader import Reader

        return Reader(model, threads=threads)

    def work() -> int:
        from truceline.record.rereading import Reread

        total, failed = Reread(), []
        with opened(db) as store:
            try:
                with progress() as shown:
                    for outcome in store.reread(load, model=model, everything=everything):
                        if isinstance(outcome, Failure):
                            say(f"error: {outcome.error}")
                            failed.append(outcome.place)
                        else:
                            total.add(outcome)
                        shown(total.reports + len(failed), f"{number(len(total.changes), 'change')}")
            finally:
                say(_summary(total))
        rows = (vars(change) for change in total.changes)
        emit(rows, format, table=lambda: _changes(total), columns=CHANGE_COLUMNS)
        return int(bool(failed))

    finish(work)


def _summary(total: Reread) -> str:
    parts = [f"{number(total.reports, 'report')} read again; claims: {total.same} the same"]
    for kind, words in (
        ("value", "changed"), ("found", "new"), ("back", "back"), ("gone", "gone"), ("kept", "no longer read, but kept as corrected"),
    ):  # fmt: skip
        parts += [f"{total.count(kind)} {words}"] if total.count(kind) else []
    parts += [f"corrections hold on {number(total.held, 'claim')}"] if total.held else []
    lost = f"; corrected, but no longer read: {some(total.orphaned)}" if total.orphaned else ""
    return ", ".join(parts) + lost


def _changes(total: Reread) -> RenderableType:
    from rich.table import Table

    from truceline.record.values import in_words
    from truceline.tables import printable

    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    for name in ("claim", "what", "from", "to"):
        table.add_column(name, overflow="fold")
    for c in total.changes:
        sides = (in_words(c.old), in_words(c.new)) if c.field else ("", "")
        table.add_row(c.claim, c.field or c.kind, *(printable(side) for side in sides))
    return table if total.changes else "nothing changed"


def check(db: DB = None, format: FORMAT = Format.TABLE) -> None:
    """See whether the record is whole: pages, rows, texts, offsets, corrections. Exit code 1 if it is not."""

    def work() -> int:
        with opened(db) as store:
            found = list(store.check())
        emit(
            (vars(f) for f in found),
            format,
            table=lambda: _faults([f"{f.place}: {f.problem}" for f in found]),
            columns=("place", "problem"),
        )
        if found:
            say("put a backup in its place: truceline restore BACKUP --replace")
        return int(bool(found))

    finish(work)


def _faults(lines: list[str]) -> RenderableType:
    from truceline.tables import printable

    return "\n".join(printable(line) for line in lines) or "the record is whole"


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A new file.")],
    db: DB = None,
) -> None:
    """Write the whole record into one file. It is itself a record: --db FILE reads it."""

    def work() -> int:
        with opened(db) as store:
            store.backup(file)
        say(f"the record is in {file}")
        return 0

    finish(work)


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup.")],
    replace: Annotated[bool, typer.Option("--replace", help="Lose what the record holds now.")] = False,
    db: DB = None,
) -> None:
    """Fill a record from a backup, all or nothing; also from SQLite to PostgreSQL and back."""

    def work() -> int:
        from truceline.record.backups import restore as fill
        from truceline.record.database import Database
        from truceline.record.location import locate

        database = Database(locate(db))
        try:
            fill(database, file, replace=replace)
        finally:
            database.close()
        say(f"the record is as {file} has it")
        return 0

    finish(work)
