"""`truceline incidents` and `truceline contradictions`: which claims tell of one happening, and where sources disagree."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from truceline.commands.common import DB, FORMAT, Format, day, emit, epilog, finish, number, opened, say

if TYPE_CHECKING:
    from rich.console import RenderableType

    from truceline.incidents import Contradiction, Incident

STALE = "the record has changed since incidents were last made; make them anew: truceline incidents rebuild"
NONE_YET = "no incidents; they are made by: truceline incidents rebuild"

app = typer.Typer(
    no_args_is_help=True,
    help="Incidents: the happenings that claims tell of.",
    epilog=epilog("truceline incidents rebuild"),
)


def register(main: typer.Typer) -> None:
    """Give the command line its commands."""
    main.add_typer(app, name="incidents")
    main.command(epilog=epilog("truceline contradictions --format csv"))(contradictions)


@app.command(epilog=epilog("truceline incidents rebuild"))
def rebuild(db: DB = None) -> None:
    """Make all incidents, and the conflicts of them, anew from the claims as they stand, whatever order reports came in."""

    def work() -> None:
        from truceline.actors import load
        from truceline.processes.rebuilding import rebuild as made_anew

        with opened(db) as store:
            made = made_anew(store, load())
        of = f"{number(made.incidents, 'incident')} made of {number(made.claims, 'claim')}"
        say(f"{of}, and {number(made.conflicts, 'conflict')} of these")

    finish(work)


@app.command("list", epilog=epilog("truceline incidents list --event ASSAULT --since 2021-09-01 --min-killed 10"))
def list_(
    event: Annotated[str | None, typer.Option(help="PLOVER event type, as ASSAULT.")] = None,
    standing: Annotated[
        str | None, typer.Option(help="confirmed, claimed, denied, reported, planned or possible.")
    ] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Only what happened on this day or later.")] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only what happened on this day or earlier.")
    ] = None,
    min_killed: Annotated[int, typer.Option(min=0, help="Only where somebody tells of so many killed.")] = 0,
    limit: Annotated[int, typer.Option("--limit", "-n", min=0, help="How many at most; 0 for all.")] = 20,
    db: DB = None,
    format: FORMAT = Format.TABLE,
) -> None:
    """List incidents as they were last made, the latest first."""

    def work() -> None:
        from truceline.incidents import of_record
        from truceline.incidents.flat import INCIDENT_COLUMNS, incident_cells
        from truceline.record import IncidentQuery

        query = IncidentQuery(event, standing, day(since, "--since"), day(until, "--until"), min_killed)
        with opened(db) as store:
            found, old = of_record.incidents_in(store, query, limit or None), store.incidents_stale()
        by_id = {one.id: one for one in found}
        rows = (of_record.plain(one) for one in found)
        emit(
            rows,
            format,
            table=lambda: _listed(found),
            columns=INCIDENT_COLUMNS,
            flat=lambda row: incident_cells(by_id[row["id"]]),
        )
        if not found:
            say(NONE_YET if query == IncidentQuery() else "no such incidents")
        if old:
            say(STALE)

    finish(work)


def days(one: Incident) -> str:
    """When an incident was, in words."""
    from truceline.tables import day as in_words

    if one.start is None or one.end is None:
        return "no date"
    return in_words(one.start) if one.start == one.end else f"{in_words(one.start)} – {in_words(one.end)}"


def headline(one: Incident) -> str:
    """An incident in a line: what, who to whom, when, where, how many killed, how far it is established."""
    from truceline.incidents.flat import joined

    who = " → ".join(part for part in (joined(one.actors), joined(one.recipients)) if part)
    toll = one.killed
    killed = ""
    if toll:
        most = "or more" if toll.high is None else "" if toll.high == toll.low else f"to {toll.high}"
        killed = f"{toll.low} {most}".strip() + " killed" + (", disputed" if toll.disputed else "")
    what = one.event.value + (f" {one.mode}" if one.mode else "")
    return " · ".join(p for p in (what, who, days(one), joined(one.where[:1]), killed, one.standing.value) if p)


def _listed(found: list[Incident]) -> RenderableType:
    from rich.console import Group
    from rich.text import Text

    from truceline.tables import printable

    lines: list[RenderableType] = []
    for one in found:
        about = f"  incident {one.id} · {number(len(one.claims), 'claim')} · {number(len(one.voices), 'voice')}"
        lines += [Text(printable(headline(one))), Text(about, style="dim")]
    return Group(*lines) if lines else Text("no incidents")


def contradictions(db: DB = None, format: FORMAT = Format.TABLE) -> None:
    """Show where sources disagreed when incidents were last made: on numbers, who did it, whether it happened; in whose words."""

    def work() -> None:
        from truceline.incidents import of_record
        from truceline.incidents.flat import DISPUTE_COLUMNS, dispute_cells

        with opened(db) as store:
            found, old = of_record.contradictions_in(store), store.incidents_stale()
            none_yet = not found and not of_record.incidents_in(store, limit=1)
        if format is Format.CSV:
            rows = [row for one in found for row in dispute_cells(one)]
        else:
            rows = [of_record.plain(one) for one in found]
        emit(rows, format, table=lambda: disputes(found), columns=DISPUTE_COLUMNS)
        if none_yet:
            say(NONE_YET)
        elif format is Format.TABLE:
            say(number(len(found), "contradiction"))
        if old:
            say(STALE)

    finish(work)


def disputes(found: Iterable[Contradiction]) -> RenderableType:
    """Contradictions to print with rich: the reason, then each position with who says it, in which words."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    from truceline.incidents.flat import dispute_cells
    from truceline.tables import printable

    lines: list[RenderableType] = []
    for one in found:
        where = f" (incident {one.incident})" if one.incident else ""
        lines.append(Text(printable(f"{one.dispute.value}: {one.reason}{where}"), style="bold"))
        for row in dispute_cells(one):
            said = f"{row['says']}, says {row['by']}: “{row['words']}” (claim {row['claim']})"
            lines.append(Padding(Text(printable(said)), (0, 0, 0, 2)))
        lines.append(Text())
    return Group(*lines) if lines else Text("no contradictions")
