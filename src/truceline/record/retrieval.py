"""Reports, claims and frames out of the record."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, bindparam, or_, select

from truceline.claim import Record
from truceline.errors import NotFoundError
from truceline.record.identity import url_hash
from truceline.record.judging import claim_number
from truceline.record.readers import PROGRAM
from truceline.record.schema import claims, reports, texts, versions
from truceline.record.schema import corrections as said
from truceline.record.stored import (
    StoredClaim,
    StoredReport,
    each_claim,
    explained,
    record_of,
    report_query,
    to_report,
)
from truceline.report import Report
from truceline.views import COLUMNS, Row, flat_row

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Shown:
    """A version of a report with its claims as they stand: as a record to print, and with all that is known of each."""

    about: StoredReport
    record: Record
    claims: tuple[StoredClaim, ...]


def show_report(connection: Connection, key: str, version: int | None, *, explain: bool) -> Shown:
    """A report, by id or web address; the current version unless another is named. Raises NotFoundError."""
    about, record, found = record_of(connection, version_number(connection, key, version), explain=explain)
    return Shown(about, record, tuple(found))


def version_number(connection: Connection, key: str, version: int | None) -> int:
    """The number of a version of a report, by id or web address; of the current one if none is named. Raises NotFoundError."""
    query = select(versions.c.id, versions.c.number).join(reports, reports.c.id == versions.c.report)
    by_key = reports.c.key == key
    query = query.where(or_(by_key, reports.c.url_hash == url_hash(key)) if "://" in key else by_key)
    wanted = versions.c.current if version is None else versions.c.number == version
    number = connection.scalar(query.where(wanted).order_by(by_key.desc(), reports.c.id))
    if number is None:
        asked = f"version {version} of report" if version is not None else "report"
        raise NotFoundError(f'there is no {asked} "{key}"', remedy="truceline find shows the ids of reports")
    return int(number)


def show_claim(connection: Connection, ref: str, *, explain: bool) -> StoredClaim:
    """A claim as it stands, by its id or the beginning of it. Raises NotFoundError, UsageError."""
    number = claim_number(connection, ref)
    (found,) = each_claim(connection, [number])
    if not explain:
        return found
    of_claim = select(versions.c.text).join(claims, claims.c.version == versions.c.id).where(claims.c.id == number)
    text = connection.scalar(select(texts.c.text).where(texts.c.id.in_(of_claim)))
    return replace(found, claim=explained(connection, number, str(text)))


_COPIES = (
    report_query()
    .where(
        # Said of both columns, for each has an index.
        or_(texts.c.id == bindparam("of"), texts.c.copy_of == bindparam("of")),
        versions.c.current,
        reports.c.key != bindparam("but"),
    )
    .order_by(versions.c.published.is_(None), versions.c.published, reports.c.key)
)
"""The current versions of the other reports with a text, the earliest published first."""


def copies_of(connection: Connection, report: StoredReport) -> list[StoredReport]:
    """The current versions of the other reports of a group, the earliest published first."""
    asked = {"of": report.group, "but": report.key}
    return [to_report(row) for row in connection.execute(_COPIES, asked).mappings()]


def claims_frame(found: Iterable[StoredClaim]) -> pd.DataFrame:
    """One row a claim: its id, the columns of the claim format, and how it stands."""
    import pandas as pd

    return pd.DataFrame([claim_cells(claim) for claim in found], columns=list(CLAIM_COLUMNS))


def claim_cells(found: StoredClaim) -> dict[str, Any]:
    """A claim as one flat row with the fields of `CLAIM_COLUMNS`."""
    day = found.published.isoformat() if found.published else None
    about: Row = {"report": found.report, "title": found.title, "publisher": found.publisher, "published": day}
    row = flat_row(about, found.claim, quote=found.words, condition=found.condition)
    return {"id": found.id} | row | {name: getattr(found, name) for name in STANDING}


STANDING = ("version", "state", "verdict", "checked", "copy_of", "group", "url", "reader")
CLAIM_COLUMNS = ("id", *COLUMNS, *STANDING)
"""Columns of `Store.claims`: those of docs/claim-format.md, then how the record holds the claim (docs/record.md)."""


def claim_object(found: StoredClaim, *, explain: bool = False) -> dict[str, Any]:
    """A claim as JSON: `claim` in the claim format, and around it how the record holds it."""
    claim = found.claim.model_dump(mode="json", exclude=None if explain else {"evidence"})
    about = {k: v for k, v in vars(found).items() if k != "claim"}
    about["published"] = found.published.isoformat() if found.published else None
    return about | {"claim": claim}


_ABOUT = tuple(f.name for f in fields(StoredClaim) if f.name != "claim")


def claim_text(row: Mapping[Any, Any]) -> str:
    """A row of `claim_query` as JSON, the same as `claim_object`: the claim is given out as the record keeps it."""
    about = {name: row[name] for name in _ABOUT}
    about["published"] = about["published"].isoformat() if about["published"] else None
    return f'{json.dumps(about, ensure_ascii=False)[:-1]}, "claim": {row["data"]}}}'


def report_object(shown: Shown, copies: Iterable[StoredReport], *, explain: bool = False) -> dict[str, Any]:
    """A report as JSON in the claim format, with the ids of its claims, and around it how the record holds it."""
    record = shown.record.to_dict(explain=explain)
    for claim, stored in zip(record["claims"], shown.claims, strict=True):
        claim["id"], claim["verdict"], claim["state"] = stored.id, stored.verdict, stored.state
    about = {k: getattr(shown.about, k) for k in ("key", "version", "current", "reader", "added")}
    return about | {"copies": [c.key for c in copies]} | record


REPORT_COLUMNS = (
    "id",
    "version",
    "current",
    "title",
    "publisher",
    "published",
    "url",
    "licence",
    "claims",
    "group",
    "reader",
    "added",
)


def reports_frame(connection: Connection, *, superseded: bool) -> pd.DataFrame:
    """One row a report, or a version of one; the latest published first."""
    import pandas as pd

    query = report_query().order_by(versions.c.published.desc(), reports.c.key, versions.c.number)
    query = query if superseded else query.where(versions.c.current)
    rows = (dict(row) | {"id": row["key"]} for row in connection.execute(query).mappings())
    return pd.DataFrame([{name: row[name] for name in REPORT_COLUMNS} for row in rows], columns=list(REPORT_COLUMNS))


def outdated(connection: Connection, reader: str, *, everything: bool) -> list[int]:
    """The versions of reports that another version of this program's reader has read; or `everything` it has read."""
    ours = versions.c.reader.startswith(f"{PROGRAM} ")
    wanted = ours if everything else ours & (versions.c.reader != reader)
    return list(connection.scalars(select(versions.c.id).where(wanted).order_by(versions.c.id)))


def reports_of(connection: Connection, numbers: list[int]) -> dict[int, Report]:
    """The reports of versions."""
    rows = connection.execute(report_query().where(versions.c.id.in_(numbers)).order_by(versions.c.id)).mappings()
    return {row["number"]: to_report(row).report for row in rows}


def corrected_records(connection: Connection) -> Iterator[Record]:
    """The current record of each report of which a person corrected a claim, without the claims that were rejected."""
    query = (
        select(versions.c.id)
        .where(versions.c.current, versions.c.id.in_(select(claims.c.version).join(said, said.c.claim == claims.c.id)))
        .order_by(versions.c.id)
    )
    for number in connection.scalars(query).all():
        about, record, found = record_of(connection, number, explain=True)
        checked = sum(1 for c in found if c.verdict or c.checked)
        if not checked:
            continue
        kept = tuple(c for c, f in zip(record.claims, found, strict=True) if f.verdict != "rejected")
        note = f"{checked} of {len(found)} claims checked by a person"
        report = record.report.model_copy(update={"id": about.key})
        yield Record(report=report, claims=kept, notes=(*record.notes, note))
