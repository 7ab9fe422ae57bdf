"""What a report of an analysis says, the same in HTML and PDF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from truceline.analysis import wording
from truceline.analysis.analysis import Analysis
from truceline.tables import printable


@dataclass(frozen=True)
class Line:
    """A row of the table of numbers; `refused` in place of the last three."""

    label: str
    treated: str
    untreated: str
    ratio: str
    interval: str
    p: str
    refused: str | None


@dataclass(frozen=True)
class Content:
    """The words of a report."""

    title: str
    under: str
    finding: str
    basis: str
    lines: tuple[Line, ...]
    others: tuple[str, ...]
    caveats: tuple[str, ...]
    method: str


def content(analysis: Analysis) -> Content:
    """The words of a report on an analysis."""
    return Content(
        title=f"{printable(analysis.name)}: violence and {analysis.under}",
        under=analysis.under,
        finding=wording.finding(analysis),
        basis=wording.basis(analysis),
        lines=tuple(line(row) for row in analysis.effect.to_dict("records")),
        others=tuple(wording.others(analysis)),
        caveats=tuple(wording.caveats(analysis)),
        method=wording.method(analysis),
    )


def line(row: Any) -> Line:
    """A row of the frame of effects in words."""
    who = f"by {printable(row['actor'])}" if row["actor"] else "in all"
    refused = row["refused"] if isinstance(row["refused"], str) else None
    return Line(
        label=f"{row['outcome']} {who}",
        treated=str(row["count_treated"]),
        untreated=str(row["count_untreated"]),
        ratio="" if refused else f"{row['ratio']:.2f}",
        interval="" if refused else f"{row['low']:.2f} to {row['high']:.2f}",
        p="" if refused else _probability(row["p"]),
        refused=refused,
    )


def _probability(p: float) -> str:
    return f"{p:.3f}" if p >= 0.001 else "< 0.001"
