"""Claims set aside while incidents are made of them: all at hand by their ids, hardly any in memory."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator, Mapping
from typing import Any, Self

from truceline.claim import Claim
from truceline.incidents.stored import StoredClaim
from truceline.spool import Spool


class Shelf(Mapping[str, StoredClaim]):
    """Claims by id, in the order in which they were put there. Raises FullError where there is no room for its file."""

    def __init__(self) -> None:
        self._at: dict[str, int] = {}
        self._rows: Spool[tuple[Any, ...]] = Spool()

    def put(self, claim: StoredClaim) -> StoredClaim:
        """Set a claim aside, and give it back."""
        self._at[claim.id] = self._rows.put(_row(claim))
        return claim

    def __getitem__(self, id: str) -> StoredClaim:
        return _claim(id, self._rows.get(self._at[id]))

    def __contains__(self, id: object) -> bool:
        return id in self._at

    def __iter__(self) -> Iterator[str]:
        return iter(self._at)

    def __len__(self) -> int:
        return len(self._at)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._rows.close()


def _row(one: StoredClaim) -> tuple[Any, ...]:
    day = one.published.toordinal() if one.published else None
    claim = one.claim.model_dump_json(exclude={"evidence"}, exclude_defaults=True)
    return (
        one.report_id, one.text_id, one.publisher, day, claim, one.quote, dict(one.actors), dict(one.speaks_for),
        one.condition, dict(one.wholes),
    )  # fmt: skip


def _claim(id: str, row: tuple[Any, ...]) -> StoredClaim:
    report, text, publisher, day, claim, quote, actors, speaks_for, condition, wholes = row
    return StoredClaim(
        id=id,
        # One object for all claims of a report: what is made of them keeps it.
        report_id=sys.intern(report),
        text_id=text,
        publisher=publisher,
        published=dt.date.fromordinal(day) if day else None,
        claim=Claim.model_validate_json(claim),
        quote=quote,
        actors=actors,
        speaks_for=speaks_for,
        condition=condition,
        wholes=wholes,
    )
