"""`truceline add`: read reports and store them with their claims."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from truceline.commands.common import DB, epilog, finish, number, opened, progress, say, some
from truceline.commands.common import day as parse_day
from truceline.intake import Failure, IntakeOptions, read_inputs

if TYPE_CHECKING:
    from truceline.reading.reader import Reader
    from truceline.record.writing import Stored

EXAMPLE = epilog("truceline add stories/", "truceline add feed.jsonl --db postgresql://me@localhost/record")


def register(app: typer.Typer) -> None:
    """Give the command line its command."""
    app.command(epilog=EXAMPLE)(add)


def add(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT…", help="A .txt, .html, .json or .jsonl file, a folder of them, or - for standard input."
        ),
    ],
    db: DB = None,
    published: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Date of publication, YYYY-MM-DD, in place of what the inputs say."),
    ] = None,
    publisher: Annotated[str | None, typer.Option(help="Publisher, in place of what the inputs say.")] = None,
    title: Annotated[str | None, typer.Option(help="Title, in place of what the inputs say.")] = None,
    model: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="An installed spaCy pipeline of English in place of the shipped model."),
    ] = None,
    threads: Annotated[int, typer.Option(min=0, help="Processor cores to use; 0 for all.")] = 0,
) -> None:
    """Read reports and keep them in the record. What it holds already is not read again.

    Each report is stored with its claims or not at all: after an interruption, run the same command again.
    """

    def work() -> int:
        said = IntakeOptions(parse_day(published, "--published"), publisher, title)
        tally = _Tally()
        with opened(db, create=True) as store:
            try:
                with progress() as shown:
                    for outcome in store.add_each(read_inputs(inputs, said), load, model=model):
                        tally.add(outcome)
                        shown(tally.done, f"{number(tally.claims, 'claim')}")
            finally:
                say(tally.summary())
        return int(bool(tally.failed))

    def load() -> Reader:
        from truceline.reading.reader import Reader

        return Reader(model, threads=threads)

    finish(work)


class _Tally:
    """What became of the reports."""

    def __init__(self) -> None:
        self.outcomes: Counter[str] = Counter()
        self.failed: list[str] = []
        self.claims = self.copies = self.carried = 0
        self.left: list[str] = []

    @property
    def done(self) -> int:
        return self.outcomes.total() + len(self.failed)

    def add(self, outcome: Stored | Failure) -> None:
        """Count one report, and say at once what is wrong with it."""
        if isinstance(outcome, Failure):
            say(f"error: {outcome.error}")
            self.failed.append(outcome.place)
            return
        self.outcomes[outcome.outcome] += 1
        self.claims += outcome.claims
        self.copies += int(bool(outcome.copies))
        self.carried += outcome.carried
        self.left += outcome.left

    def summary(self) -> str:
        """What was stored and what was not, in a line."""
        new, changed, same = (self.outcomes[o] for o in ("new", "version", "unchanged"))
        rest = (
            (changed, f"{changed} in a new version"),
            (self.copies, f"{self.copies} the same as others or nearly so"),
            (same, f"{same} known already"),
            (self.carried, f"{number(self.carried, 'correction')} carried over"),
            (self.left, f"corrections left with the former version of claims {some(self.left)}"),
            (self.failed, f"not added: {some(self.failed)}"),
        )
        parts = [f"{number(new + changed, 'report')} added with {number(self.claims, 'claim')}"]
        parts += [words for is_so, words in rest if is_so]
        return "; ".join(parts)
