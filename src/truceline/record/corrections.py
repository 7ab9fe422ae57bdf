"""What people said of claims: kept for good, laid over whatever a reader reads."""

from __future__ import annotations

import getpass
import json
import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, RowMapping, insert, select

from truceline.claim import Claim
from truceline.errors import UsageError
from truceline.record.database import in_parts, next_id
from truceline.record.identity import now
from truceline.record.schema import corrections
from truceline.record.values import Value, with_values

Kind = Literal["set", "accept", "reject", "undo", "add"]
VERDICTS: dict[str, str] = {"accept": "accepted", "reject": "rejected"}
_WHOLE = {"accept": "accepted", "add": "added"}
"""What has every value of a claim."""
LONGEST_WHY = 2_000
LONGEST_WHO = 200
PERSON = "TRUCELINE_USER"
"""Environment variable that says who corrects, where the login name does not."""


@dataclass(frozen=True)
class Correction:
    """One thing that a person said of a claim.

    `act` is shared by all that was said at once. A `set` has `field`, `old` and `new`; an `accept` has in `new` every
    value as it stood, so that it stands for good, and an `add` those of a claim that no reader read; an `undo` names in `undoes` the act that no longer counts.
    """

    id: int
    act: str
    claim: int
    kind: Kind
    who: str
    at: str
    why: str | None = None
    field: str | None = None
    old: Value = None
    new: Value = None
    undoes: str | None = None
    carried: int | None = None


@dataclass(frozen=True)
class Said:
    """Who says something of a claim, and why."""

    who: str
    why: str | None = None

    @classmethod
    def by(cls, who: str | None = None, why: str | None = None) -> Said:
        """By somebody, or by whoever uses this computer. Raises UsageError for too long a name or reason."""
        name = who or os.environ.get(PERSON) or _login()
        for value, longest, option in ((name, LONGEST_WHO, "--who"), (why or "", LONGEST_WHY, "--why")):
            if len(value) > longest or "\0" in value:
                raise UsageError("this is too long", place=option, remedy=f"write up to {longest} letters")
        return cls(name, why or None)


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "unknown"


def new_act() -> str:
    """A mark for what is said at once."""
    return secrets.token_hex(4)


def of_claims(connection: Connection, ids: Iterable[int]) -> dict[int, list[Correction]]:
    """The corrections of claims, oldest first; claims that have none are left out."""
    found: dict[int, list[Correction]] = {}
    for part in in_parts(list(ids)):
        query = select(corrections).where(corrections.c.claim.in_(part)).order_by(corrections.c.id)
        for row in connection.execute(query).mappings():
            found.setdefault(row["claim"], []).append(_correction(row))
    return found


def _correction(row: RowMapping) -> Correction:
    values: dict[str, Any] = {str(k): v for k, v in row.items()}
    for side in ("old", "new"):
        values[side] = json.loads(values[side]) if values[side] is not None else None
    return Correction(**values)


def record_all(connection: Connection, said: list[Correction]) -> list[Correction]:
    """Write corrections, each with the next free number in place of its own."""
    first = next_id(connection, corrections)
    written = [Correction(**{**vars(c), "id": first + i}) for i, c in enumerate(said)]
    if written:
        connection.execute(insert(corrections), [_row(c) for c in written])
    return written


def _row(correction: Correction) -> dict[str, Any]:
    row = dict(vars(correction))
    # A set to "nothing told" is the JSON null; other kinds have no value at all.
    sided = correction.kind == "set"
    for side in ("old", "new"):
        row[side] = json.dumps(row[side]) if sided or row[side] is not None else None
    return row


def make(claim: int, kind: Kind, said: Said, act: str, **rest: Any) -> Correction:
    """A correction of now, not yet written."""
    return Correction(id=0, act=act, claim=claim, kind=kind, who=said.who, at=now(), why=said.why, **rest)


def active(said: Iterable[Correction]) -> list[Correction]:
    """The corrections that count: none that were undone, and no undoing."""
    all_said = list(said)
    undone = {c.undoes for c in all_said if c.kind == "undo"}
    return [c for c in all_said if c.kind != "undo" and c.act not in undone]


def standing(read: Claim, said: Iterable[Correction], text: str) -> tuple[Claim, str | None]:
    """A claim as it stands after what people said of it, and their verdict: accepted, rejected or none.

    Later words go before earlier ones. Raises UsageError for a value that the claim format does not take.
    """
    claim, verdict = read, None
    for correction in active(said):
        verdict = VERDICTS.get(correction.kind, verdict)
        if correction.kind == "set" and correction.field:
            claim = with_values(claim, {correction.field: correction.new}, text, by=f"correction by {correction.who}")
        elif correction.kind in _WHOLE:
            claim = with_values(claim, correction.new or {}, text, by=f"{_WHOLE[correction.kind]} by {correction.who}")
    return claim, verdict


def holds(said: Iterable[Correction]) -> bool:
    """Whether a person vouches for a claim: it stays, also when no reader finds it any more."""
    return any(c.kind in ("set", "accept", "add") for c in active(said))
