"""What people said of the version before, laid over the claims of a new version of a report."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, select

from truceline.claim import Claim
from truceline.record import corrections
from truceline.record.corrections import Correction
from truceline.record.database import next_id
from truceline.record.identity import text_hash
from truceline.record.lookup import Known
from truceline.record.matching import Place, match, moved
from truceline.record.refs import new_refs
from truceline.record.rows import Row, insert_rows
from truceline.record.schema import claim_data, claims, texts
from truceline.record.standing import restand


@dataclass(frozen=True)
class Added:
    """Where a claim that a person adds belongs: a version of a report, and what was said of its publication."""

    version: int
    publisher: str | None
    published: dt.date | None

    def row(self, connection: Connection, place: Place, *, key: str, text: str) -> Row:
        """Write a claim of which nothing is read: its words alone."""
        bare = Claim(span=place.span, trigger=place.trigger, event=place.event, confidence=0.0)
        (ref,) = new_refs(connection, [bare], key=key, hash=text_hash(text))
        row = Row(
            id=next_id(connection, claims), ref=ref, version=self.version, read=bare, claim=bare,
            words=text[slice(*bare.span)], publisher=self.publisher, published=self.published, state="kept",
        )  # fmt: skip
        insert_rows(connection, [row])
        return row


def carry(
    connection: Connection, known: Known, rows: list[Row], added: Added, *, key: str, text: str
) -> tuple[int, tuple[str, ...]]:
    """Corrections of the version before hold for the same words in the new one: how many, and the claims left behind.

    `rows` are the new version's claims; those that a person added to the one before are `added` to it.
    """
    query = (
        select(claims.c.id, claims.c.ref, claim_data.c.data, claim_data.c.read)
        .join(claim_data, claim_data.c.claim == claims.c.id)
        .where(claims.c.version == known.version)
    )
    before = connection.execute(query).all()
    said = {
        id: active
        for id, found in corrections.of_claims(connection, [r.id for r in before]).items()
        if (active := corrections.active(found))
    }
    corrected = [r for r in before if r.id in said]
    if not corrected:
        return 0, ()
    old_text = str(connection.scalar(select(texts.c.text).where(texts.c.id == known.text)))
    places = [moved(Place.of(Claim.model_validate_json(r.read or r.data)), old_text, text) for r in corrected]
    here = [(i, place) for i, place in enumerate(places) if place is not None]
    pairs = match([place for _, place in here], [Place.of(row.read) for row in rows])
    taken = {here[position][0]: rows[new] for position, new in pairs.items()}
    for i, place in here:
        if i not in taken and any(c.kind == "add" for c in said[corrected[i].id]):
            taken[i] = added.row(connection, place, key=key, text=text)
    carried = sum(_repeat(connection, said[corrected[i].id], row, text) for i, row in taken.items())
    return carried, tuple(r.ref for i, r in enumerate(corrected) if i not in taken)


def _repeat(connection: Connection, said: list[Correction], row: Row, text: str) -> int:
    acts = {act: corrections.new_act() for act in dict.fromkeys(c.act for c in said)}
    again = [Correction(**{**vars(c), "act": acts[c.act], "claim": row.id, "carried": c.id}) for c in said]
    corrections.record_all(connection, again)
    restand(connection, row.id)
    return len(again)
