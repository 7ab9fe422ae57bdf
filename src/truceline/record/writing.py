"""Store reports with their claims, within the transaction of a writer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from truceline.claim import Record
from truceline.errors import InputError
from truceline.intake import TakenReport
from truceline.record.carrying import Added, carry
from truceline.record.database import in_parts, streamed
from truceline.record.groups import join_copies, refresh_repeats
from truceline.record.identity import url_hash
from truceline.record.inserting import Place, insert_reports, insert_versions
from truceline.record.lookup import Known, find_report
from truceline.record.readers import is_dataset
from truceline.record.schema import claims, reports, versions
from truceline.report import Report

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True)
class Stored:
    """What became of a report: `outcome` is "new", "version" (of one that was known) or "unchanged".

    `key` is the id to call it by; `copies` how many other reports have the same text or a near-copy of it; `carried` how many
    corrections of the version before hold on, and `left` the ids of claims whose corrections stay with it alone.
    """

    key: str
    outcome: str
    version: int
    claims: int = 0
    copies: int = 0
    carried: int = 0
    left: tuple[str, ...] = ()


def store(connection: Connection, record: Record, *, reader: str) -> Stored:
    """Store a report and its claims; nothing where they are stored. Raises InputError for text that no database keeps."""
    require_storable(record.report)
    known = find_report(connection, record.report)
    if known is None:
        return _store_new(connection, [record], reader=reader)[0]
    if known.unchanged:
        return Stored(known.key, "unchanged", known.number)
    return _store_version(connection, record, known, reader=reader)


def store_all(connection: Connection, found: Iterable[Record], *, reader: str) -> Iterator[Stored]:
    """Store one record after the other, new ones many at a time."""
    for part in streamed(found):
        fresh, rest = _fresh(connection, part)
        yield from _store_new(connection, fresh, reader=reader) if fresh else ()
        yield from (store(connection, record, reader=reader) for record in rest)


def _fresh(connection: Connection, found: Sequence[Record]) -> tuple[list[Record], list[Record]]:
    """Those that are no version of anything, for neither the record nor one of them has their id; and the others."""
    for record in found:
        require_storable(record.report)
    names = [r.report.id for r in found]
    known = set(connection.scalars(select(reports.c.name).where(reports.c.name.in_(names))))
    fresh, rest = list[Record](), list[Record]()
    for record in found:
        (rest if record.report.id in known or record.report.url else fresh).append(record)
        known.add(record.report.id)
    return fresh, rest


def _store_new(connection: Connection, found: Sequence[Record], *, reader: str) -> list[Stored]:
    # Events of a dataset are worded alike, but none is a copy of another.
    compared = not is_dataset(reader)
    places = insert_reports(connection, found)
    made = insert_versions(connection, found, places, reader=reader, compared=compared)
    stored = []
    for record, place, version in zip(found, places, made, strict=True):
        copied = join_copies(connection, version.text, record.report.published) if compared else 0
        stored.append(Stored(place.key, "new", 1, len(version.rows), copied))
    return stored


def _store_version(connection: Connection, record: Record, known: Known, *, reader: str) -> Stored:
    report, compared = record.report, not is_dataset(reader)
    if report.url:
        missing = (reports.c.id == known.report) & reports.c.url_hash.is_(None)
        connection.execute(update(reports).where(missing).values(url_hash=url_hash(report.url)))
    connection.execute(update(versions).where(versions.c.report == known.report).values(current=False))
    _hide(connection, known.report)
    place = Place(known.report, known.key, known.newest + 1)
    (made,) = insert_versions(connection, [record], [place], reader=reader, compared=compared)
    about = Added(made.id, report.publisher, report.published)
    carried, left = carry(connection, known, made.rows, about, key=known.key, text=report.text)
    copied = join_copies(connection, made.text, report.published) if compared else 0
    refresh_repeats(connection, known.text)
    return Stored(known.key, "version", place.number, len(made.rows), copied, carried, left)


def require_storable(report: Report) -> None:
    """Raises InputError for characters that a database cannot keep: half ones, and the one that ends a text in C."""
    for field, value in report.model_dump(mode="python").items():
        if isinstance(value, str) and _UNSTORABLE.search(value):
            raise InputError(
                f"its {field} holds characters that cannot be stored (U+0000 or half of one)",
                place=(report.place if isinstance(report, TakenReport) else None) or report.id,
                remedy="remove them",
            )


def _hide(connection: Connection, report: int) -> None:
    """Claims of versions that are no longer current are shown only to those who ask for them."""
    of_report = select(versions.c.id).where(versions.c.report == report)
    ids = list(connection.scalars(select(claims.c.id).where(claims.c.version.in_(of_report))))
    for part in in_parts(ids):
        connection.execute(update(claims).where(claims.c.copy_of.in_(part)).values(copy_of=None))
        connection.execute(update(claims).where(claims.c.id.in_(part)).values(shown=False, copy_of=None))
