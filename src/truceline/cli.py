"""The command line: `truceline read INPUT…`."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import truceline
from truceline.batch import Tally, records
from truceline.claim import Record
from truceline.errors import InputError, TrucelineError, UsageError
from truceline.intake import Failure, IntakeOptions, read_inputs
from truceline.intake.dates import parse_date
from truceline.outputs import Output, RecordFolder, printer
from truceline.tables import printable

if TYPE_CHECKING:
    from truceline.reading.reader import Reader

MANY = 3
"""From more reports than this on, a terminal shows how far the batch has come."""

NAMED = 20
"""How many of the inputs that were not read the summary names."""

INTERRUPTED = 130
PIPE_CLOSED = 141
EPILOG = """\
Example:  [bold]truceline read story.txt --published 2021-10-02[/bold]

Exit codes: 0 everything was read · 1 some input was not, and standard error says why · 2 wrong usage · 3 no usable
language model · 130 interrupted · 141 whoever read the output stopped reading
"""

app = typer.Typer(
    no_args_is_help=True, add_completion=False, rich_markup_mode="rich", pretty_exceptions_enable=False, epilog=EPILOG
)


class Format(StrEnum):
    """How records are printed."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


@dataclass(frozen=True)
class Choices:
    """How records are read and where they go."""

    format: Format | None
    folder: Path | None
    explain: bool
    min_confidence: float
    model: str | None
    threads: int


def main() -> None:
    """Run the command line."""
    app()


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"truceline {truceline.__version__}")
        raise typer.Exit


@app.callback()
def truceline_command(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """The open record of talks and violence: news reports into attributed claims."""


@app.command(epilog=EPILOG)
def read(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT…",
            help="A .txt, .html, .json or .jsonl file, a folder of them, or - for standard input.",
        ),
    ],
    format: Annotated[
        Format | None,
        typer.Option(
            "--format",
            "-f",
            help="How to print: table (the default), json, jsonl (a record a line), csv (a claim a line).",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            metavar="DIR",
            help="Write a claim record <report id>.json each into this folder, and print only if --format is given too.",
        ),
    ] = None,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain", help="Say for each value which words and which rule or model head gave it, and how sure it is."
        ),
    ] = False,
    published: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Date of publication, YYYY-MM-DD, in place of what the inputs say."),
    ] = None,
    publisher: Annotated[str | None, typer.Option(help="Publisher, in place of what the inputs say.")] = None,
    title: Annotated[str | None, typer.Option(help="Title, in place of what the inputs say.")] = None,
    min_confidence: Annotated[
        float, typer.Option(min=0.0, max=1.0, help="Leave out claims with less confidence than this.")
    ] = 0.0,
    model: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="An installed spaCy pipeline of English to use in place of the shipped model."
        ),
    ] = None,
    threads: Annotated[int, typer.Option(min=0, help="Processor cores to use; 0 for all.")] = 0,
) -> None:
    """Read news reports: who did what to whom, when and where, on whose word, each claim with its exact words."""
    try:
        said = IntakeOptions(_date(published), publisher, title)
        choices = Choices(format, out, explain, min_confidence, model, threads)
        code = run(inputs, said, choices)
    except BrokenPipeError:
        # Nothing more can be said there, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = PIPE_CLOSED
    except TrucelineError as error:
        _say(f"error: {error}")
        code = error.exit_code
    raise typer.Exit(code)


def _date(value: str | None) -> dt.date | None:
    try:
        return parse_date(value) if value is not None else None
    except ValueError as error:
        raise UsageError(str(error), place="--published", remedy="write a day as YYYY-MM-DD") from None


def run(inputs: list[str], said: IntakeOptions, choices: Choices) -> int:
    """Read the inputs, give out their records and say what was read; the exit code. Raises UsageError, ModelError."""
    outputs = _outputs(inputs, choices)
    tally, code = Tally(), 0

    def load() -> Reader:
        # Brings the language model with it: not before there is something to read.
        from truceline.reading.reader import Reader

        return Reader(choices.model, threads=choices.threads)

    found = records(read_inputs(inputs, said), load, min_confidence=choices.min_confidence)
    with _progress(tally, shown=_shows_progress(choices)) as tracked:
        try:
            for outcome in tracked(found):
                tally.add(_give(outcome, outputs))
        except KeyboardInterrupt:
            _say("interrupted")
            code = INTERRUPTED
    for output in outputs:
        output.close()
    sys.stdout.flush()
    _say(summary(tally))
    return code or int(bool(tally.failed))


def _outputs(inputs: list[str], choices: Choices) -> list[Output]:
    """Where each record goes. With a folder given, nothing is printed unless a format is asked for."""
    found: list[Output] = []
    if choices.folder is not None:
        found.append(RecordFolder(choices.folder, explain=choices.explain))
    if choices.folder is None or choices.format is not None:
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
        found.append(printer((choices.format or Format.TABLE).value, sys.stdout, explain=choices.explain))
    return found


def _give(outcome: Record | Failure, outputs: list[Output]) -> Record | Failure:
    """Give a record to every output, or say why there is none; what could not be written counts as not read."""
    if isinstance(outcome, Failure):
        _say(f"error: {outcome.error}")
        return outcome
    try:
        for output in outputs:
            output.write(outcome)
    except TrucelineError as error:
        _say(f"error: {error}")
        return Failure(outcome.report.id, InputError(error.problem, place=error.place, remedy=error.remedy))
    return outcome


def _say(line: str) -> None:
    """One line on standard error, without the control characters that a text from outside may hold."""
    typer.echo("truceline: " + printable(line), err=True)


def summary(tally: Tally) -> str:
    """What was read and what was not: "2 reports read, 31 claims; not read: broken.txt"."""
    read = f"{tally.reports} {'report' if tally.reports == 1 else 'reports'} read, {tally.claims} claims"
    if not tally.failed:
        return read
    named = ", ".join(tally.failed[:NAMED])
    more = f" and {len(tally.failed) - NAMED} more" if len(tally.failed) > NAMED else ""
    return f"{read}; not read: {named}{more}"


def _shows_progress(choices: Choices) -> bool:
    """Progress is for those who watch, where it does not run into what is printed."""
    return sys.stderr.isatty() and (not sys.stdout.isatty() or (choices.folder is not None and choices.format is None))


@contextmanager
def _progress(
    tally: Tally, *, shown: bool
) -> Iterator[Callable[[Iterable[Record | Failure]], Iterator[Record | Failure]]]:
    """A function that shows on standard error how many reports have passed through it, from MANY on."""
    if not shown:
        yield iter
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", visible=False)

        def tracked(found: Iterable[Record | Failure]) -> Iterator[Record | Failure]:
            for outcome in found:
                yield outcome
                done = tally.reports + len(tally.failed)
                bar.update(task, description=f"{done} reports, {tally.claims} claims", visible=done >= MANY)

        yield tracked
