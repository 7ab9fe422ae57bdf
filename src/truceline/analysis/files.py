"""The reports and frames of an analysis as files of a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from truceline.analysis.analysis import Analysis
from truceline.analysis.figures import figures, svg
from truceline.analysis.report_html import html_report
from truceline.analysis.report_pdf import pdf_report
from truceline.errors import TrucelineError, UsageError
from truceline.outputs import file_name
from truceline.views import csv_line, guarded
from truceline.wholefiles import whole


def write_reports(analysis: Analysis, folder: Path) -> list[Path]:
    """Write the report as HTML and PDF, each figure as SVG and each frame as CSV; over those of an earlier run.

    Each file is written whole or not at all. Raises UsageError, TrucelineError, ExtraError.
    """
    begin = file_name(f"{analysis.conflict}-{analysis.treat.value}")
    files = {
        f"{begin}.html": html_report(analysis).encode(),
        f"{begin}.pdf": pdf_report(analysis),
        **{f"{begin}-{f.name}.svg": svg(f, analysis).encode() for f in figures(analysis)},
        **{
            f"{begin}-{name.replace('_', '-')}.csv": csv_text(frame).encode() for name, frame in analysis.frames.items()
        },
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        problem = f"this folder cannot be made: {error.strerror}"
        raise UsageError(problem, place=str(folder), remedy="give --out another folder") from None
    for name, data in files.items():
        _write_whole(folder / name, data)
    return [folder / name for name in files]


def csv_text(frame: pd.DataFrame) -> str:
    """A frame as CSV that no spreadsheet runs; days are YYYY-MM-DD, what is not known is empty."""
    lines = (csv_line(guarded(cell) for cell in row.values()) for row in rows_of(frame))
    return csv_line(frame.columns) + "".join(lines)


def rows_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame with plain values; days are YYYY-MM-DD, what is not known is None."""
    columns = (_plain(frame[name]) for name in frame)
    return [dict(zip(frame.columns, row, strict=True)) for row in zip(*columns, strict=True)]


def _plain(column: pd.Series[Any]) -> list[Any]:
    """The cells of a column; a day of the calendar as text, None for what is not known."""
    if pd.api.types.is_datetime64_any_dtype(column):
        column = column.dt.strftime("%Y-%m-%d")
    return [None if pd.isna(cell) else cell for cell in column.astype(object).tolist()]


def _write_whole(path: Path, data: bytes) -> None:
    try:
        with whole(path) as half:
            half.write_bytes(data)
    except OSError as error:
        problem = f"this file cannot be written: {error.strerror}"
        raise TrucelineError(problem, place=str(path), remedy="check space and permissions") from None
