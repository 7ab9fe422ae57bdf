"""Whether a record has changed since it was last asked, without asking it all again."""

from __future__ import annotations

import sqlite3
import threading

from truceline.record.database import Database
from truceline.record.stamping import Stamps, stamps


class Watch:
    """Knows the stamps of a record. Safe to use from many threads.

    SQLite counts what other connections commit (`PRAGMA data_version`), which tells in microseconds that nothing has
    changed. PostgreSQL is asked for the stamps each time.
    """

    def __init__(self, database: Database) -> None:
        self._database, self._lock = database, threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._seen: tuple[int, Stamps] | None = None

    def stamps(self) -> Stamps:
        """The stamps of the record as it is now. Raises StoreError."""
        version = self._version()
        with self._database.reading() as connection:
            found = stamps(connection)
        # The counter was read first: what was committed since is seen as a change the next time.
        self._seen = (version, found) if version is not None else None
        return found

    def known(self) -> Stamps | None:
        """The stamps if nothing has been committed since they were last asked for; None where only `stamps` can tell."""
        seen = self._seen
        return seen[1] if seen and seen[0] == self._version() else None

    def close(self) -> None:
        """Give back the connection."""
        with self._lock:
            if self._connection:
                self._connection.close()
            self._connection = self._seen = None

    def _version(self) -> int | None:
        if not self._database.is_sqlite:
            return None
        try:
            with self._lock:
                if self._connection is None:
                    self._connection = sqlite3.connect(self._database.file, timeout=0, check_same_thread=False)
                return int(self._connection.execute("PRAGMA data_version").fetchone()[0])
        except sqlite3.Error:
            return None
