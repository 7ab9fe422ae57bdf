"""The reports: complete, safe with hostile names, one page, readable by all; and the command, as a user runs it."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from conflicts import FIRST, WEEK, conflict, fought, step, talks

from truceline.analysis import Analysis, analyse
from truceline.analysis.content import content
from truceline.analysis.figures import figures, png, svg
from truceline.analysis.files import csv_text, write_reports
from truceline.analysis.report_html import html_report
from truceline.analysis.report_pdf import pdf_report
from truceline.analysis.wording import caveats, change, compared
from truceline.errors import UsageError
from truceline.processes import StepKind

HOSTILE = "=1+1 <script>alert(1)</script> {{7*7}} $x_{1$ \x1b[31m طالبان"


@pytest.fixture(scope="module")
def hostile() -> Analysis:
    phases = talks((20, 34), (60, 70), (90, 100))
    steps = [step(StepKind.CEASEFIRE, FIRST + n * WEEK, FIRST + (n + 2) * WEEK) for n in (22, 40, 92)]
    return analyse(fought(120, phases, factor=0.4), conflict(phases=phases, steps=steps, rebels=HOSTILE))


def test_the_page_says_it_all_and_runs_nothing_of_a_name(hostile: Analysis) -> None:
    page = html_report(hostile)
    said = content(hostile)
    assert "<script" not in page and "&lt;script&gt;" in page and "{{7*7}}" in page and "\x1b" not in page
    for words in (said.basis, said.method, "What this does not show", "95 % interval"):
        assert words in page
    assert page.count("<svg") == 4 and page.count('role="img"') == 4


def test_the_page_asks_nothing_of_anybody_and_no_id_is_there_twice(hostile: Analysis) -> None:
    page = html_report(hostile)
    fetched = re.findall(
        r"""(?:src|href)\s*=\s*["'](?!#)|@import|url\((?!#)""", re.sub(r'xmlns(:\w+)?="[^"]*"', "", page)
    )
    assert fetched == []
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_each_figure_is_a_whole_file_of_its_own(hostile: Analysis) -> None:
    for figure in figures(hostile):
        assert ElementTree.fromstring(svg(figure, hostile)).get("aria-label") == " ".join(figure.alt.split())
        assert png(figure, hostile).startswith(b"\x89PNG")


def test_the_pdf_is_one_page(hostile: Analysis) -> None:
    data = pdf_report(hostile)
    assert data.startswith(b"%PDF") and len(re.findall(rb"/Type\s*/Page\b", data)) == 1


def test_csv_runs_in_no_spreadsheet(hostile: Analysis) -> None:
    rows = list(csv.DictReader(io.StringIO(csv_text(hostile.effect))))
    assert any(row["actor"].startswith("'=1+1") for row in rows)
    weeks = list(csv.DictReader(io.StringIO(csv_text(hostile.weeks))))
    assert weeks[0]["week"] == FIRST.isoformat() and weeks[0]["attacks"] == str(hostile.weeks["attacks"].iloc[0])


def test_files_are_written_whole_and_a_folder_that_cannot_be_is_named(hostile: Analysis, tmp_path: Path) -> None:
    written = write_reports(hostile, tmp_path / "report")
    assert {p.suffix for p in written} == {".html", ".pdf", ".svg", ".csv"} and all(p.stat().st_size for p in written)
    assert sorted(p.name for p in (tmp_path / "report").iterdir()) == sorted(p.name for p in written)
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="give --out another folder"):
        write_reports(hostile, tmp_path / "file" / "report")


@pytest.mark.parametrize(
    ("percent", "words"),
    [(-42.4, "42 % fewer"), (15, "15 % more"), (0.2, "as many"), (900, "10 times as many"), (-99.9, "over 99 % fewer")],
)
def test_changes_in_words(percent: float, words: str) -> None:
    assert change(percent) == words


def test_a_library_that_is_not_there_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    from truceline.analysis import ExtraError, summary

    phases = talks((20, 34), (60, 70), (90, 100))
    monkeypatch.setitem(sys.modules, "statsmodels.api", None)
    with pytest.raises(ExtraError, match=r'pip install "truceline\[analysis\]"'):
        analyse(fought(120, phases), conflict(phases=phases))
    assert "pip install" in summary(fought(120, phases), conflict(phases=phases)).finding


def test_the_command_line_starts_without_the_libraries() -> None:
    check = "import truceline.cli, sys; print([m for m in ('pandas', 'statsmodels', 'matplotlib') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_as_many_and_so_many_times_arecompared_with_as() -> None:
    assert [compared(p) for p in (0.2, 900, -30)] == ["as many as", "10 times as many as", "30 % fewer than"]


@pytest.mark.filterwarnings("error")
def test_spells_that_overlap_are_one_and_other_treatments_of_the_same_weeks_are_named() -> None:
    phases = talks((20, 34), (30, 44), (60, 70), (90, 100))
    truce = step(StepKind.CEASEFIRE, FIRST + 25 * WEEK, FIRST + 30 * WEEK)
    found = analyse(fought(120, phases), conflict(phases=phases, steps=[truce]))
    assert len(found.spells) == 3 and found.effect.iloc[0]["weeks_treated"] == 47
    assert found.beside == {"a ceasefire in force": 5}
    assert any("5 of the 47 weeks also have a ceasefire in force" in c for c in caveats(found))
