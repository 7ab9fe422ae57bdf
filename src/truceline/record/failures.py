"""What a database driver says when it fails, as an error that says what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, ResourceClosedError

from truceline.errors import CorruptError, FullError, LockedError, ReadOnlyError, StoreError, UnreachableError

LOCKED = "another program is writing to the record and did not finish in time"
READ_ONLY = "the record may not be written here"
FULL = "there is no room left where the record lies"
DAMAGED = "the record is damaged, or is no record at all"
UNREACHABLE = "the database server does not answer"
_CALM = "; nothing that was stored is lost"

_REMEDIES: dict[type[StoreError], tuple[str, str]] = {
    LockedError: (LOCKED, "wait for it to end, or end it, and run the command again" + _CALM),
    ReadOnlyError: (READ_ONLY, "get the right to write to the file and its folder, or copy the record with its data"),
    FullError: (FULL, "free some space and run the command again" + _CALM),
    CorruptError: (DAMAGED, "set the file aside and put a backup in its place: truceline restore BACKUP --db FILE"),
    UnreachableError: (
        UNREACHABLE,
        "see that it runs and that the address is right, then run the command again" + _CALM,
    ),
}

# https://www.sqlite.org/rescode.html: the name of an extended code begins with that of its primary code.
_SQLITE: tuple[tuple[str, type[StoreError]], ...] = (
    ("SQLITE_BUSY", LockedError),
    ("SQLITE_LOCKED", LockedError),
    ("SQLITE_READONLY", ReadOnlyError),
    ("SQLITE_CANTOPEN", ReadOnlyError),
    ("SQLITE_PERM", ReadOnlyError),
    ("SQLITE_AUTH", ReadOnlyError),
    ("SQLITE_FULL", FullError),
    ("SQLITE_IOERR", CorruptError),
    ("SQLITE_CORRUPT", CorruptError),
    ("SQLITE_NOTADB", CorruptError),
)
# https://www.postgresql.org/docs/current/errcodes-appendix.html
_POSTGRES: tuple[tuple[str, type[StoreError]], ...] = (
    ("55P03", LockedError),
    ("40P01", LockedError),
    ("25006", ReadOnlyError),
    ("42501", ReadOnlyError),
    ("53100", FullError),
    ("53200", FullError),
    ("XX001", CorruptError),
    ("XX002", CorruptError),
    ("08", UnreachableError),
    ("57P", UnreachableError),
    ("28", UnreachableError),
    ("3D", UnreachableError),
    ("53300", UnreachableError),
)


@contextmanager
def told(place: str) -> Iterator[None]:
    """Turn what the driver raises inside into a StoreError that names the record at `place` and the remedy."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        raise failure(error, place) from error
    except ResourceClosedError as error:
        raise _of(UnreachableError, place) from error


def failure(error: DBAPIError | sqlite3.Error, place: str) -> StoreError:
    """The StoreError for an error of the driver."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        name = getattr(cause, "sqlite_errorname", "") or ""
        kind = next((k for prefix, k in _SQLITE if name.startswith(prefix)), None)
        return _of(kind, place) if kind else StoreError(f"the record cannot be used: {cause}", place=place)
    state = getattr(cause, "sqlstate", None) or ""
    kind = next((k for prefix, k in _POSTGRES if state.startswith(prefix)), None)
    if kind is None and (not state or getattr(error, "connection_invalidated", False)):
        kind = UnreachableError  # no code from a server: none was reached
    first = str(cause).strip().splitlines()[0] if str(cause).strip() else type(cause).__name__
    if kind is None:
        return StoreError(f"the record cannot be used: {first}", place=place)
    return _of(kind, place, detail=first if kind is UnreachableError else "")


def _of(kind: type[StoreError], place: str, *, detail: str = "") -> StoreError:
    problem, remedy = _REMEDIES[kind]
    return kind(f"{problem}: {detail}" if detail else problem, place=place, remedy=remedy)
