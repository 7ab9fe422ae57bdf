"""Many reports through one reader: a report that fails costs only itself, and the tally says what was read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from truceline.claim import Claim, Record
from truceline.errors import InputError, TrucelineError
from truceline.intake import Failure, TakenReport, notes_on
from truceline.report import Report

if TYPE_CHECKING:
    from truceline.reading.reader import Reader

AT_ONCE = 32
"""Reports taken in before the first of them is read."""


@dataclass
class Tally:
    """What became of a batch: reports read, their claims, and the places of those not read."""

    reports: int = 0
    claims: int = 0
    failed: list[str] = field(default_factory=list)

    def add(self, outcome: Record | Failure) -> None:
        """Count one outcome."""
        if isinstance(outcome, Failure):
            self.failed.append(outcome.place)
        else:
            self.reports += 1
            self.claims += len(outcome.claims)


def records(
    taken: Iterable[Report | Failure], load: Callable[[], Reader], *, min_confidence: float = 0.0
) -> Iterator[Record | Failure]:
    """The record or the failure of each report, in order; `load` is called once, at the first report that can be read.

    Claims with less than `min_confidence` are left out. Raises ModelError.
    """
    waiting, reader = iter(taken), None
    while group := list(islice(waiting, AT_ONCE)):
        reports = [r for r in group if isinstance(r, Report)]
        if reports and reader is None:
            reader = load()
        outcomes = _read(reader, reports) if reader else iter(())
        for item in group:
            outcome = item if isinstance(item, Failure) else next(outcomes)
            yield _confident(outcome, min_confidence) if isinstance(outcome, Record) else outcome


def _read(reader: Reader, reports: list[Report]) -> Iterator[Record | Failure]:
    done = 0
    try:
        for report, record in zip(reports, reader.read_many(reports), strict=True):
            yield _with_notes(report, record)
            done += 1
    except Exception:
        # Reports are parsed ahead, so this says not which one failed: go on one by one.
        yield from (_read_one(reader, report) for report in reports[done:])


def _read_one(reader: Reader, report: Report) -> Record | Failure:
    try:
        return _with_notes(report, reader.read(report))
    except Exception as error:
        place = (report.place if isinstance(report, TakenReport) else None) or report.id
        if isinstance(error, TrucelineError):
            return Failure(place, InputError(error.problem, place=place, remedy=error.remedy))
        problem = f"reading it failed ({type(error).__name__}: {error})"
        return Failure(place, InputError(problem, place=place, remedy="this is a fault in truceline: please report it"))


def _with_notes(report: Report, record: Record) -> Record:
    return record.model_copy(update={"notes": tuple(dict.fromkeys((*notes_on(report), *record.notes)))})


def _confident(record: Record, least: float) -> Record:
    kept: tuple[Claim, ...] = tuple(c for c in record.claims if c.confidence >= least)
    return record if len(kept) == len(record.claims) else record.model_copy(update={"claims": kept})
