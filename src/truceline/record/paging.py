"""Lists a page at a time: what comes after the last row seen, found by its place in the order and never by counting.

So a page deep in a long list costs no more than the first, and rows that come in meanwhile shift nothing.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, select

from truceline.errors import UsageError
from truceline.record.concluded import IncidentQuery, incident_conditions
from truceline.record.latest import Place, latest
from truceline.record.schema import claims, conflict_incidents, contradictions, incidents, versions
from truceline.record.search import Query, conditions, numbers
from truceline.record.stored import report_rows

RANKED = 5_000
"""Claims that have the words, of which the best are put in order; there is no page beyond."""


def claims_after(connection: Connection, query: Query, *, limit: int, after: Place | None) -> list[Place]:
    """The places of the next claims that fit, the latest first; the `key` is the claim's number. Raises UsageError."""
    found = select(claims.c.end, claims.c.id).where(*conditions(connection, query))
    rows = latest(connection, found, claims.c.end, claims.c.id, limit=limit, after=after)
    return [Place(row.end, row.id) for row in rows]


def ranked(connection: Connection, query: Query, most: int = RANKED) -> list[int]:
    """The numbers of the claims that have the words, the best first, up to `most`. Raises UsageError."""
    return numbers(connection, query, min(most, RANKED))


def following(ranking: list[int], last: int | None, limit: int) -> list[int]:
    """What comes after the last one seen in a ranking. Raises UsageError where that is in it no more."""
    if last is None:
        return ranking[:limit]
    try:
        begin = ranking.index(last) + 1
    except ValueError:
        raise UsageError(
            "the record has changed since the page before", place="cursor", remedy="ask again from the first page"
        ) from None
    return ranking[begin : begin + limit]


@dataclass(frozen=True)
class ReportQuery:
    """Which reports: of a publisher, with words in the title, published on days; of all versions with `superseded`."""

    publisher: str | None = None
    title: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    superseded: bool = False


def reports_after(connection: Connection, query: ReportQuery, *, limit: int, after: Place | None) -> list[Row[Any]]:
    """The next reports that fit, the latest published first, without their texts: rows of `report_rows`.

    The `key` of a place is the `number` of a row.
    """
    wanted: list[ColumnElement[bool]] = [] if query.superseded else [versions.c.current]
    if query.publisher is not None:
        wanted.append(versions.c.publisher == query.publisher)
    if query.title is not None:
        wanted.append(versions.c.title.icontains(query.title, autoescape=True))
    if query.since is not None:
        wanted.append(versions.c.published >= query.since)
    if query.until is not None:
        wanted.append(versions.c.published <= query.until)
    found = report_rows().where(*wanted)
    return latest(connection, found, versions.c.published, versions.c.id, limit=limit, after=after)


def incidents_after(
    connection: Connection, query: IncidentQuery, *, limit: int, after: Place | None, conflict: str | None = None
) -> list[Row[Any]]:
    """The next incidents that fit, the latest first: rows with `id`, `start` and the whole as JSON in `data`.

    `conflict` is the whole id of one that they belong to.
    """
    found = select(incidents.c.id, incidents.c.start, incidents.c.data).where(*incident_conditions(query))
    if conflict is not None:
        found = found.where(incidents.c.id.in_(_of_conflict(conflict)))
    return latest(connection, found, incidents.c.start, incidents.c.id, limit=limit, after=after)


@dataclass(frozen=True)
class DisputeQuery:
    """Which contradictions: about what, in which incident or conflict, by whole ids."""

    dispute: str | None = None
    incident: str | None = None
    conflict: str | None = None


def _of_conflict(id: str) -> Select[tuple[str]]:
    return select(conflict_incidents.c.incident).where(conflict_incidents.c.conflict == id)


def contradictions_after(
    connection: Connection, query: DisputeQuery, *, limit: int, after: int | None = None
) -> list[Row[Any]]:
    """The next contradictions that fit, as when incidents were last made: rows with `id`, and the whole as JSON in `data`."""
    found = select(contradictions.c.id, contradictions.c.data).where(contradictions.c.id > (after or 0))
    if query.dispute is not None:
        found = found.where(contradictions.c.dispute == query.dispute)
    if query.incident is not None:
        found = found.where(contradictions.c.incident == query.incident)
    if query.conflict is not None:
        found = found.where(contradictions.c.incident.in_(_of_conflict(query.conflict)))
    return list(connection.execute(found.order_by(contradictions.c.id).limit(limit)).all())
