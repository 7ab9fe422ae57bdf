"""Pages as somebody without scripts gets them."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from serving import application, asking, signed_in

from truceline import Report
from truceline.incidents.of_record import incidents_in
from truceline.processes.of_record import conflict_in, list_in
from truceline.record import Store
from truceline.web import pages

DOCS = Path(__file__).parents[2] / "docs" / "pages.md"


@pytest.fixture
def reading(war_store: Store) -> TestClient:
    """Somebody who only reads."""
    return asking(application(war_store))


def conflict_of(store: Store) -> str:
    return list_in(store)[0].id


def every_page(store: Store) -> list[str]:
    """An address of each page."""
    conflict, incident = conflict_of(store), incidents_in(store, limit=1)[0]
    claim = store.claim(incident.claims[0])
    of_conflict = ("", "/terms", "/steps", "/violence", "/contradictions", "/analysis")
    others = ("/actors", "/actor/tehrik-i-taliban-pakistan", "/actor/imran-khan", "/sources", "/contradictions", "/review", "/search?words=talks")  # fmt: skip
    return [
        "/", *(f"/conflict/{conflict}{p}" for p in of_conflict), f"/incident/{incident.id}", f"/report/{claim.report}",
        f"/claim/{claim.id}", *others, "/sign-in",
    ]  # fmt: skip


def test_every_address_is_documented() -> None:
    documented = DOCS.read_text()
    routes = {route.path for part in pages.PARTS for route in part.router.routes}  # type: ignore[attr-defined]
    named = {path.replace("{key:path}", "{key}") for path in routes}
    assert {path for path in named if f"`{path}`" not in documented} == set()


def test_every_page_answers_escapes_what_reports_say_and_holds_no_script(reading: TestClient, war_store: Store) -> None:
    for path in every_page(war_store):
        answer = reading.get(path)
        assert answer.status_code == 200, path
        assert "<script>alert" not in answer.text, path
        assert not re.search(r"<script(?![^>]*\bsrc=)", answer.text), path
        assert not re.search(r"\s(?:style|on\w+)=", answer.text), f"{path}: the content policy forbids these"


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {value for name, value in attrs if name in ("href", "src", "action", "formaction") and value}


def test_links_of_all_pages_lead_somewhere(reading: TestClient, war_store: Store) -> None:
    links = _Links()
    for path in every_page(war_store):
        links.feed(reading.get(path).text)
    own = {link.partition("#")[0] for link in links.found if link.startswith("/")}
    patterns: dict[str, str] = {re.sub(r"[0-9a-z]{10,}|\d+", "#", link): link for link in sorted(own)}
    broken = {link: s for link in patterns.values() if (s := reading.get(link).status_code) not in (200, 401, 405)}
    assert broken == {}


def test_a_page_is_not_sent_twice_and_is_new_after_a_correction(reading: TestClient, war_store: Store) -> None:
    claim = war_store.find("attacked", limit=1)[0]
    first = reading.get(f"/report/{claim.report}")
    again = {"If-None-Match": first.headers["etag"]}
    assert reading.get(f"/report/{claim.report}", headers=again).status_code == 304
    war_store.correct(claim.id, {"killed": "77"}, who="ann")
    now = reading.get(f"/report/{claim.report}", headers=again)
    assert now.status_code == 200
    assert "77 killed" in now.text


def test_a_conflict_is_zoomed_and_counted_by_its_address(reading: TestClient, war_store: Store) -> None:
    conflict = conflict_of(war_store)
    asked = {"since": "2021-10-01", "until": "2021-10-31", "every": "week"}
    page = reading.get(f"/conflict/{conflict}", params=asked).text
    assert "1 – 31 Oct 2021" in page
    rows = list(csv.DictReader(io.StringIO(reading.get(f"/conflict/{conflict}/timeline.csv", params=asked).text)))
    assert 4 <= len(rows) <= 6
    told = {h["incident"] for h in csv.DictReader(io.StringIO(reading.get(f"/conflict/{conflict}/violence.csv", params=asked).text))}  # fmt: skip
    assert told
    assert told < set(conflict_in(war_store, conflict).violence)
    assert sum(int(r["attacks"]) for r in rows) >= len(told)


@pytest.mark.parametrize("asked", ["since=tomorrow", "since=2022-01-01&until=2021-01-01", "every=year"])
def test_days_that_are_none_are_refused_with_what_to_do(reading: TestClient, war_store: Store, asked: str) -> None:
    answer = reading.get(f"/conflict/{conflict_of(war_store)}?{asked}")
    assert answer.status_code == 422
    assert "<h1>" in answer.text


def test_every_figure_and_table_can_be_kept(reading: TestClient, war_store: Store) -> None:
    conflict = conflict_of(war_store)
    page = reading.get(f"/conflict/{conflict}").text
    for figure in ("timeline", "factions", "map"):
        answer = reading.get(f"/conflict/{conflict}/{figure}.svg")
        assert answer.headers["content-disposition"].startswith("attachment")
        assert answer.text.startswith("<?xml")
        assert "fill=" in answer.text
        assert f"/conflict/{conflict}/{figure}.svg" in page
    for table in ("timeline", "factions", "map", "violence", "steps", "phases", "terms", "contradictions"):
        answer = reading.get(f"/conflict/{conflict}/{table}.csv")
        assert len(answer.text.splitlines()) > 1, table
        assert f"/conflict/{conflict}/{table}.csv" in page
    assert reading.get(f"/conflict/{conflict}/secrets.csv").status_code == 404


def test_nobody_unknown_can_correct_and_no_form_is_shown(reading: TestClient, war_store: Store) -> None:
    claim = war_store.find("attacked", limit=1)[0]
    assert 'action="/claim/' not in reading.get(f"/claim/{claim.id}").text
    for act in ("accept", "reject", "correct", "undo"):
        assert reading.post(f"/claim/{claim.id}/{act}", data={"killed": "1"}).status_code == 401
    assert reading.post(f"/conflict/{conflict_of(war_store)}/phase", data={"phase": "talks", "start": "2021-10-01"}).status_code == 401  # fmt: skip
    assert len(war_store.history(claim.id)) == 1


def csrf_of(page: str) -> str:
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', page)
    assert found
    return found[1]


def test_a_form_without_its_token_is_refused(war_store: Store) -> None:
    ann = signed_in(application(war_store), war_store)
    claim = war_store.find("attacked", limit=1)[0]
    assert ann.post(f"/claim/{claim.id}/accept").status_code == 403
    assert war_store.claim(claim.id).verdict is None


def test_a_reviewer_corrects_by_form_and_only_what_was_changed(war_store: Store) -> None:
    ann = signed_in(application(war_store), war_store)
    claim = war_store.find("attacked", limit=1)[0]
    page = ann.get(f"/claim/{claim.id}").text
    form = {name: value for name, value in re.findall(r'name="([\w-]+)" value="([^"]*)"', page) if name != "act"}
    was = {k.removeprefix("was-"): v for k, v in form.items() if k.startswith("was-")}
    # Meanwhile somebody else sets another field.
    war_store.correct(claim.id, {"injured": "5"}, who="ben")
    sent = form | was | {"killed": "10..15", "why": "the hospital's list", "back": "/review"}
    answer = ann.post(f"/claim/{claim.id}/correct", data=sent)
    assert (answer.status_code, answer.headers["location"]) == (303, "/review")
    now = war_store.claim(claim.id).claim
    assert now.killed is not None
    assert now.injured is not None
    assert (now.killed.low, now.killed.high, now.injured.low) == (10, 15, 5)
    said = [e for e in war_store.history(claim.id) if e.who == "ann"]
    assert [(e.field, e.why) for e in said] == [("killed", "the hospital's list")]


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"])
def test_no_form_leads_to_another_site(war_store: Store, back: str) -> None:
    ann = signed_in(application(war_store), war_store)
    claim = war_store.find("attacked", limit=1)[0]
    token = csrf_of(ann.get(f"/claim/{claim.id}").text)
    answer = ann.post(f"/claim/{claim.id}/accept", data={"csrf": token, "back": back})
    assert answer.headers["location"] == f"/claim/{claim.id}"


def test_a_phase_that_a_reviewer_sets_is_shown_with_who_set_it(war_store: Store) -> None:
    ann, conflict = signed_in(application(war_store), war_store), conflict_of(war_store)
    token = csrf_of(ann.get(f"/conflict/{conflict}").text)
    sent = {"csrf": token, "phase": "agreement", "start": "2021-09-01", "end": "2021-09-20", "why": "signed in secret"}
    assert ann.post(f"/conflict/{conflict}/phase", data=sent).status_code == 303
    assert "set by ann" in ann.get(f"/conflict/{conflict}").text


def test_the_queue_goes_on_where_it_ended_and_leaves_out_what_is_checked(war_store: Store) -> None:
    ann = signed_in(application(war_store), war_store)
    first = ann.get("/review").text
    seen = re.findall(r'data-claim="(\w+)"', first)
    further = re.search(r'data-further href="([^"]+)"', first)
    assert further
    after = re.findall(r'data-claim="(\w+)"', ann.get(further[1].replace("&amp;", "&")).text)
    assert not set(seen) & set(after)
    sure = [war_store.claim(c).claim.confidence for c in (*seen, *after)]
    assert sure == sorted(sure)
    token = csrf_of(first)
    ann.post(f"/claim/{seen[0]}/accept", data={"csrf": token})
    assert re.findall(r'data-claim="(\w+)"', ann.get("/review").text)[0] == seen[1]


def test_search_pages_through_all_that_fits_once(reading: TestClient, war_store: Store) -> None:
    path, seen = "/search?event=ASSAULT", []
    while path:
        page = reading.get(path).text
        seen += re.findall(r'id="c-(\w+)"', page)
        further = re.search(r'rel="next" href="([^"]+)"', page)
        path = further[1].replace("&amp;", "&") if further else ""
    assert len(seen) == len(set(seen))
    assert set(seen) == {c.id for c in war_store.find(event="ASSAULT", limit=None)}


def test_what_cannot_be_looked_for_is_told_in_the_page(reading: TestClient) -> None:
    assert "there is no &#34;SLEEP&#34;" in reading.get("/search?event=SLEEP").text
    assert reading.get("/search?words=-peace").status_code == 200


def test_an_incident_shows_each_voice_and_marks_what_differs(reading: TestClient, war_store: Store) -> None:
    one = next(i for i in incidents_in(war_store) if i.killed and i.killed.disputed)
    page = reading.get(f"/incident/{one.id}").text
    assert all(f'id="c-{claim}"' in page for claim in one.claims)
    assert all(v.name in page for v in one.voices)
    assert 'class="differs"' in page
    assert "disputed" in page


def test_an_actor_has_its_names_factions_and_what_it_does(reading: TestClient) -> None:
    page = reading.get("/actor/tehrik-i-taliban-pakistan").text
    assert "Pakistani Taliban" in page
    assert 'href="/actor/jamaat-ul-ahrar"' in page
    assert "What it says" in page
    assert reading.get("/actor/nobody-at-all").status_code == 404


def test_beyond_this_computer_a_page_asks_to_sign_in_first(war_store: Store) -> None:
    stranger = asking(application(war_store, open_reading=False))
    answer = stranger.get("/", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=%2F")
    assert stranger.get("/static/base.css").status_code == 200


def test_steps_and_violence_are_counted_alike_on_every_page_and_over_rest(
    reading: TestClient, war_store: Store
) -> None:
    listed, one = list_in(war_store)[0], conflict_in(war_store, conflict_of(war_store))
    taken = sum(not s.planned for s in one.steps)
    assert (listed.steps, listed.attacks) == (taken, len(one.violence))
    page = reading.get(f"/conflict/{one.id}").text
    assert f"{taken} steps taken" in page
    assert f"All {len(one.violence)} incidents" in page
    line = reading.get(f"/api/v1/conflicts/{one.id}/series?every=month").json()["bins"]
    assert sum(row["steps"] for row in line) == taken
    assert (
        len(list(csv.reader(io.StringIO(reading.get(f"/conflict/{one.id}/violence.csv").text))))
        == len(one.violence) + 1
    )


def test_a_report_says_which_of_its_claims_repeat_an_earlier_copy(war_store: Store) -> None:
    text = "The TTP attacked a police post in Bannu on Monday, killing four policemen, the army said."
    first = Report(id="first", text=text, publisher="One Wire", published=dt.date(2022, 3, 1))
    war_store.add([first, first.model_copy(update={"id": "second", "publisher": "Other Daily"})])
    reading = asking(application(war_store))
    assert "in an earlier copy and" in reading.get("/report/second").text
    assert "in an earlier copy and" not in reading.get("/report/first").text
    counted = re.search(r"report/second.*?· (\d+) claim", reading.get("/").text, re.S)
    assert counted and f"{counted[1]} claim" in reading.get("/report/second").text
