"""On whose word the record rests: every source by name, how much it tells, and how often others contradict it."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from pydantic import TypeAdapter
from sqlalchemy import Connection, func, or_, select

from truceline.record.schema import claim_names, claims, contradictions, corrections, names
from truceline.record.stamping import made, made_at, mark, marks

SOURCE_COLUMNS = ("name", "claims", "reports", "first", "last", "contradicted")


@dataclass(frozen=True)
class SourceRow:
    """A source: how many claims rest on its word, in how many reports, from when to when, and in how many contradictions
    it takes a side, as when incidents were last made.
    """

    name: str
    claims: int
    reports: int
    first: dt.date | None
    last: dt.date | None
    contradicted: int


_ROWS = TypeAdapter(list[SourceRow])
PART = "sources"


def sources(connection: Connection) -> list[SourceRow]:
    """Every source of the claims that are shown, those with most claims first.

    As it was kept when incidents were last made. Where people have rejected or corrected claims since, the sources of these are counted anew;
    where more has changed, or whose word a claim is, all are: keep the list for as long as the stamp of the record stays.
    """
    kept, then, now = made(connection, PART), made_at(connection, PART), marks(connection)
    if kept is None or then is None:
        return _counted(connection, _disputed(connection))
    rows = _ROWS.validate_json(kept)
    if then == now:
        return rows
    disputed = {row.name: row.contradicted for row in rows}
    if replace(then, correction=now.correction) != now or _moved(connection, then.correction):
        return _counted(connection, disputed)
    touched = _touched(connection, then.correction)
    same = [row for row in rows if row.name not in touched.values()]
    return _ranked([*same, *_counted(connection, disputed, touched)])


def keep_sources(connection: Connection) -> None:
    """Count the sources and keep them; to be done whenever contradictions are made anew."""
    rows = _counted(connection, _disputed(connection))
    mark(connection, PART, data=_ROWS.dump_json(rows).decode())


def _moved(connection: Connection, since: int) -> bool:
    """Whether a correction after that one may have taken a claim from a source that can no longer be told from the claim."""
    other = or_(corrections.c.kind.in_(("undo", "add")), corrections.c.field == "sources")
    return connection.scalar(select(corrections.c.id).where(corrections.c.id > since, other).limit(1)) is not None


def _touched(connection: Connection, since: int) -> dict[int, str]:
    """Numbers and names of sources that corrections after that one may have taken claims from or given some back.

    They are those of claims that were rejected, were so before, came back or are told of another day, and of those that repeat them.
    """
    their = claims.alias()
    rejected = select(corrections.c.claim).where(corrections.c.kind == "reject")
    counts = or_(corrections.c.field == "when", their.c.state != "read", their.c.id.in_(rejected))
    corrected = select(their.c.id).join(corrections, corrections.c.claim == their.c.id)
    corrected = corrected.where(corrections.c.id > since, counts)
    query = (
        select(names.c.id, names.c.name)
        .distinct()
        .join(claim_names, claim_names.c.name == names.c.id)
        .join(claims, claims.c.id == claim_names.c.claim)
        .where(claim_names.c.role == "source", or_(claims.c.id.in_(corrected), claims.c.copy_of.in_(corrected)))
    )
    return dict(connection.execute(query).tuples().all())


def _counted(connection: Connection, disputed: Mapping[str, int], some: Iterable[int] | None = None) -> list[SourceRow]:
    """All sources, or those of some numbers, counted through their claims."""
    which = [claim_names.c.name.in_(list(some))] if some is not None else []
    told = func.count(claims.c.id.distinct()).label("told")
    rows = connection.execute(
        select(
            names.c.name, told, func.count(claims.c.version.distinct()).label("reports"),
            func.min(claims.c.start).label("first"), func.max(claims.c.end).label("last"),
        )
        .join(claim_names, claim_names.c.name == names.c.id)
        .join(claims, claims.c.id == claim_names.c.claim)
        .where(claim_names.c.role == "source", claims.c.shown, *which)
        .group_by(names.c.id, names.c.name)
    )  # fmt: skip
    return _ranked(SourceRow(r.name, r.told, r.reports, r.first, r.last, disputed.get(r.name, 0)) for r in rows)


def _ranked(rows: Iterable[SourceRow]) -> list[SourceRow]:
    return sorted(rows, key=lambda row: (-row.claims, row.name))


def _disputed(connection: Connection) -> Counter[str]:
    """In how many contradictions each name takes a side."""
    found: Counter[str] = Counter()
    for data in connection.scalars(select(contradictions.c.data)):
        found.update({by for position in json.loads(data)["positions"] for by in position["by"]})
    return found
