"""`truceline show`: one report, claim or incident, with all that the record knows of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from truceline.commands.common import DB, FORMAT, Format, draw, emit_one, epilog, finish, opened, say, some
from truceline.commands.find import label_of, print_claims

if TYPE_CHECKING:
    from truceline.incidents import Incident
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
    from truceline.record.retrieval import report_object

    if format is Format.CSV:
        print_claims(shown.claims, format)
        return
    emit_one(report_object(shown, copies, explain=explain), format)


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
            from truceline.record.retrieval import claim_object

            emit_one(claim_object(found, explain=explain), format)
        return 0

    finish(work)


def _draw_claim(found: StoredClaim, record: Any, *, explain: bool) -> None:
    from truceline.tables import table

    draw(table(record, explain=explain, labels=[label_of(found, with_report=True)]))


@app.command(epilog=epilog("truceline show incident i3f9a0c52d1"))
def incident(
    id: Annotated[str, typer.Argument(metavar="ID", help="Id of the incident, or its first letters.")],
    db: DB = None,
    format: FORMAT = Format.TABLE,
) -> None:
    """Show an incident: its claims side by side, who says what in which words, and where they disagree."""

    def work() -> int:
        from truceline.commands.incidents import STALE
        from truceline.incidents import of_record
        from truceline.record.retrieval import claim_object

        with opened(db) as store:
            one = of_record.incident_in(store, id)
            claims = store.claims_of(one.claims)
            old = store.incidents_stale()
        if format is Format.TABLE:
            _draw_incident(one, claims)
        elif format is Format.CSV:
            print_claims(claims, format)
        else:
            emit_one(of_record.plain(one) | {"members": [claim_object(c) for c in claims]}, format)
        if old:
            say(STALE)
        return 0

    finish(work)


def _draw_incident(one: Incident, claims: list[StoredClaim]) -> None:
    from rich.console import Group
    from rich.text import Text

    from truceline.commands.incidents import headline
    from truceline.incidents.contradictions import amount_words
    from truceline.tables import claim_block, column_titles, printable

    parts: list[Any] = [Text(printable(headline(one)), style="bold"), Text(f"incident {one.id}", style="dim")]
    for figure in one.killed.figures if one.killed else ():
        day = f" on {figure.told}" if figure.told else ""
        told = f"{amount_words(figure.amount)} killed, says {figure.by}{day} ({figure.state})"
        parts.append(Text(printable(told)))
    parts.append(column_titles())
    for place, c in enumerate(claims, start=1):
        label = label_of(c, with_report=True)
        parts += [claim_block(place, c.claim, words=c.words, condition=c.condition, label=label), Text()]
    draw(Group(*parts))
