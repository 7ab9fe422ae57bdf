"""Who may do what: tokens, passwords, sessions, roles, forms of other sites, hosts, rates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from serving import PASSWORD, application, asking, filled, paths, signed_in, token_of
from sqlalchemy import select, update

from truceline.errors import UsageError
from truceline.record import Store
from truceline.record.identity import now
from truceline.record.schema import sessions as session_table
from truceline.record.schema import tokens as token_table
from truceline.record.schema import users as user_table
from truceline.web.access import Role, csrf_token
from truceline.web.access.limits import Limit, Rate
from truceline.web.access.refusal import RefusedError
from truceline.web.people import sessions, tokens, users

TEXT = {"text": "Gunmen killed 12 soldiers near Gao on Monday, the army said. The rebels denied it."}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with filled(tmp_path_factory.mktemp("record"), 12) as opened:
        yield opened


@pytest.fixture
def app(store: Store) -> FastAPI:
    return application(store)


@pytest.fixture
def closed(store: Store) -> FastAPI:
    return application(store, open_reading=False, hosts=("*",))


def _claim(store: Store) -> str:
    return store.find(limit=1)[0].id


def _there(path: str, store: Store) -> str:
    """A path of a route as one would ask for it."""
    return path.replace("{id:path}", "war-00001").replace("{id}", _claim(store)).replace("{", "").replace("}", "")


def test_nothing_is_written_without_a_token_or_a_password(app: FastAPI, store: Store) -> None:
    before, stranger = store.stamp(), asking(app)
    signing = ("/sign-in", "/sign-out")
    writes = [(m, path) for m, path in paths(app) if m not in ("GET", "HEAD", "OPTIONS") and path not in signing]
    assert len(writes) >= 8
    for method, path in writes:
        answer = stranger.request(method, _there(path, store), json=TEXT)
        assert answer.status_code in (401, 303), (method, path, answer.text)
    assert store.stamp() == before


def test_a_role_may_do_what_those_below_it_may_and_no_more(app: FastAPI, store: Store) -> None:
    path = f"/api/v1/claims/{_claim(store)}/accept"
    assert asking(app, token_of(store, Role.READER, "r")).post(path).status_code == 403
    assert asking(app, token_of(store, Role.REVIEWER, "v")).post(path).status_code == 201
    assert asking(app, token_of(store, Role.ADMIN, "a")).post(path).status_code == 201


def test_a_correction_bears_the_name_of_who_made_it(app: FastAPI, store: Store) -> None:
    claim = _claim(store)
    program = asking(app, token_of(store, Role.REVIEWER, "sheet import"))
    made = program.post(f"/api/v1/claims/{claim}/corrections", json={"set": {"killed": 3}, "why": "a list"}).json()
    assert made["corrections"][0]["who"] == "sheet import"
    assert made["claim"]["claim"]["killed"] == {"low": 3, "high": 3}
    [*_, last] = program.get(f"/api/v1/claims/{claim}/history").json()
    assert (last["who"], last["why"], last["new"]) == ("sheet import", "a list", {"low": 3, "high": 3})


def test_a_token_that_was_revoked_or_is_over_counts_no_more(app: FastAPI, store: Store) -> None:
    gone, old = token_of(store, Role.ADMIN, "gone"), tokens.add(store, "old", Role.ADMIN, last_day=dt.date(2020, 1, 1))
    assert asking(app, gone).get("/api/v1/claims").status_code == 200
    tokens.revoke(store, "gone")
    for secret in (gone, old[1], "truceline_made-up", ""):
        answer = asking(app).get("/api/v1/claims", headers={"Authorization": f"Bearer {secret}"})
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_the_record_keeps_neither_tokens_nor_passwords_nor_sessions_as_they_are(app: FastAPI, store: Store) -> None:
    token, browser = token_of(store, Role.READER, "plain"), signed_in(app, store)
    with store.database.reading() as connection:
        kept = [repr(connection.execute(select(t)).all()) for t in (token_table, user_table, session_table)]
    for secret in (token, token.removeprefix(tokens.BEGINS), PASSWORD, browser.cookies["truceline_session"]):
        assert secret not in "".join(kept)
    assert "$argon2id$" in kept[1]


def test_a_password_that_is_wrong_and_a_name_that_is_not_there_look_the_same(app: FastAPI, store: Store) -> None:
    signed_in(app, store)
    stranger = asking(app)
    said = [
        stranger.post("/sign-in", data={"name": name, "password": "nonsense nonsense"}) for name in ("ann", "nobody")
    ]
    assert said[0].status_code == said[1].status_code == 401
    assert said[0].text == said[1].text
    assert "set-cookie" not in said[0].headers


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(app: FastAPI, store: Store) -> None:
    users.add(store, "bea", Role.READER, PASSWORD)
    said = {"name": "bea", "password": PASSWORD}
    plain = asking(app).post("/sign-in", data=said).headers["set-cookie"].lower()
    assert "httponly" in plain and "samesite=lax" in plain and "secure" not in plain
    secure = asking(app)
    secure.base_url = "https://localhost"
    answer = secure.post("/sign-in", data=said)
    assert "secure" in answer.headers["set-cookie"].lower()
    assert "Strict-Transport-Security" in answer.headers


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_signing_in_leads_to_no_other_site(app: FastAPI, store: Store, target: str) -> None:
    signed_in(app, store)
    said = {"name": "ann", "password": PASSWORD, "next": target}
    assert asking(app).post("/sign-in", data=said).headers["location"] == "/"


def test_a_session_ends_with_sign_out_a_new_password_or_its_time(app: FastAPI, store: Store) -> None:
    def knows(browser) -> bool:
        path = f"/api/v1/claims/{_claim(store)}/accept"
        return browser.post(path).status_code != 401

    first = signed_in(app, store, name="cy")
    assert knows(first)
    cookie = first.cookies["truceline_session"]
    out = first.post("/sign-out", data={"csrf": _csrf(first)})
    assert out.status_code == 303 and not knows(first)
    first.cookies.set("truceline_session", cookie)
    assert not knows(first)

    second = signed_in(app, store, name="cy")
    users.set_password(store, "cy", "another good password")
    assert not knows(second)
    users.set_password(store, "cy", PASSWORD)

    third = signed_in(app, store, name="cy")
    with store.database.writing() as connection:
        connection.execute(update(session_table).values(expires=now()))
    assert not knows(third)

    fourth = signed_in(app, store, name="cy")
    users.remove(store, "cy")
    assert not knows(fourth)


def test_a_session_begins_anew_with_each_sign_in(app: FastAPI, store: Store) -> None:
    browser = signed_in(app, store)
    first = browser.cookies["truceline_session"]
    browser.post("/sign-in", data={"name": "ann", "password": PASSWORD})
    assert browser.cookies["truceline_session"] != first
    assert sessions.user_of(store, first) is None


def _csrf(browser) -> str:
    class Asked:
        class state:  # noqa: N801
            session = browser.cookies["truceline_session"]

    return csrf_token(Asked)  # type: ignore[arg-type]


def test_a_form_that_no_page_of_the_session_sent_is_refused(app: FastAPI, store: Store) -> None:
    browser, path = signed_in(app, store), f"/api/v1/claims/{_claim(store)}/accept"
    other = _csrf(signed_in(app, store, name="dee"))
    assert browser.post(path).status_code == 403
    assert browser.post(path, headers={"X-CSRF-Token": "made up"}).status_code == 403
    assert browser.post(path, headers={"X-CSRF-Token": other}).status_code == 403
    assert browser.post("/sign-out", data={"csrf": other}).status_code == 403
    assert browser.post(path, headers={"X-CSRF-Token": _csrf(browser)}).status_code == 201


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_what_a_page_of_another_site_sends_is_refused(app: FastAPI, headers: dict[str, str]) -> None:
    stranger = asking(app)
    assert stranger.post("/api/v1/reports?store=false", json=TEXT, headers=headers).status_code == 403
    assert stranger.post("/sign-in", data={"name": "ann", "password": PASSWORD}, headers=headers).status_code == 403
    own = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    assert stranger.post("/api/v1/reports?store=false", json=TEXT, headers=own).status_code == 201


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.nip.io:8000", "", "[::2]:80"])
def test_a_name_that_was_not_given_to_the_server_is_not_served(app: FastAPI, host: str) -> None:
    answer = asking(app).get("/api/v1/claims", headers={"Host": host})
    assert answer.status_code == 421
    assert "items" not in answer.text


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:8000", "[::1]:8000", "[::1]"])
def test_the_names_of_this_computer_are_served(app: FastAPI, host: str) -> None:
    assert asking(app).get("/api/v1/claims", headers={"Host": host}).status_code == 200


def test_nothing_is_read_without_a_token_where_reading_is_not_open(closed: FastAPI, store: Store) -> None:
    stranger, secrets = asking(closed), ("Tehrik", "war-000", "example.org")
    asked = {path for method, path in paths(closed) if method == "GET"} | {"/static/", "/no-such"}
    assert {"/", "/api/v1/claims", "/api/v1/openapi.json"} <= asked and len(asked) > 25
    for path in sorted(asked):
        real = _there(path, store)
        for accept in ("application/json", "text/html", "text/csv", "*/*"):
            answer = stranger.get(real, headers={"Accept": accept, "If-None-Match": "*"})
            assert not any(secret in answer.text for secret in secrets), path
            if not path.startswith(("/sign-in", "/static")):
                assert answer.status_code in (401, 303), (path, answer.status_code)
                assert answer.status_code == 401 or answer.headers["location"].startswith("/sign-in?next=")
    member = asking(closed, token_of(store, Role.READER, "member"))
    assert member.get("/api/v1/claims").status_code == 200


def test_static_files_lead_nowhere_else(closed: FastAPI) -> None:
    for path in (
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2f..%2fpyproject.toml",
        "/sign-in/../api/v1/claims",
    ):
        answer = asking(closed).get(path)
        assert answer.status_code in (401, 404)
        assert "import" not in answer.text


def test_every_answer_tells_browsers_to_be_careful(app: FastAPI) -> None:
    for path in ("/", "/api/v1/claims", "/api/v1/nothing", "/sign-in", "/nothing"):
        headers = asking(app).get(path).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"


def test_who_guesses_passwords_must_wait(app: FastAPI) -> None:
    stranger = asking(app)
    said = [stranger.post("/sign-in", data={"name": f"n{i}", "password": "x"}).status_code for i in range(12)]
    assert said[0] == 401 and said[-1] == 429
    answer = stranger.post("/sign-in", data={"name": "ann", "password": PASSWORD})
    assert answer.status_code == 429 and int(answer.headers["Retry-After"]) >= 1


def test_who_writes_too_fast_must_wait(app: FastAPI, store: Store) -> None:
    app.state.limits.writing = Limit(Rate(burst=3, each=60))
    program, path = asking(app, token_of(store, Role.REVIEWER, "fast")), f"/api/v1/claims/{_claim(store)}/accept"
    said = [program.post(path).status_code for _ in range(4)]
    assert said == [201, 201, 201, 429]
    slow = asking(app, token_of(store, Role.REVIEWER, "slow"))
    assert slow.post(path).status_code == 201
    assert program.get("/api/v1/claims").status_code == 200


def test_a_bucket_fills_again_with_time() -> None:
    clock = [0.0]
    limit = Limit(Rate(burst=2, each=10), clock=lambda: clock[0])
    limit.take("a")
    limit.take("a")
    with pytest.raises(RefusedError) as refused:
        limit.take("a")
    assert refused.value.status == 429
    limit.take("b")
    clock[0] = 10.0
    limit.take("a")


@pytest.mark.parametrize("name", ["", "   ", "a\nb", "x" * 101, "a\u202eb"])
def test_names_that_nobody_could_read_are_not_taken(tmp_path: Path, store: Store, name: str) -> None:
    with pytest.raises(UsageError):
        users.add(store, name, Role.READER, PASSWORD)
    with pytest.raises(UsageError):
        tokens.add(store, name, Role.READER)


def test_a_short_password_is_not_taken(store: Store) -> None:
    with pytest.raises(UsageError, match="9 letters"):
        users.add(store, "short", Role.READER, "x" * 9)
