"""Many writers, and writers that are killed: nothing is lost, nothing is stored by half."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import truceline

PROGRAM = """
import sys
import truceline
from making import LONG, FixedReader, attack, talks
from truceline import Report

def reports(first, number):
    for n in range(first, first + number):
        opening = f"Story {n}: " + " ".join(f"item{n}of{k}" for k in range(400)) + ". "
        yield Report(id=f"story-{n}", text=LONG + opening)

with truceline.open(sys.argv[1]) as store:
    reader = FixedReader(attack(LONG), talks(LONG))
    for outcome in store.add_each(reports(int(sys.argv[2]), int(sys.argv[3])), lambda: reader):
        print(outcome.key, outcome.outcome, flush=True)
"""


def writer(url: str, first: int, number: int) -> subprocess.Popen[str]:
    paths = os.pathsep.join([str(Path(__file__).parent), *(p for p in sys.path if p)])
    command = [sys.executable, "-c", PROGRAM, url, str(first), str(number)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": paths}
    )


def test_writers_at_once_all_finish_and_lose_nothing(url: str) -> None:
    # They begin on an empty database: its tables, too, are made once. Half of the reports come from both.
    running = [writer(url, 0, 40), writer(url, 20, 40)]
    for process in running:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors
    with truceline.open(url) as store:
        assert sorted(store.reports()["id"]) == sorted(f"story-{n}" for n in range(60))
        assert len(store.find(limit=None, copies=True)) == 120
        assert list(store.check()) == []


def test_a_killed_writer_leaves_whole_reports_and_all_that_it_acknowledged(url: str) -> None:
    chance = random.Random(7)
    acknowledged: set[str] = set()
    for _ in range(3):
        process = writer(url, 0, 400)
        assert process.stdout
        acknowledged.add(process.stdout.readline().split()[0])
        time.sleep(chance.uniform(0.0, 0.3))
        process.send_signal(signal.SIGKILL)
        acknowledged |= {line.split()[0] for line in process.stdout if line.endswith("\n")}
        process.wait()
        with truceline.open(url) as store:
            stored = set(store.reports()["id"])
            assert acknowledged <= stored
            assert len(store.find(limit=None, copies=True)) == 2 * len(stored)
            assert list(store.check()) == []
    process = writer(url, 0, 60)
    lines = process.communicate(timeout=120)[0].splitlines()
    assert process.returncode == 0
    assert {line.split()[0] for line in lines} == {f"story-{n}" for n in range(60)}
