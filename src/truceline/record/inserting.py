"""Write reports that are new to the record, as many as there are with each statement."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, count

from sqlalchemy import Connection, insert, select

from truceline.claim import Record
from truceline.intake import notes_on
from truceline.record import copies
from truceline.record.database import in_parts, next_id
from truceline.record.identity import fingerprint, now, text_hash, url_hash
from truceline.record.refs import refs_of
from truceline.record.rows import Row, insert_rows
from truceline.record.schema import claims, reports, text_bands, texts, versions


@dataclass(frozen=True)
class Version:
    """A version of a report that has been written: its number among all, its claims, and the number of its text."""

    id: int
    text: int
    rows: list[Row]


@dataclass(frozen=True)
class Place:
    """Where a version belongs: the report's number and key, and which of its versions it is."""

    report: int
    key: str
    number: int = 1


def insert_reports(connection: Connection, found: Sequence[Record]) -> list[Place]:
    """Write reports, but not yet what they say."""
    first, keys = next_id(connection, reports), _free_keys(connection, [r.report.id for r in found])
    rows = [
        {"id": id, "key": key, "name": record.report.id, "url_hash": url_hash(record.report.url), "added": now()}
        for id, (record, key) in enumerate(zip(found, keys, strict=True), start=first)
    ]
    connection.execute(insert(reports), rows)
    return [Place(id, key) for id, key in enumerate(keys, start=first)]


def insert_versions(
    connection: Connection, found: Sequence[Record], places: Sequence[Place], *, reader: str, compared: bool
) -> list[Version]:
    """Write what reports say now, with their claims; `compared`: their texts may be copies of one another."""
    hashes = [text_hash(r.report.text) for r in found]
    numbers = _text_numbers(connection, dict(zip(hashes, (r.report.text for r in found), strict=True)), compared)
    first = next_id(connection, versions)
    rows = [
        {
            "id": id, "report": place.report, "number": place.number, "current": True, "text": numbers[hash],
            "fingerprint": fingerprint(record.report), "title": record.report.title,
            "publisher": record.report.publisher, "published": record.report.published, "url": record.report.url,
            "licence": record.report.licence, "notes": _notes(record), "reader": reader, "added": now(),
        }
        for id, (record, place, hash) in enumerate(zip(found, places, hashes, strict=True), start=first)
    ]  # fmt: skip
    connection.execute(insert(versions), rows)
    told = _insert_claims(connection, found, [p.key for p in places], hashes, first)
    return [Version(first + i, numbers[hash], told[i]) for i, hash in enumerate(hashes)]


def _notes(record: Record) -> str:
    return json.dumps(list(dict.fromkeys((*notes_on(record.report), *record.notes))))


def _text_numbers(connection: Connection, found: dict[str, str], compared: bool) -> dict[str, int]:
    """The numbers of texts by their digests; those that are new get one."""
    known: dict[str, int] = {}
    for part in in_parts(list(found)):
        rows = connection.execute(select(texts.c.hash, texts.c.id).where(texts.c.hash.in_(part)))
        known |= dict(rows.tuples().all())
    signed = {hash: copies.signature(text) for hash, text in found.items() if hash not in known}
    if compared and known:
        # A text that came as an event of a dataset was not made ready to be compared.
        banded = select(text_bands.c.text.distinct()).where(text_bands.c.text.in_(list(known.values())))
        ready = set(connection.scalars(banded))
        old = {hash: id for hash, id in known.items() if id not in ready}
        _insert_bands(connection, {id: copies.signature(found[hash]) for hash, id in old.items()})
    if signed:
        new = {hash: id for id, hash in enumerate(signed, start=next_id(connection, texts))}
        columns = [
            {"id": id, "hash": hash, "text": found[hash], "shingles": s.shingles, "signature": s.to_bytes()}
            for (hash, id), s in zip(new.items(), signed.values(), strict=True)
        ]
        connection.execute(insert(texts), columns)
        if compared:
            _insert_bands(connection, dict(zip(new.values(), signed.values(), strict=True)))
        known |= new
    return known


def _insert_bands(connection: Connection, signed: dict[int, copies.Signature]) -> None:
    rows = [{"band": band, "text": id} for id, one in signed.items() for band in sorted(set(one.bands()))]
    if rows:
        connection.execute(insert(text_bands), rows)


def _free_keys(connection: Connection, wanted: Sequence[str]) -> list[str]:
    """A key for each name: the name itself, or with ~2 where it is taken. No two of the names may be the same."""
    taken = set[str]()
    for part in in_parts(list(wanted)):
        taken.update(connection.scalars(select(reports.c.key).where(reports.c.key.in_(part))))
    given: list[str] = []
    for name in wanted:
        keys = chain([name], (f"{name}~{number}" for number in count(2)))
        given.append(next(key for key in keys if key not in taken and (key == name or _is_free(connection, key))))
        taken.add(given[-1])
    return given


def _is_free(connection: Connection, key: str) -> bool:
    return connection.scalar(select(reports.c.id).where(reports.c.key == key)) is None


def _insert_claims(
    connection: Connection, found: Sequence[Record], keys: Sequence[str], hashes: Sequence[str], first_version: int
) -> list[list[Row]]:
    """Write the claims of versions that are numbered from `first_version` on."""
    told = [(i, claim) for i, record in enumerate(found) for claim in record.claims]
    refs = refs_of(connection, [(keys[i], hashes[i], claim) for i, claim in told])
    rows: list[list[Row]] = [[] for _ in found]
    for id, (ref, (i, claim)) in enumerate(zip(refs, told, strict=True), start=next_id(connection, claims)):
        report = found[i].report
        row = Row(
            id=id, ref=ref, version=first_version + i, read=claim, claim=claim, words=found[i].words(claim.span),
            publisher=report.publisher, published=report.published,
        )  # fmt: skip
        rows[i].append(row)
    insert_rows(connection, [row for of_one in rows for row in of_one])
    return rows
