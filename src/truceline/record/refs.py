"""Ids of claims: new ones, and the numbers of those that the record has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count

from sqlalchemy import Connection, select

from truceline.claim import Claim
from truceline.record.database import in_parts
from truceline.record.identity import claim_ref
from truceline.record.schema import claims


def new_refs(connection: Connection, found: Sequence[Claim], *, key: str, hash: str) -> list[str]:
    """An id for each new claim of a report that no other claim has."""
    return refs_of(connection, [(key, hash, claim) for claim in found])


def refs_of(connection: Connection, found: Sequence[tuple[str, str, Claim]]) -> list[str]:
    """An id for each of these new claims; with each the key of its report and the digest of its text."""
    given: list[str] = []
    taken = set(
        numbers_of(connection, [claim_ref(key, hash, claim.trigger, claim.event) for key, hash, claim in found])
    )
    for key, hash, claim in found:
        for again in count():
            ref = claim_ref(key, hash, claim.trigger, claim.event, again)
            if ref not in taken and not (again and numbers_of(connection, [ref])):
                break
        given.append(ref)
        taken.add(ref)
    return given


def numbers_of(connection: Connection, refs: Iterable[str]) -> dict[str, int]:
    """The numbers of claims by their ids; ids that no claim has are left out."""
    found: dict[str, int] = {}
    for part in in_parts(list(refs)):
        rows = connection.execute(select(claims.c.ref, claims.c.id).where(claims.c.ref.in_(part)))
        found |= dict(rows.tuples().all())
    return found
