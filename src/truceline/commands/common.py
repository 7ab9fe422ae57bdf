"""What the commands share: options, messages, exit codes, progress, and rows that are printed in four ways."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from truceline.errors import TrucelineError, UsageError
from truceline.intake.dates import parse_date
from truceline.tables import WIDTH, printable
from truceline.views import csv_line, guarded, safe_json

if TYPE_CHECKING:
    from rich.console import RenderableType

    from truceline.record.store import Store

INTERRUPTED = 130
PIPE_CLOSED = 141
MANY = 3
"""From more reports than this on, a terminal shows how far a batch has come."""

NAMED = 20
"""How many things of a long list a message names."""

EXIT_CODES = """\
Exit codes: 0 done · 1 what was asked for is not there, or some of it was not done, and standard error says why · 2 wrong usage ·
3 a part of the program is missing (language model, analysis) · 4 the record cannot be opened or written · 5 no estimate · 130 interrupted · 141 whoever read the output stopped reading
"""


class Format(StrEnum):
    """How things are printed."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


# The filters of claims, the same words in every command that takes them.
Actor = Annotated[str | None, typer.Option(help="A word or more of the name of who did it.")]
Recipient = Annotated[str | None, typer.Option(help="A word or more of the name of whom it was done to.")]
EventType = Annotated[str | None, typer.Option(help="PLOVER event type, as ASSAULT.")]
Mode = Annotated[str | None, typer.Option(help="Mode of the event, as ceasefire.")]
StatusOf = Annotated[str | None, typer.Option(help="actual, negated, future or hypothetical.")]
Since = Annotated[str | None, typer.Option(metavar="DATE", help="Only what happened on this day or later.")]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="Only what happened on this day or earlier.")]
Copies = Annotated[bool, typer.Option("--copies", help="Also what only repeats an earlier report word for word.")]
Rejected = Annotated[bool, typer.Option("--rejected", help="Also claims that a person rejected.")]
Superseded = Annotated[bool, typer.Option("--superseded", help="Also claims of earlier versions of reports.")]
LeastSure = Annotated[float, typer.Option(min=0.0, max=1.0, help="Only claims at least this sure.")]

DB = Annotated[
    str | None,
    typer.Option(
        "--db",
        metavar="URL",
        help="The record: a file, or postgresql://user@host/name. Default: $TRUCELINE_DB, else a file in your data folder.",
    ),
]
FORMAT = Annotated[
    Format, typer.Option("--format", "-f", help="How to print: table, json, jsonl (one a line), csv (one a line).")
]
WHY = Annotated[str | None, typer.Option("--why", help="Why: for the history, and for those who come after.")]
WHO = Annotated[
    str | None,
    typer.Option("--who", metavar="NAME", help="Who says so. Default: $TRUCELINE_USER, else your login name."),
]


def epilog(*examples: str) -> str:
    """What stands under the help of a command: an example, and the exit codes."""
    return "\n\n".join([f"Example:  [bold]{example}[/bold]" for example in examples] + [EXIT_CODES])


def finish(work: Callable[[], int | None]) -> None:
    """Do the work of a command and leave with its exit code; an error is one line that says what to do."""
    try:
        code = work() or 0
        sys.stdout.flush()
    except BrokenPipeError:
        # Nothing more can be said there, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = PIPE_CLOSED
    except KeyboardInterrupt:
        say("interrupted")
        code = INTERRUPTED
    except TrucelineError as error:
        say(f"error: {error}")
        code = error.exit_code
    raise typer.Exit(code)


def say(line: str) -> None:
    """One line on standard error, without the control characters that a text from outside may hold."""
    typer.echo("truceline: " + printable(line), err=True)


def some(names: Sequence[str]) -> str:
    """The first names of a list, and how many more there are."""
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


def number(count: int, thing: str) -> str:
    """A count in words: "1 report", "2 reports"."""
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def day(value: str | None, option: str) -> dt.date | None:
    """The day that an option names. Raises UsageError."""
    try:
        return parse_date(value) if value is not None else None
    except ValueError as error:
        raise UsageError(str(error), place=option, remedy="write a day as YYYY-MM-DD") from None


@contextmanager
def opened(db: str | None, *, create: bool = False) -> Iterator[Store]:
    """The record that a command works on. Raises NotFoundError where there is none, unless `create`; StoreError."""
    from truceline.record.store import open as open_record

    with open_record(db, create=create) as store:
        yield store


@contextmanager
def progress(*, shown: bool | None = None) -> Iterator[Callable[[int, str], None]]:
    """A function that shows on standard error how many reports are done, and a word on them, from MANY on."""
    if not (sys.stderr.isatty() if shown is None else shown):
        yield lambda done, more: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", visible=False)
        yield lambda done, more: bar.update(task, description=f"{done} reports, {more}", visible=done >= MANY)


Row = Mapping[str, Any]


def emit(
    rows: Iterable[Row],
    format: Format,
    *,
    table: Callable[[], RenderableType],
    columns: Sequence[str],
    flat: Callable[[Row], Row] = dict,
) -> None:
    """Print rows: as a table to be read, a JSON list, an object a line, or as CSV, `flat` and with these columns."""
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    if format is Format.TABLE:
        draw(table())
    elif format is Format.JSON:
        print(safe_json(list(rows), indent=2))
    elif format is Format.JSONL:
        for row in rows:
            print(safe_json(row))
    else:
        sys.stdout.write(csv_line(columns))
        for row in rows:
            cells = flat(row)
            sys.stdout.write(csv_line(guarded(_cell(cells.get(name))) for name in columns))


def emit_one(value: Row, format: Format) -> None:
    """Print one thing as a JSON object, on one line for JSON lines."""
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    print(safe_json(value, indent=None if format is Format.JSONL else 2))


def _cell(value: Any) -> Any:
    if isinstance(value, list | tuple | dict):
        return json.dumps(value, ensure_ascii=False)
    return value.isoformat() if isinstance(value, dt.date) else value


def draw(what: RenderableType) -> None:
    """Print a table with rich, no wider than is read well."""
    from rich.console import Console

    console = Console(file=sys.stdout, highlight=False, emoji=False, markup=False)
    console.width = min(console.width, WIDTH) if console.is_terminal else WIDTH
    with console.capture() as printed:
        console.print(what)
    sys.stdout.write("".join(f"{line.rstrip()}\n" for line in printed.get().splitlines()))
