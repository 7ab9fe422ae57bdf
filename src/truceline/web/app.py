"""The application: pages, REST, and what guards them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from anyio import to_thread
from fastapi import FastAPI

from truceline.record import Store
from truceline.web import api, pages, problems
from truceline.web.access import signing
from truceline.web.access.gate import Gate
from truceline.web.access.limits import Limits
from truceline.web.api.adding import ReadingRoom
from truceline.web.cache import Cache
from truceline.web.estimates import Desk
from truceline.web.shelf import Shelf

MADE, ANSWERS = 256, 500
"""Lists made of the record, and answers of REST, that are kept to be used again."""

SHELF = 64_000_000
"""Bytes of answers that are kept to be sent again as they are."""

THREADS = 6
"""Requests that one worker works on at once."""


@dataclass(frozen=True)
class Settings:
    """How a record is served.

    `open_reading`: whether one may read without a token or a password; only ever on loopback. `hosts`: the names under
    which it is served, without port, lower case; "*" for any.
    """

    open_reading: bool = True
    title: str = "Truceline"
    hosts: tuple[str, ...] = field(default=("127.0.0.1", "localhost", "[::1]"))


@asynccontextmanager
async def _few_threads(app: FastAPI) -> AsyncIterator[None]:
    """No more threads than the record has connections for: of many at once each only waits for the others."""
    to_thread.current_default_thread_limiter().total_tokens = THREADS
    yield


def create_app(store: Store, settings: Settings | None = None) -> FastAPI:
    """The application over an open record."""
    app = FastAPI(
        title="Truceline", docs_url=None, redoc_url=None, openapi_url="/api/v1/openapi.json", lifespan=_few_threads
    )
    app.state.store = store
    app.state.settings = settings or Settings()
    app.state.limits = Limits()
    app.state.reading = ReadingRoom()
    app.state.made, app.state.answers = Cache(MADE), Cache(ANSWERS)
    app.state.shelf, app.state.desk = Shelf(SHELF), Desk()
    app.add_middleware(Gate)
    problems.register(app)
    app.include_router(signing.router)
    app.include_router(api.router)
    pages.add_to(app)
    return app
