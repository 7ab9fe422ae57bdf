"""A record as a table made to be read: each claim in a row, its exact words under it."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from truceline.claim import Amount, Claim, Entity, Record, Source, Status, When

WIDTH = 100
"""Columns of a terminal that a table fits."""

# (title, width): with one space between them they make up WIDTH.
_COLUMNS = (("", 3), ("What", 17), ("Who → whom", 25), ("When, where", 19), ("On whose word", 19), ("Status", 12))
_INDENT = 4
_STATUS_STYLE = {Status.ACTUAL: "", Status.NEGATED: "red", Status.FUTURE: "cyan", Status.HYPOTHETICAL: "yellow"}
_JOINERS = "\u200c\u200d"
"""Format characters that Persian, Urdu or Indic spelling needs."""


def table(record: Record, *, explain: bool = False, labels: Sequence[str] = ()) -> RenderableType:
    """A record to print with rich: title, publisher, date and notes, then its claims; with evidence if `explain`.

    `labels`, one a claim, are printed under the words of each.
    """
    if not record.claims:
        return Group(_heading(record), _under(Text("no claims", style="dim")), Text())
    parts: list[RenderableType] = [_heading(record), column_titles()]
    for number, claim in enumerate(record.claims, start=1):
        label = labels[number - 1] if labels else ""
        words, condition = record.words(claim.span), record.words(claim.condition)
        parts.append(claim_block(number, claim, words=words, condition=condition, label=label))
        if explain:
            parts.append(_under(_evidence(record, claim)))
        parts.append(Text())
    return Group(*parts)


def column_titles() -> RenderableType:
    """The line above claims."""
    return _row([Text(name, style="dim") for name, _ in _COLUMNS])


def claim_block(number: int, claim: Claim, *, words: str, condition: str | None, label: str = "") -> RenderableType:
    """A claim to print with rich: its values in columns, its words and a label under them."""
    lines = _quotes(words, condition)
    if label:
        lines.append(Text(printable(label), style="dim"))
    return Group(_claim(number, claim), *(_under(line) for line in lines))


def printable(text: str) -> str:
    """Text on one line, safe to print: no control, direction or invisible characters from a stranger's report."""
    line = " ".join(text.split())
    return line if line.isascii() and line.isprintable() else "".join(map(_visible, line))


def _visible(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Cf":
        return char if char in _JOINERS else ""
    return "�" if category[0] == "C" else char


def _heading(record: Record) -> RenderableType:
    report = record.report
    lines = [Text(printable(report.title or report.id), style="bold")]
    about = [
        report.publisher or "",
        day(report.published) if report.published else "no date",
        report.id if report.title else "",
    ]
    lines.append(Text(" · ".join(printable(a) for a in about if a)))
    lines += [Text(f"note: {printable(note)}", style="yellow") for note in record.notes]
    return Group(*lines, Text())


def _row(cells: Sequence[Text]) -> Table:
    grid = Table.grid(padding=(0, 1, 0, 0))
    for name, width in _COLUMNS:
        # In a narrow terminal the columns of names give way.
        grid.add_column(width=width, overflow="fold", no_wrap=name in ("", "Status"))
    grid.add_row(*cells)
    return grid


def _under(what: RenderableType) -> Padding:
    return Padding(what, (0, 0, 0, _INDENT))


def _claim(number: int, claim: Claim) -> Table:
    status = Text(claim.status.value, style=_STATUS_STYLE[claim.status])
    status.append(f"\nconf. {claim.confidence:.2f}", style="dim")
    cells = (_what(claim), _lines(_who(claim)), _lines(_when_where(claim)), _lines(_chain(claim.sources)), status)
    return _row([Text(f"{number:>3}", style="dim"), *cells])


def _what(claim: Claim) -> Text:
    event = Text(claim.event.value, style="bold")
    if claim.mode:
        event.append(f"\n{printable(claim.mode)}", style="not bold")
    counts = (("times", claim.count), ("killed", claim.killed), ("injured", claim.injured))
    for name, number in counts:
        if number is not None:
            event.append(f"\n{amount(number)} {name}", style="not bold")
    return event


def amount(number: Amount | int) -> str:
    """A number or a range in words: "12", "12 or more", "up to 30", "24–30"."""
    if isinstance(number, int):
        return str(number)
    low, high = number.low, number.high
    if low is None or high is None:
        return f"{low} or more" if low is not None else f"up to {high}" if high is not None else "some"
    return str(low) if low == high else f"{low}–{high}"


def _who(claim: Claim) -> list[str]:
    actors, recipients = _printed(claim.actor), _printed(claim.recipient)
    if recipients:
        return [actors or "(unsaid)", f"→ {recipients}"]
    return [actors] if actors else []


def _printed(entities: Iterable[Entity]) -> str:
    return "; ".join(printable(e.name) for e in entities)


def _when_where(claim: Claim) -> list[str]:
    places = (printable(p.name) + (f" ({printable(p.country)})" if p.country else "") for p in claim.where)
    return [*([interval(claim.when)] if claim.when else []), *places]


def interval(when: When) -> str:
    """The days of an interval: "30 Sep 2021", "1 – 30 Sep 2021", "5 Aug – 2 Oct 2021"."""
    start, end = when.start, when.end
    if start == end:
        return day(end)
    shown = 1 if (start.year, start.month) == (end.year, end.month) else 2 if start.year == end.year else 3
    return f"{' '.join(day(start).split()[:shown])} – {day(end)}"


def day(date: dt.date) -> str:
    """A day as "2 Oct 2021"."""
    # Not strftime("%b"), which follows the user's locale, nor "%d", which has a leading zero.
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _chain(sources: Sequence[Source]) -> list[str]:
    """Who tells it, outermost first: each cites the next."""
    if not sources:
        return ["the report itself"]
    names = [
        printable(s.name) + (" (unnamed)" if s.kind == "unnamed" and "unnamed" not in s.name else "") for s in sources
    ]
    return [*(f"{name}, citing" for name in names[:-1]), names[-1]]


def _quotes(words: str, condition: str | None) -> list[Text]:
    lines = [Text(f"“{printable(words)}”", style="italic")]
    if condition:
        lines.append(Text(f"condition: “{printable(condition)}”", style="yellow"))
    return lines


def _evidence(record: Record, claim: Claim) -> Table:
    """For every value of a claim: the words, the rule or model head that gave it, and how sure that is."""
    rows = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim", expand=True)
    rows.add_column("field", width=9)
    for name, ratio in (("value", 5), ("words", 6), ("rule or head", 4)):
        rows.add_column(name, ratio=ratio, overflow="fold")
    rows.add_column("confidence", width=10)
    for e in claim.evidence:
        words = f"“{printable(record.words(e.span))}”" if e.span else "–"
        cells = (e.field, printable(e.value), words, printable(e.by), f"{e.confidence:.2f}")
        rows.add_row(*(Text(c) for c in cells))
    return rows


def _lines(lines: Iterable[str]) -> Text:
    return Text("\n".join(lines))
