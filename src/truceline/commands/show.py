"""`truceline show`: one report or one claim, with all that the record knows of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from truceline.commands.common import DB, FORMAT, Format, draw, emit_one, epilog, finish, opened, say, some
from truceline.commands.find import claim_object, label_of, print_claims

if TYPE_CHECKING:
    from truceline.record.retrieval import Shown
    from truceline.record.stored import StoredClaim, StoredReport

EXPLAIN = Annotated[
    bool, typer.Option("--explain", help="Say for each value which words, which rule or which person gave it.")
]
app = typer.Typer(
    no_args_is_help=True, help="Show one thing of the record.", epilog=epilog("truceline show claim k3xq7ab2")
)


def register(main: typer.Typer) -> None:
    """Give the command line its commands."""
    main.add_typer(app, name="show")


@app.command(epilog=epilog("truceline show report story-17", "truceline show report https://example.org/story"))
def report(
    id: Annotated[str, typer.Argument(metavar="ID", help="Id or web address of the report.")],
    version: Annotated[int | None, typer.Option(min=1, help="An earlier version, in place of the current one.")] = None,
    explain: EXPLAIN = False,
    db: DB = None,
    format: FORMAT = Format.TABLE,
) -> None:
    """Show a report, its copies, and its claims as they stand after corrections."""

    def work() -> int:
        with opened(db) as store:
            shown = store.report(id, version, explain=explain)
            copies = store.copies(shown.about)
        if format is Format.TABLE:
            _draw_report(shown, copies, explain=explain)
        else:
            print_report(shown, copies, format, explain=explain)
        return 0

    finish(work)


def _draw_report(shown: Shown, copies: list[StoredReport], *, explain: bool) -> None:
    from truceline.tables import table

    draw(table(shown.record, explain=explain, labels=[label_of(c) for c in shown.claims]))
    about = shown.about
    number = f"version {about.version}{'' if about.current else ', superseded'}"
    say(f"report {about.key}, {number}, read by {about.reader}")
    if copies:
        say(f"the same text or nearly so: {some([c.key for c in copies])}")


def print_report(shown: Shown, copies: list[StoredReport], format: Format, *, explain: bool) -> None:
    """Print a report as JSON in the claim format, with the ids of its claims; or its claims as CSV."""
    if format is Format.CSV:
        print_claims(shown.claims, format)
        return
    record = shown.record.to_dict(explain=explain)
    for claim, stored in zip(record["claims"], shown.claims, strict=True):
        claim["id"], claim["verdict"], claim["state"] = stored.id, stored.verdict, stored.state
    about: dict[str, Any] = {k: getattr(shown.about, k) for k in ("key", "version", "current", "reader", "added")}
    emit_one(about | {"copies": [c.key for c in copies]} | record, format)


@app.command(epilog=epilog("truceline show claim k3xq7ab2 --explain"))
def claim(
    id: Annotated[str, typer.Argument(metavar="ID", help="Id of the claim, or its first letters.")],
    explain: EXPLAIN = False,
    db: DB = None,
    format: FORMAT = Format.TABLE,
) -> None:
    """Show a claim as it stands after corrections, with its words and what is known of its report."""

    def work() -> int:
        with opened(db) as store:
            found = store.claim(id, explain=True)
            record = store.report(found.report, found.version).record if format is Format.TABLE else None
        if record is not None:
            _draw_claim(found, record.model_copy(update={"claims": (found.claim,)}), explain=explain)
        elif format is Format.CSV:
            print_claims([found], format)
        else:
            emit_one(claim_object(found, explain=explain), format)
        return 0

    finish(work)


def _draw_claim(found: StoredClaim, record: Any, *, explain: bool) -> None:
    from truceline.tables import table

    draw(table(record, explain=explain, labels=[label_of(found, with_report=True)]))
