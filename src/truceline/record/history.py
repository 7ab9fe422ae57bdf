"""All that happened to one claim, in order: what people said of it and what later readings changed."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import Connection, select

from truceline.record import corrections
from truceline.record.schema import changes, claims, versions
from truceline.record.values import Value


@dataclass(frozen=True)
class Entry:
    """One thing that happened to a claim.

    `what` is read, add, set, accept, reject or undo, or value, found, gone, kept or back for what a later reading did. `who` is
    a person or a reader; `act` what `undo --act` takes; `undone` says that the act no longer counts.
    """

    at: str
    who: str
    what: str
    field: str | None = None
    old: Value = None
    new: Value = None
    why: str | None = None
    act: str | None = None
    undone: bool = False


def history(connection: Connection, claim: int) -> list[Entry]:
    """What happened to a claim, oldest first."""
    said = _said(connection, claim)
    first = [] if any(e.what == "add" for e in said) else _read(connection, claim)
    entries = [*first, *_changed(connection, claim), *said]
    return sorted(entries, key=lambda e: e.at)


def _read(connection: Connection, claim: int) -> list[Entry]:
    later = connection.execute(
        select(changes.c.reader).where(changes.c.claim == claim, changes.c.kind == "found")
    ).first()
    if later:
        return []
    query = select(versions.c.added).join(claims, claims.c.version == versions.c.id).where(claims.c.id == claim)
    return [Entry(str(connection.scalar(query)), "reader", "read")]


def _changed(connection: Connection, claim: int) -> list[Entry]:
    rows = connection.execute(select(changes).where(changes.c.claim == claim).order_by(changes.c.id))
    return [Entry(r.at, r.reader, r.kind, r.field, _value(r.old), _value(r.new)) for r in rows]


def _value(stored: str | None) -> Value:
    return json.loads(stored) if stored is not None else None


def _said(connection: Connection, claim: int) -> list[Entry]:
    said = corrections.of_claims(connection, [claim]).get(claim, [])
    undone = {c.undoes for c in said}
    return [
        Entry(c.at, c.who, c.kind, c.field, c.old, c.new if c.kind == "set" else None, c.why, c.act, c.act in undone)
        for c in said
    ]
