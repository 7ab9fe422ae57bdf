"""What is shipped to be read: the example reports, the demo record, and the series of processes."""

import datetime as dt
import json
from pathlib import Path

import pytest

from corpus import series
from truceline.intake import read_inputs
from truceline.processes.process import Phase
from truceline.report import Report

ROOT = Path(__file__).parent.parent
REPORTS = ROOT / "examples" / "reports"
RECORD = ROOT / "examples" / "record"
FILES = sorted(RECORD.glob("*.json"))


@pytest.fixture(scope="module")
def demo() -> list[Report]:
    return list(read_inputs([RECORD]))


@pytest.fixture(scope="module")
def processes() -> list[series.Series]:
    return series.all_series()


def test_every_example_is_read_with_its_date_and_publisher(demo: list[Report]) -> None:
    for report in [*read_inputs([REPORTS]), *demo]:
        assert report.title and report.publisher and report.published, report.id


def test_nothing_in_the_demo_record_is_left_out_or_read_twice(demo: list[Report]) -> None:
    assert len(demo) == len(FILES) == len({report.id for report in demo})
    assert len(demo) >= 45


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_demo_report_says_what_it_is(path: Path) -> None:
    report = json.loads(path.read_text(encoding="utf-8"))
    assert report["id"] == path.stem and path.stem.startswith(report["published"])
    assert report["publisher"].startswith("Truceline demo ")
    assert report["licence"] == "CC BY 4.0"
    assert "Written for the Truceline demo" in report["note"]
    assert 90 <= len(report["text"].split()) <= 220


def test_the_demo_record_holds_two_copies_of_one_text(demo: list[Report]) -> None:
    opening = "Fawad Chaudhry said on Monday.\n\nThe talks were being held under the constitution"
    assert len({report.publisher for report in demo if opening in report.text}) == 3


def test_the_demo_record_is_of_its_time(demo: list[Report]) -> None:
    days = [report.published for report in demo if report.published]
    assert dt.date(2021, 1, 1) <= min(days) and max(days) <= dt.date(2023, 3, 1)
    assert sum(day.year in (2021, 2022) for day in days) >= 45


def test_each_process_is_told_by_a_series_long_enough_to_score(processes: list[series.Series]) -> None:
    assert len(processes) >= 5
    for one in processes:
        assert 10 <= len(one.reports) <= 30, one.name
        assert 25 <= len(one.weeks()) <= 260, one.name


def test_the_series_have_every_phase(processes: list[series.Series]) -> None:
    assert {phase for one in processes for phase in one.weeks().values()} == set(Phase)


def test_a_week_has_the_phase_of_most_of_its_days(processes: list[series.Series]) -> None:
    (nepal,) = (one for one in processes if one.name == "nepal-2006")
    weeks = nepal.weeks()
    assert weeks[dt.date(2006, 4, 24)] is Phase.CEASEFIRE  # in force from Thursday
    assert weeks[dt.date(2006, 4, 17)] is Phase.NO_CONTACT
    assert min(weeks) == dt.date(2006, 1, 2) and max(weeks) == dt.date(2007, 2, 19)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("phase: talks}", "phase: talk}"), "talk"),
        (("date: 2020-02-03", "date: 2020-01-03"), "order of publication"),
        (("from: 2020-02-01", "from: 2020-01-01"), "does not change"),
        (("from: 2020-02-01", "from: 2020-03-01"), "after the last report"),
        (("publisher: B", "outlet: B"), "publisher"),
    ],
)
def test_a_series_that_is_not_well_formed_is_refused_with_its_place(
    tmp_path: Path, change: tuple[str, str], said: str
) -> None:
    text = (
        "process: p\nsides: [a, b]\nreports:\n- {date: 2020-01-06, publisher: A, text: One.}\n"
        "- {date: 2020-02-03, publisher: B, text: Two.}\n"
        "phases:\n- {from: 2020-01-06, phase: no contact}\n- {from: 2020-02-01, phase: talks}\n"
    )
    path = tmp_path / "p.yaml"
    path.write_text(text, encoding="utf-8")
    assert len(series.read(path).weeks()) == 5
    path.write_text(text.replace(*change), encoding="utf-8")
    with pytest.raises(ValueError, match=f"p.yaml: .*{said}"):
        series.read(path)
