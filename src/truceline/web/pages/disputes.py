"""Contradictions as they were kept when incidents were last made."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, func, select

from truceline.incidents import Contradiction
from truceline.processes.process import Conflict
from truceline.record.schema import conflict_incidents, contradictions
from truceline.web.pages.visit import Visit

_JSON = TypeAdapter(Contradiction)


def numbers_of(visit: Visit, one: Conflict) -> list[int]:
    """The numbers of the contradictions on a conflict's incidents of force and steps, the latest first."""

    def made() -> list[int]:
        mine = select(conflict_incidents.c.incident).where(
            conflict_incidents.c.conflict == one.id, conflict_incidents.c.kind.in_(("force", "step"))
        )
        query = select(contradictions.c.id).where(contradictions.c.incident.in_(mine))
        with visit.store.database.reading() as connection:
            return sorted(connection.scalars(query), reverse=True)

    return visit.remembered(made, "disputes", one.id, of="concluded")


def count_of(visit: Visit, one: Conflict) -> int:
    """How many contradictions there are on a conflict's incidents."""
    return len(numbers_of(visit, one))


def disputes_of(visit: Visit, one: Conflict, *, limit: int, after: int = 0) -> list[Contradiction]:
    """Some of the contradictions on a conflict's incidents, the latest first, without the first `after`."""
    return _where(visit, contradictions.c.id.in_(numbers_of(visit, one)[after : after + limit]))


def disputes_on(visit: Visit, incident: str) -> list[Contradiction]:
    """In what the sources of an incident disagree."""
    return _where(visit, contradictions.c.incident == incident)


def _where(visit: Visit, condition: ColumnElement[bool]) -> list[Contradiction]:
    query = select(contradictions.c.data).where(condition).order_by(contradictions.c.id.desc())
    with visit.store.database.reading() as connection:
        return [_JSON.validate_json(data) for data in connection.scalars(query)]


def some(visit: Visit, *, limit: int, after: int = 0) -> list[Contradiction]:
    """Some of all contradictions in their order, without the first `after`."""
    query = select(contradictions.c.data).order_by(contradictions.c.id).limit(limit).offset(after)
    with visit.store.database.reading() as connection:
        return [_JSON.validate_json(data) for data in connection.scalars(query)]


def number(visit: Visit) -> int:
    """How many contradictions the record holds."""

    def made() -> Any:
        with visit.store.database.reading() as connection:
            return connection.scalar(select(func.count()).select_from(contradictions)) or 0

    return int(visit.remembered(made, "contradictions", of="concluded"))
