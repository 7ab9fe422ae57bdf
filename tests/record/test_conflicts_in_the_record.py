"""Conflicts are made with incidents, kept in the record, read fast, and stand corrected by what people say of phases."""

import csv
import datetime as dt
import io
import json
from pathlib import Path

import pytest
from making import contents
from sqlalchemy import select
from typer.testing import CliRunner

import truceline
from truceline import Claim, Entity, Record, Report, When
from truceline.actors import shipped_registry
from truceline.cli import app
from truceline.errors import NotFoundError, UsageError
from truceline.incidents.of_record import incidents_in
from truceline.processes import Phase
from truceline.processes.of_record import (
    conflict_in,
    conflicts_in,
    conflicts_with,
    force_in,
    incidents_of_conflict,
    list_in,
    sayings_in,
    series_in,
    set_phase,
    undo_phase,
)
from truceline.processes.rebuilding import rebuild
from truceline.record import Store
from truceline.record.schema import conflicts, phase_sayings

ATTACK = "The TTP attacked a police post in Swat on Saturday."
TALKS = "Pakistan and the TTP held peace talks in Khost."
DAY = dt.date(2021, 10, 2)


def told(id: str, text: str, event: str, on: dt.date, actor: list[str], recipient: list[str]) -> Record:
    span = (0, len(text) - 1)
    claim = Claim(
        span=span, trigger=(0, 3), event=event, actor=tuple(Entity(name=n) for n in actor),
        recipient=tuple(Entity(name=n) for n in recipient), when=When(start=on, end=on),
    )  # fmt: skip
    return Record(report=Report(id=id, text=text, publisher="The Post", published=on), claims=(claim,))


ATTACKED = told("attack", ATTACK, "ASSAULT", DAY, ["TTP"], ["Police of Pakistan"])
TALKED = told("talks", TALKS, "CONSULT", DAY + dt.timedelta(30), ["Government of Pakistan", "TTP"], [])


@pytest.fixture
def made(store: Store) -> Store:
    store.add([ATTACKED, TALKED])
    rebuild(store, shipped_registry())
    return store


def run(*args: str, db: str, code: int = 0):
    done = CliRunner().invoke(app, ["conflicts", *args, "--db", db], catch_exceptions=False)
    assert done.exit_code == code, done.output
    return done


def test_one_command_makes_incidents_and_conflicts(store: Store, url: str) -> None:
    store.add([ATTACKED, TALKED])
    done = CliRunner().invoke(app, ["incidents", "rebuild", "--db", url], catch_exceptions=False)
    assert "2 incidents made of 2 claims, and 1 conflict of these" in done.stderr
    (one,) = conflicts_in(store)
    assert one.name == "Pakistan – Tehrik-i-Taliban Pakistan"
    assert [p.phase for p in one.phases] == [Phase.NO_CONTACT, Phase.TALKS]


def test_a_conflict_is_found_by_the_beginning_of_its_id(made: Store) -> None:
    (one,) = conflicts_in(made)
    assert conflict_in(made, one.id[:6]) == one
    for wrong in ("", "cffff0000ffff0000", "%"):
        with pytest.raises(NotFoundError):
            conflict_in(made, wrong)


def test_a_list_says_what_a_conflict_holds_and_an_incident_names_its_conflict(made: Store) -> None:
    (row,) = list_in(made)
    assert (row.incidents, row.attacks, row.steps, row.phase) == (2, 1, 1, Phase.TALKS)
    kinds = dict(incidents_of_conflict(made, row.id))
    assert sorted(kinds.values()) == ["force", "step"]
    assert [conflicts_with(made, incident) for incident in kinds] == [[row], [row]]


def test_the_time_line_comes_from_the_record_and_can_be_cut(made: Store) -> None:
    id = list_in(made)[0].id
    weeks = series_in(made, id)
    assert (len(weeks), sum(w.attacks for w in weeks), sum(w.steps for w in weeks)) == (6, 1, 1)
    assert [b.attacks for b in series_in(made, id, every="month")] == [1, 0]
    assert [b.start for b in series_in(made, id, every="day", since=DAY, until=DAY)] == [DAY]


def test_what_is_made_anew_of_the_same_claims_stays_the_same(made: Store) -> None:
    def but_for_when() -> dict[str, str]:
        return {table: rows for table, rows in contents(made).items() if table != "makings"}

    before = but_for_when()
    rebuild(made, shipped_registry())
    assert but_for_when() == before


