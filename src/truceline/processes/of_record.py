"""Conflicts and processes into the record and out of it."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from truceline.actors import Registry
from truceline.processes.process import Bin, Conflict, Phase
from truceline.record import Store

Every = Literal["day", "week", "month"]


def rebuild(store: Store, registry: Registry) -> int:
    """Make all conflicts of a record anew from its incidents, all or none; how many there are. Raises StoreError."""
    raise NotImplementedError


def conflicts_in(store: Store) -> list[Conflict]:
    """The conflicts of a record, those with most incidents first. Raises StoreError."""
    raise NotImplementedError


def conflict_in(store: Store, id: str) -> Conflict:
    """A conflict, by its id or the beginning of it. Raises NotFoundError, UsageError, StoreError."""
    raise NotImplementedError


def series_in(
    store: Store, id: str, *, every: Every = "week", since: dt.date | None = None, until: dt.date | None = None
) -> tuple[Bin, ...]:
    """The time line of a conflict without gaps, from its first day to its last. Raises NotFoundError, StoreError."""
    raise NotImplementedError


def set_phase(
    store: Store,
    id: str,
    phase: Phase,
    *,
    start: dt.date,
    end: dt.date | None = None,
    who: str | None = None,
    why: str | None = None,
) -> str:
    """Say, as a person, in which phase a conflict is on these days; gives the id by which it can be undone."""
    raise NotImplementedError


def undo_phase(store: Store, act: str, *, who: str | None = None, why: str | None = None) -> None:
    """Take back what a person said of a phase. Raises NotFoundError."""
    raise NotImplementedError
