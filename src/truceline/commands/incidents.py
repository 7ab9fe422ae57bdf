"""`truceline incidents` and `truceline contradictions`: which claims tell of one happening, and where sources disagree."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from truceline.commands.common import DB, FORMAT, Format, day, emit, epilog, finish, number, opened, say

if TYPE_CHECKING:
    from rich.console import RenderableType

    from truceline.incidents import Contradiction, Incident

COLUMNS = ("id", "event", "mode", "standing", "start", "end", "actors", "recipients", "where", "killed_low", "killed_high", "claims", "voices")  # fmt: skip
DISPUTES = ("dispute", "incident", "reason", "says", "by", "words", "claim")
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
    """Make all incidents anew from the claims as they stand; the same in whatever order the reports came."""

    def work() -> None:
        from truceline.actors import load
        from truceline.incidents import of_record

        with opened(db) as store:
            made = of_record.rebuild(store, load())
        say(f"{number(made.incidents, 'incident')} made of {number(made.claims, 'claim')}")

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
        from truceline.record import IncidentQuery

        query = IncidentQuery(event, standing, day(since, "--since"), day(until, "--until"), min_killed)
        with opened(db) as store:
            found, old = of_record.incidents_in(store, query, limit or None), store.incidents_stale()
        by_id = {one.id: one for one in found}
        rows = (of_record.plain(one) for one in found)
        emit(rows, format, table=lambda: _listed(found), columns=COLUMNS, flat=lambda row: cells(by_id[row["id"]]))
        if not found:
            say(NONE_YET if query == IncidentQuery() else "no such incidents")
        if old:
            say(STALE)

    finish(work)


def cells(one: Incident) -> dict[str, Any]:
    """An incident as one flat row with the fields of `COLUMNS`."""
    killed = one.killed
    return {
        "id": one.id, "event": one.event.value, "mode": one.mode, "standing": one.standing.value, "start": one.start,
        "end": one.end, "actors": _names(one.actors), "recipients": _names(one.recipients), "where": _names(one.where),
        "killed_low": killed.low if killed else None, "killed_high": killed.high if killed else None,
        "claims": len(one.claims), "voices": "; ".join(v.name for v in one.voices),
    }  # fmt: skip


def _names(named: Iterable[Any]) -> str:
    return "; ".join(n.name for n in named)


def days(one: Incident) -> str:
    """When an incident was, in words."""
    from truceline.tables import day as in_words

    if one.start is None or one.end is None:
        return "no date"
    return in_words(one.start) if one.start == one.end else f"{in_words(one.start)} – {in_words(one.end)}"


def headline(one: Incident) -> str:
    """An incident in a line: what, who to whom, when, where, how many killed, how far it is established."""
    who = " → ".join(part for part in (_names(one.actors), _names(one.recipients)) if part)
    toll = one.killed
    killed = ""
    if toll:
        most = "or more" if toll.high is None else "" if toll.high == toll.low else f"to {toll.high}"
        killed = f"{toll.low} {most}".strip() + " killed" + (", disputed" if toll.disputed else "")
    what = one.event.value + (f" {one.mode}" if one.mode else "")
    return " · ".join(p for p in (what, who, days(one), _names(one.where[:1]), killed, one.standing.value) if p)


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
    """Show where sources disagree: numbers, who did it, whether it happened, who belongs to whom; in whose words."""

    def work() -> None:
        from truceline.actors import load
        from truceline.incidents import of_record

        with opened(db) as store:
            found = of_record.contradictions_in(store, load())
        if format is Format.CSV:
            rows = [row for one in found for row in _positions(one)]
        else:
            rows = [of_record.plain(one) for one in found]
        emit(rows, format, table=lambda: disputes(found), columns=DISPUTES)
        if format is Format.TABLE:
            say(number(len(found), "contradiction"))

    finish(work)


def _positions(one: Contradiction) -> Iterable[dict[str, Any]]:
    """A contradiction as flat rows, one for each claim that takes a side."""
    for position in one.positions:
        for by, words, claim in zip(position.by, position.words, position.claims, strict=True):
            said = (one.dispute.value, one.incident, one.reason, position.says, by, words, claim)
            yield dict(zip(DISPUTES, said, strict=True))


def disputes(found: Iterable[Contradiction]) -> RenderableType:
    """Contradictions to print with rich: the reason, then each position with who says it, in which words."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    from truceline.tables import printable

    lines: list[RenderableType] = []
    for one in found:
        where = f" (incident {one.incident})" if one.incident else ""
        lines.append(Text(printable(f"{one.dispute.value}: {one.reason}{where}"), style="bold"))
        for row in _positions(one):
            said = f"{row['says']}, says {row['by']}: “{row['words']}” (claim {row['claim']})"
            lines.append(Padding(Text(printable(said)), (0, 0, 0, 2)))
        lines.append(Text())
    return Group(*lines) if lines else Text("no contradictions")
