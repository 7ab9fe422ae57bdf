"""`truceline analyse`: whether violence moves with talks, ceasefires or offers, how sure that is, and what it does not show."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from truceline.analysis.treat import Treat
from truceline.commands.common import DB, FORMAT, Format, Since, Until, day, emit, epilog, finish, number, opened, say

if TYPE_CHECKING:
    from rich.console import RenderableType

    from truceline.analysis import Analysis

EPILOG = epilog("truceline analyse TTP --treat ceasefire --out report")


def register(main: typer.Typer) -> None:
    """Give the command line its command."""
    main.command(epilog=EPILOG)(analyse)


def analyse(
    conflict: Annotated[
        str, typer.Argument(metavar="CONFLICT", help="Its id, the beginning of it, or the name of a side, as TTP.")
    ],
    treat: Annotated[Treat, typer.Option(help="What violence is set against.")] = Treat.TALKS,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", metavar="DIR", help="Write the report (HTML, PDF), figures and frames (CSV) there."
        ),
    ] = None,
    since: Since = None,
    until: Until = None,
    db: DB = None,
    format: FORMAT = Format.TABLE,
) -> None:
    """Estimate how attacks and deaths differ in weeks with talks, a ceasefire or an offer, and say what that does not show."""

    def work() -> None:
        from truceline.actors.registry import load
        from truceline.analysis import analyse as analysed
        from truceline.analysis.effects import EFFECT
        from truceline.analysis.files import rows_of, write_reports
        from truceline.processes.called import conflict_called

        first, last = day(since, "--since"), day(until, "--until")
        with opened(db) as store:
            found = analysed(store, conflict_called(store, load(), conflict), treat=treat, since=first, until=last)
        emit(rows_of(found.effect), format, table=lambda: _told(found), columns=EFFECT)
        if out:
            files = write_reports(found, out)
            say(f"{number(len(files), 'file')} written; the report is {files[0]}")

    finish(work)


def _told(found: Analysis) -> RenderableType:
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    from truceline.analysis.content import content

    said = content(found)
    lines: list[Any] = [Text(said.title, style="bold"), Text(said.finding), Text(), Text(said.basis), Text()]
    lines += [_numbers(said.lines), Text()]
    lines += [Text(line) for line in said.others]
    lines += [Text(), Text("What this does not show", style="bold")]
    lines += [Padding(Text(line), (0, 0, 0, 2)) for line in said.caveats]
    return Group(*lines, Text(), Text(said.method, style="dim"))


def _numbers(lines: Any) -> RenderableType:
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    table.add_column("counted", overflow="fold", ratio=1)
    for name in ("with", "without", "ratio", "95 % interval", "p"):
        table.add_column(name, justify="right")
    for line in lines:
        cells = (line.label, line.treated, line.untreated, line.ratio or "–", line.interval or "–", line.p or "–")
        table.add_row(*cells)
        if line.refused:
            table.add_row(f"  no estimate: {line.refused}")
    return table
