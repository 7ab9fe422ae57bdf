"""Each test of the record runs on a real SQLite file and on a real PostgreSQL server."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from server import Server, programs
from sqlalchemy import create_engine, text

import truceline
from truceline.record import Store

_numbers = count()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    bin = programs()
    if bin is None:
        pytest.skip("PostgreSQL is not installed here (Debian: apt-get install postgresql)")
    pytest.importorskip(
        "psycopg", reason="the driver for PostgreSQL is not installed (pip install 'truceline[postgres]')"
    )
    running = Server(bin)
    yield running
    running.remove()


@pytest.fixture
def postgres_url(server: Server) -> str:
    """The address of an empty database."""
    name = f"record_{next(_numbers)}"
    engine = create_engine(
        server.url("postgres").replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT"
    )
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return server.url(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty record on each database."""
    return str(tmp_path / "record.db") if request.param == "sqlite" else str(request.getfixturevalue("postgres_url"))


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with truceline.open(url) as opened:
        yield opened
