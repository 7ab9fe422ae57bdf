"""Remake docs/read.svg, the picture in the README: python docs/make_picture.py"""

from __future__ import annotations

import io
from pathlib import Path

from rich.console import Console

from truceline import Reader, Report
from truceline.intake import read_inputs
from truceline.tables import WIDTH, table

HERE = Path(__file__).parent

if __name__ == "__main__":
    (report,) = read_inputs([HERE.parent / "examples" / "reports" / "pakistan-ttp-ceasefire-ends.txt"])
    assert isinstance(report, Report)
    record = Reader().read(report)
    shown = record.model_copy(update={"claims": record.claims[:7]})
    console = Console(record=True, width=WIDTH, file=io.StringIO(), highlight=False)
    console.print(table(shown))
    console.save_svg(str(HERE / "read.svg"), title="truceline read pakistan-ttp-ceasefire-ends.txt")
