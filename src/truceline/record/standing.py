"""Bring a stored claim in line with what people said of it."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, select

from truceline.claim import Claim
from truceline.record import corrections
from truceline.record.rows import Row, from_json, update_row
from truceline.record.schema import claim_data, claims, texts, versions


def load_row(connection: Connection, id: int) -> tuple[Row, str]:
    """A claim as it was last written, and the text that it is in."""
    query = (
        select(
            claims.c.ref, claims.c.version, claims.c.state, claims.c.verdict, claims.c.copy_of, claim_data.c.data,
            claim_data.c.read, claim_data.c.evidence, texts.c.text, versions.c.publisher, versions.c.published,
            versions.c.current,
        )
        .join(claim_data, claim_data.c.claim == claims.c.id)
        .join(versions, versions.c.id == claims.c.version)
        .join(texts, texts.c.id == versions.c.text)
        .where(claims.c.id == id)
    )  # fmt: skip
    found = connection.execute(query).one()
    read = from_json(found.read or found.data, found.evidence)
    words = found.text[read.span[0] : read.span[1]]
    row = Row(
        id=id, ref=found.ref, version=found.version, read=read, claim=from_json(found.data), words=words,
        publisher=found.publisher, published=found.published, state=found.state, verdict=found.verdict,
        copy_of=found.copy_of, current=found.current,
    )  # fmt: skip
    return row, found.text


def restand(connection: Connection, id: int, *, read: Claim | None = None, state: str | None = None) -> Row:
    """Write a claim as it stands after its corrections, over a new reading and state where there are such.

    One that is no longer read stays as long as a person vouches for it.
    """
    row, text = load_row(connection, id)
    said = corrections.of_claims(connection, [id]).get(id, [])
    now_read = read or row.read
    claim, verdict = corrections.standing(now_read, said, text)
    words = text[now_read.span[0] : now_read.span[1]]
    now_state = state or row.state
    if now_state != "read":
        now_state = "kept" if corrections.holds(said) else "gone"
    changed = replace(row, read=now_read, claim=claim, words=words, verdict=verdict, state=now_state)
    update_row(connection, changed)
    return changed
