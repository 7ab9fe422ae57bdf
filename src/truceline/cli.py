"""The command line: `truceline read INPUT…`, and the commands on the record, which `commands` holds."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import truceline
from truceline.batch import Tally, records
from truceline.claim import Record
from truceline.commands import add_commands
from truceline.commands.common import INTERRUPTED, Format, day, epilog, finish, progress, say, some
from truceline.errors import InputError, TrucelineError
from truceline.intake import Failure, IntakeOptions, read_inputs
from truceline.outputs import Output, RecordFolder, printer

if TYPE_CHECKING:
    from truceline.reading.reader import Reader

EPILOG = epilog("truceline read story.txt --published 2021-10-02")

app = typer.Typer(
    no_args_is_help=True, add_completion=False, rich_markup_mode="rich", pretty_exceptions_enable=False, epilog=EPILOG
)


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

    def work() -> int:
        said = IntakeOptions(day(published, "--published"), publisher, title)
        return run(inputs, said, Choices(format, out, explain, min_confidence, model, threads))

    finish(work)


def run(inputs: list[str], said: IntakeOptions, choices: Choices) -> int:
    """Read the inputs, give out their records and say what was read; the exit code. Raises UsageError, ModelError."""
    outputs = _outputs(inputs, choices)
    tally, code = Tally(), 0

    def load() -> Reader:
        # Brings the language model with it: not before there is something to read.
        from truceline.reading.reader import Reader

        return Reader(choices.model, threads=choices.threads)

    found = records(read_inputs(inputs, said), load, min_confidence=choices.min_confidence)
    with progress(shown=_shows_progress(choices)) as shown:
        try:
            for outcome in found:
                tally.add(_give(outcome, outputs))
                shown(tally.reports + len(tally.failed), f"{tally.claims} claims")
        except KeyboardInterrupt:
            say("interrupted")
            code = INTERRUPTED
    for output in outputs:
        output.close()
    sys.stdout.flush()
    say(summary(tally))
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
        say(f"error: {outcome.error}")
        return outcome
    try:
        for output in outputs:
            output.write(outcome)
    except TrucelineError as error:
        say(f"error: {error}")
        return Failure(outcome.report.id, InputError(error.problem, place=error.place, remedy=error.remedy))
    return outcome


def summary(tally: Tally) -> str:
    """What was read and what was not: "2 reports read, 31 claims; not read: broken.txt"."""
    read = f"{tally.reports} {'report' if tally.reports == 1 else 'reports'} read, {tally.claims} claims"
    return f"{read}; not read: {some(tally.failed)}" if tally.failed else read


def _shows_progress(choices: Choices) -> bool:
    """Progress is for those who watch, where it does not run into what is printed."""
    return sys.stderr.isatty() and (not sys.stdout.isatty() or (choices.folder is not None and choices.format is None))


add_commands(app)
