"""Conflicts and processes into the record and out of it.

Conflicts are read from their own tables and never made anew from claims by those who look at them; what has been read once
is kept in memory until conflicts are made anew.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection

from truceline.errors import UsageError
from truceline.processes.conflicts import Made
from truceline.processes.force import Happening, happenings, packed, unpacked
from truceline.processes.memory import Memory
from truceline.processes.phases import Saying, overlaid, phase_on
from truceline.processes.process import Bin, Conflict, Phase
from truceline.processes.series import Every, Tally, series
from truceline.record import Store
from truceline.record import kept_conflicts as kept
from truceline.record.corrections import Said

__all__ = [
    "Every",
    "Happening",
    "Listed",
    "Saying",
    "conflict_in",
    "conflicts_in",
    "conflicts_of_parties",
    "conflicts_with",
    "force_in",
    "incidents_of_conflict",
    "json_of",
    "list_in",
    "months_in",
    "plain",
    "sayings_in",
    "series_in",
    "set_phase",
    "undo_phase",
]

_CONFLICTS = 500
_SERIES = 500


@dataclass(frozen=True)
class Kept:
    """A conflict as the record keeps it: with its days of force."""

    conflict: Conflict
    tallies: tuple[Tally, ...]


_JSON = TypeAdapter(Kept)
_read: Memory[str, Kept] = Memory(_CONFLICTS)
_lines: Memory[tuple[str, Every, tuple[Saying, ...]], tuple[Bin, ...]] = Memory(_SERIES)


@dataclass(frozen=True)
class Listed:
    """A conflict in a list: its days, how many incidents, attacks and steps, the killed as a range, and its last phase."""

    id: str
    name: str
    first: dt.date | None
    last: dt.date | None
    incidents: int
    attacks: int
    steps: int
    killed_low: int
    killed_high: int | None
    phase: Phase


_PLAIN: TypeAdapter[Any] = TypeAdapter(Conflict | Bin | Listed)
_TEXT: TypeAdapter[Any] = TypeAdapter(Conflict | tuple[Bin, ...])


def keep_conflicts(connection: Connection, made: Iterable[Made]) -> None:
    """Put these conflicts in place of all that a record keeps; it must hold their incidents."""
    kept.replace_conflicts(connection, [_row(connection, one) for one in made])


def _row(connection: Connection, made: Made) -> kept.ConflictRow:
    one, tallies = made.conflict, made.tallies
    highs = [t.killed_high for t in tallies]
    values = {
        "id": one.id, "name": one.name, "first": one.first, "last": one.last, "incidents": len(made.incidents),
        "attacks": len(one.violence), "steps": len(one.taken), "killed_low": sum(t.killed_low for t in tallies),
        "killed_high": None if None in highs else sum(h for h in highs if h is not None),
        "phase": phase_on(one.phases, one.last).value if one.last else Phase.NO_CONTACT.value,
        "about": json.dumps(_about(one, tallies)), "force": packed(happenings(connection, one.violence)),
    }  # fmt: skip
    force, steps = set(one.violence), {s.incident for s in one.steps}
    kinds = ((id, "force" if id in force else "step" if id in steps else "other") for id in made.incidents)
    return kept.ConflictRow(values, _JSON.dump_json(Kept(one, tallies)).decode(), tuple(kinds))


def _about(one: Conflict, tallies: tuple[Tally, ...]) -> dict[str, Any]:
    months = [(b.steps, b.attacks) for b in series(one, tallies, every="month")]
    return {"months": months, "parties": [party.id for side in one.sides for party in side.parties]}


def list_in(store: Store) -> list[Listed]:
    """The conflicts of a record as a list, those with most incidents first, without their processes. Raises StoreError."""
    with store.database.reading() as connection:
        rows, said = kept.listed(connection), _said(connection)
    return [_listed(row, said.get(row["id"], ())) for row in rows]


def _listed(row: Mapping[Any, Any], said: Iterable[Saying]) -> Listed:
    values = {k: v for k, v in row.items() if k != "digest"} | {"phase": Phase(row["phase"])}
    for saying in said:
        if row["last"] and saying.start <= row["last"] and (saying.end is None or row["last"] <= saying.end):
            values["phase"] = saying.phase
    return Listed(**values)


def conflicts_in(store: Store) -> list[Conflict]:
    """The conflicts of a record, those with most incidents first. Raises StoreError."""
    with store.database.reading() as connection:
        said = _said(connection)
        return [_whole(connection, row, said.get(row["id"], ())) for row in kept.listed(connection)]


def conflict_in(store: Store, id: str) -> Conflict:
    """A conflict, by its id or the beginning of it. Raises NotFoundError, UsageError, StoreError."""
    with store.database.reading() as connection:
        row = kept.one(connection, id)
        return _whole(connection, row, _said(connection, row["id"]).get(row["id"], ()))


def conflicts_with(store: Store, incident: str) -> list[Listed]:
    """The conflicts that an incident, by its whole id, belongs to. Raises StoreError."""
    with store.database.reading() as connection:
        rows, said = kept.conflicts_of_incident(connection, incident), _said(connection)
    return [_listed(row, said.get(row["id"], ())) for row in rows]


def incidents_of_conflict(store: Store, id: str) -> list[tuple[str, str]]:
    """The ids of all incidents of a conflict, each with "force", "step" or "other". Raises NotFoundError, StoreError."""
    with store.database.reading() as connection:
        return kept.incidents_of_conflict(connection, kept.one(connection, id)["id"])


def series_in(
    store: Store, id: str, *, every: Every = "week", since: dt.date | None = None, until: dt.date | None = None
) -> tuple[Bin, ...]:
    """The time line of a conflict without gaps, from its first day to its last. Raises NotFoundError, StoreError."""
    with store.database.reading() as connection:
        row = kept.one(connection, id)
        said = _said(connection, row["id"]).get(row["id"], ())
        whole = _kept(connection, row)
    one = replace(whole.conflict, phases=overlaid(whole.conflict.phases, said))
    if since is None and until is None:
        return _lines.get((row["digest"], every, said), lambda: series(one, whole.tallies, every=every))
    return series(one, whole.tallies, every=every, since=since, until=until)


def force_in(store: Store, one: Conflict) -> tuple[Happening, ...]:
    """The incidents of force of a conflict as lists show them, in order of time. Raises StoreError."""
    with store.database.reading() as connection:
        known = kept.force_of(connection, one.id)
        return happenings(connection, one.violence) if known is None else unpacked(known)


def months_in(store: Store, ids: Iterable[str]) -> dict[str, list[tuple[int, int]]]:
    """Steps and attacks of conflicts, month by month without gaps, by whole id, as they were last made. Raises StoreError."""
    with store.database.reading() as connection:
        return {
            id: [(steps, attacks) for steps, attacks in one["months"]]
            for id, one in kept.about(connection, ids).items()
        }


def conflicts_of_parties(store: Store) -> dict[str, list[str]]:
    """The ids of the conflicts that each party is on a side of, by its id, those with most incidents first. Raises StoreError."""
    found: dict[str, list[str]] = {}
    with store.database.reading() as connection:
        for id, one in kept.about(connection).items():
            for party in one["parties"]:
                found.setdefault(party, []).append(id)
    return found


def _kept(connection: Connection, row: Mapping[Any, Any]) -> Kept:
    return _read.get(row["digest"], lambda: _JSON.validate_json(kept.data_of(connection, row["id"])))


def _whole(connection: Connection, row: Mapping[Any, Any], said: tuple[Saying, ...]) -> Conflict:
    found = _kept(connection, row).conflict
    return replace(found, phases=overlaid(found.phases, said)) if said else found


def _said(connection: Connection, conflict: str | None = None) -> dict[str, tuple[Saying, ...]]:
    found: dict[str, tuple[Saying, ...]] = {}
    for row in kept.sayings(connection, [conflict] if conflict else None):
        saying = Saying(row["act"], Phase(row["phase"]), row["start"], row["end"], row["who"], row["at"], row["why"])
        found[row["conflict"]] = (*found.get(row["conflict"], ()), saying)
    return found


def sayings_in(store: Store, id: str) -> tuple[Saying, ...]:
    """What people said of the phases of a conflict and did not take back, oldest first. Raises NotFoundError, StoreError."""
    with store.database.reading() as connection:
        found = kept.one(connection, id)["id"]
        return _said(connection, found).get(found, ())


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
    """Say, as a person, in which phase a conflict is on these days; gives the id by which it can be undone.

    It stands over what the rules say, however often conflicts are made anew. Raises NotFoundError, UsageError, StoreError.
    """
    if end is not None and end < start:
        raise UsageError(f"the last day, {end}, is before the first, {start}", remedy="give the first day first")
    said = Said.by(who, why)
    with store.database.writing() as connection:
        return kept.say_phase(connection, kept.one(connection, id)["id"], phase.value, (start, end), said)


def undo_phase(store: Store, act: str, *, who: str | None = None, why: str | None = None) -> None:
    """Take back what a person said of a phase. Raises NotFoundError."""
    with store.database.writing() as connection:
        kept.unsay_phase(connection, act, Said.by(who, why))


def json_of(one: Conflict | Sequence[Bin], *parts: str) -> str:
    """A conflict, or a time line, as JSON; of a conflict only some parts, where they are named."""
    include = set(parts) if parts else None
    return _TEXT.dump_json(one, include=include).decode()


def plain(one: Conflict | Bin | Listed) -> dict[str, Any]:
    """A conflict, a line of a list of them, or a bin of a time line as plain JSON values."""
    return dict(_PLAIN.dump_python(one, mode="json"))
