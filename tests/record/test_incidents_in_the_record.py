"""Incidents are made of the claims in the record, kept there, and shown; the same in whatever order reports came."""

import datetime as dt
import json

import pytest
from making import DAY, STORY, attack, contents, record, talks
from sqlalchemy import delete, select
from typer.testing import CliRunner

from truceline import Entity, Record, Source, When
from truceline.actors import shipped_registry
from truceline.cli import app
from truceline.errors import NotFoundError, UsageError
from truceline.incidents.of_record import (
    contradictions_in,
    incident_in,
    incidents_in,
    told_claims,
)
from truceline.processes.rebuilding import rebuild
from truceline.record import Store
from truceline.record.schema import claims, incident_claims

REBELS = (Entity(name="rebels"),)
ON = When(start=DAY, end=DAY)
OTHER = "Rebels said that gunmen had Killed 35 people at the same convoy near Gao. Nobody else was there to count them."


def army() -> Record:
    return record(claims=[attack(when=ON), talks()])


def rebels() -> Record:
    start = OTHER.index("gunmen")
    said = attack(number=35, when=ON, sources=(Source(name="rebels", kind="organization"),))
    moved = said.model_copy(update={"span": (start, OTHER.index(".")), "trigger": (start + 11, start + 17)})
    return record("other", OTHER, [moved], publisher="River Post", published=DAY + dt.timedelta(days=1))


