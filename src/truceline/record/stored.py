"""Claims and reports as the record gives them out."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, bindparam, func, select

from truceline.claim import Claim, Record
from truceline.record import corrections
from truceline.record.database import in_parts
from truceline.record.rows import from_json
from truceline.record.schema import claim_data, claims, reports, texts, versions
from truceline.report import Report


@dataclass(frozen=True)
class StoredReport:
    """One version of a report. `key` is the id to call it by.

    `group` numbers the texts that are copies of one another: what is told in one group is told once.
    """

    key: str
    version: int
    current: bool
    report: Report
    notes: tuple[str, ...]
    reader: str
    added: str
    group: int
    claims: int = 0


@dataclass(frozen=True)
class StoredClaim:
    """A claim as it stands after corrections, with what is known of the report that tells it.

    `id` is what users call it by, `words` its exact words, `condition` those on which it depends; `copy_of` the id of the claim of an earlier report that it
    only repeats; `group` numbers the texts that are copies of one another. `checked` says that a person accepted or
    corrected it.
    """

    id: str
    claim: Claim
    words: str
    condition: str | None
    report: str
    version: int
    current: bool
    title: str | None
    publisher: str | None
    published: dt.date | None
    url: str | None
    reader: str
    state: str
    verdict: str | None
    checked: bool
    copy_of: str | None
    group: int


_originals = claims.alias("originals")


def _cut(start: ColumnElement[int], end: ColumnElement[int]) -> ColumnElement[str]:
    """The words of the text between two offsets; both databases count code points, from 1."""
    return func.substr(texts.c.text, start + 1, end - start)


@cache
def claim_query() -> Select[Any]:
    """A query for all that a `StoredClaim` holds, to be narrowed down."""
    return (
        select(
            claims.c.id.label("number"), claims.c.ref.label("id"), claim_data.c.data,
            _cut(claims.c.span_start, claims.c.span_end).label("words"),
            _cut(claims.c.condition_start, claims.c.condition_end).label("condition"), reports.c.key.label("report"),
            versions.c.number.label("version"), versions.c.current, versions.c.title, versions.c.publisher,
            versions.c.published, versions.c.url, versions.c.reader, claims.c.state, claims.c.verdict,
            claim_data.c.read.is_not(None).label("checked"), _originals.c.ref.label("copy_of"),
            func.coalesce(texts.c.copy_of, texts.c.id).label("group"),
        )
        .join(claim_data, claim_data.c.claim == claims.c.id)
        .join(versions, versions.c.id == claims.c.version)
        .join(reports, reports.c.id == versions.c.report)
        .join(texts, texts.c.id == versions.c.text)
        .outerjoin(_originals, _originals.c.id == claims.c.copy_of)
    )  # fmt: skip


def to_claim(row: Mapping[Any, Any]) -> StoredClaim:
    """The claim of a row of `claim_query`."""
    values = {k: v for k, v in row.items() if k not in ("number", "data", "hash")}
    return StoredClaim(claim=from_json(row["data"]), **values)


def explained(connection: Connection, number: int, text: str) -> Claim:
    """A claim as it stands, with the evidence of each of its values: of the reader, or of the person who set it."""
    query = select(claim_data.c.data, claim_data.c.read, claim_data.c.evidence).where(claim_data.c.claim == number)
    row = connection.execute(query).one()
    read = from_json(row.read or row.data, row.evidence)
    said = corrections.of_claims(connection, [number]).get(number, [])
    return corrections.standing(read, said, text)[0]


@cache
def report_rows() -> Select[Any]:
    """A query for what is known of reports, without their texts, to be narrowed down; each has a `number`."""
    told = select(func.count()).where(claims.c.version == versions.c.id, claims.c.state != "gone").scalar_subquery()
    return (
        select(
            versions.c.id.label("number"), reports.c.key, reports.c.name, versions.c.number.label("version"),
            versions.c.current, versions.c.title, versions.c.publisher, versions.c.published, versions.c.url,
            versions.c.licence, versions.c.notes, versions.c.reader, versions.c.added,
            func.coalesce(texts.c.copy_of, texts.c.id).label("group"), told.label("claims"),
        )
        .join(reports, reports.c.id == versions.c.report)
        .join(texts, texts.c.id == versions.c.text)
    )  # fmt: skip


@cache
def report_query() -> Select[Any]:
    """A query for all that a `StoredReport` holds, to be narrowed down."""
    return report_rows().add_columns(texts.c.text)


# Made once, for to make them takes longer than to answer them.
_CLAIMS = claim_query().where(claims.c.id.in_(bindparam("numbers", expanding=True)))
_CLAIMS_OF_REPORT = (
    claim_query()
    .where(claims.c.version == bindparam("version_number"), claims.c.state != "gone")
    .order_by(claims.c.span_start, claims.c.id)
)
_REPORT = report_query().where(versions.c.id == bindparam("version_number"))


def to_report(row: Mapping[Any, Any]) -> StoredReport:
    """The report of a row of `report_query`."""
    said = {k: row[k] for k in ("title", "publisher", "published", "url", "licence", "text")}
    rest = {k: row[k] for k in ("key", "version", "current", "reader", "added", "group", "claims")}
    return StoredReport(report=Report(id=row["name"], **said), notes=tuple(json.loads(row["notes"])), **rest)


def record_of(
    connection: Connection, number: int, *, explain: bool = False
) -> tuple[StoredReport, Record, list[StoredClaim]]:
    """A version of a report with its claims as they stand, in text order; with evidence if `explain`."""
    report = to_report(connection.execute(_REPORT, {"version_number": number}).mappings().one())
    rows = connection.execute(_CLAIMS_OF_REPORT, {"version_number": number}).mappings().all()
    found = [to_claim(row) for row in rows]
    standing = [
        explained(connection, row["number"], report.report.text) if explain else claim.claim
        for row, claim in zip(rows, found, strict=True)
    ]
    return report, Record(report=report.report, claims=tuple(standing), notes=report.notes), found


def each_claim(connection: Connection, numbers: Iterable[int]) -> Iterator[StoredClaim]:
    """The claims of these numbers, in that order."""
    return map(to_claim, each_row(connection, numbers))


def each_row(connection: Connection, numbers: Iterable[int]) -> Iterator[RowMapping]:
    """The rows of `claim_query` of these numbers, in that order."""
    for part in in_parts(list(numbers)):
        found = {row["number"]: row for row in connection.execute(_CLAIMS, {"numbers": part}).mappings()}
        yield from (found[number] for number in part if number in found)
