"""Ids for claims that are new."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from sqlalchemy import Connection, select

from truceline.claim import Claim
from truceline.record.database import in_parts
from truceline.record.identity import claim_ref
from truceline.record.schema import claims


def new_refs(connection: Connection, found: Sequence[Claim], *, key: str, hash: str) -> list[str]:
    """An id for each new claim of a report that no other claim has."""
    given: list[str] = []
    taken = _taken(connection, [claim_ref(key, hash, claim.trigger, claim.event) for claim in found])
    for claim in found:
        for again in count():
            ref = claim_ref(key, hash, claim.trigger, claim.event, again)
            if ref not in taken and not (again and _taken(connection, [ref])):
                break
        given.append(ref)
        taken.add(ref)
    return given


def _taken(connection: Connection, refs: list[str]) -> set[str]:
    return {
        ref for part in in_parts(refs) for ref in connection.scalars(select(claims.c.ref).where(claims.c.ref.in_(part)))
    }
