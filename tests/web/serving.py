"""An application over a small record, and somebody who asks it, for the tests of REST and of what guards it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import war_record as war
from fastapi import FastAPI
from fastapi.testclient import TestClient

import truceline
from truceline.claim import Record
from truceline.record import Store
from truceline.report import Report
from truceline.web.access import Role
from truceline.web.api.adding import ReadingRoom
from truceline.web.app import Settings, create_app
from truceline.web.people import tokens, users

PASSWORD = "correct horse battery"


class Wordless:
    """A reader that finds no claims: for tests of all but the reading."""

    def read(self, report: Report) -> Record:
        """The record of a report."""
        return Record(report=Report.model_validate(report.model_dump()))

    def read_many(self, reports: Any, batch_size: int = 16) -> Any:
        """The records of reports."""
        return (self.read(report) for report in reports)


def filled(folder: Path, reports: int = 60) -> Store:
    """A record of the war."""
    store = truceline.open(folder / "record.db")
    war.fill(store, reports)
    return store


def application(store: Store, **settings: Any) -> FastAPI:
    """The application over a record, with a reader that takes no time."""
    app = create_app(store, Settings(**settings))
    app.state.reading = ReadingRoom(Wordless)  # type: ignore[arg-type]
    return app


def asking(app: FastAPI, token: str | None = None, **rest: Any) -> TestClient:
    """Somebody who asks the application from this computer, with a token or without."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return TestClient(app, base_url="http://localhost", headers=headers, follow_redirects=False, **rest)


def token_of(store: Store, role: Role, name: str | None = None) -> str:
    """A token of a role."""
    return tokens.add(store, name or f"{role.value} program", role)[1]


def signed_in(app: FastAPI, store: Store, role: Role = Role.REVIEWER, name: str = "ann") -> TestClient:
    """A browser in which somebody has signed in."""
    if name not in {account.name for account in users.every(store)}:
        users.add(store, name, role, PASSWORD)
    browser = asking(app)
    assert browser.post("/sign-in", data={"name": name, "password": PASSWORD}).status_code == 303
    return browser


def paths(app: FastAPI) -> list[tuple[str, str]]:
    """Method and path of every route, pages and static files too."""
    return sorted({(method, path) for path, methods in _walk(app.routes, "") for method in methods})


def _walk(routes: Any, prefix: str) -> Any:
    """FastAPI keeps routers that were included whole, or their routes."""
    for route in routes:
        inner = getattr(route, "original_router", None)
        if inner is None:
            yield prefix + getattr(route, "path", ""), getattr(route, "methods", None) or {"GET"}
            continue
        own = [r for r in inner.routes if not hasattr(r, "original_router")]
        yield from _walk(own, prefix)
        yield from _walk([r for r in inner.routes if r not in own], prefix + inner.prefix)
