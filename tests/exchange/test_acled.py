"""ACLED in and out."""

import csv
import datetime as dt

import pytest
from incident_builder import EXPORTED, came_back, incident

from truceline.claim import Amount, Entity, Event
from truceline.errors import DatasetError
from truceline.exchange import acled_row, csv_text, read_acled
from truceline.exchange.acled import COLUMNS, party, sub_events

LINE = {
    "event_id_cnty": "MLI1234", "event_date": "2019-03-17", "event_type": "Battles", "sub_event_type": "Armed clash",
    "actor1": "JNIM: Group for Support of Islam and Muslims", "actor2": "Military Forces of Mali (2013-2020)",
    "country": "Mali", "location": "Gao", "fatalities": "23", "notes": "On 17 March, men attacked the camp.",
}  # fmt: skip


def write(path, *lines):
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, tuple(LINE))
        writer.writeheader()
        writer.writerows(LINE | line for line in lines)
    return path


def read(tmp_path, **line):
    (record,) = read_acled(write(tmp_path / "acled.csv", line))
    return record


def test_an_event_becomes_a_report_with_a_claim_on_the_datasets_word(tmp_path):
    record = read(tmp_path)
    (claim,) = record.claims
    assert record.report.id == "acled:MLI1234"
    assert record.report.text.endswith("On 17 March, men attacked the camp.")
    assert [s.name for s in claim.sources] == ["ACLED"]
    assert [e.name for e in claim.actor] == ["JNIM: Group for Support of Islam and Muslims", "Military of Mali"]
    assert record.words(claim.actor[1].span) == "Military Forces of Mali (2013-2020)"
    assert (claim.killed, claim.when.start) == (Amount(low=23, high=23), dt.date(2019, 3, 17))
    assert record.words(claim.trigger) == "Armed clash"


@pytest.mark.parametrize("date", ["17 March 2019", "17-March-2019", "2019-03-17"])
def test_every_way_in_which_acled_has_written_dates_is_read(tmp_path, date):
    assert read(tmp_path, event_date=date).claims[0].when.start == dt.date(2019, 3, 17)


def test_police_that_beat_protesters_are_the_actor(tmp_path):
    claim = read(
        tmp_path, event_type="Protests", sub_event_type="Excessive force against protesters",
        actor1="Protesters (Mali)", actor2="Police Forces of Mali (2013-2020)",
    ).claims[0]  # fmt: skip
    assert (claim.event, claim.mode) == (Event.ASSAULT, "crowd-control")
    assert ([e.name for e in claim.actor], [e.name for e in claim.recipient]) == (["Police of Mali"], ["protesters"])


def test_what_plover_has_no_type_for_is_a_report_without_a_claim(tmp_path):
    record = read(tmp_path, event_type="Strategic developments", sub_event_type="Other")
    assert record.claims == ()
    assert "no PLOVER type" in record.notes[0]


def test_every_sub_event_can_be_imported(tmp_path):
    lines = [
        {"sub_event_type": s.name, "event_type": s.type, "event_id_cnty": str(n)}
        for n, s in enumerate(sub_events().values())
    ]
    records = list(read_acled(write(tmp_path / "acled.csv", *lines)))
    assert [bool(r.claims) for r in records] == [s.event is not None for s in sub_events().values()]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"event_date": "soon"}, "event_date is no date"),
        ({"fatalities": ""}, "fatalities is no number"),
        ({"sub_event_type": "Picnic"}, "sub_event_type is unknown: 'Picnic'"),
        ({"actor1": ""}, "actor1 is empty"),
    ],
)
def test_nothing_is_given_out_where_one_line_is_bad(tmp_path, change, message):
    with pytest.raises(DatasetError, match=f"line 3: {message}"):
        read_acled(write(tmp_path / "acled.csv", {}, change))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Military Forces of Afghanistan (2021-)", "Military of Afghanistan"),
        ("Police Forces of the Philippines (2022-)", "Police of Philippines"),
        ("Civilians (India)", "civilians"),
        ("TTP: Tehreek-i-Taliban Pakistan", "TTP: Tehreek-i-Taliban Pakistan"),
    ],
)
def test_parties_are_named_as_elsewhere_in_truceline(said, meant):
    assert party(said) == meant


@pytest.mark.parametrize(
    ("changes", "sub_event"),
    [
        ({}, "Armed clash"),
        ({"mode": "aerial"}, "Air/drone strike"),
        ({"recipient": (Entity(name="villagers"),)}, "Attack"),
        ({"event": "PROTEST", "mode": "riot"}, "Violent demonstration"),
        ({"event": "COERCE", "mode": "arrest"}, "Arrests"),
    ],
)
def test_an_incident_goes_out_as_the_sub_event_that_says_the_same(changes, sub_event):
    row = acled_row(incident(**changes))
    assert tuple(row) == COLUMNS
    assert (row["sub_event_type"], row["fatalities"], row["event_date"]) == (sub_event, 9, "2023-03-05")


@pytest.mark.parametrize("changes", [{"event": "CONSULT"}, {"status": "negated"}, {"when": None}, {"actor": ()}])
def test_what_is_no_such_event_has_no_row(changes):
    assert acled_row(incident(**changes)) is None


@pytest.mark.parametrize("changes", [*EXPORTED, {"mode": "crowd-control"}, {"mode": "aerial", "recipient": ()}])
def test_what_comes_out_can_be_read_in(tmp_path, changes):
    told = incident(**changes)
    path = tmp_path / "out.csv"
    path.write_text("".join(csv_text(COLUMNS, [acled_row(told)])))
    (record,) = read_acled(path)
    (claim,) = record.claims
    assert [e.name for e in (*claim.actor, *claim.recipient)] == [n.name for n in (*told.actors, *told.recipients)]
    assert [(p.name, p.country) for p in claim.where] == came_back(told)
    assert (claim.event, claim.mode, claim.when.start) == (told.event, told.mode, told.start)


def test_force_on_protesters_whom_nobody_names_keeps_its_actor(tmp_path):
    path = tmp_path / "out.csv"
    path.write_text("".join(csv_text(COLUMNS, [acled_row(incident(mode="crowd-control", recipient=()))])))
    (record,) = read_acled(path)
    assert [e.name for e in record.claims[0].actor] == ["Highland Front"]


def test_an_older_spelling_of_a_sub_event_is_read(tmp_path):
    record = read(tmp_path, event_type="Protests", sub_event_type="Excessive force against protestors")
    assert record.claims[0].mode == "crowd-control"


def test_a_row_says_which_type_of_disorder_it_is():
    kinds = {s.name: s.disorder for s in sub_events().values()}
    assert kinds["Armed clash"] == kinds["Mob violence"] == "Political violence"
    assert kinds["Violent demonstration"] == kinds["Peaceful protest"] == "Demonstrations"
    assert kinds["Excessive force against protesters"] == "Political violence; Demonstrations"
    assert kinds["Agreement"] == "Strategic developments"
