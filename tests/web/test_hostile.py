"""Texts and requests that mean harm: nothing runs, nothing leaks, nothing falls over."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from serving import application, asking, filled, signed_in, token_of

from truceline import Claim, Entity, Event, Record, Report
from truceline.record import Store
from truceline.web.access import Role
from truceline.web.access.gate import MAX_BODY

SCRIPT = "<script>alert(1)</script>"
HOSTILE = {
    "script": SCRIPT,
    "attribute": "\" onmouseover=alert(1) x='",
    "template": "{{7919*7927}}{% raw %}${7919*7927}",
    "sql": "'; DROP TABLE claims; --",
    "formula": '=HYPERLINK("http://evil.example","x")',
    "direction": "\u202egnol\u202c a\u200bb\ufeff",
    "path": "../../../../etc/passwd",
    "escape": "\x1b[31mred",
}
TEXT = "GAO, March 14, 2023 (Reuters) - Gunmen killed 12 soldiers near Gao on Monday, the army said. "


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with filled(tmp_path_factory.mktemp("record"), 6) as opened:
        opened.add([_record(name, words) for name, words in HOSTILE.items()])
        yield opened


def _record(name: str, words: str) -> Record:
    text = f"{words} killed 12 soldiers near Gao. {TEXT}"
    claim = Claim(span=(0, len(words) + 30), trigger=(len(words) + 1, len(words) + 7), event=Event.ASSAULT,
                  actor=(Entity(name=words),), mode=words)  # fmt: skip
    return Record(report=Report(id=f"hostile-{name}", title=words, publisher=words, text=text), claims=(claim,))


@pytest.fixture
def app(store: Store) -> FastAPI:
    return application(store)


def _claims(app: FastAPI, name: str, **asked: Any) -> Any:
    return asking(app).get("/api/v1/claims", params={"report": f"hostile-{name}", **asked})


@pytest.mark.parametrize("name", HOSTILE)
def test_rest_gives_a_text_as_it_is_and_never_as_a_page(app: FastAPI, name: str) -> None:
    answer = _claims(app, name)
    assert answer.headers["content-type"] == "application/json"
    [item] = answer.json()["items"]
    assert item["claim"]["actor"][0]["name"] == HOSTILE[name]
    assert not any(sign in answer.text for sign in "\u202e\x1b\ufeff")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_sheet_holds_nothing_that_a_spreadsheet_runs(app: FastAPI, name: str) -> None:
    answer = _claims(app, name, format="csv")
    assert answer.headers["content-type"].startswith("text/csv")
    [row] = csv.DictReader(io.StringIO(answer.text))
    assert row["report"] == f"hostile-{name}"
    for cell in row.values():
        assert not cell.startswith(tuple("=+-@\t\r")) and "\x1b" not in cell


@pytest.mark.parametrize("name", HOSTILE)
def test_pages_show_a_text_and_run_none_of_it(app: FastAPI, name: str) -> None:
    for path in (f"/report/hostile-{name}", f"/claim/{_claims(app, name).json()['items'][0]['id']}"):
        page = asking(app).get(path)
        assert page.status_code == 200
        assert SCRIPT not in page.text and "onmouseover=alert(1) x='" not in page.text
        assert str(7919 * 7927) not in page.text  # what a template engine would make of {{7919*7927}}


@pytest.mark.parametrize("words", [*HOSTILE.values(), "a" * 500, '"', "*", "-", "NEAR(", "🕊", "%", "_"])
def test_whatever_is_looked_for_is_only_looked_for(app: FastAPI, store: Store, words: str) -> None:
    stranger, before = asking(app), len(store.reports())
    for name in ("words", "actor", "recipient", "source", "mode", "report"):
        answer = stranger.get("/api/v1/claims", params={name: words})
        assert answer.status_code in (200, 422), (name, answer.text)
    for path in ("/search", "/actors", "/sources"):
        answer = stranger.get(path, params={"words": words, "q": words})
        assert answer.status_code < 500
        assert SCRIPT not in answer.text
    assert len(store.reports()) == before


@pytest.mark.parametrize("id", [*HOSTILE.values(), "%00", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "\ud7ff", "a" * 5_000, "%"])
def test_an_id_that_is_none_is_not_found(app: FastAPI, id: str) -> None:
    from urllib.parse import quote

    stranger = asking(app)
    for kind in ("claims", "reports", "incidents", "actors", "conflicts"):
        answer = stranger.get(f"/api/v1/{kind}/{quote(id, safe='%')}")
        assert answer.status_code in (404, 422), (kind, answer.text)
        assert answer.headers["content-type"] == "application/problem+json"
        assert {"type", "title", "status", "detail"} <= answer.json().keys()
        assert "root:" not in answer.text and "Traceback" not in answer.text
    for kind in ("claim", "report", "incident", "actor", "conflict", "static"):
        assert stranger.get(f"/{kind}/{quote(id, safe='%')}").status_code in (404, 405, 422)


def _cursors(app: FastAPI) -> list[str]:
    import base64

    good = asking(app).get("/api/v1/claims?limit=1").json()["next"]
    mark = json.loads(base64.urlsafe_b64decode(good + "=="))[0]
    said: list[Any] = [
        [mark, None, -1],
        [mark, None, 2**40],
        [mark, "2021-13-45", 1],
        [mark, None, "x"],
        [mark, 5, 1],
        {},
        7,
    ]
    said += [[mark, None, True], ["other", None, 1], "x" * 900, [[[[]]]], [mark, None, 1, 1], None]
    made = [base64.urlsafe_b64encode(json.dumps(one).encode()).decode().rstrip("=")[:1000] for one in said]
    return [*made, "", "=", "!!!", "a" * 1000, good + "x", good[:-3], "\u202e"]


def test_a_cursor_that_was_made_up_is_refused(app: FastAPI) -> None:
    for cursor in _cursors(app):
        answer = asking(app).get("/api/v1/claims", params={"limit": 1, "cursor": cursor})
        assert answer.status_code == 422, cursor


def test_a_cursor_of_other_filters_is_refused(app: FastAPI) -> None:
    cursor = asking(app).get("/api/v1/claims?limit=1").json()["next"]
    assert asking(app).get("/api/v1/claims", params={"event": "ASSAULT", "cursor": cursor}).status_code == 422
    assert asking(app).get("/api/v1/incidents", params={"cursor": cursor}).status_code == 422


@pytest.fixture
def reviewer(app: FastAPI, store: Store) -> Any:
    name = f"r{threading.get_ident()}{len(store.reports())}"
    from truceline.web.people import tokens

    if name in {t.name for t in tokens.every(store)}:
        tokens.revoke(store, name)
    return asking(app, token_of(store, Role.REVIEWER, name))


@pytest.mark.parametrize("path", ["/api/v1/reports", "/sign-in", "/api/v1/claims/x/accept"])
@pytest.mark.parametrize("chunked", [False, True])
def test_ten_megabytes_are_refused(app: FastAPI, reviewer: Any, path: str, chunked: bool) -> None:
    kind = "application/x-www-form-urlencoded" if path == "/sign-in" else "application/json"
    part = b" " * 100_000
    body: Any = (part for _ in range(100)) if chunked else part * 100
    answer = reviewer.post(path, content=body, headers={"Content-Type": kind})
    assert answer.status_code == 413
    assert MAX_BODY < 10_000_000


def test_the_longest_report_is_let_in_and_a_longer_one_is_told_so(app: FastAPI, reviewer: Any) -> None:
    long = (TEXT * 6_000)[:499_000]
    assert reviewer.post("/api/v1/reports", json={"text": long}).status_code == 201
    answer = reviewer.post("/api/v1/reports", json={"text": long * 2})
    assert answer.status_code == 422 and "500" in answer.json()["detail"] + answer.json().get("remedy", "")


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"[" * 100_000, b'{"text": 5}', b'{"text": ""}', b"\xff\xfe\x00",
                                  b'{"text": "\\ud800 Gunmen killed 12 soldiers, the army said."}', b"1" * 10_000,
                                  b'{"text": "' + TEXT.encode() + b'", "published": "2021-02-31"}', b"%PDF-1.4", b"\x00" * 50])  # fmt: skip
@pytest.mark.parametrize("kind", ["application/json", "text/plain"])
def test_a_body_that_is_no_report_is_told_what_is_wrong(app: FastAPI, reviewer: Any, body: bytes, kind: str) -> None:
    answer = reviewer.post("/api/v1/reports", content=body, headers={"Content-Type": kind})
    assert answer.status_code in (201, 422), answer.text
    assert "Traceback" not in answer.text
    if answer.status_code == 422:
        assert answer.json()["detail"]


def test_another_kind_of_body_is_refused(reviewer: Any) -> None:
    for kind in ("application/xml", "multipart/form-data; boundary=x", "", "text/html"):
        assert (
            reviewer.post("/api/v1/reports", content=TEXT.encode(), headers={"Content-Type": kind}).status_code == 415
        )


@pytest.mark.parametrize(
    "value", [*HOSTILE.values(), {"low": -1}, {"low": 10**30}, [[]], True, {"a": {"b": []}}, 10**20, 1.5]
)
@pytest.mark.parametrize("field", ["killed", "actor", "when", "sources", "event", "nonsense"])
def test_a_correction_takes_what_the_claim_format_does_and_no_more(
    app: FastAPI, store: Store, reviewer: Any, field: str, value: Any
) -> None:
    claim = store.find("soldiers", limit=1)[0].id
    answer = reviewer.post(f"/api/v1/claims/{claim}/corrections", json={"set": {field: value}})
    assert answer.status_code in (201, 422), answer.text
    assert reviewer.get(f"/api/v1/claims/{claim}").status_code == 200


def test_a_fault_that_nobody_foresaw_tells_nothing_of_itself(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("secret path /home/ann")

    monkeypatch.setattr("truceline.web.api.claims.claims_after", broken)
    for path in ("/api/v1/claims?limit=3", "/api/v1/claims?limit=4"):
        answer = asking(app, raise_server_exceptions=False).get(path)
        assert answer.status_code == 500
        assert "secret" not in answer.text and "RuntimeError" not in answer.text
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_record_that_went_away_is_told_as_such(tmp_path: Any) -> None:
    with filled(tmp_path, 3) as gone:
        app = application(gone)
        gone.close()
        (tmp_path / "record.db").write_bytes(b"no record at all" * 1000)
        for rest in ("-wal", "-shm"):
            (tmp_path / f"record.db{rest}").unlink(missing_ok=True)
        answer = asking(app).get("/api/v1/claims")
        assert answer.status_code == 503 and answer.headers["Retry-After"]
        assert answer.json()["remedy"]
        assert str(tmp_path) not in answer.text
        assert asking(app).get("/").status_code == 503


def test_a_record_that_is_being_written_for_long_is_told_as_such(tmp_path: Any) -> None:
    import truceline

    filled(tmp_path, 3).close()
    with truceline.open(tmp_path / "record.db", wait=0.2) as store:
        app, claim = application(store), store.find(limit=1)[0].id
        program = asking(app, token_of(store, Role.REVIEWER))
        writer = sqlite3.connect(tmp_path / "record.db", isolation_level=None)
        writer.execute("BEGIN IMMEDIATE")
        assert program.post(f"/api/v1/claims/{claim}/accept").status_code == 503
        assert program.get("/api/v1/claims").status_code == 200
        writer.execute("ROLLBACK")
        assert program.post(f"/api/v1/claims/{claim}/accept").status_code == 201


def test_two_who_write_at_once_lose_nothing(app: FastAPI, store: Store) -> None:
    claims = [c.id for c in store.find(limit=20)]
    done: list[int] = []

    def write(name: str) -> None:
        program = asking(app, token_of(store, Role.REVIEWER, name))
        for claim in claims:
            answer = program.post(f"/api/v1/claims/{claim}/corrections", json={"set": {"count": 7}, "why": name})
            done.append(answer.status_code)

    threads = [threading.Thread(target=write, args=(name,)) for name in ("left hand", "right hand")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert done == [201] * (2 * len(claims))
    for claim in claims:
        assert {"left hand", "right hand"} <= {e.why for e in store.history(claim)}
    assert list(store.check()) == []


def test_a_name_that_means_harm_is_only_a_name(app: FastAPI, store: Store) -> None:
    browser = signed_in(app, store, Role.READER, name=SCRIPT)
    assert SCRIPT not in browser.get("/").text
