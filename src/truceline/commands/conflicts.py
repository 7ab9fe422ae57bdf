"""`truceline conflicts`: who is in conflict with whom, and the process between them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from truceline.commands.common import (
    DB,
    FORMAT,
    WHO,
    WHY,
    Format,
    day,
    emit,
    emit_one,
    epilog,
    finish,
    number,
    opened,
    say,
)
from truceline.errors import UsageError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from truceline.processes import Bin, Conflict, Phase, Term
    from truceline.processes.of_record import Listed, Saying
    from truceline.record import Store

COLUMNS = ("id", "name", "first", "last", "incidents", "attacks", "steps", "killed_low", "killed_high", "phase")
SERIES = ("start", "end", "attacks", "killed_low", "killed_high", "injured_low", "steps", "phase", "attacks_by", "killed_by")  # fmt: skip
TERMS = ("party", "kind", "words", "condition", "to", "since", "until", "voice", "incident", "claims")
NONE_YET = "no conflicts; they are made by: truceline incidents rebuild"

CONFLICT = Annotated[
    str, typer.Argument(metavar="CONFLICT", help="Its id, the beginning of it, or the name of a side, as TTP.")
]

app = typer.Typer(
    no_args_is_help=True,
    help="Conflicts: who fights whom, and what they do to end it.",
    epilog=epilog("truceline conflicts list"),
)


def register(main: typer.Typer) -> None:
    """Give the command line its commands."""
    main.add_typer(app, name="conflicts")


@app.command("list", epilog=epilog("truceline conflicts list --format csv"))
def list_(
    limit: Annotated[int, typer.Option("--limit", "-n", min=0, help="How many at most; 0 for all.")] = 20,
    db: DB = None,
    format: FORMAT = Format.TABLE,
) -> None:
    """List conflicts as they were last made, those with most incidents first."""

    def work() -> None:
        from truceline.commands.incidents import STALE
        from truceline.processes import of_record

        with opened(db) as store:
            found, old = of_record.list_in(store)[: limit or None], store.incidents_stale()
        emit((of_record.plain(one) for one in found), format, table=lambda: _listed(found), columns=COLUMNS)
        if not found:
            say(NONE_YET)
        elif old:
            say(STALE)

    finish(work)


@app.command(epilog=epilog("truceline conflicts show c3f1"))
def show(conflict: CONFLICT, db: DB = None, format: FORMAT = Format.TABLE) -> None:
    """Show a conflict: its sides, its phases and why they began, its steps, and what people set."""

    def work() -> None:
        from truceline.actors.registry import load
        from truceline.commands.common import draw
        from truceline.processes import of_record
        from truceline.processes.called import conflicts_called

        with opened(db) as store:
            meant = conflicts_called(store, load(), conflict)
            one = of_record.conflict_in(store, meant[0].id)
            said = of_record.sayings_in(store, one.id)
        if len(meant) > 1:
            emit((of_record.plain(m) for m in meant), format, table=lambda: _listed(meant), columns=COLUMNS)
            say(f'{len(meant)} conflicts of "{conflict[:100]}"; show one by its id')
            return
        if format is Format.CSV and len(meant) == 1:
            remedy = "take json; `conflicts series` and `conflicts terms` give csv"
            raise UsageError("a whole conflict is no table", place="--format", remedy=remedy)
        if format is Format.TABLE:
            draw(_shown(one, said))
        else:
            emit_one(of_record.plain(one), format)

    finish(work)


@app.command(epilog=epilog("truceline conflicts series c3f1 --every month --format csv"))
def series(
    conflict: CONFLICT,
    every: Annotated[str, typer.Option(help="day, week (from Monday) or month.")] = "week",
    since: Annotated[str | None, typer.Option(metavar="DATE", help="From this day on.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Up to this day.")] = None,
    db: DB = None,
    format: FORMAT = Format.TABLE,
) -> None:
    """Print the time line of a conflict without gaps: attacks, killed, steps of the process, phase."""

    def work() -> None:
        from truceline.processes import of_record

        days = {"since": day(since, "--since"), "until": day(until, "--until")}
        with opened(db) as store:
            found = of_record.series_in(store, _id(store, conflict), every=_every(every), **days)
        emit((of_record.plain(one) for one in found), format, table=lambda: _line(found), columns=SERIES)

    finish(work)


@app.command(epilog=epilog("truceline conflicts terms c3f1"))
def terms(conflict: CONFLICT, db: DB = None, format: FORMAT = Format.TABLE) -> None:
    """Print the terms ledger: what each party demands, offers, refuses, accepts or makes a condition, in which words."""

    def work() -> None:
        from truceline.processes import of_record

        with opened(db) as store:
            one = of_record.conflict_in(store, _id(store, conflict))
        emit(of_record.plain(one)["terms"], format, table=lambda: _ledger(one), columns=TERMS)

    finish(work)


@app.command(
    epilog=epilog("truceline conflicts phase c3f1 talks --from 2021-11-01 --to 2021-11-08 --why 'they met in Khost'")
)
def phase(
    conflict: CONFLICT,
    phase: Annotated[str, typer.Argument(metavar="PHASE", help='As "talks" or "no contact".')],
    start: Annotated[str, typer.Option("--from", metavar="DATE", help="The first day.")],
    end: Annotated[str | None, typer.Option("--to", metavar="DATE", help="The last day. Default: it goes on.")] = None,
    why: WHY = None,
    who: WHO = None,
    db: DB = None,
) -> None:
    """Say in which phase a conflict is on some days; it stands over the rules, however often conflicts are made anew."""

    def work() -> None:
        from truceline.processes import of_record

        first = day(start, "--from")
        assert first is not None  # the option is required
        with opened(db) as store:
            act = of_record.set_phase(
                store, _id(store, conflict), _phase(phase), start=first, end=day(end, "--to"), who=who, why=why
            )
        say(f"the phase is set; to take it back: truceline conflicts undo-phase {act}")

    finish(work)


@app.command("undo-phase", epilog=epilog("truceline conflicts undo-phase 1f2e3d4c"))
def undo_phase(
    act: Annotated[str, typer.Argument(metavar="ACT", help="The id that `conflicts phase` gave.")],
    why: WHY = None,
    who: WHO = None,
    db: DB = None,
) -> None:
    """Take back a phase that a person set; the rules count again."""

    def work() -> None:
        from truceline.processes import of_record

        with opened(db) as store:
            of_record.undo_phase(store, act, who=who, why=why)

    finish(work)


def _id(store: Store, said: str) -> str:
    """The id of the conflict that is meant. Raises NotFoundError, UsageError."""
    from truceline.actors.registry import load
    from truceline.processes.called import conflict_called

    return conflict_called(store, load(), said)


def _phase(name: str) -> Phase:
    from truceline.processes import Phase

    try:
        return Phase(" ".join(name.lower().replace("-", " ").split()))
    except ValueError:
        known = ", ".join(f'"{p}"' for p in Phase)
        raise UsageError(f'there is no phase "{name[:100]}"', remedy=f"take one of {known}") from None


def _every(name: str) -> Literal["day", "week", "month"]:
    known: dict[str, Literal["day", "week", "month"]] = {"day": "day", "week": "week", "month": "month"}
    if name in known:
        return known[name]
    raise UsageError(f'there is no "{name[:100]}"', place="--every", remedy="take day, week or month")


def killed(low: int, high: int | None) -> str:
    """A number of killed in words: "12", "12 to 15", "12 or more"."""
    return f"{low} or more" if high is None else str(low) if high == low else f"{low} to {high}"


def _listed(found: Iterable[Listed]) -> RenderableType:
    from rich.console import Group
    from rich.text import Text

    from truceline.tables import day as in_words
    from truceline.tables import printable

    lines: list[RenderableType] = []
    for one in found:
        days = f"{in_words(one.first)} – {in_words(one.last)}" if one.first and one.last else "no date"
        about = f"  conflict {one.id} · {days} · {number(one.attacks, 'attack')} · {killed(one.killed_low, one.killed_high)} killed · {number(one.steps, 'step')}"
        lines += [Text(printable(f"{one.name} · {one.phase}")), Text(about, style="dim")]
    return Group(*lines) if lines else Text("no conflicts")


def _shown(one: Conflict, said: Iterable[Saying]) -> RenderableType:
    from rich.console import Group
    from rich.text import Text

    from truceline.tables import printable

    lines = [
        Text(printable(one.name), style="bold"),
        Text(f"conflict {one.id} · {number(len(one.violence), 'attack')}"),
    ]
    lines += [Text(printable(f"  {s.name}: {', '.join(p.name for p in s.parties[1:]) or '–'}")) for s in one.sides]
    lines.append(Text("Phases", style="bold"))
    for span in one.phases:
        by = f"set by {span.set_by}" if span.set_by else span.rule
        lines.append(Text(printable(f"  {span.start} – {span.end or '…'}  {span.phase} ({by}): {span.why}")))
    lines.append(Text("Steps", style="bold"))
    for step in one.steps:
        planned = " planned" if step.planned else ""
        lines.append(Text(printable(f"  {step.start}  {step.kind}{planned}, {step.standing.value}: “{step.words}”")))
    acts = [f"  {s.act}  {s.phase} from {s.start}, by {s.who}: {s.why or '–'}" for s in said]
    lines += [Text("Set by people", style="bold"), *(Text(printable(a)) for a in acts)] if acts else []
    return Group(*lines)


def _line(found: Iterable[Bin]) -> RenderableType:
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for name in ("from", "attacks", "killed", "steps", "phase"):
        table.add_column(name, justify="right" if name in ("attacks", "killed", "steps") else "left")
    for one in found:
        toll = killed(one.killed_low, one.killed_high) if one.attacks else ""
        table.add_row(str(one.start), str(one.attacks or ""), toll, str(one.steps or ""), one.phase.value)
    return table


def _ledger(one: Conflict) -> RenderableType:
    from rich.console import Group
    from rich.text import Text

    names = {p.id: p.name for side in one.sides for p in side.parties}
    lines: list[RenderableType] = []
    for side in one.sides:
        parties = {p.id for p in side.parties}
        lines.append(Text(side.name, style="bold"))
        lines += [_term(term, names) for term in one.terms if term.party in parties]
    return Group(*lines)


def _term(term: Term, names: dict[str, str]) -> RenderableType:
    from rich.text import Text

    from truceline.tables import printable

    days = f"{term.since} – {term.until or '…'}"
    on: list[Any] = [f" on condition: {term.condition}"] if term.condition else []
    words = f"“{term.words}”, says {term.voice}" if term.voice else f"“{term.words}”"
    return Text(printable(f"  {days}  {names.get(term.party, term.party)} {term.kind}: {words}{''.join(on)}"))
