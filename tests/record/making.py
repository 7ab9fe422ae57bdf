"""Reports and claims for the tests of the record."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import select

from truceline import Amount, Claim, Entity, Event, Record, Report, Source
from truceline.record import Store
from truceline.record.schema import metadata

DAY = dt.date(2023, 3, 14)
STORY = (
    "Gunmen killed 12 soldiers near a convoy outside Gao on Monday, the army said. The rebels denied that they had "
    "attacked the convoy. The government of Mali held talks with the rebels in Algiers, a diplomat said."
)
LONG = (
    STORY
    + " The talks had been broken off in the autumn, when the two sides could not agree on who should guard the salt "
    "road between the oasis towns and the river port. Traders said that the price of millet had doubled since then."
)


def claim(text: str, words: str, trigger: str, event: str = "ASSAULT", **rest: Any) -> Claim:
    """A claim whose words and trigger are found in the text."""
    start = text.index(words)
    at = text.index(trigger, start)
    named: dict[str, Any] = {
        "actor": (Entity(name="gunmen", span=None),),
        "recipient": (Entity(name="Military of Mali"),),
        "sources": (Source(name="Military of Mali", kind="organization"),),
        "killed": Amount(low=12, high=12),
        "confidence": 0.8,
    }
    if event != "ASSAULT":
        named = {
            "actor": (Entity(name="Government of Mali"),),
            "recipient": (Entity(name="rebels"),),
            "confidence": 0.6,
        }
    span, place = (start, start + len(words)), (at, at + len(trigger))
    return Claim(span=span, trigger=place, event=Event(event), **(named | rest))


def attack(text: str = STORY, number: int = 12, **rest: Any) -> Claim:
    """The attack that the story tells of."""
    words = text[text.index("Gunmen") : text.index(", the army")]
    return claim(text, words, "killed", **({"killed": Amount(low=number, high=number)} | rest))


def talks(text: str = STORY) -> Claim:
    """The talks that the story tells of."""
    return claim(
        text, "The government of Mali held talks with the rebels in Algiers", "talks", "CONSULT",
        sources=(Source(name="diplomat", kind="unnamed"),),
    )  # fmt: skip


def record(id: str = "story", text: str = STORY, claims: Iterable[Claim] | None = None, **about: Any) -> Record:
    """A record of the story, or of another text."""
    known = {"publisher": "Sahel Wire", "published": DAY}
    found = tuple(claims) if claims is not None else (attack(text), talks(text))
    return Record(report=Report(id=id, text=text, **(known | about)), claims=found)


class FixedReader:
    """A reader that reads what it is told to: as a program would whose rules have changed."""

    def __init__(self, *claims: Claim) -> None:
        self.claims = claims

    def read(self, report: Report) -> Record:
        """The record of a report."""
        return Record(report=Report.model_validate(report.model_dump()), claims=self.claims)

    def read_many(self, reports: Iterable[Report], batch_size: int = 16) -> Iterator[Record]:
        """The records of reports."""
        yield from (self.read(r) for r in reports)


def contents(store: Store) -> dict[str, str]:
    """A digest of all rows of each table: the same for the same record, in either database."""
    found = {}
    with store.database.reading() as connection:
        for table in metadata.sorted_tables:
            rows = sorted(repr(tuple(row)) for row in connection.execute(select(table)))
            found[table.name] = f"{len(rows)} rows " + hashlib.sha256("\n".join(rows).encode()).hexdigest()[:12]
    return found
