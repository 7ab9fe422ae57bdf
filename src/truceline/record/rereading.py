"""Read stored reports again with a newer reader: what changed is written down, what people said holds."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from sqlalchemy import Connection, insert, select, update

from truceline.claim import Claim, Record
from truceline.record import corrections
from truceline.record.database import next_id
from truceline.record.groups import refresh_repeats
from truceline.record.identity import now, text_hash
from truceline.record.matching import Place, match
from truceline.record.refs import new_refs, numbers_of
from truceline.record.rows import Row, from_json, insert_rows
from truceline.record.schema import changes, claim_data, claims, reports, texts, versions
from truceline.record.stamping import mark
from truceline.record.standing import restand
from truceline.record.values import FIELDS, value_of


@dataclass(frozen=True)
class Change:
    """What a new reading did to a claim: `kind` is value (with field, old, new), found, gone, kept or back."""

    claim: str
    kind: str
    field: str | None = None
    old: object = None
    new: object = None


@dataclass
class Reread:
    """What new readings changed, and the claims whose corrections no reader's claim bears any more."""

    reports: int = 0
    same: int = 0
    changes: list[Change] = field(default_factory=list)
    held: int = 0
    orphaned: list[str] = field(default_factory=list)

    def add(self, other: Reread) -> None:
        """Count another report in."""
        self.reports += other.reports
        self.same += other.same
        self.changes += other.changes
        self.held += other.held
        self.orphaned += other.orphaned

    def count(self, kind: str) -> int:
        """How many claims a kind of change befell."""
        return len({c.claim for c in self.changes if c.kind == kind})


@dataclass(frozen=True)
class _Old:
    """A claim of an earlier reading."""

    id: int
    ref: str
    state: str
    read: Claim


def replace(connection: Connection, version: int, record: Record, *, reader: str) -> Reread:
    """Put a new reading of a version of a report in the place of the one before, with every correction laid over it.

    A claim that is read again keeps its id. One that no longer is stays where a person vouches for it, and is gone else.
    """
    old = _old_claims(connection, version)
    pairs = match(
        [Place.of(o.read) for o in old], [Place.of(c) for c in record.claims], exact=[o.state == "gone" for o in old]
    )
    said = corrections.of_claims(connection, [o.id for o in old])
    result = Reread(reports=1)
    for i, claim in enumerate(old):
        new = record.claims[pairs[i]] if i in pairs else None
        vouched = corrections.holds(said.get(claim.id, []))
        found = _renew(connection, claim, new, vouched=vouched, text=record.report.text)
        result.changes += found
        result.same += int(new is not None and not found)
        if corrections.active(said.get(claim.id, [])):
            result.held += int(new is not None)
            result.orphaned += [claim.ref] if new is None else []
    result.changes += _insert(connection, version, [c for j, c in enumerate(record.claims) if j not in pairs.values()])
    _note(connection, {o.ref: o.id for o in old}, result.changes, reader)
    connection.execute(update(versions).where(versions.c.id == version).values(reader=reader))
    text = connection.scalar(select(versions.c.text).where(versions.c.id == version))
    refresh_repeats(connection, int(text or 0))
    mark(connection, "readings")
    return result


def _old_claims(connection: Connection, version: int) -> list[_Old]:
    query = (
        select(claims.c.id, claims.c.ref, claims.c.state, claim_data.c.data, claim_data.c.read, claim_data.c.evidence)
        .join(claim_data, claim_data.c.claim == claims.c.id)
        .where(claims.c.version == version)
        .order_by(claims.c.span_start, claims.c.id)
    )
    rows = connection.execute(query)
    return [_Old(r.id, r.ref, r.state, from_json(r.read or r.data, r.evidence)) for r in rows]


def _renew(connection: Connection, old: _Old, new: Claim | None, *, vouched: bool, text: str) -> list[Change]:
    """Write a claim as it is read now; what changed."""
    if new is None:
        state = "kept" if vouched else "gone"
        if state != old.state:
            restand(connection, old.id, state=state)
        return [Change(old.ref, state)] if state != old.state else []
    back = [Change(old.ref, "back")] if old.state != "read" else []
    values = [
        Change(old.ref, "value", field, before, after)
        for field in FIELDS
        if (before := value_of(old.read, field, text)) != (after := value_of(new, field, text))
    ]
    if new != old.read or back:
        restand(connection, old.id, read=new, state="read")
    return [*back, *values]


def _insert(connection: Connection, version: int, found: list[Claim]) -> list[Change]:
    """Write claims that no earlier reading had."""
    query = (
        select(reports.c.key, texts.c.text, versions.c.publisher, versions.c.published, versions.c.current)
        .join(reports, reports.c.id == versions.c.report)
        .join(texts, texts.c.id == versions.c.text)
        .where(versions.c.id == version)
    )
    about = connection.execute(query).one()
    first = next_id(connection, claims)
    refs = new_refs(connection, found, key=about.key, hash=text_hash(about.text))
    rows = [
        Row(
            id=first + i, ref=ref, version=version, read=claim, claim=claim, words=about.text[slice(*claim.span)],
            publisher=about.publisher, published=about.published, current=about.current,
        )
        for i, (ref, claim) in enumerate(zip(refs, found, strict=True))
    ]  # fmt: skip
    insert_rows(connection, rows)
    return [Change(row.ref, "found") for row in rows]


def _note(connection: Connection, known: dict[str, int], found: list[Change], reader: str) -> None:
    """Write down what changed, for the history of each claim."""
    new = numbers_of(connection, {c.claim for c in found} - known.keys())
    first, at = next_id(connection, changes), now()
    rows = [
        {
            "id": first + i, "claim": (known | new)[c.claim], "kind": c.kind, "field": c.field, "reader": reader, "at": at,
            "old": json.dumps(c.old) if c.field else None, "new": json.dumps(c.new) if c.field else None,
        }
        for i, c in enumerate(found)
    ]  # fmt: skip
    if rows:
        connection.execute(insert(changes), rows)
