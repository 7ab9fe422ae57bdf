"""Processes told by series of reports (corpus/processes): read from YAML into reports and the phase of each week.

python -m corpus.series    check every file
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from truceline.processes.process import Phase
from truceline.report import Report

FOLDER = Path(__file__).parent / "processes"
WEEK = dt.timedelta(days=7)


@dataclass(frozen=True)
class Series:
    """A process: its two sides, its reports in order of publication, and the first day of each intended phase."""

    name: str
    sides: tuple[str, str]
    reports: tuple[Report, ...]
    phases: tuple[tuple[dt.date, Phase], ...]

    def weeks(self) -> dict[dt.date, Phase]:
        """The intended phase of each scored week, by its Monday.

        Scored are the weeks from that of the first report to that of the last; a week has the phase of most of its days,
        of two with as many the earlier (corpus/processes/README.md).
        """
        first, last = (_monday(_day(report)) for report in (self.reports[0], self.reports[-1]))
        return {first + WEEK * n: self._phase_of(first + WEEK * n) for n in range((last - first) // WEEK + 1)}

    def _phase_of(self, monday: dt.date) -> Phase:
        days = (self._phase_on(monday + dt.timedelta(days=n)) for n in range(7))
        return Counter(phase for phase in days if phase is not None).most_common(1)[0][0]

    def _phase_on(self, day: dt.date) -> Phase | None:
        return next((phase for start, phase in reversed(self.phases) if start <= day), None)


def all_series() -> list[Series]:
    """Every series of the corpus. Raises ValueError with the place of what is wrong."""
    return [read(path) for path in sorted(FOLDER.glob("*.yaml"))]


def read(path: Path) -> Series:
    """One series. Raises ValueError, naming the file, where it is not well-formed."""
    try:
        series = _series(yaml.safe_load(path.read_text(encoding="utf-8")))
        _check(series)
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{path.name}: {error}") from error
    return series


def _series(data: dict[str, Any]) -> Series:
    first, second = data["sides"]
    return Series(
        name=data["process"],
        sides=(first, second),
        reports=tuple(_report(data["process"], number, row) for number, row in enumerate(data["reports"], start=1)),
        phases=tuple((row["from"], Phase(row["phase"])) for row in data["phases"]),
    )


def _report(process: str, number: int, row: dict[str, Any]) -> Report:
    return Report(
        id=f"{process}-{number:02}", publisher=row["publisher"], published=row["date"], text=row["text"].strip()
    )


def _check(series: Series) -> None:
    days = [_day(report) for report in series.reports]
    if days != sorted(days):
        raise ValueError("the reports are not in order of publication")
    for (before, phase), (start, following) in pairwise(series.phases):
        if start <= before or phase == following:
            raise ValueError(f"the phase from {start} does not change the one from {before}")
    if _monday(series.phases[0][0]) > _monday(days[0]):
        raise ValueError("the first phase begins after the week of the first report")
    if series.phases[-1][0] > days[-1]:
        raise ValueError("the last phase begins after the last report")


def _day(report: Report) -> dt.date:
    if report.published is None:
        raise ValueError(f"{report.id} has no date")
    return report.published


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


if __name__ == "__main__":
    for one in all_series():
        print(one.name, len(one.reports), "reports,", len(one.weeks()), "weeks")
