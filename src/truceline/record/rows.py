"""A claim as the rows that keep it, and back."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from truceline.claim import Amount, Claim
from truceline.record.database import in_parts, next_id
from truceline.record.identity import folded, said_hash
from truceline.record.schema import NAME_LENGTH, claim_data, claim_names, claims, names

LARGEST = 2**63 - 1
SEARCHED = 10_000
"""Characters of a claim that search looks at: an index entry of PostgreSQL holds a megabyte."""


@dataclass(frozen=True)
class Row:
    """A claim about to be written: as read, as it stands after corrections, and where it belongs."""

    id: int
    ref: str
    version: int
    read: Claim
    claim: Claim
    words: str
    publisher: str | None
    published: dt.date | None
    state: str = "read"
    verdict: str | None = None
    copy_of: int | None = None
    current: bool = True

    @property
    def shown(self) -> bool:
        """Whether the claim is found unless more is asked for."""
        return self.current and self.state != "gone" and self.verdict != "rejected" and self.copy_of is None

    def named(self) -> list[tuple[str, str]]:
        """Role and name of all that are named; in a report's own voice it is the publisher who speaks."""
        claim = self.claim
        own = [("source", self.publisher)] if self.publisher and not claim.sources else []
        groups = (
            ("actor", claim.actor),
            ("recipient", claim.recipient),
            ("source", claim.sources),
            ("where", claim.where),
        )
        return [*((role, e.name) for role, entities in groups for e in entities), *own]


def insert_rows(connection: Connection, rows: list[Row]) -> None:
    """Write claims that are new."""
    if rows:
        connection.execute(insert(claims), [claim_columns(row) for row in rows])
        connection.execute(insert(claim_data), [data_columns(row) for row in rows])
        _insert_names(connection, rows)


def update_row(connection: Connection, row: Row) -> None:
    """Write a claim that has changed over its former self."""
    connection.execute(claims.update().where(claims.c.id == row.id), claim_columns(row))
    connection.execute(claim_data.update().where(claim_data.c.claim == row.id), data_columns(row))
    connection.execute(delete(claim_names).where(claim_names.c.claim == row.id))
    _insert_names(connection, [row])


def claim_columns(row: Row) -> dict[str, Any]:
    """A claim as a row of `claims`."""
    claim = row.claim
    return {
        "id": row.id, "ref": row.ref, "version": row.version, "shown": row.shown, "state": row.state,
        "verdict": row.verdict, "event": claim.event.value, "mode": claim.mode, "status": claim.status.value,
        "start": claim.when.start if claim.when else row.published, "end": claim.when.end if claim.when else row.published,
        **_ends("killed", claim.killed), **_ends("injured", claim.injured), "confidence": claim.confidence,
        "source_kind": claim.sources[-1].kind if claim.sources else None, "span_start": claim.span[0],
        "span_end": claim.span[1], "condition_start": claim.condition[0] if claim.condition else None,
        "condition_end": claim.condition[1] if claim.condition else None, "said": said_hash(row.read, row.words), "copy_of": row.copy_of,
    }  # fmt: skip


def _ends(field: str, amount: Amount | None) -> dict[str, int | None]:
    low, high = (amount.low, amount.high) if amount else (None, None)
    return {f"{field}_{end}": min(n, LARGEST) if n is not None else None for end, n in (("low", low), ("high", high))}


def data_columns(row: Row) -> dict[str, Any]:
    """A claim as a row of `claim_data`."""
    same = row.claim == row.read
    return {
        "claim": row.id,
        "words": folded(row.words)[:SEARCHED],
        "names": folded(" ".join(dict.fromkeys(name for _, name in row.named())))[:SEARCHED],
        "data": to_json(row.claim),
        "read": None if same else to_json(row.read),
        "evidence": json.dumps([e.model_dump(mode="json") for e in row.read.evidence]),
    }


def to_json(claim: Claim) -> str:
    """A claim in the claim format, without evidence."""
    return claim.model_dump_json(exclude={"evidence"})


def from_json(data: str, evidence: str | None = None) -> Claim:
    """The claim of what `to_json` gave, with its evidence where that is asked for."""
    if evidence is None:
        return Claim.model_validate_json(data)
    return Claim.model_validate(json.loads(data) | {"evidence": json.loads(evidence)})


def _insert_names(connection: Connection, rows: Iterable[Row]) -> None:
    named = [(row.id, n, role, name[:NAME_LENGTH]) for row in rows for n, (role, name) in enumerate(row.named())]
    if named:
        numbers = name_numbers(connection, {name for *_, name in named})
        linked = [{"claim": id, "role": role, "position": n, "name": numbers[name]} for id, n, role, name in named]
        connection.execute(insert(claim_names), linked)


def name_numbers(connection: Connection, wanted: set[str]) -> dict[str, int]:
    """The number of each name; names that are new get one."""
    known = _known(connection, wanted)
    if missing := sorted(wanted - known.keys()):
        first = next_id(connection, names)
        new = {name: first + i for i, name in enumerate(missing)}
        connection.execute(insert(names), [{"id": i, "name": n, "folded": f" {folded(n)} "} for n, i in new.items()])
        known |= new
    return known


def _known(connection: Connection, wanted: set[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for part in in_parts(sorted(wanted)):
        query = select(names.c.name, names.c.id).where(names.c.name.in_(part))
        found |= {row.name: row.id for row in connection.execute(query)}
    return found
