"""Groups of near-copies: which texts belong together, which of them came first, and which claims only repeat its own.

A group is everything that is linked, directly or by way of others; so it is the same whatever came first into the record.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, func, or_, select, update

from truceline.record.copies import DAYS_APART, Signature, are_copies
from truceline.record.database import in_parts
from truceline.record.schema import claims, reports, text_bands, texts, versions

MOST_CANDIDATES = 500
"""Texts that one new text is compared with: more share a band only where somebody floods the record."""


def join_copies(connection: Connection, text: int, published: dt.date | None) -> int:
    """Put a text that has been published into its group, and mark what repeats; how many other reports are in it."""
    linked = {text, *_near_copies(connection, text, published)}
    members = _members(connection, linked)
    if len(members) > 1:
        _settle(connection, members)
    others = _reports(connection, members) - 1
    if others:
        refresh_repeats(connection, text)
    return others


def _near_copies(connection: Connection, text: int, published: dt.date | None) -> list[int]:
    own = connection.execute(select(texts.c.signature, texts.c.shingles).where(texts.c.id == text)).one()
    here = Signature.from_bytes(own.signature, own.shingles)
    bands = text_bands.alias()
    shared = select(bands.c.band).where(bands.c.text == text)
    candidates = (
        select(text_bands.c.text)
        .where(text_bands.c.band.in_(shared), text_bands.c.text != text)
        .distinct()
        .order_by(text_bands.c.text.desc())
        .limit(MOST_CANDIDATES)
    )
    query = select(texts.c.id, texts.c.signature, texts.c.shingles).where(texts.c.id.in_(candidates))
    alike = [r.id for r in connection.execute(query) if are_copies(here, Signature.from_bytes(r.signature, r.shingles))]
    return [id for id in alike if _is_near(connection, id, published)]


def _is_near(connection: Connection, text: int, published: dt.date | None) -> bool:
    """Whether a text was published around a day; a day that nobody knows is near to all."""
    days = list(connection.scalars(select(versions.c.published).where(versions.c.text == text)))
    if published is None or not days:
        return True
    return any(day is None or abs((day - published).days) <= DAYS_APART for day in days)


def _members(connection: Connection, linked: Iterable[int]) -> list[int]:
    """Every text of the groups that some texts belong to."""
    roots = set(
        connection.scalars(select(func.coalesce(texts.c.copy_of, texts.c.id)).where(texts.c.id.in_(set(linked))))
    )
    return list(connection.scalars(select(texts.c.id).where(or_(texts.c.id.in_(roots), texts.c.copy_of.in_(roots)))))


def _settle(connection: Connection, members: list[int]) -> None:
    """Make all texts of a group copies of the one that was published first."""
    first = (
        select(texts.c.id)
        .join(versions, versions.c.text == texts.c.id)
        .where(texts.c.id.in_(members))
        .group_by(texts.c.id, texts.c.hash)
        .order_by(func.min(versions.c.published).is_(None), func.min(versions.c.published), texts.c.hash)
        .limit(1)
    )
    root = connection.scalar(first)
    connection.execute(update(texts).where(texts.c.id == root).values(copy_of=None))
    for part in in_parts([m for m in members if m != root]):
        connection.execute(update(texts).where(texts.c.id.in_(part)).values(copy_of=root))


def _reports(connection: Connection, members: list[int]) -> int:
    query = select(func.count(versions.c.report.distinct())).where(versions.c.current, versions.c.text.in_(members))
    return int(connection.scalar(query) or 0)


def refresh_repeats(connection: Connection, text: int) -> None:
    """Mark anew which claims of a text's group only repeat what an earlier report of the group says."""
    query = (
        select(
            claims.c.id,
            claims.c.said,
            claims.c.copy_of,
            claims.c.state,
            claims.c.verdict,
            versions.c.id.label("version"),
        )
        .join(versions, versions.c.id == claims.c.version)
        .join(reports, reports.c.id == versions.c.report)
        .where(versions.c.text.in_(_members(connection, [text])), versions.c.current)
        .order_by(
            versions.c.published.is_(None), versions.c.published, reports.c.key, claims.c.span_start, claims.c.ref
        )
    )
    first: dict[int, tuple[int, int]] = {}
    changed = []
    for row in connection.execute(query):
        earlier = first.get(row.said)
        if row.state != "gone" and earlier is None:
            earlier = first[row.said] = (row.id, row.version)
        # Two claims of one report may share their words: neither repeats the other.
        copy_of = earlier[0] if earlier and earlier[1] != row.version else None
        if copy_of != row.copy_of:
            shown = row.state != "gone" and row.verdict != "rejected" and copy_of is None
            changed.append({"number": row.id, "first": copy_of, "seen": shown})
    if changed:
        marks = update(claims).where(claims.c.id == bindparam("number"))
        connection.execute(marks.values(copy_of=bindparam("first"), shown=bindparam("seen")), changed)
