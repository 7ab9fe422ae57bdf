"""Incidents and contradictions about to be kept: set aside on disk until all are there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, Self

from pydantic import TypeAdapter

from truceline.incidents.contradictions import Contradiction
from truceline.incidents.incident import Incident
from truceline.record.concluded import DisputeRow, IncidentRow
from truceline.spool import Spool

_INCIDENT = TypeAdapter(Incident)
_DISPUTE = TypeAdapter(Contradiction)


class Drafts:
    """Takes incidents in any order, and gives their rows by their first day, undated ones last. Raises FullError."""

    def __init__(self) -> None:
        self._rows: Spool[tuple[dict[str, Any], tuple[str, ...], list[tuple[str, str | None, str]]]] = Spool()
        self._at: list[tuple[dt.date, str, int]] = []
        self._statements: list[DisputeRow] = []

    def add(self, one: Incident, disputes: Iterable[Contradiction]) -> None:
        """Set an incident aside, with what its sources disagree about."""
        at = self._rows.put((_values(one), one.claims, [_dispute(d) for d in disputes]))
        self._at.append((one.start or dt.date.max, one.id, at))

    def add_statements(self, disputes: Iterable[Contradiction]) -> None:
        """Set aside what sources disagree about beside incidents: who belongs to whom."""
        self._statements += [DisputeRow(*_dispute(one)) for one in disputes]

    def incidents(self) -> Iterator[IncidentRow]:
        """All incidents."""
        for values, claims, _ in self._sorted():
            yield IncidentRow(values, claims)

    def disputes(self) -> Iterator[DisputeRow]:
        """All contradictions, in the order of their incidents, those beside incidents last."""
        for _, _, disputes in self._sorted():
            yield from (DisputeRow(*row) for row in disputes)
        yield from self._statements

    def _sorted(self) -> Iterator[tuple[dict[str, Any], tuple[str, ...], list[tuple[str, str | None, str]]]]:
        self._at.sort()
        return (self._rows.get(at) for *_, at in self._at)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._rows.close()


def _values(one: Incident) -> dict[str, Any]:
    killed = one.killed
    return {
        "id": one.id, "event": one.event.value, "mode": one.mode, "standing": one.standing.name.lower(),
        "start": one.start, "end": one.end, "killed_low": killed.low if killed else None,
        "killed_high": killed.high if killed else None, "data": _INCIDENT.dump_json(one).decode(),
    }  # fmt: skip


def _dispute(one: Contradiction) -> tuple[str, str | None, str]:
    return one.dispute.value, one.incident, _DISPUTE.dump_json(one).decode()
