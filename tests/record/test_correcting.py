"""What a person says of a claim stands, whatever is read later, and the history says who, when and why."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from making import STORY, FixedReader, attack, claim, record, talks
from sqlalchemy import delete, update

from truceline import Amount, Claim, NotFoundError, Record, StoreError, UsageError
from truceline.intake import read_inputs
from truceline.outputs import RecordFolder
from truceline.record import Reread, Store, StoredClaim
from truceline.record.schema import corrections
from truceline.record.settings import parse_settings


@pytest.fixture
def read(store: Store) -> Store:
    """A record whose claims a reader has read."""
    store.add([record().report], reader=FixedReader(attack(), talks()))
    return store


def the_attack(store: Store, **filters: Any) -> StoredClaim:
    return store.find("convoy", **filters)[0]


def reread(store: Store, *claims: Claim) -> Reread:
    total = Reread()
    for outcome in store.reread(lambda: FixedReader(*claims), everything=True):
        assert isinstance(outcome, Reread)
        total.add(outcome)
    return total


@pytest.mark.parametrize(
    ("setting", "field", "value"),
    [
        ("killed=12", "killed", {"low": 12, "high": 12}),
        ("killed=10..15", "killed", {"low": 10, "high": 15}),
        ("injured=12..", "injured", {"low": 12, "high": None}),
        ("injured=..15", "injured", {"low": None, "high": 15}),
        ("killed=", "killed", None),
        ("event=assault", "event", "ASSAULT"),
        ("status=Hypothetical", "status", "hypothetical"),
        ("mode=ceasefire", "mode", "ceasefire"),
        ("actor=Army; Police", "actor", [{"name": "Army"}, {"name": "Police"}]),
        ("recipient=", "recipient", []),
        ("when=2021-10-01..2021-10-02", "when", {"start": "2021-10-01", "end": "2021-10-02"}),
        ("when=2021-10-01", "when", {"start": "2021-10-01", "end": "2021-10-01"}),
        ("where=Gao (ml);Kidal", "where", [{"name": "Gao", "country": "ML"}, {"name": "Kidal", "country": None}]),
        (
            "sources=Reuters:outlet > the army",
            "sources",
            [{"name": "Reuters", "kind": "outlet"}, {"name": "the army", "kind": None}],
        ),
        ("count=3", "count", 3),
    ],
)
def test_settings_are_read_as_they_are_meant(setting: str, field: str, value: object) -> None:
    assert parse_settings([setting]) == {field: value}


@pytest.mark.parametrize(
    "setting",
    ["killed", "killed=many", "killed=15..10", "killed=-1", "event=WAR", "status=maybe", "when=2021-13-01",
     "when=2021-10-02..2021-10-01", "span=1..2", "actor=" + "x" * 600, "actor=a\x1b[2J", "killed=" + "9" * 40],
)  # fmt: skip
def test_settings_that_mean_nothing_are_refused(setting: str) -> None:
    with pytest.raises(UsageError):
        parse_settings([setting])


def test_a_corrected_value_stands_and_is_found_by(read: Store) -> None:
    read.correct(
        the_attack(read).id, {"killed": "10..15", "actor": "the rebels", "when": "2023-03-13"}, why="the hospital"
    )
    found = the_attack(read, actor="rebels", until=dt.date(2023, 3, 13))
    assert found.claim.killed == Amount(low=10, high=15)
    assert found.checked
    assert the_attack(read).claim.confidence == 1.0
    assert list(read.check()) == []


def test_a_name_that_stands_in_the_claim_gets_its_words(read: Store) -> None:
    read.correct(the_attack(read).id, {"recipient": "soldiers", "sources": "Sahel Wire > Military of Mali"})
    found = the_attack(read).claim
    assert STORY[slice(*(found.recipient[0].span or (0, 0)))] == "soldiers"
    assert [(s.name, s.kind) for s in found.sources] == [("Sahel Wire", "outlet"), ("Military of Mali", "organization")]


def test_a_correction_survives_readings_that_find_the_same_claim_otherwise(read: Store) -> None:
    id = the_attack(read).id
    read.correct(id, {"killed": 20}, why="the hospital")
    words = "soldiers near a convoy outside Gao on Monday"
    readings = [
        attack(number=99),
        claim(STORY, "killed 12 soldiers near a convoy", "killed", "COERCE"),
        claim(STORY, f"Gunmen killed 12 {words}", "Gunmen killed", "ASSAULT", killed=None),
    ]
    for reading in readings:
        result = reread(read, reading, talks())
        assert result.held == 1
        assert result.orphaned == []
        assert read.claim(id).claim.killed == Amount(low=20, high=20)
    assert list(read.check()) == []


def test_what_changed_in_a_reading_is_reported_and_kept_in_the_history(read: Store) -> None:
    id = the_attack(read).id
    result = reread(read, attack(number=15))
    assert {(c.kind, c.field) for c in result.changes} == {("value", "killed"), ("gone", None)}
    assert the_attack(read).claim.killed == Amount(low=15, high=15)
    assert [c.claim.event for c in read.find(limit=None)] == ["ASSAULT"]
    assert [(e.what, e.old, e.new) for e in read.history(id)][1:] == [
        ("value", {"low": 12, "high": 12}, {"low": 15, "high": 15})
    ]
    back = reread(read, attack(number=15), talks())
    assert [c.kind for c in back.changes] == ["back"]
    assert reread(read, attack(number=15), talks()).changes == []


def test_a_corrected_claim_that_is_no_longer_read_stays_and_is_reported(read: Store) -> None:
    id = the_attack(read).id
    read.correct(id, {"killed": 20})
    result = reread(read, talks())
    assert result.orphaned == [id]
    assert the_attack(read).state == "kept"
    read.undo(id)
    assert read.find("convoy") == []
    assert list(read.check()) == []


def test_a_rejected_claim_stays_rejected(read: Store) -> None:
    id = the_attack(read).id
    read.reject(id, why="a film")
    for claims in ((attack(number=15), talks()), (talks(),), (attack(), talks())):
        reread(read, *claims)
        assert read.find("convoy") == []
    assert read.claim(id).verdict == "rejected"


def test_an_accepted_claim_keeps_every_value(read: Store) -> None:
    accepted = the_attack(read)
    read.accept(accepted.id)
    reread(read, attack(number=99, actor=(), sources=()))
    kept = the_attack(read)
    assert kept.verdict == "accepted"
    assert kept.claim.model_copy(update={"confidence": 0.8}) == accepted.claim


def test_undo_takes_back_what_was_said_at_once_and_then_what_was_said_before(read: Store) -> None:
    before = the_attack(read)
    read.correct(before.id, {"killed": 20})
    read.correct(before.id, {"killed": 30, "event": "COERCE"})
    read.undo(before.id)
    assert the_attack(read).claim.killed == Amount(low=20, high=20)
    read.undo(before.id)
    assert the_attack(read) == before
    with pytest.raises(NotFoundError):
        read.undo(before.id)


def test_one_act_can_be_undone_out_of_turn(read: Store) -> None:
    id = the_attack(read).id
    first = read.correct(id, {"killed": 20})[0].act
    read.correct(id, {"mode": "firearms"})
    read.undo(id, act=first)
    assert (the_attack(read).claim.killed, the_attack(read).claim.mode) == (Amount(low=12, high=12), "firearms")


def test_the_history_says_who_when_and_why(read: Store) -> None:
    id = the_attack(read).id
    read.correct(id, {"killed": 20}, who="Ada", why="the hospital")
    read.undo(id, who="Ben")
    said = [(e.what, e.who, e.why, e.undone) for e in read.history(id)]
    assert said == [("read", "reader", None, False), ("set", "Ada", "the hospital", True), ("undo", "Ben", None, False)]


def test_the_database_itself_refuses_to_change_what_people_said(read: Store) -> None:
    read.correct(the_attack(read).id, {"killed": 20})
    for statement in (update(corrections).values(who="somebody"), delete(corrections)):
        with pytest.raises(StoreError), read.database.writing() as connection:
            connection.execute(statement)


def test_corrections_hold_for_the_same_words_in_a_changed_text(read: Store) -> None:
    id = the_attack(read).id
    read.correct(id, {"killed": 20}, who="Ada")
    longer = "GAO - New this hour. " + STORY
    outcome = read.add([record(text=longer).report], reader=FixedReader(attack(longer), talks(longer)))[0]
    assert (outcome.carried, outcome.left) == (1, ())
    assert the_attack(read).claim.killed == Amount(low=20, high=20)
    assert read.claim(id).version == 1
    rewritten = longer.replace("killed 12", "killed 17")
    outcome = read.add([record(text=rewritten).report], reader=FixedReader(attack(rewritten, 17)))[0]
    assert (outcome.carried, len(outcome.left)) == (0, 1)
    assert list(read.check()) == []


def test_a_claim_is_named_by_its_first_letters_where_they_are_its_own(read: Store) -> None:
    id = the_attack(read).id
    assert read.claim(id[:6].upper()).id == id
    for wrong in ("", "zz", "k" * 12, "%", "____"):
        with pytest.raises(NotFoundError):
            read.claim(wrong)


def test_values_that_the_format_does_not_take_change_nothing(read: Store) -> None:
    id = the_attack(read).id
    for changes in ({"killed": {"low": "x"}}, {"actor": [{"name": ""}]}, {"when": {"start": "?"}}, {"nonsense": 1}, {}):
        with pytest.raises(UsageError):
            read.correct(id, changes)
    assert len(read.history(id)) == 1


def test_corrections_leave_as_training_records_that_read_back(read: Store, tmp_path: Path) -> None:
    read.correct(the_attack(read).id, {"killed": 20})
    read.reject(read.find("algiers")[0].id)
    read.add([record("untouched", "Another story, on the salt road to the river, was told by nobody at all.", [])])
    folder = RecordFolder(tmp_path / "out", explain=True)
    for made in read.corrected():
        folder.write(made)
    files = list((tmp_path / "out").iterdir())
    assert [f.name for f in files] == ["story.json"]
    exported = Record.model_validate(json.loads(files[0].read_text(encoding="utf-8")))
    assert [c.killed for c in exported.claims] == [Amount(low=20, high=20)]
    assert "2 of 2 claims checked by a person" in exported.notes
    assert [r.text for r in read_inputs([tmp_path / "out"])] == [STORY]


def test_claims_that_came_with_their_report_are_not_read_again(store: Store) -> None:
    store.add([record()], read_by="UCDP GED 24.1")
    assert list(store.reread(lambda: FixedReader(), everything=True)) == []
    assert store.find("convoy")[0].reader == "UCDP GED 24.1"
