"""Every error a user can meet: what happened, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence


class TrucelineError(Exception):
    """Base of all errors that Truceline raises on purpose.

    `place` names the file, line or item; `problem` what is wrong with it; `remedy` what to do.
    """

    exit_code = 1

    def __init__(self, problem: str, *, place: str | None = None, remedy: str | None = None) -> None:
        self.problem, self.place, self.remedy = problem, place, remedy
        super().__init__(problem)

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self.problem}" + (f" ({self.remedy})" if self.remedy else "")


class InputError(TrucelineError):
    """A report that cannot be taken in: unreadable, empty, too large, not text, not English, not a report."""


class UsageError(TrucelineError):
    """Options that do not go together, or a value that an option does not take."""

    exit_code = 2


class DatasetError(TrucelineError):
    """A file of another dataset that cannot be imported: no CSV, columns that are missing, dates or numbers that are none."""


class ModelError(TrucelineError):
    """A language model that is missing, damaged, or lacks a part that reading needs."""

    exit_code = 3


class NotFoundError(TrucelineError):
    """A claim, report or correction that the record does not hold."""


class StoreError(TrucelineError):
    """A record that cannot be opened, read or written. What was acknowledged before is kept."""

    exit_code = 4


class LockedError(StoreError):
    """Another program writes to the record and did not finish in time."""


class ReadOnlyError(StoreError):
    """The record may be read but not written."""


class FullError(StoreError):
    """There is no room left where the record lies."""


class CorruptError(StoreError):
    """The file is damaged, or no record at all."""


class SchemaError(StoreError):
    """The record was written by a newer program, or holds tables that are not Truceline's."""


class UnreachableError(StoreError):
    """The database server does not answer, refuses the login, or went away."""


class ExtraError(TrucelineError):
    """A part of the program that is installed only on demand, and is not."""

    exit_code = 3


class NoEstimateError(TrucelineError):
    """Data that cannot carry an estimate; `reasons` says why, one sentence each."""

    exit_code = 5

    def __init__(self, reasons: Sequence[str], *, place: str | None = None, remedy: str | None = None) -> None:
        self.reasons = tuple(reasons)
        super().__init__("no estimate: " + "; ".join(self.reasons), place=place, remedy=remedy)
