"""Copy a whole record into one file and back, also from one kind of database to the other.

A backup is an SQLite record in one file: `--db BACKUP` reads it as it is.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, func, insert, select, text

from truceline.errors import CorruptError, InputError, ReadOnlyError, UsageError
from truceline.record.database import Database
from truceline.record.failures import told
from truceline.record.location import locate
from truceline.record.schema import metadata, reports
from truceline.record.upgrading import prepare

AT_ONCE = 1_000


def back_up(database: Database, path: Path) -> None:
    """Write the record as it is now into a file, whole or not at all; others may go on writing meanwhile.

    Raises UsageError where the file is there already, StoreError.
    """
    if path.exists():
        raise UsageError("this file is there already", place=str(path), remedy="name another file for the backup")
    with _scratch(path) as half:
        if database.is_sqlite:
            _copy_file(database.file, half, place=database.place)
        else:
            _dump(database, half)
        half.replace(path)


def restore(database: Database, path: Path, *, replace: bool = False) -> None:
    """Fill a record from a backup, all or nothing.

    Raises UsageError where the record holds reports already, unless `replace`; InputError for a file that is not
    there; CorruptError for one that is no whole backup; StoreError.
    """
    if not path.is_file():
        raise InputError("there is no such backup", place=str(path), remedy="check the name")
    _require_empty(database, replace=replace)
    with _scratch(database.file if database.is_sqlite else path) as half:
        # An older backup is brought up to date in a copy: the backup itself is never written to.
        _copy_file(path, half, place=str(path))
        source = _open_whole(half, place=str(path))
        source.close()
        if database.is_sqlite:
            _copy_file(half, database.file, place=database.place)
        else:
            _load(half, database)


def _require_empty(database: Database, *, replace: bool) -> None:
    if replace:
        return
    prepare(database)
    with database.reading() as connection:
        if connection.scalar(select(func.count()).select_from(reports)):
            raise UsageError(
                "the record holds reports already",
                place=database.place,
                remedy="restore into a new one with --db, or lose what this one holds with --replace",
            )


@contextmanager
def _scratch(path: Path) -> Iterator[Path]:
    """The name of a file beside another one, for what is not yet whole; nothing is left of it."""
    half = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield half
    except OSError as error:
        raise ReadOnlyError(
            f"it cannot be written: {error.strerror}", place=str(path), remedy="check space and permissions"
        ) from None
    finally:
        for rest in ("", "-wal", "-shm", "-journal"):
            half.with_name(half.name + rest).unlink(missing_ok=True)


def _copy_file(source: Path, target: Path, *, place: str) -> None:
    """Copy a database page by page, as of one moment; the target changes at once when all are there."""
    with told(place), closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target)) as written:
        read.backup(written)
        # One file and no more: whoever opens it as a record turns it back.
        if target.suffix == ".part":
            written.execute("PRAGMA journal_mode = DELETE")


def _open_whole(path: Path, *, place: str) -> Database:
    """A backup as a record of today. Raises CorruptError, SchemaError."""
    database = Database(locate(str(path)), create=False)
    database.place = place
    with database.reading() as connection:
        said = connection.scalar(text("PRAGMA integrity_check"))
        if said != "ok":
            raise CorruptError(f"the backup is damaged: {said}", place=place, remedy="restore another one")
    prepare(database)
    return database


def _dump(database: Database, path: Path) -> None:
    target = Database(locate(str(path)))
    prepare(target)
    with told(database.place):
        snapshot = database.engine.execution_options(isolation_level="REPEATABLE READ")
        with snapshot.begin() as source, target.writing() as written:
            _copy_rows(source, written)
    target.close()
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA journal_mode = DELETE")


def _load(path: Path, database: Database) -> None:
    prepare(database)
    source = Database(locate(str(path)), create=False)
    with source.reading() as read, database.writing() as written:
        tables = ", ".join(t.name for t in metadata.sorted_tables)
        written.execute(text(f"TRUNCATE {tables}"))
        _copy_rows(read, written)
    source.close()


def _copy_rows(source: Connection, target: Connection) -> None:
    """Every row of every table, as it is; rows may point to rows that come later."""
    late = "PRAGMA defer_foreign_keys = ON" if target.dialect.name == "sqlite" else "SET CONSTRAINTS ALL DEFERRED"
    target.execute(text(late))
    for table in metadata.sorted_tables:
        rows = source.execution_options(yield_per=AT_ONCE).execute(select(table)).mappings()
        for part in rows.partitions(AT_ONCE):
            target.execute(insert(table), [dict(row) for row in part])
