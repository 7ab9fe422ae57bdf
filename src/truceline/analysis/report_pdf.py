"""The report of an analysis as a PDF of one page, by fpdf2."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from truceline.analysis.analysis import Analysis
from truceline.analysis.content import Content, Line, content
from truceline.analysis.extra import library
from truceline.analysis.figures import Figure, figures, png

_MARGIN, _WIDTH = 12.0, 186.0
"""Of a sheet of A4, in millimetres."""

_COLUMNS = (66.0, 20.0, 20.0, 24.0, 36.0, 20.0)
_LONGEST = 46
"""Characters of a row's label, or of a reason, that stand on one line."""


def pdf_report(analysis: Analysis) -> bytes:
    """The report as PDF. Raises ExtraError."""
    said = content(analysis)
    page = _page(said.title)
    _text(page, said.title, size=13, bold=True)
    _text(page, said.finding, size=9.5, bold=True)
    _text(page, said.basis)
    _draw(page, figures(analysis), analysis)
    _table(page, said)
    _items(page, said.others)
    _text(page, "What this does not show", size=9.5, bold=True)
    _items(page, said.caveats)
    _text(page, said.method, size=6.8)
    return bytes(page.output())


def _page(title: str) -> Any:
    page = library("fpdf").FPDF(format="A4")
    page.set_title(title)
    page.set_creator("Truceline")
    page.set_lang("en")
    page.set_margins(_MARGIN, 10, _MARGIN)
    page.set_auto_page_break(False)
    fonts = Path(library("matplotlib").get_data_path()) / "fonts" / "ttf"
    page.add_font("sans", "", fonts / "DejaVuSans.ttf")
    page.add_font("sans", "B", fonts / "DejaVuSans-Bold.ttf")
    page.add_page()
    return page


def _text(page: Any, text: str, *, size: float = 7.8, bold: bool = False) -> None:
    page.set_font("sans", "B" if bold else "", size)
    page.multi_cell(_WIDTH, size * 0.46, text, align="L", new_x="LMARGIN", new_y="NEXT")
    page.ln(1)


def _items(page: Any, lines: Iterable[str]) -> None:
    for line in lines:
        page.set_font("sans", "", 7.4)
        page.cell(4, 3.4, "•")
        page.multi_cell(_WIDTH - 4, 3.4, line, align="L", new_x="LMARGIN", new_y="NEXT")
    page.ln(1)


def _draw(page: Any, found: list[Figure], analysis: Analysis) -> None:
    """The first figure over the whole width, the others side by side under it."""
    first, *others = found
    page.image(io.BytesIO(png(first, analysis)), w=_WIDTH, alt_text=first.alt)
    page.ln(1)
    width, top, lowest = _WIDTH / max(len(others), 2), page.get_y(), page.get_y()
    for number, figure in enumerate(others):
        placed = page.image(
            io.BytesIO(png(figure, analysis)), x=_MARGIN + number * width, y=top, w=width - 2, alt_text=figure.alt
        )
        lowest = max(lowest, top + placed.rendered_height)
    page.set_y(lowest + 2)


def _table(page: Any, said: Content) -> None:
    page.set_font("sans", "B", 7.4)
    _cells(page, (f"Violence with {said.under}", "with", "without", "rate ratio", "95 % interval", "p"))
    page.set_font("sans", "", 7.4)
    for line in said.lines:
        _cells(page, _row(line))
        if line.refused:
            page.set_font("sans", "", 6.8)
            page.multi_cell(_WIDTH, 3.2, f"    no estimate: {line.refused}", align="L", new_x="LMARGIN", new_y="NEXT")
            page.set_font("sans", "", 7.4)
    page.ln(2)


def _row(line: Line) -> tuple[str, ...]:
    label = line.label if len(line.label) <= _LONGEST else line.label[: _LONGEST - 1] + "…"
    return (label, line.treated, line.untreated, line.ratio or "–", line.interval or "–", line.p or "–")


def _cells(page: Any, cells: Iterable[str]) -> None:
    for number, (text, width) in enumerate(zip(cells, _COLUMNS, strict=True)):
        page.cell(width, 4, text, border="B", align="R" if number else "L")
    page.ln()
