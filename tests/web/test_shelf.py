"""Answers that are sent again: the same as before, to nobody else, and only while the record stays the same."""

from __future__ import annotations

import datetime as dt

import pytest
from fastapi import FastAPI
from serving import application, asking, signed_in
from test_pages import conflict_of

from truceline.actors import shipped_registry
from truceline.processes import Phase
from truceline.processes.of_record import set_phase, undo_phase
from truceline.processes.rebuilding import rebuild
from truceline.record import Store
from truceline.web.access import Role
from truceline.web.shelf import Sent, Shelf


@pytest.fixture
def app(war_store: Store) -> FastAPI:
    return application(war_store)


def test_an_answer_is_sent_again_as_it_was(app: FastAPI, war_store: Store) -> None:
    reader = asking(app)
    for path in (f"/conflict/{conflict_of(war_store)}", "/api/v1/sources", "/conflict/none"):
        first, *others = (reader.get(path) for _ in range(3))
        for other in others:
            assert (other.status_code, other.content) == (first.status_code, first.content)
            assert dict(other.headers) == dict(first.headers)


def test_what_one_has_is_not_sent_again(app: FastAPI) -> None:
    reader = asking(app)
    tag = [reader.get("/sources") for _ in range(3)][-1].headers["ETag"]
    again = reader.get("/sources", headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    assert "Content-Security-Policy" in again.headers


def test_a_change_shows_at_once_to_everybody(app: FastAPI, war_store: Store) -> None:
    reader, claim = asking(app), str(war_store.find(limit=1)[0].id)
    path = f"/api/v1/claims/{claim}"
    before = [reader.get(path).json()["verdict"] for _ in range(3)]
    war_store.accept(claim)
    assert (before, reader.get(path).json()["verdict"]) == ([None] * 3, "accepted")
    war_store.undo(claim)
    assert reader.get(path).json()["verdict"] is None


def test_what_is_concluded_is_kept_until_it_is_made_anew_or_a_phase_is_set(app: FastAPI, war_store: Store) -> None:
    reader, conflict = asking(app), conflict_of(war_store)
    paths = (f"/conflict/{conflict}", f"/api/v1/conflicts/{conflict}/series", "/api/v1/incidents")

    def seen() -> tuple[str, list[bytes], list[str]]:
        found = [reader.get(path) for path in paths]
        return war_store.stamps().concluded, [f.content for f in found], [f.headers["ETag"] for f in found]

    first = seen()
    claim = str(war_store.find(event="ASSAULT", limit=1)[0].id)
    war_store.correct(claim, {"killed": 4321})
    assert seen() == first
    assert "4,321" in reader.get(f"/claim/{claim}").text or "4321" in reader.get(f"/claim/{claim}").text
    act = set_phase(war_store, conflict, Phase.AGREEMENT, start=dt.date(2000, 1, 1))
    phased = seen()
    assert (phased[0] != first[0], phased[1][0] != first[1][0], phased[1][1] != first[1][1]) == (True, True, True)
    undo_phase(war_store, act)
    assert seen()[1] == first[1]
    rebuild(war_store, shipped_registry())
    remade = seen()
    assert remade[0] != first[0]
    assert b"4321" in reader.get("/api/v1/incidents?min_killed=4321").content


def test_what_a_reviewer_sees_is_sent_to_nobody_else(app: FastAPI, war_store: Store) -> None:
    reviewer, reader = signed_in(app, war_store, Role.REVIEWER), asking(app)
    for _ in range(2):
        assert 'action="/claim/' in reviewer.get("/review").text
        assert "ann" in reviewer.get("/review").text
        assert 'action="/claim/' not in reader.get("/review").text


def test_the_format_is_that_which_is_asked_for(app: FastAPI) -> None:
    reader = asking(app)
    for _ in range(3):
        assert reader.get("/api/v1/sources").headers["Content-Type"] == "application/json"
        sheet = reader.get("/api/v1/sources", headers={"Accept": "text/csv"})
        assert sheet.headers["Content-Type"].startswith("text/csv")


def test_nothing_is_sent_again_where_one_must_sign_in(war_store: Store) -> None:
    app = application(war_store, open_reading=False)
    reviewer, stranger = signed_in(app, war_store), asking(app)
    for _ in range(3):
        assert reviewer.get("/api/v1/sources").status_code == 200
        assert stranger.get("/api/v1/sources").status_code == 401


def test_a_shelf_holds_no_more_than_it_may() -> None:
    shelf = Shelf(100)
    shelf.find("now", ("first",))
    for name in ("first", "second", "third"):
        shelf.keep("now", (name,), Sent('"tag"', [], b"x" * 40))
    assert [bool(shelf.find("now", (name,))) for name in ("first", "second", "third")] == [False, True, True]
    shelf.keep("before", ("late",), Sent('"tag"', [], b"x"))
    assert shelf.find("now", ("late",)) is None
    assert shelf.find("later", ("second",)) is None
