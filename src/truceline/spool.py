"""Things set aside in a temporary file, so that a million of them take little memory."""

from __future__ import annotations

import errno
import pickle
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from truceline.errors import FullError

T = TypeVar("T")


class Spool(Generic[T]):
    """A file of plain values that nobody else sees and that goes when it is closed: each is read by where it was put."""

    def __init__(self) -> None:
        with _room():
            self._file = tempfile.TemporaryFile()  # noqa: SIM115
        self._end = 0

    def put(self, value: T) -> int:
        """Set a value aside; gives where. Raises FullError."""
        data, at = pickle.dumps(value, pickle.HIGHEST_PROTOCOL), self._end
        with _room():
            self._file.write(data)
        self._end += len(data)
        return at

    def get(self, at: int) -> T:
        """The value that was put there. Raises FullError."""
        with _room():
            self._file.seek(at)
        value: T = pickle.load(self._file)
        return value

    def close(self) -> None:
        """Let the file go, and what of it did not fit on the disk."""
        with suppress(OSError):
            self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


@contextmanager
def _room() -> Iterator[Any]:
    try:
        yield
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        remedy = "free some space, or name another folder in TMPDIR; the record is as it was"
        raise FullError(
            "there is no room left for temporary files", place=tempfile.gettempdir(), remedy=remedy
        ) from None
