"""Kill the program while it adds: python -m benchmarks.kill DIR [--reports N] [--kills N] [--db URL]

DIR holds reports in any form that `truceline read` takes; N reports are made of their sentences. A program adds them with
the real reader and says of each that it is stored; it gets SIGKILL at random moments, and after each the record is checked:
no report by half, none lost that was acknowledged. A last run, left alone, must finish the rest. JSON comes last.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import truceline
from truceline.intake import Failure, read_inputs
from truceline.record import Stored
from truceline.report import Report

SENTENCES = 10
LATEST = 3.0
"""Seconds within which the program is killed, once it has stored the first report of its run."""


def reports_of(folder: Path, number: int) -> Iterator[Report]:
    """Reports made of the sentences of others, the same ones on every run."""
    taken = [r for r in read_inputs([folder]) if not isinstance(r, Failure)]
    sentences = sorted({s for r in taken for s in re.split(r"(?<=[.!?])\s+", r.text) if len(s.split()) > 5})
    chance = random.Random(1)
    for n in range(number):
        yield Report(id=f"report-{n}", text=" ".join(chance.sample(sentences, SENTENCES)))


def add(url: str, folder: Path, number: int) -> None:
    """Add the reports, and say of each that it is stored: in a process of its own."""
    from truceline.reading.reader import Reader

    with truceline.open(url) as store:
        for outcome in store.add_each(reports_of(folder, number), Reader):
            if isinstance(outcome, Stored):
                print(outcome.key, outcome.outcome, flush=True)


def start(url: str, folder: Path, number: int) -> subprocess.Popen[str]:
    """Start adding in another process."""
    command = [sys.executable, "-m", "benchmarks.kill", str(folder), "--reports", str(number), "--db", url, "--add"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def acknowledged(process: subprocess.Popen[str], *, kill_after: float | None = None) -> set[str]:
    """The reports that a process says are stored before it ends, or is killed so long after it stored a new one."""
    said, stream = set[str](), process.stdout
    for line in stream or ():
        if line.endswith("\n"):
            said.add(line.split()[0])
        if kill_after is not None and line.endswith(" new\n"):
            time.sleep(kill_after)
            process.send_signal(signal.SIGKILL)
            kill_after = None
    process.wait()
    return said


def faults(url: str, said: set[str]) -> list[str]:
    """What is wrong with a record that must hold at least the reports that were said to be stored."""
    with truceline.open(url) as store:
        lost = said - set(store.reports()["id"])
        return [*(f"lost: {key}" for key in sorted(lost)), *(f"{f.place}: {f.problem}" for f in store.check())]


def main() -> None:
    """Parse the command line, add and kill, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--db", help="an empty record; else a file that is deleted again")
    parser.add_argument("--add", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.add:
        add(args.db, args.folder, args.reports)
        return
    chance = random.Random()
    with tempfile.TemporaryDirectory() as scratch:
        url, said, found = args.db or str(Path(scratch) / "kill.db"), set[str](), list[str]()
        after = []
        for _ in range(args.kills):
            said |= acknowledged(start(url, args.folder, args.reports), kill_after=chance.uniform(0, LATEST))
            found += faults(url, said)
            after.append(len(said))
        last = start(url, args.folder, args.reports)
        said |= acknowledged(last)
        found += faults(url, said)
        with truceline.open(url) as store:
            figures = {
                "reports": args.reports,
                "kills": args.kills,
                "acknowledged_after_each": after,
                "stored": len(store.reports()),
                "claims": len(store.claims(copies=True)),
                "last_run_finished": last.returncode == 0 and len(said) == args.reports,
                "faults": found,
            }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
