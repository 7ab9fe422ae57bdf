"""The application: pages, REST, and what guards them."""

from __future__ import annotations

from dataclasses import dataclass, field

from fastapi import FastAPI

from truceline.record import Store
from truceline.web import api, pages


@dataclass(frozen=True)
class Settings:
    """How a record is served. `open_reading`: who may read without a token or a password (only ever on loopback)."""

    open_reading: bool = True
    title: str = "Truceline"
    hosts: tuple[str, ...] = field(default=("127.0.0.1", "localhost", "[::1]"))


def create_app(store: Store, settings: Settings | None = None) -> FastAPI:
    """The application over an open record."""
    app = FastAPI(title="Truceline", docs_url=None, redoc_url=None, openapi_url="/api/v1/openapi.json")
    app.state.store = store
    app.state.settings = settings or Settings()
    app.include_router(api.router)
    app.include_router(pages.router)
    return app
