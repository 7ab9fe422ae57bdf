"""On whose word the record rests: every source by name, how much it tells, and how often others contradict it."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import TypeAdapter
from sqlalchemy import Connection, func, select

from truceline.record.schema import claim_names, claims, contradictions, names
from truceline.record.stamping import made, mark, stale

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

    As it was kept when incidents were last made, or, where claims have changed since, counted anew through all claims: keep the
    list for as long as the stamp of the record stays.
    """
    kept = made(connection, PART)
    if kept is None:
        return _counted(connection, _disputed(connection))
    rows = _ROWS.validate_json(kept)
    if not stale(connection, PART):
        return rows
    return _counted(connection, {row.name: row.contradicted for row in rows})


def keep_sources(connection: Connection) -> None:
    """Count the sources and keep them; to be done whenever contradictions are made anew."""
    rows = _counted(connection, _disputed(connection))
    mark(connection, PART, data=_ROWS.dump_json(rows).decode())


def _counted(connection: Connection, disputed: Mapping[str, int]) -> list[SourceRow]:
    told = func.count(claims.c.id.distinct()).label("told")
    rows = connection.execute(
        select(
            names.c.name, told, func.count(claims.c.version.distinct()).label("reports"),
            func.min(claims.c.start).label("first"), func.max(claims.c.end).label("last"),
        )
        .join(claim_names, claim_names.c.name == names.c.id)
        .join(claims, claims.c.id == claim_names.c.claim)
        .where(claim_names.c.role == "source", claims.c.shown)
        .group_by(names.c.id, names.c.name)
        .order_by(told.desc(), names.c.name)
    )  # fmt: skip
    return [SourceRow(r.name, r.told, r.reports, r.first, r.last, disputed.get(r.name, 0)) for r in rows]


def _disputed(connection: Connection) -> Counter[str]:
    """In how many contradictions each name takes a side."""
    found: Counter[str] = Counter()
    for data in connection.scalars(select(contradictions.c.data)):
        found.update({by for position in json.loads(data)["positions"] for by in position["by"]})
    return found
