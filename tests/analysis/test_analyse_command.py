"""truceline analyse, as a user runs it: reports in a real record, the real program."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

import truceline
from truceline import Amount, Claim, Entity, Event, Place, Record, Report, Source, When
from truceline.actors import load
from truceline.processes.of_record import conflicts_in
from truceline.processes.rebuilding import rebuild

FIRST = dt.date(2021, 1, 4)
ARMY, REBELS = Entity(name="Military of Pakistan"), Entity(name="Tehrik-i-Taliban Pakistan")
STATE = Entity(name="Government of Pakistan")
TOWNS = (
    "Miranshah",
    "Wana",
    "Bannu",
    "Tank",
    "Kohat",
    "Hangu",
    "Swat",
    "Quetta",
    "Peshawar",
    "Mardan",
    "Khar",
    "Bajaur",
)


def record(id: str, text: str, day: dt.date, trigger: str, event: str, **rest: object) -> Record:
    span, at = (0, len(text)), text.index(trigger)
    claim = Claim(
        span=span, trigger=(at, at + len(trigger)), event=Event(event), when=When(start=day, end=day),
        sources=(Source(name="police", kind="organization"),), confidence=0.9, **rest,  # type: ignore[arg-type]
    )  # fmt: skip
    return Record(report=Report(id=id, text=text, publisher="Wire", published=day), claims=(claim,))


def story(weeks: int) -> Iterator[Record]:
    """About four attacks a week, and one in weeks with talks: 14 to 23, 38 to 47."""
    chance = np.random.default_rng(4)
    for week in range(weeks):
        monday = FIRST + week * dt.timedelta(7)
        on = 14 <= week < 24 or 38 <= week < 48
        for number in range(min(len(TOWNS), int(chance.poisson(1 if on else 4)))):
            town, day = TOWNS[number], monday + dt.timedelta(int(chance.integers(7)))
            text = f"Fighters of the TTP ambushed a convoy of the army near {town} in case {week}-{number}."
            yield record(
                f"a{week}-{number}", text, day, "ambushed", "ASSAULT", actor=(REBELS,), recipient=(ARMY,),
                where=(Place(name=town, country="PAK"),), killed=Amount(low=number + 1, high=number + 1),
            )  # fmt: skip
        if on and week % 2 == 0:
            text = f"The government of Pakistan held talks with the TTP, round {week}."
            yield record(f"t{week}", text, monday, "talks", "CONSULT", mode="meet", actor=(STATE,), recipient=(REBELS,))


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """A record, and the id of its conflict."""
    path = str(tmp_path_factory.mktemp("record") / "record.db")
    with truceline.open(path) as store:
        store.add(list(story(60)), whole=True)
        rebuild(store, load())
        return path, conflicts_in(store)[0].id


def run(*args: str, db: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "truceline", "analyse", *args]
    known = os.environ | {"TRUCELINE_DB": db, "COLUMNS": "100"}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=known)


def test_from_reports_to_a_report_with_its_caveats(kept: tuple[str, str], tmp_path: Path) -> None:
    db, id = kept
    done = run(id[:8], "--out", str(tmp_path / "out"), db=db)
    assert done.returncode == 0, done.stderr
    assert "fewer than the trend and season" in " ".join(done.stdout.split())
    assert "What this does not show" in done.stdout and "the report is" in done.stderr
    assert {p.suffix for p in (tmp_path / "out").iterdir()} == {".html", ".pdf", ".svg", ".csv"}


def test_the_same_numbers_in_csv_json_and_python(kept: tuple[str, str]) -> None:
    from truceline.analysis import analyse

    db, id = kept
    first = json.loads(run(id, "-f", "json", db=db).stdout)[0]
    row = next(csv.DictReader(io.StringIO(run(id, "-f", "csv", db=db).stdout)))
    with truceline.open(db) as store:
        ratio = analyse(store, id).effect["ratio"].iloc[0]
    assert first["ratio"] == float(row["ratio"]) == pytest.approx(ratio, rel=1e-9)
    assert first["low"] < 0.25 < first["high"] and first["ratio"] < 1 and first["actor"] is None


def test_it_refuses_with_exit_code_5_and_says_why(kept: tuple[str, str]) -> None:
    db, id = kept
    done = run(id, "--treat", "offer", db=db)
    assert (done.returncode, done.stdout) == (5, "")
    assert "no estimate: no week has" in done.stderr and "an offer on the table" in done.stderr


def test_wrong_usage_and_unknown_conflicts_have_codes_of_their_own(kept: tuple[str, str]) -> None:
    db, id = kept
    assert run(id, "--treat", "weather", db=db).returncode == 2
    assert run("nosuchconflict", db=db).returncode == 1


def test_help_gives_an_example_and_the_exit_codes() -> None:
    out = run("--help", db="none").stdout
    assert "--treat ceasefire" in out and "Exit codes" in out and "no estimate" in out