def run(*args: str, db: str) -> str:
    done = CliRunner().invoke(app, [*args, "--db", db], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_two_reports_of_one_attack_are_one_incident_with_both_numbers(store: Store) -> None:
    store.add([army(), rebels()])
    made = rebuild(store, shipped_registry())
    assert (made.incidents, made.claims) == (2, 3)
    one = next(i for i in incidents_in(store) if i.killed)
    assert one.killed is not None
    assert (len(one.claims), one.killed.low, one.killed.high, one.killed.disputed) == (2, 12, 35, True)
    assert incident_in(store, one.id[:8]) == one


def test_incidents_are_the_same_whatever_came_first(store: Store) -> None:
    copy = army().model_copy(
        update={"report": army().report.model_copy(update={"id": "copy", "publisher": "Desert Mail"})}
    )
    store.add([army(), rebels(), copy])
    rebuild(store, shipped_registry())
    before = incidents_in(store)
    kept = contents(store)["incidents"]
    store.add([record("far", STORY.replace("Gao", "Kidal").replace("12", "3"), [])])
    rebuild(store, shipped_registry())
    assert incidents_in(store) == before
    assert contents(store)["incidents"] == kept


def test_rejected_and_corrected_claims_count_as_people_said(store: Store) -> None:
    store.add([army(), rebels()])
    theirs = next(c for c in store.find(limit=None) if c.report == "other")
    store.correct(theirs.id, {"killed": "40"})
    rebuild(store, shipped_registry())
    assert store.incidents(event="assault")["killed_high"].tolist() == [40]
    store.reject(theirs.id)
    rebuild(store, shipped_registry())
    assert store.incidents(event="assault")["killed_high"].tolist() == [12]


def test_copies_of_one_text_speak_with_one_voice(store: Store) -> None:
    copy = army().model_copy(
        update={"report": army().report.model_copy(update={"id": "copy", "publisher": "Desert Mail"})}
    )
    store.add([army(), copy])
    told = list(told_claims(store, shipped_registry()))
    assert len({c.text_id for c in told}) == 1
    rebuild(store, shipped_registry())
    assert all(v.texts == 1 for i in incidents_in(store) for v in i.voices)


def test_a_person_in_office_speaks_for_the_body(store: Store) -> None:
    khan = Source(name="Imran Khan", kind="person")
    claim = attack(sources=(khan,), when=When(start=dt.date(2021, 10, 1), end=dt.date(2021, 10, 1)))
    store.add([record(claims=[claim], published=dt.date(2021, 10, 2))])
    (told,) = told_claims(store, shipped_registry())
    assert told.speaks_for["Imran Khan"] == "Government of Pakistan"
    assert "imran" in told.actors["Imran Khan"]


def test_incidents_are_found_by_event_day_standing_and_killed(store: Store) -> None:
    store.add([army(), rebels()])
    rebuild(store, shipped_registry())
    assert len(store.incidents()) == 2
    assert len(store.incidents(since="2023-03-14", until="2023-03-14", min_killed=30)) == 1
    assert store.incidents(min_killed=36).empty
    assert store.incidents(since="2023-04-01").empty
    with pytest.raises(UsageError, match="certain"):
        store.incidents(standing="certain")
    with pytest.raises(NotFoundError):
        incident_in(store, "i0000")


def test_contradictions_name_both_sides_and_their_words(store: Store) -> None:
    store.add([army(), rebels()])
    assert contradictions_in(store) == []
    rebuild(store, shipped_registry())
    (numbers,) = [c for c in contradictions_in(store) if c.dispute.value == "numbers"]
    assert {p.says for p in numbers.positions} == {"12 killed", "35 killed"}
    assert all(w in STORY or w in OTHER for p in numbers.positions for w in p.words)


def test_the_commands_rebuild_list_show_and_contradict(store: Store, url: str) -> None:
    store.add([army(), rebels()])
    run("incidents", "rebuild", db=url)
    (one,) = json.loads(run("incidents", "list", "--event", "ASSAULT", "-f", "json", db=url))
    assert "12 to 35 killed, disputed" in run("incidents", "list", db=url)
    shown = run("show", "incident", one["id"], db=url)
    assert "35 killed, says rebels" in shown and "Gunmen killed 12 soldiers" in " ".join(shown.split())
    assert run("show", "incident", one["id"], "-f", "csv", db=url).count("\n") == 3
    assert run("contradictions", "-f", "csv", db=url).startswith("dispute,incident,reason,says,by,words,claim\n")
    assert "12 killed, says Military of Mali" in run("contradictions", db=url)


def test_an_unknown_incident_is_said_to_be_so(url: str, store: Store) -> None:
    done = CliRunner().invoke(app, ["show", "incident", "i00", "--db", url])
    assert (done.exit_code, "truceline incidents list" in done.stderr) == (1, True)


def test_a_record_that_has_changed_since_says_so_until_incidents_are_made_anew(store: Store, url: str) -> None:
    def said(*args: str) -> bool:
        done = CliRunner().invoke(app, [*args, "--db", url])
        assert done.exit_code == 0
        return "truceline incidents rebuild" in done.stderr

    store.add([army()])
    rebuild(store, shipped_registry())
    assert not store.incidents_stale() and not said("incidents", "list")
    store.add([army()])
    assert not store.incidents_stale()
    claim = store.find(event="ASSAULT")[0].id
    for change in (lambda: store.add([rebels()]), lambda: store.reject(claim), lambda: store.undo(claim)):
        (id, *_) = store.incidents()["id"]
        change()
        assert store.incidents_stale() and said("incidents", "list") and said("show", "incident", id)
        rebuild(store, shipped_registry())
        assert not store.incidents_stale()


def test_a_check_finds_claims_that_are_in_no_incident_or_in_one_too_many(store: Store) -> None:
    store.add([army(), rebels()])
    store.reject(store.find(event="CONSULT")[0].id)
    rebuild(store, shipped_registry())
    assert list(store.check()) == []
    incident = incidents_in(store)[0]
    with store.database.writing() as connection:
        number = connection.scalar(select(claims.c.id).where(claims.c.ref == incident.claims[0]))
        connection.execute(delete(incident_claims).where(incident_claims.c.claim == number))
    assert {(f.place, f.problem) for f in store.check()} == {
        (f"incident {incident.id}", "has other claims than are filed under it"),
        (f"claim {incident.claims[0]}", "is in no incident"),
    }
    store.add([record("far", STORY.replace("Gao", "Kidal").replace("12", "3"))])
    assert [f.place for f in store.check()] == [f"incident {incident.id}"]