def test_what_a_person_says_of_a_phase_stands_until_it_is_taken_back(made: Store) -> None:
    id = list_in(made)[0].id
    act = set_phase(made, id, Phase.CEASEFIRE, start=DAY + dt.timedelta(30), who="Ada", why="the envoy's diary")
    rebuild(made, shipped_registry())
    last = conflict_in(made, id).phases[-1]
    assert (last.phase, last.set_by, last.why) == (Phase.CEASEFIRE, "Ada", "the envoy's diary")
    assert list_in(made)[0].phase is Phase.CEASEFIRE
    assert series_in(made, id, every="day")[-1].phase is Phase.CEASEFIRE
    undo_phase(made, act, who="Bo")
    assert conflict_in(made, id).phases[-1].phase is Phase.TALKS
    assert sayings_in(made, id) == ()
    with made.database.reading() as connection:
        assert len(connection.execute(select(phase_sayings)).all()) == 2
    with pytest.raises(NotFoundError):
        undo_phase(made, act)


def test_days_in_the_wrong_order_set_no_phase(made: Store) -> None:
    with pytest.raises(UsageError):
        set_phase(made, list_in(made)[0].id, Phase.TALKS, start=DAY, end=DAY - dt.timedelta(1))


def test_the_record_is_whole_and_a_backup_holds_conflicts_and_sayings(made: Store, tmp_path: Path) -> None:
    set_phase(made, list_in(made)[0].id, Phase.EXPLORATORY, start=DAY, who="Ada")
    assert list(made.check()) == []
    made.backup(tmp_path / "copy.db")
    with truceline.open(tmp_path / "copy.db") as copy:
        assert conflicts_in(copy) == conflicts_in(made)
    made.restore(tmp_path / "copy.db", replace=True)
    assert conflict_in(made, list_in(made)[0].id).phases[-1].set_by == "Ada"


def test_a_check_finds_conflicts_whose_counts_or_incidents_are_not_theirs(made: Store) -> None:
    from truceline.record.schema import conflict_incidents, conflicts

    with made.database.writing() as connection:
        connection.execute(conflicts.update().values(data="{}"))
        connection.execute(conflict_incidents.delete())
    problems = [fault.problem for fault in made.check()]
    assert "is not what was concluded: its data were changed" in problems
    assert "has 0 incidents and says 2" in problems


def test_the_commands_list_show_and_set_phases(made: Store, url: str) -> None:
    (row,) = json.loads(run("list", "--format", "json", db=url).stdout)
    assert "Tehrik-i-Taliban" in run("list", db=url).stdout
    assert "held peace talks in Khost" in run("show", row["id"], db=url).stdout
    assert json.loads(run("show", row["id"], "--format", "json", db=url).stdout)["id"] == row["id"]
    lines = list(csv.DictReader(io.StringIO(run("series", row["id"], "--format", "csv", db=url).stdout)))
    assert (lines[0]["start"], lines[0]["attacks"], lines[0]["phase"]) == ("2021-09-27", "1", "no contact")
    done = run("phase", row["id"], "broken-down", "--from", "2021-10-10", "--to", "2021-10-20", "--who", "Ada", db=url)
    assert "Ada" in run("show", row["id"], db=url).stdout
    run("undo-phase", done.stderr.split()[-1], db=url)
    assert "Ada" not in run("show", row["id"], db=url).stdout
    assert "no such" not in run("terms", row["id"], db=url).stdout


def test_the_commands_say_what_is_wrong(made: Store, url: str) -> None:
    id = list_in(made)[0].id
    assert "take one of" in run("phase", id, "peace", "--from", "2021-10-10", db=url, code=2).stderr
    assert "day, week or month" in run("series", id, "--every", "year", db=url, code=2).stderr
    assert "no table" in run("show", id, "--format", "csv", db=url, code=2).stderr
    assert "there is no conflict" in run("show", "cff", db=url, code=1).stderr


def test_the_force_of_a_conflict_is_kept_as_its_incidents_tell_it(made: Store) -> None:
    [one] = conflicts_in(made)
    kept = force_in(made, one)
    assert [h.id for h in kept] == list(one.violence)
    assert [(h.start, h.event, h.actors) for h in kept] == [
        (i.start or i.not_after, i.event.value, tuple(a.name for a in i.actors))
        for i in incidents_in(made)
        if i.id in one.violence
    ]
    # As a record has it that an older version made.
    with made.database.writing() as connection:
        connection.execute(conflicts.update().values(force=None))
    assert force_in(made, one) == kept


def test_a_conflict_is_shown_by_the_name_of_a_side_and_several_are_listed(made: Store, url: str) -> None:
    (one,) = list_in(made)
    for said in ("TTP", "tehrik-i-taliban pakistan", "Pakistan", "Pakistan Taliban", one.id[:4]):
        assert json.loads(run("show", said, "-f", "json", db=url).stdout)["id"] == one.id
    other = told(
        "bla",
        "The BLA attacked Pakistani soldiers.",
        "ASSAULT",
        DAY,
        ["Balochistan Liberation Army"],
        ["Military of Pakistan"],
    )
    made.add([other])
    rebuild(made, shipped_registry())
    listed = run("show", "Pakistan", "-f", "csv", db=url).stdout
    assert {row["id"] for row in csv.DictReader(io.StringIO(listed))} == {c.id for c in list_in(made)}
    assert one.id in run("terms", "Pakistan", db=url, code=2).output
