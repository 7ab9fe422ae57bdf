"""Short ways to read a text in a test, as of Tuesday, 14 March 2023, and to say who takes part in a claim."""

from __future__ import annotations

import datetime as dt

from truceline import Claim, Record, Report
from truceline.reading.reader import Reader

PUBLISHED = dt.date(2023, 3, 14)


def read(reader: Reader, text: str) -> Record:
    """The record of a text."""
    return reader.read(Report(id="test", published=PUBLISHED, text=text))


def claims_of(record: Record, event: str) -> list[Claim]:
    """The claims of a type of event, at least one."""
    found = [c for c in record.claims if c.event == event]
    assert found, [(c.event.value, record.words(c.span)) for c in record.claims]
    return found


def roles(claim: Claim) -> tuple[list[str], list[str]]:
    """The names of those who did it, and to whom."""
    return [e.name for e in claim.actor], [e.name for e in claim.recipient]
