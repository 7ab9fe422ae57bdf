"""One database behind the record: SQLite or PostgreSQL, opened with the same promises and written by one at a time."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, create_engine, event, func, select, text
from sqlalchemy.engine import URL, Engine

from truceline.errors import NotFoundError, ReadOnlyError
from truceline.record.failures import told
from truceline.record.location import shown

T = TypeVar("T")
VERSION_TABLE = "truceline_schema"
"""Table that holds the revision of the schema; not Alembic's own name, so that another program's is left alone."""
WRITERS = 0x7472756365
"""Key of the PostgreSQL lock that writers of a record queue at ("truce" in ASCII)."""


class Database:
    """A database that keeps a record.

    `wait` is how long, in seconds, a writer waits for another one. Reading sees one state from begin to end; writing
    is one transaction that is kept whole or not at all, and no two of them run at once.
    """

    def __init__(self, url: URL, *, create: bool = True, wait: float = 30.0) -> None:
        """Make ready to connect. Raises NotFoundError for a file that is not there, unless `create`."""
        self.url, self.wait, self.place = url, wait, shown(url)
        self.is_sqlite = url.drivername == "sqlite"
        if self.is_sqlite:
            _require_file(url, self.place, create=create)
        self.engine = _engine(url, wait)
        self._writing = self.engine.execution_options(truceline_writes=True)

    @property
    def file(self) -> Path:
        """The file of an SQLite record."""
        return Path(str(self.url.database))

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees the record as it is now. Raises StoreError."""
        with told(self.place), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection whose changes are kept together when the block ends well. Raises StoreError."""
        with told(self.place), self._writing.begin() as connection:
            if not self.is_sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITERS})
            yield connection

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


def next_id(connection: Connection, table: Table) -> int:
    """The next free number of a table: safe because writers queue, and the same on both databases."""
    return int(connection.scalar(select(func.coalesce(func.max(table.c.id), 0))) or 0) + 1


def in_parts(items: list[Any], size: int = 500) -> Iterable[list[Any]]:
    """A list in parts small enough for one statement."""
    return (items[i : i + size] for i in range(0, len(items), size))


def streamed(items: Iterable[T], size: int = 500) -> Iterator[list[T]]:
    """The same of what need not be in memory at once."""
    rest = iter(items)
    while part := list(islice(rest, size)):
        yield part


def _require_file(url: URL, place: str, *, create: bool) -> None:
    path = Path(str(url.database))
    if not path.exists() and not create:
        raise NotFoundError("there is no record yet", place=place, remedy="make one: truceline add STORIES")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ReadOnlyError(
            f"its folder cannot be made: {error.strerror}", place=place, remedy="name another file with --db"
        ) from None


def _engine(url: URL, wait: float) -> Engine:
    if url.drivername == "sqlite":
        # The connection that was used last has in its memory what is asked for most.
        engine = create_engine(url, connect_args={"timeout": wait}, pool_use_lifo=True)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    # What the driver says beside its errors, as of a server that goes away, nobody can act on.
    logging.getLogger("psycopg").addHandler(logging.NullHandler())
    settings = (
        f"lock_timeout={int(wait * 1000)}",
        "timezone=UTC",
        # A page elsewhere costs hardly more than the next one, but on disks that turn: a few rows are looked up one by one.
        "random_page_cost=1.1",
        # The way to a rare word is none to a common one: each question is planned for what it asks, however often asked.
        "plan_cache_mode=force_custom_plan",
    )
    options = " ".join(f"-c {setting}" for setting in settings)
    arguments: dict[str, Any] = {"connect_timeout": 10, "options": options, "application_name": "truceline"}
    return create_engine(url, connect_args=arguments, pool_pre_ping=True)


# The journal's mode is written into the file: that of another program stays as it is.
_EMPTY_OR_OURS = f"""SELECT NOT EXISTS (SELECT 1 FROM sqlite_master)
    OR EXISTS (SELECT 1 FROM sqlite_master WHERE name = '{VERSION_TABLE}')"""


def _prepare_sqlite(connection: Any, _: object) -> None:
    # Python would begin transactions by itself, and only before it thinks that something is written.
    connection.isolation_level = None
    run = connection.execute
    if run("PRAGMA journal_mode").fetchone()[0] != "wal" and run(_EMPTY_OR_OURS).fetchone()[0]:
        run("PRAGMA journal_mode = WAL")
    for setting in ("foreign_keys = ON", "synchronous = FULL", "cache_size = -131072", "temp_store = MEMORY"):
        run(f"PRAGMA {setting}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("truceline_writes", False)
    # A writer takes its place at once: to begin as a reader and then write can fail without a wait.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
