"""Score the phases of processes, week by week: python -m benchmarks.phases PATH [--misses]

PATH is a process file, or a folder of them (its sub-folders are left out): YAML with `process`, `sides`, `reports` (each with `date`,
`text`, and `publisher`) and `phases` (the first day of each intended phase). The shipped reader reads the reports into a record
of their own; incidents, conflicts and phases are made of them; and each week, from that of the first report to that of the
last, is right where the phase of most of its days is the one intended. JSON comes last.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

import truceline
from truceline import Report
from truceline.actors import Registry, shipped_registry
from truceline.gazetteer import fold
from truceline.processes import Conflict, Phase, PhaseSpan
from truceline.processes.of_record import conflicts_in
from truceline.processes.rebuilding import rebuild
from truceline.processes.series import bins, phase_between
from truceline.reading.reader import Reader


@dataclass(frozen=True)
class Process:
    """A process with the phases that its author intends."""

    name: str
    sides: tuple[str, ...]
    reports: tuple[Report, ...]
    phases: tuple[PhaseSpan, ...]


@dataclass(frozen=True)
class Week:
    """One week of a process: the phase that is intended, and the one that was found."""

    start: dt.date
    intended: Phase
    found: Phase


def process_of(path: Path) -> Process:
    """The process of a file. Raises KeyError or ValueError for what is no process file."""
    data: Mapping[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    reports = tuple(
        Report(id=f"{path.stem}-{n}", text=row["text"], publisher=row.get("publisher"), published=row["date"])
        for n, row in enumerate(data["reports"])
    )
    return Process(str(data["process"]), tuple(data["sides"]), reports, tuple(_spans(data["phases"])))


def _spans(rows: Sequence[Mapping[str, Any]]) -> Iterator[PhaseSpan]:
    for row, following in zip(rows, [*rows[1:], None], strict=True):
        end = following["from"] - dt.timedelta(days=1) if following else None
        yield PhaseSpan(Phase(row["phase"]), row["from"], end, "intended", "", (), ())


def conflict_of(process: Process, reader: Reader, registry: Registry) -> Conflict | None:
    """The conflict that is read between the sides of the process; None where there is none."""
    with tempfile.TemporaryDirectory() as folder, truceline.open(Path(folder) / "record.db") as store:
        store.add(process.reports, reader=reader)
        rebuild(store, registry)
        return max(conflicts_in(store), key=lambda c: _matched(process, c), default=None)


def _matched(process: Process, conflict: Conflict) -> int:
    """How many sides of the process are sides of the conflict, by any word of their names."""
    ours = [{w for w in fold(side).split() if len(w) > 3} or {fold(side)} for side in process.sides]
    theirs = {
        w for side in conflict.sides for p in side.parties for w in fold(f"{p.name} {p.id}").replace("-", " ").split()
    }
    return sum(bool(words & theirs) for words in ours)


def weeks_of(process: Process, conflict: Conflict | None) -> list[Week]:
    """Every week of a process."""
    days = [r.published for r in process.reports if r.published]
    found = conflict.phases if conflict else ()
    return [
        Week(start, phase_between(process.phases, start, end), phase_between(found, start, end))
        for start, end in bins(min(days), max(days), "week")
    ]


def print_misses(process: Process, conflict: Conflict | None, weeks: Sequence[Week]) -> None:
    """The steps and phases of a process, and its weeks that are wrong."""
    print(f"== {process.name}: {conflict.name if conflict else 'no conflict found'}")
    if conflict is None:
        return
    for step in conflict.steps:
        print(f"    {step.start} {step.kind}{' (planned)' if step.planned else ''}: {step.words[:110]!r}")
    for span in conflict.phases:
        print(f"  > {span.start} {span.phase}: {span.rule}")
    for week in weeks:
        if week.intended is not week.found:
            print(f"--- week of {week.start}: {week.found}, intended {week.intended}")


def share(weeks: Sequence[Week]) -> float:
    """The share of weeks in the right phase."""
    return round(sum(w.intended is w.found for w in weeks) / len(weeks), 4)


def main() -> None:
    """Parse the command line, read, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument(
        "--misses", action="store_true", help="print the steps and phases found, and the weeks that are wrong"
    )
    args = parser.parse_args()
    paths = sorted(args.path.glob("*.yaml")) if args.path.is_dir() else [args.path]
    if not paths:
        parser.error(f"there is no process file in {args.path}")
    reader, registry = Reader(), shipped_registry()
    by_process: dict[str, list[Week]] = {}
    for process in map(process_of, paths):
        conflict = conflict_of(process, reader, registry)
        by_process[process.name] = weeks_of(process, conflict)
        if args.misses:
            print_misses(process, conflict, by_process[process.name])
    every = [week for weeks in by_process.values() for week in weeks]
    processes = {name: {"weeks": len(weeks), "right": share(weeks)} for name, weeks in by_process.items()}
    result = {"processes": processes, "weeks": len(every), "right": share(every)}
    print(json.dumps(result, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
