"""Where the record lies: an address or path from the user, the environment, or the user's data folder."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from truceline.errors import StoreError, UsageError

VARIABLE = "TRUCELINE_DB"
"""Environment variable that names the record where no address is given."""

REMEDY = "give a file, as record.db, or an address, as postgresql://user@host/name"
_POSTGRES = ("postgresql", "postgres", "postgresql+psycopg")


def default_path() -> Path:
    """The file that holds the record where nobody says another."""
    return platformdirs.user_data_path("truceline", appauthor=False) / "record.db"


def locate(address: str | Path | None = None) -> URL:
    """The database address of a path, an SQLite or PostgreSQL address, or of `TRUCELINE_DB` or the default (None).

    Raises UsageError for what is neither, StoreError where the driver for PostgreSQL is missing.
    """
    said = str(address) if address is not None else os.environ.get(VARIABLE) or str(default_path())
    if not said.strip():
        raise UsageError("the address of the record is empty", place="--db", remedy=REMEDY)
    if "://" not in said:
        return URL.create("sqlite", database=str(Path(said).expanduser()))
    try:
        url = make_url(said)
    except (ArgumentError, ValueError):  # the second for a port that is no number
        # The address is not repeated: it may hold a password.
        raise UsageError("the address of the record cannot be read", place="--db", remedy=REMEDY) from None
    return _supported(url)


def _supported(url: URL) -> URL:
    if url.drivername in ("sqlite", "sqlite+pysqlite"):
        if not url.database or url.database == ":memory:":
            raise UsageError("the record needs a file to stay in", place="--db", remedy=REMEDY)
        return url.set(drivername="sqlite")
    if url.drivername in _POSTGRES:
        _require_driver()
        return url.set(drivername="postgresql+psycopg")
    raise UsageError(f"a record cannot be kept in {url.drivername}", place="--db", remedy=REMEDY)


def _require_driver() -> None:
    try:
        import psycopg  # noqa: F401
    except ImportError:
        raise StoreError(
            "the driver for PostgreSQL is not installed", remedy="run: pip install 'truceline[postgres]'"
        ) from None


def shown(url: URL) -> str:
    """An address to print: the file, or the server without its password."""
    return str(url.database) if url.drivername == "sqlite" else url.render_as_string(hide_password=True)
