"""The coded reports of corpus/ are in order: every sheet passes the checks, and the checks find what they are for."""

import json
from pathlib import Path

import pytest
import yaml

import corpus
from corpus.card import card
from corpus.sheets import check, compile_sheet
from corpus.split import PARTS, only, parts, settings

SHEETS = sorted((Path(corpus.__file__).parent / "sheets").glob("*.yaml"))


@pytest.mark.parametrize("path", SHEETS, ids=lambda p: p.stem[:3])
def test_a_sheet_passes_the_checks(path):
    assert check(path)[1] == []


def faults(tmp_path, **changes):
    """What is found in a good sheet of one claim with these changes of the claim."""
    claim = {
        "event": "ASSAULT",
        "mode": "firearms",
        "status": "actual",
        "span": "rebels of the Home Watch shot two Saarevald officers on Friday",
        "trigger": "shot",
        "actor": ["Home Watch | rebels = rebels of the Home Watch"],
        "recipient": ["Police of Saarevald = two Saarevald officers"],
        "sources": ["unnamed: ministry official = A ministry official"],
        "when": "on Friday = 2018-11-23 .. 2018-11-23",
    }
    head = {
        "id": "900-saarevald",
        "title": "Two shot",
        "publisher": "Amber News",
        "published": "2018-11-24",
        "style": "wire",
        "setting": "amber",
        "invented": True,
        "text": "A ministry official said rebels of the Home Watch shot two Saarevald officers on Friday, killing one.",
    }
    path = tmp_path / "900-saarevald.yaml"
    claims = changes.pop("claims", [claim | changes])
    path.write_text(yaml.safe_dump(head | {"claims": claims}), encoding="utf-8")
    return check(path)[1]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({}, None),
        ({"span": "rebels of the Watch"}, "not in the text"),
        ({"trigger": "said"}, "not inside the span"),
        ({"event": "SHOOT"}, "unknown event"),
        ({"mode": "arrest"}, "no mode"),
        ({"status": "past"}, "unknown status"),
        ({"sources": ["official = A ministry official"]}, "starts with its kind"),
        ({"actor": ["Northern League"]}, "stands nowhere"),
        ({"recipient": ["officers | officers = officers"]}, "repeats the name"),
        ({"recipient": ["officers"]}, "has no words"),
        ({"when": "on Friday = 2018-11-30 .. 2018-11-30"}, "after the report"),
        ({"when": "on Friday = 2018-11-23 .. 2018-11-21"}, "backwards"),
        ({"when": "on Friday = 2018-11-31 .. 2018-11-31"}, "no date"),
        ({"status": "future", "when": "on Friday = 2018-11-30 .. 2018-11-30"}, None),
        ({"killed": "3..1"}, "no range"),
        ({"count": 1}, "how many events"),
        ({"accept": ["ASSAULT"]}, "accept repeats"),
        ({"recipient": ["Military of Saarevald"]}, None),
        ({"actor": ["UN"]}, "stands nowhere"),
    ],
    ids=str,
)
def test_the_checks_find(tmp_path, changes, says):
    found = faults(tmp_path, **changes)
    assert (found == []) if says is None else any(says in fault for fault in found)


def test_a_claim_coded_twice_is_found(tmp_path):
    claim = {"event": "ASSAULT", "status": "actual", "span": "shot two", "trigger": "shot"}
    assert any("coded twice" in fault for fault in faults(tmp_path, claims=[claim, claim | {"span": "shot"}]))


def test_no_setting_is_in_two_parts_and_every_sheet_is_in_one():
    assert set(parts()) == {path.stem for path in SHEETS}
    assert set(parts().values()) == {*PARTS, "aside"}
    for setting in set(settings().values()):
        assert len({parts()[r] for r, s in settings().items() if s == setting} - {"aside"}) <= 1, setting


def test_the_split_names_settings_and_reports_that_exist():
    said = yaml.safe_load((Path(corpus.__file__).parent / "split.yaml").read_text(encoding="utf-8"))
    named = [*said["dev"]["settings"], *said["test"]["settings"]]
    assert len(named) == len(set(named))
    assert set(named) <= set(settings().values())
    assert set(said["aside"]) <= set(parts())


def test_the_parts_are_large_enough_and_the_test_reports_are_those_kept_apart():
    numbers = {part: [int(r[:3]) for r in only(part, parts())] for part in PARTS}
    assert [n for n in numbers["test"] if n < 307] == [*range(47, 57), *range(277, 307)]
    assert len(numbers["test"]) == 70
    assert 100 <= len(numbers["dev"]) <= 120
    with pytest.raises(ValueError, match="no part"):
        only("all", parts())


def test_claim_records_are_what_the_sheets_compile_to():
    for path in SHEETS:
        record = json.loads((path.parents[1] / "claims" / f"{path.stem}.json").read_text(encoding="utf-8"))
        assert record == compile_sheet(path)[0], f"{path.stem}: run `make gold`"


def test_the_data_card_in_the_readme_is_what_the_sheets_hold():
    assert card() in (Path(corpus.__file__).parent / "README.md").read_text(encoding="utf-8")
