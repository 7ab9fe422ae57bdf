"""Which report of the record a new one is: by web address, else by id."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Row, or_, select

from truceline.intake import TakenReport
from truceline.record import copies
from truceline.record.identity import fingerprint, url_hash
from truceline.record.schema import reports, texts, versions
from truceline.report import Report

RELATED = 0.05
"""Least likeness of two texts for one to be a new version of the other, where only a made-up id says so."""


@dataclass(frozen=True)
class Known:
    """A report of the record that a new one is a version of; `unchanged` if the record holds that very version.

    `version` and `text` are those that are current, `newest` is its number, and `number` that of the version held.
    """

    report: int
    key: str
    version: int
    text: int
    newest: int
    number: int
    unchanged: bool


def find_report(connection: Connection, report: Report) -> Known | None:
    """The report of the record that this one is, if any.

    A web address decides, where both have one. Else the id does, as long as it can be trusted: an id that intake made
    up of a file name ("1.txt"), or one that another publisher uses too, stands for the same report only where the
    texts have words in common.
    """
    found = _candidates(connection, report)
    said = fingerprint(report)
    for row in found:
        held = select(versions.c.number).where(versions.c.report == row.report, versions.c.fingerprint == said)
        if (number := connection.scalar(held)) is not None:
            return _known(row, number=number, unchanged=True)
    for row in found:
        if _by_url(row, report) or _is_related(connection, row, report):
            return _known(row, number=row.number, unchanged=False)
    return None


def _known(row: Row[tuple[object, ...]], *, number: int, unchanged: bool) -> Known:
    return Known(row.report, row.key, row.id, row.text, row.number, number, unchanged)


def _candidates(connection: Connection, report: Report) -> Sequence[Row[tuple[object, ...]]]:
    hash = url_hash(report.url)
    same_name = reports.c.name == report.id
    same = same_name if hash is None else or_(reports.c.url_hash == hash, same_name & reports.c.url_hash.is_(None))
    query = (
        select(
            versions.c.report, reports.c.key, versions.c.id, versions.c.text, versions.c.number, versions.c.publisher,
            reports.c.url_hash,
        )
        .join(reports, reports.c.id == versions.c.report)
        .where(versions.c.current, same)
        .order_by(reports.c.url_hash.is_(None), reports.c.id)
    )  # fmt: skip
    return connection.execute(query).all()


def _by_url(row: Row[tuple[object, ...]], report: Report) -> bool:
    return row.url_hash is not None and row.url_hash == url_hash(report.url)


def _is_related(connection: Connection, row: Row[tuple[object, ...]], report: Report) -> bool:
    made_up = isinstance(report, TakenReport) and not report.named
    other_publisher = bool(row.publisher and report.publisher and row.publisher != report.publisher)
    if not made_up and not other_publisher:
        return True
    text = connection.execute(select(texts.c.signature, texts.c.shingles).where(texts.c.id == row.text)).one()
    here = copies.signature(report.text)
    return here.likeness(copies.Signature.from_bytes(text.signature, text.shingles)) >= RELATED
