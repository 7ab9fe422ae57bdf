"""Actors that a person adds, and parties that nobody knows yet, on pages and over REST."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from serving import application, asking

from truceline import Claim, Entity, Event, Record, Report
from truceline.actors import edits, provisional
from truceline.record import Store

TEXT = "Fighters of the Mountain Council attacked a post near Peshawar on Monday."


@pytest.fixture
def own_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of one's own actors."""
    file = tmp_path / "own" / "actors.yaml"
    monkeypatch.setenv("TRUCELINE_ACTORS", str(file))
    return file


@pytest.fixture
def told(war_store: Store) -> Store:
    """A record with a party that nobody knows."""
    at, start = TEXT.index("Mountain"), TEXT.index("attacked")
    who = (Entity(name="Mountain Council", span=(at, at + len("Mountain Council"))),)
    claim = Claim(event=Event.ASSAULT, span=(0, len(TEXT) - 1), trigger=(start, start + 8), actor=who, confidence=0.9)
    war_store.add([Record(report=Report(id="council", text=TEXT), claims=(claim,))])
    return war_store


def test_a_party_that_nobody_knows_has_a_page_until_a_person_says_who_it_is(told: Store, own_file: Path) -> None:
    reader = asking(application(told))
    found = [reader.get("/actors?kind=provisional&words=mountain").text for _ in range(3)][-1]
    assert 'href="/actor/unknown-mountain-council"' in found
    page = reader.get("/actor/unknown-mountain-council")
    assert "truceline actors name unknown-mountain-council" in page.text
    assert "attacked a post near Peshawar" in page.text
    said = reader.get("/api/v1/actors/unknown-mountain-council").json()
    assert (said["name"], said["kind"], said["ancestors"]) == ("Mountain Council", "unknown", [])

    one = told.provisional_one("unknown-mountain-council")
    assert one
    actor = edits.on_file(lambda user: provisional.name(user, one), own_file)
    os.utime(own_file, ns=(1, 1))
    named = reader.get(f"/actor/{actor.id}")
    assert named.status_code == 200
    assert "truceline actors name" not in named.text
    assert "attacked a post near Peshawar" in named.text
    assert "unknown-mountain" not in reader.get("/actors?kind=provisional&words=mountain").text


def test_an_actor_that_is_none_is_not_found(told: Store) -> None:
    reader = asking(application(told))
    for path in ("/actor/unknown-nobody", "/actor/nobody", "/api/v1/actors/unknown-nobody"):
        assert reader.get(path).status_code == 404
