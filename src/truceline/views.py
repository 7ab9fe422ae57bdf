"""Records as data for others: rows of a table, CSV, JSON, JSON lines. How a record looks to a reader is in tables.py."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable
from typing import Any

from truceline.claim import Amount, Claim, Entity, Record

Cell = str | int | float | None
Row = dict[str, Cell]

COLUMNS = (
    "report", "title", "publisher", "published", "event", "mode", "actor", "recipient", "status", "condition", "sources",
    "when_start", "when_end", "where", "country", "killed_low", "killed_high", "injured_low", "injured_high", "count",
    "confidence", "quote", "start", "end",
)  # fmt: skip
"""Columns of CSV and DataFrame, in order; docs/claim-format.md says what each holds."""

# What spreadsheets take for the beginning of a formula; the wide forms count in East Asian editions.
_FORMULA = tuple("=+-@\t＝＋－＠")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
# Valid in JSON as they stand, but they steer terminals, turn the direction of writing, or end a line for some readers.
_UNSAFE_IN_JSON = re.compile(r"[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def claim_row(record: Record, claim: Claim) -> Row:
    """A claim as one flat row with the fields of `COLUMNS`.

    Names are joined with "; " (sources outermost first), `quote` holds the exact words, `start` and `end` are their
    offsets in code points of the report's text, days are YYYY-MM-DD, and what the report leaves unsaid is None.
    """
    report = record.report
    about: Row = {
        "report": report.id,
        "title": report.title,
        "publisher": report.publisher,
        "published": report.published.isoformat() if report.published else None,
    }
    return flat_row(about, claim, quote=record.words(claim.span), condition=record.words(claim.condition))


def flat_row(about: Row, claim: Claim, *, quote: str | None, condition: str | None) -> Row:
    """A claim as one flat row, where its words are known: the columns on its report, then those of the claim."""
    when = claim.when
    values: tuple[Cell, ...] = (
        claim.event.value, claim.mode, _names(claim.actor), _names(claim.recipient), claim.status.value,
        condition or None, _names(claim.sources),
        when.start.isoformat() if when else None, when.end.isoformat() if when else None,
        _names(claim.where), "; ".join(dict.fromkeys(p.country for p in claim.where if p.country)) or None,
        *_ends(claim.killed), *_ends(claim.injured), claim.count, claim.confidence, quote or None, *claim.span,
    )  # fmt: skip
    return about | dict(zip(COLUMNS[len(about) :], values, strict=True))


def _names(entities: Iterable[Entity]) -> str | None:
    return "; ".join(e.name for e in entities) or None


def _ends(amount: Amount | None) -> tuple[int | None, int | None]:
    return (amount.low, amount.high) if amount else (None, None)


def csv_header() -> str:
    """The first line of a CSV file of claims."""
    return csv_line(COLUMNS)


def csv_lines(record: Record) -> str:
    """The claims of a record as lines of CSV (RFC 4180, lines end in a bare newline); "" without claims."""
    return "".join(csv_line(guarded(v) for v in claim_row(record, c).values()) for c in record.claims)


def csv_line(cells: Iterable[Cell]) -> str:
    """Cells as one line of CSV; `guarded` makes them safe."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()


def guarded(cell: Cell) -> Cell:
    """A cell that no spreadsheet runs and no terminal obeys.

    Text that begins like a formula gets an apostrophe before it (the remedy of OWASP, "CSV Injection"), line ends
    become newlines, and other control characters become "�".
    """
    if not isinstance(cell, str):
        return cell
    clean = _CONTROL.sub("�", cell.replace("\r\n", "\n").replace("\r", "\n"))
    return "'" + clean if clean.lstrip(" \n").startswith(_FORMULA) else clean


def unguarded(cell: str) -> str:
    """The text of a cell as it was before it was `guarded`."""
    return cell[1:] if cell.startswith("'") and cell[1:].lstrip(" \n").startswith(_FORMULA) else cell


def json_text(record: Record, *, explain: bool = False) -> str:
    """A record as JSON in the interchange format, indented to be read; evidence only when `explain`."""
    return safe_json(record.to_dict(explain=explain), indent=2)


def json_line(record: Record, *, explain: bool = False) -> str:
    """A record as one line of JSON, without the line end."""
    return safe_json(record.to_dict(explain=explain))


def safe_json(value: Any, indent: int | None = None) -> str:
    """A plain value as JSON that steers no terminal."""
    return steering_nothing(json.dumps(value, ensure_ascii=False, indent=indent))


def steering_nothing(text: str) -> str:
    """A JSON text that means the same and steers no terminal."""
    if text.isascii() and "\x7f" not in text:
        return text
    return _UNSAFE_IN_JSON.sub(lambda m: f"\\u{ord(m.group()):04x}", text)
