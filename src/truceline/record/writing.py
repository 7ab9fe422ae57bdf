"""Store one report with its claims, within the transaction of a writer."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import count

from sqlalchemy import Connection, insert, select, update

from truceline.claim import Record
from truceline.errors import InputError
from truceline.intake import TakenReport, notes_on
from truceline.record import copies
from truceline.record.carrying import Added, carry
from truceline.record.database import in_parts, next_id
from truceline.record.groups import join_copies, refresh_repeats
from truceline.record.identity import fingerprint, now, text_hash, url_hash
from truceline.record.lookup import Known, find_report
from truceline.record.readers import is_dataset
from truceline.record.refs import new_refs
from truceline.record.rows import Row, insert_rows
from truceline.record.schema import claims, reports, text_bands, texts, versions
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
    if known and known.unchanged:
        return Stored(known.key, "unchanged", known.number)
    text = _text_number(connection, record.report.text)
    report, key = _report_number(connection, record.report, known)
    version = _insert_version(connection, record, report=report, text=text, known=known, reader=reader)
    rows = _rows(connection, record, key=key, version=version)
    insert_rows(connection, rows)
    carried, left = 0, tuple[str, ...]()
    if known:
        carried, left = carry(connection, known, rows, _about(record, version), key=key, text=record.report.text)
    # Events of a dataset are worded alike, but none is a copy of another.
    copied = 0 if is_dataset(reader) else join_copies(connection, text, record.report.published)
    if known:
        refresh_repeats(connection, known.text)
    outcome, number = ("version", known.newest + 1) if known else ("new", 1)
    return Stored(key, outcome, number, len(rows), copied, carried, left)


def require_storable(report: Report) -> None:
    """Raises InputError for characters that a database cannot keep: half ones, and the one that ends a text in C."""
    for field, value in report.model_dump(mode="python").items():
        if isinstance(value, str) and _UNSTORABLE.search(value):
            raise InputError(
                f"its {field} holds characters that cannot be stored (U+0000 or half of one)",
                place=(report.place if isinstance(report, TakenReport) else None) or report.id,
                remedy="remove them",
            )


def _text_number(connection: Connection, text: str) -> int:
    hash = text_hash(text)
    known = connection.scalar(select(texts.c.id).where(texts.c.hash == hash))
    if known is not None:
        return int(known)
    id, signature = next_id(connection, texts), copies.signature(text)
    row = {"id": id, "hash": hash, "text": text, "shingles": signature.shingles, "signature": signature.to_bytes()}
    connection.execute(insert(texts), [row])
    connection.execute(insert(text_bands), [{"band": band, "text": id} for band in sorted(set(signature.bands()))])
    return id


def _report_number(connection: Connection, report: Report, known: Known | None) -> tuple[int, str]:
    if known:
        if report.url:
            missing = (reports.c.id == known.report) & reports.c.url_hash.is_(None)
            connection.execute(update(reports).where(missing).values(url_hash=url_hash(report.url)))
        return known.report, known.key
    id = next_id(connection, reports)
    key = _free_key(connection, report.id)
    row = {"id": id, "key": key, "name": report.id, "url_hash": url_hash(report.url), "added": now()}
    connection.execute(insert(reports), [row])
    return id, key


def _free_key(connection: Connection, name: str) -> str:
    for number in count(1):
        key = name if number == 1 else f"{name}~{number}"
        if connection.scalar(select(reports.c.id).where(reports.c.key == key)) is None:
            return key
    raise AssertionError


def _insert_version(
    connection: Connection, record: Record, *, report: int, text: int, known: Known | None, reader: str
) -> int:
    said = record.report
    if known:
        connection.execute(update(versions).where(versions.c.report == report).values(current=False))
        _hide(connection, report)
    id = next_id(connection, versions)
    row = {
        "id": id, "report": report, "number": known.newest + 1 if known else 1, "current": True, "text": text,
        "fingerprint": fingerprint(said), "title": said.title, "publisher": said.publisher,
        "published": said.published, "url": said.url, "licence": said.licence,
        "notes": json.dumps(list(dict.fromkeys((*notes_on(said), *record.notes)))), "reader": reader, "added": now(),
    }  # fmt: skip
    connection.execute(insert(versions), [row])
    return id


def _hide(connection: Connection, report: int) -> None:
    """Claims of versions that are no longer current are shown only to those who ask for them."""
    of_report = select(versions.c.id).where(versions.c.report == report)
    ids = list(connection.scalars(select(claims.c.id).where(claims.c.version.in_(of_report))))
    for part in in_parts(ids):
        connection.execute(update(claims).where(claims.c.copy_of.in_(part)).values(copy_of=None))
        connection.execute(update(claims).where(claims.c.id.in_(part)).values(shown=False, copy_of=None))


def _rows(connection: Connection, record: Record, *, key: str, version: int) -> list[Row]:
    report, first = record.report, next_id(connection, claims)
    hash = text_hash(report.text)
    refs = new_refs(connection, record.claims, key=key, hash=hash)
    return [
        Row(
            id=first + i, ref=ref, version=version, read=claim, claim=claim, words=record.words(claim.span),
            publisher=report.publisher, published=report.published,
        )
        for i, (ref, claim) in enumerate(zip(refs, record.claims, strict=True))
    ]  # fmt: skip


def _about(record: Record, version: int) -> Added:
    """Where a claim that a person adds to this version belongs."""
    return Added(version, record.report.publisher, record.report.published)
