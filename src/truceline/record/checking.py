"""Is the record whole? Every promise that the tables make to each other and to the texts, looked at one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection, Select, case, func, select, text
from sqlalchemy import Row as Found

from truceline.claim import Claim
from truceline.errors import UsageError
from truceline.record import corrections
from truceline.record.copies import signature
from truceline.record.corrections import Correction, standing
from truceline.record.faults import Fault, incident_faults
from truceline.record.identity import text_hash
from truceline.record.kept_conflicts import digest
from truceline.record.rows import Row, claim_columns, data_columns, from_json
from truceline.record.schema import (
    claim_data,
    claim_names,
    claims,
    conflict_incidents,
    conflicts,
    names,
    reports,
    texts,
    versions,
)

AT_ONCE = 500


def faults(connection: Connection) -> Iterator[Fault]:
    """Everything that is wrong with the record; nothing where it is whole. Raises StoreError."""
    checks: tuple[Callable[[Connection], Iterator[Fault]], ...] = (
        _file,
        _halves,
        _versions,
        _texts,
        _claims,
        _conflicts,
        incident_faults,
    )
    for check in checks:
        yield from check(connection)


def _file(connection: Connection) -> Iterator[Fault]:
    """The pages, keys and index entries of an SQLite file; PostgreSQL sees to its own."""
    if connection.dialect.name != "sqlite":
        return
    for (said,) in connection.execute(text("PRAGMA integrity_check")):
        if said != "ok":
            yield Fault("database", said)
    for table, row, parent, _ in connection.execute(text("PRAGMA foreign_key_check")):
        yield Fault(f"{table} {row}", f"points to a row of {parent} that is not there")


def _halves(connection: Connection) -> Iterator[Fault]:
    """What was stored by half: a claim without its words, a text without its report."""
    wordless = (
        select(claims.c.ref)
        .outerjoin(claim_data, claim_data.c.claim == claims.c.id)
        .where(claim_data.c.claim.is_(None))
    )
    yield from (Fault(f"claim {ref}", "has no words") for ref in connection.scalars(wordless))
    alone = select(texts.c.id).outerjoin(versions, versions.c.text == texts.c.id).where(versions.c.id.is_(None))
    yield from (Fault(f"text {id}", "belongs to no report") for id in connection.scalars(alone))
    if connection.dialect.name == "sqlite":
        indexed = "SELECT count(*) FROM claim_search_docsize"
        if connection.scalar(text(indexed)) != connection.scalar(select(func.count()).select_from(claim_data)):
            yield Fault("search index", "does not cover all claims")


def _versions(connection: Connection) -> Iterator[Fault]:
    """Each report has one current version, and its versions are numbered from 1."""
    query = (
        select(
            reports.c.key, func.count(versions.c.id), func.max(versions.c.number), func.sum(case((versions.c.current, 1), else_=0))
        )
        .outerjoin(versions, versions.c.report == reports.c.id)
        .group_by(reports.c.key)
    )  # fmt: skip
    for key, number, last, current in connection.execute(query):
        if current != 1:
            yield Fault(f"report {key}", f"has {current or 0} current versions")
        if number and last != number:
            yield Fault(f"report {key}", f"has {number} versions, the last of them numbered {last}")


def _texts(connection: Connection) -> Iterator[Fault]:
    """Each text is as it was stored, and no copy of a copy."""
    last = 0
    while rows := connection.execute(select(texts).where(texts.c.id > last).order_by(texts.c.id).limit(AT_ONCE)).all():
        last = rows[-1].id
        for row in rows:
            if text_hash(row.text) != row.hash:
                yield Fault(f"text {row.id}", "is not the text that was stored")
            elif signature(row.text).to_bytes() != row.signature:
                yield Fault(f"text {row.id}", "does not go with its signature")
    first = texts.alias()
    query = select(texts.c.id).join(first, first.c.id == texts.c.copy_of).where(first.c.copy_of.is_not(None))
    yield from (Fault(f"text {id}", "is a copy of a copy") for id in connection.scalars(query))


def _claims(connection: Connection) -> Iterator[Fault]:
    """Each claim lies in its text, stands as its corrections say, and is filed under what it says."""
    last = 0
    while rows := connection.execute(_claims_after(last)).all():
        first, last = rows[0].id, rows[-1].id
        said = corrections.of_claims(connection, [r.id for r in rows])
        whole = dict(connection.execute(_texts_of({r.version for r in rows})).tuples().all())
        filed = _filed_names(connection, first, last)
        for row in rows:
            found = _problems(row, whole[row.version], said.get(row.id, []), filed.get(row.id, []))
            yield from (Fault(f"claim {row.ref}", problem) for problem in found)


def _claims_after(last: int) -> Select[Any]:
    data = [c for c in claim_data.c if c.name != "claim"]
    query = select(*claims.c, *data, versions.c.published, versions.c.publisher, versions.c.current)
    query = query.join(claim_data, claim_data.c.claim == claims.c.id).join(versions, versions.c.id == claims.c.version)
    return query.where(claims.c.id > last).order_by(claims.c.id).limit(AT_ONCE)


def _texts_of(numbers: set[int]) -> Select[tuple[int, str]]:
    return (
        select(versions.c.id, texts.c.text).join(texts, texts.c.id == versions.c.text).where(versions.c.id.in_(numbers))
    )


def _filed_names(connection: Connection, first: int, last: int) -> dict[int, list[tuple[str, str]]]:
    query = (
        select(claim_names.c.claim, claim_names.c.role, names.c.name)
        .join(names, names.c.id == claim_names.c.name)
        .where(claim_names.c.claim.between(first, last))
        .order_by(claim_names.c.claim, claim_names.c.position)
    )
    found: dict[int, list[tuple[str, str]]] = {}
    for claim, role, name in connection.execute(query):
        found.setdefault(claim, []).append((role, name))
    return found


def _problems(found: Found[Any], whole: str, said: list[Correction], filed: list[tuple[str, str]]) -> Iterator[str]:
    try:
        read, claim = from_json(found.read or found.data, found.evidence), from_json(found.data)
        stands, verdict = standing(read, said, whole)
    except (ValueError, UsageError) as error:
        yield f"cannot be read: {str(error).splitlines()[0]}"
        return
    if outside := [span for c in (read, claim) for span in c.spans() if span[1] > len(whole)]:
        yield f"has offsets outside its text, which ends at {len(whole)}: {outside[0]}"
        return
    if _plain(stands) != _plain(claim) or verdict != found.verdict:
        yield "does not stand as its corrections say"
    row = Row(
        id=found.id, ref=found.ref, version=found.version, read=read, claim=claim, words=whole[slice(*read.span)],
        publisher=found.publisher, published=found.published, state=found.state, verdict=found.verdict,
        copy_of=found.copy_of, current=found.current,
    )  # fmt: skip
    columns = {**claim_columns(row), "words": data_columns(row)["words"], "names": data_columns(row)["names"]}
    if wrong := [name for name, value in columns.items() if getattr(found, name) != value]:
        yield f"is filed under another {', '.join(wrong)} than it has"
    if [(role, name[:500]) for role, name in row.named()] != filed:
        yield "is filed under other names than it has"


def _conflicts(connection: Connection) -> Iterator[Fault]:
    """Each conflict is as it was concluded, with all its incidents."""
    told = select(func.count()).where(conflict_incidents.c.conflict == conflicts.c.id).scalar_subquery()
    for row in connection.execute(
        select(conflicts.c.id, conflicts.c.incidents, conflicts.c.data, conflicts.c.digest, told.label("told"))
    ):
        if digest(row.data) != row.digest:
            yield Fault(f"conflict {row.id}", "is not what was concluded: its data were changed")
        if row.told != row.incidents:
            yield Fault(f"conflict {row.id}", f"has {row.told} incidents and says {row.incidents}")


def _plain(claim: Claim) -> Claim:
    return claim.model_copy(update={"evidence": ()})
