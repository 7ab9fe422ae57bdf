"""REST gives what the record holds: the verbs, names and fields of the command line and of Python."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from serving import application, asking, filled, token_of
from typer.testing import CliRunner

from truceline.actors import shipped_registry
from truceline.cli import app as cli
from truceline.processes.rebuilding import rebuild
from truceline.record import Store
from truceline.record.retrieval import CLAIM_COLUMNS, claim_object
from truceline.web.access import Role
from truceline.web.api.adding import ReadingRoom
from truceline.web.people import tokens

STORY = (
    "GAO, March 14, 2023 (Reuters) - Gunmen killed at least 12 soldiers near Gao on Monday, the army said. "
    "The rebels denied that they had attacked the convoy."
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with filled(tmp_path_factory.mktemp("record"), 60) as opened:
        yield opened


@pytest.fixture
def app(store: Store) -> FastAPI:
    return application(store)


@pytest.fixture
def reviewer(app: FastAPI, store: Store) -> Any:
    if "reviewer program" in {token.name for token in tokens.every(store)}:
        tokens.revoke(store, "reviewer program")
    return asking(app, token_of(store, Role.REVIEWER))


def _all(app: FastAPI, path: str, **asked: Any) -> list[dict[str, Any]]:
    """Every item of a list, page by page, following the header Link."""
    stranger, found = asking(app), []
    answer = stranger.get(path, params=asked)
    while True:
        assert answer.status_code == 200, answer.text
        found += answer.json()["items"]
        if "next" not in answer.links:
            assert answer.json()["next"] is None
            return found
        answer = stranger.get(answer.links["next"]["url"])


@pytest.mark.parametrize("kind", ["claims", "reports", "incidents", "contradictions", "conflicts", "sources", "actors"])
def test_pages_hold_each_item_once_however_small_they_are(app: FastAPI, kind: str) -> None:
    asked = {"country": "PK"} if kind == "actors" else {}
    whole = _all(app, f"/api/v1/{kind}", limit=1000, **asked)
    assert len(whole) > 0
    for limit in (1, 3) if len(whole) < 60 else (17,):
        assert _all(app, f"/api/v1/{kind}", limit=limit, **asked) == whole


def test_claims_are_those_that_the_record_finds_in_the_same_order(app: FastAPI, store: Store) -> None:
    assert [c["id"] for c in _all(app, "/api/v1/claims", limit=25)] == [c.id for c in store.find(limit=None)]
    for asked in ({"words": "soldiers"}, {"words": "talks", "event": "CONSULT"}, {"actor": "Tehrik", "since": "2022-01-01"},
                  {"source": "unnamed"}, {"status": "negated"}, {"min_confidence": 0.7}, {"report": "war-00003"}):  # fmt: skip
        ours = [c["id"] for c in _all(app, "/api/v1/claims", limit=4, **asked)]
        assert ours == [c.id for c in store.find(limit=None, **asked)] and ours, asked


def test_a_page_goes_on_where_it_ended_though_reports_came_in(app: FastAPI, store: Store, reviewer: Any) -> None:
    first = asking(app).get("/api/v1/reports", params={"limit": 5}).json()
    later = f"ISLAMABAD, Jan 2, 2030 (Reuters) - {STORY}"
    assert reviewer.post("/api/v1/reports", json={"text": later, "published": "2030-01-02"}).status_code == 201
    second = asking(app).get("/api/v1/reports", params={"limit": 5, "cursor": first["next"]}).json()
    known = [r["id"] for r in _all(app, "/api/v1/reports")]
    assert [r["id"] for r in first["items"] + second["items"]] == [id for id in known if id.startswith("war")][:10]


def test_rest_and_commands_give_the_same_objects(app: FastAPI, store: Store) -> None:
    db = ["--db", str(store.database.file), "--format", "json"]
    claim, incident = store.find(limit=1)[0].id, _all(app, "/api/v1/incidents", limit=1000)[0]
    said = json.loads(CliRunner().invoke(cli, ["show", "claim", claim, *db]).stdout)
    assert asking(app).get(f"/api/v1/claims/{claim}").json() == said
    assert claim_object(store.claim(claim)) == next(
        i for i in _all(app, "/api/v1/claims", limit=1000) if i["id"] == claim
    )
    said = json.loads(CliRunner().invoke(cli, ["show", "report", "war-00003", *db]).stdout)
    assert asking(app).get("/api/v1/reports/war-00003").json() == said
    said = json.loads(CliRunner().invoke(cli, ["show", "incident", incident["id"], *db]).stdout)
    shown = asking(app).get(f"/api/v1/incidents/{incident['id']}").json()
    assert shown["incident"] | {"members": shown["members"]} == said and shown["incident"] == incident


def test_a_sheet_has_the_columns_of_the_commands(app: FastAPI) -> None:
    for asked, accept in (({"limit": 7, "format": "csv"}, "*/*"), ({"limit": 7}, "text/csv")):
        answer = asking(app).get("/api/v1/claims", params=asked, headers={"Accept": accept})
        rows = list(csv.DictReader(io.StringIO(answer.text)))
        assert tuple(rows[0]) == CLAIM_COLUMNS and len(rows) == 7
        assert answer.links["next"] and "attachment" in answer.headers["content-disposition"]
    for path in ("reports", "incidents", "contradictions", "actors", "sources", "conflicts"):
        answer = asking(app).get(f"/api/v1/{path}?format=csv")
        assert len(list(csv.DictReader(io.StringIO(answer.text)))) > 0, path


def test_who_holds_an_answer_is_told_so_until_what_it_is_made_of_changes(
    app: FastAPI, store: Store, reviewer: Any
) -> None:
    claim = store.find(limit=1)[0].id
    for path in ("/api/v1/claims", f"/api/v1/claims/{claim}", "/api/v1/incidents", "/api/v1/conflicts"):
        tag = asking(app).get(path).headers["ETag"]
        again = asking(app).get(path, headers={"If-None-Match": f'"other", {tag}'})
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
        assert asking(app).get(path, params={"format": "csv"}).headers["ETag"] != tag
        assert reviewer.post(f"/api/v1/claims/{claim}/accept").status_code == 201
        fresh = asking(app).get(path, headers={"If-None-Match": tag})
        # Incidents and conflicts are made of claims, but not until somebody makes them anew.
        if path.startswith("/api/v1/claims"):
            assert fresh.status_code == 200 and fresh.headers["ETag"] != tag
        else:
            assert fresh.status_code == 304
            rebuild(store, shipped_registry())
            assert asking(app).get(path).headers["ETag"] != tag


def test_a_claim_is_corrected_rejected_and_taken_back(app: FastAPI, store: Store, reviewer: Any) -> None:
    claim = store.find("soldiers", limit=1)[0]
    path = f"/api/v1/claims/{claim.id}"
    said = reviewer.post(f"{path}/corrections", json={"set": {"killed": "10..15", "actor": "gunmen"}, "why": "a list"})
    assert said.json()["claim"]["claim"]["killed"] == {"low": 10, "high": 15}
    assert reviewer.post(f"{path}/reject", json={"why": "a film"}).json()["claim"]["verdict"] == "rejected"
    assert claim.id not in [c["id"] for c in _all(app, "/api/v1/claims", limit=500)]
    assert claim.id in [c["id"] for c in _all(app, "/api/v1/claims", limit=500, rejected=True)]
    undone = reviewer.post(f"{path}/undo")
    assert undone.json()["claim"]["verdict"] is None
    act = said.json()["corrections"][0]["act"]
    assert reviewer.post(f"{path}/undo", json={"act": act}).json()["claim"]["claim"] == json.loads(
        claim.claim.model_dump_json(exclude={"evidence"})
    )
    kinds = [entry["what"] for entry in asking(app).get(f"{path}/history").json()]
    assert kinds == ["read", "set", "set", "reject", "undo", "undo"]
    assert reviewer.post(f"{path}/undo").status_code == 404


def test_a_report_that_is_sent_is_read_stored_and_known_again(app: FastAPI, store: Store, reviewer: Any) -> None:
    app.state.reading = ReadingRoom()
    sent = {"text": STORY, "id": "gao", "title": "Attack", "url": "https://example.org/gao"}
    read = asking(app).post("/api/v1/reports?store=false", json=sent)
    assert read.status_code == 201 and read.json()["outcome"] == "read" and read.json()["key"] is None
    assert asking(app).get("/api/v1/reports/gao").status_code == 404
    new = reviewer.post("/api/v1/reports", json=sent).json()
    assert (new["outcome"], new["key"], new["version"]) == ("new", "gao", 1)
    [claim, *_] = new["claims"]
    assert claim["killed"] == {"low": 12, "high": None} and claim["event"] == "ASSAULT"
    assert new["report"]["text"][slice(*claim["trigger"])] == "killed"
    assert asking(app).get(f"/api/v1/claims/{claim['id']}").json()["report"] == "gao"
    assert reviewer.post("/api/v1/reports", json=sent).json()["outcome"] == "unchanged"
    changed = sent | {"text": STORY + " Three more died of their wounds."}
    assert reviewer.post("/api/v1/reports", json=changed).json()["version"] == 2
    plain = asking(app).post(
        "/api/v1/reports?store=false", content=STORY.encode(), headers={"Content-Type": "text/plain"}
    )
    assert [c["killed"] for c in plain.json()["claims"]] == [c["killed"] for c in read.json()["claims"]]
    shown = asking(app).get("/api/v1/reports/https://example.org/gao").json()
    assert shown["key"] == "gao" and shown["version"] == 2


def test_a_conflict_shows_its_process_and_its_time_line(app: FastAPI, reviewer: Any) -> None:
    [first, *_] = _all(app, "/api/v1/conflicts")
    path = f"/api/v1/conflicts/{first['id']}"
    assert len(asking(app).get(path).json()["violence"]) == first["attacks"]
    process = asking(app).get(f"{path}/process").json()
    assert len(process["steps"]) == first["steps"] and process["phases"]
    weeks = asking(app).get(f"{path}/series").json()["bins"]
    assert sum(week["attacks"] for week in weeks) == first["attacks"]
    days = asking(app).get(
        f"{path}/series", params={"every": "day", "since": weeks[2]["start"], "until": weeks[2]["end"]}
    )
    assert sum(day["attacks"] for day in days.json()["bins"]) == weeks[2]["attacks"]
    ours = _all(app, "/api/v1/incidents", conflict=first["id"])
    assert len(ours) == first["incidents"]
    assert {d["incident"] for d in _all(app, "/api/v1/contradictions", conflict=first["id"])} <= {i["id"] for i in ours}

    start, end = weeks[2]["start"], weeks[3]["end"]
    act = reviewer.post(
        f"{path}/phases", json={"phase": "agreement", "start": start, "end": end, "why": "signed"}
    ).json()["act"]
    assert asking(app).get(f"{path}/series").json()["bins"][2]["phase"] == "agreement"
    assert reviewer.post(f"{path}/phases/undo", json={"act": act}).status_code == 200
    assert asking(app).get(f"{path}/series").json()["bins"] == weeks
    assert reviewer.post(f"{path}/phases", json={"phase": "talks", "start": end, "end": start}).status_code == 422


def test_a_source_is_counted_by_its_claims_and_its_contradictions(app: FastAPI, store: Store) -> None:
    found = {one["name"]: one for one in _all(app, "/api/v1/sources")}
    name = "Military of Pakistan"
    assert found[name]["claims"] == len([c for c in store.each_claim() if any(s.name == name for s in c.claim.sources)])
    sides = [d for d in _all(app, "/api/v1/contradictions") if any(name in p["by"] for p in d["positions"])]
    assert found[name]["contradicted"] == len(sides) > 0


def test_a_filter_that_is_spelled_wrong_is_told_so(app: FastAPI) -> None:
    answer = asking(app).get("/api/v1/claims?acter=TTP")
    assert answer.status_code == 422 and answer.json()["where"] == "query.acter"
    assert asking(app).get("/api/v1/claims?limit=1001").status_code == 422
    said = asking(app).get("/api/v1/claims?since=bad").json()
    assert (said["detail"], said["where"], said["remedy"]) == (
        '"bad" is no day',
        "query.since",
        "write a day as YYYY-MM-DD",
    )


def test_users_and_tokens_are_kept_by_commands(store: Store, app: FastAPI) -> None:
    run, db = CliRunner().invoke, ["--db", str(store.database.file)]
    added = run(cli, ["users", "add", "eve", "--role", "reviewer", *db], input="a good long password\n")
    assert added.exit_code == 0, added.output
    assert run(cli, ["users", "add", "eve", *db], input="a good long password\n").exit_code == 2
    assert run(cli, ["users", "add", "short", *db], input="short\n").exit_code == 2
    listed = json.loads(run(cli, ["users", "list", "--format", "json", *db]).stdout)
    assert [u["role"] for u in listed if u["name"] == "eve"] == ["reviewer"]
    enter = {"name": "eve", "password": "a good long password"}
    assert asking(app).post("/sign-in", data=enter).status_code == 303
    assert run(cli, ["users", "password", "eve", *db], input="another long password\n").exit_code == 0
    assert asking(app).post("/sign-in", data=enter).status_code == 401
    assert run(cli, ["users", "remove", "eve", *db]).exit_code == 0
    assert run(cli, ["users", "remove", "eve", *db]).exit_code == 1

    made = run(cli, ["tokens", "add", "sheet", "--role", "reader", "--until", "2090-12-31", *db])
    assert made.exit_code == 0, made.output
    secret = made.stdout.strip()
    assert asking(app, secret).get("/api/v1/claims").status_code == 200
    assert "sheet" in run(cli, ["tokens", "list", *db]).stdout
    assert secret not in run(cli, ["tokens", "list", "--format", "json", *db]).stdout
    assert run(cli, ["tokens", "revoke", "sheet", *db]).exit_code == 0
    assert asking(app, secret).get("/api/v1/claims").status_code == 401


def test_every_path_and_every_filter_is_documented(app: FastAPI) -> None:
    docs = (Path(__file__).parents[2] / "docs" / "rest.md").read_text()
    for path, methods in app.openapi()["paths"].items():
        name = path.removeprefix("/api/v1/").replace("{id}", "ID")
        for method, operation in methods.items():
            last = name.rpartition("/")[2]
            assert f"`{name}`" in docs or f"`POST {name}`" in docs or (method == "post" and f"`{last}`" in docs), path
            for parameter in operation.get("parameters", ()):
                assert f"`{parameter['name']}`" in docs or f"{parameter['name']}=" in docs or parameter["name"] == "id"
