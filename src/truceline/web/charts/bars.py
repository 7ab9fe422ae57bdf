"""Bars that lie beside one another, and the small curve of a conflict in a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from truceline.web.charts.scales import nice
from truceline.web.charts.svg import Pen, number

WIDTH, NAMES = 520, 190
"""The whole of a drawing, and the room for names in it."""
_ROW, _TOP, _LETTER = 26, 24, 6.5
SPARK_WIDTH, SPARK_HEIGHT = 220, 46
_WIDEST_MONTH = 10.0
"""A month is no wider than this, so that a short conflict looks short."""


@dataclass(frozen=True)
class Bar:
    """A name and what is counted for it, one count for each column of bars."""

    name: str
    counts: tuple[int, ...]
    address: str | None = None


@dataclass(frozen=True)
class Column:
    """What a column of bars counts, and the class of its bars."""

    title: str
    cls: str


def draw(
    bars: Sequence[Bar], columns: Sequence[Column], pen: Pen, *, label: str, room: tuple[int, int] = (WIDTH, NAMES)
) -> Markup:
    """A row for each bar, with its count in figures, and columns beside one another, each on its own scale.

    `room`: the width of the drawing, and of that for names.
    """
    height = _TOP + _ROW * len(bars) + 6
    width, names = room
    wide = (width - names) / max(len(columns), 1)
    parts = [pen.text(names + n * wide, 14, c.title, cls="quiet") for n, c in enumerate(columns)]
    for y, bar in enumerate(bars):
        parts.append(_name(bar, _TOP + y * _ROW, names, pen))
    for n, column in enumerate(columns):
        most = nice(max((b.counts[n] for b in bars), default=1))
        for y, bar in enumerate(bars):
            parts += _bar(bar.counts[n], most, (names + n * wide, _TOP + y * _ROW, wide - 52), column.cls, pen)
    return pen.drawing(width, height, *parts, label=label)


def _name(bar: Bar, y: float, room: int, pen: Pen) -> Markup:
    longest = int(room / _LETTER)
    words = bar.name if len(bar.name) <= longest else bar.name[: longest - 1] + "…"
    text = pen.text(0, y + 14, words, cls="label")
    return pen.link(bar.address, bar.name, text) if bar.address else text


def _bar(count: int, most: int, place: tuple[float, float, float], cls: str, pen: Pen) -> list[Markup]:
    x, y, room = place
    length = room * count / most
    return [
        pen.rect(x, y + 3, max(length, 1.0 if count else 0.0), 15, cls=cls),
        pen.text(x + length + 5, y + 15, f"{count:,}", cls="quiet"),
    ]


def spark(months: Sequence[tuple[int, int]], pen: Pen, *, label: str) -> Markup:
    """Steps up and attacks down, month by month, without any scale: only how they move."""
    if not months:
        return Markup("")
    middle, each = SPARK_HEIGHT * 0.45, min(SPARK_WIDTH / len(months), _WIDEST_MONTH)
    up, down = max(s for s, _ in months) or 1, max(a for _, a in months) or 1
    width = max(each - 1, 0.7)
    rises = ((n * each, (middle - 2) * s / up) for n, (s, _) in enumerate(months) if s)
    falls = ((n * each, (SPARK_HEIGHT - middle - 2) * a / down) for n, (_, a) in enumerate(months) if a)
    above = "".join(
        f"M{number(x)} {number(middle)}v-{number(tall)}h{number(width)}v{number(tall)}z" for x, tall in rises
    )
    below = "".join(
        f"M{number(x)} {number(middle + 1)}v{number(deep)}h{number(width)}v-{number(deep)}z" for x, deep in falls
    )
    parts = (
        pen.line(0, middle, SPARK_WIDTH, middle, cls="rule"),
        pen.tag("path", cls="spark-up", d=above),
        pen.tag("path", cls="spark", d=below),
    )
    return pen.drawing(SPARK_WIDTH, SPARK_HEIGHT, *parts, label=label)
