"""A made-up war with talks, for the tests of pages: reports with exact spans, as many days of it as a test wants."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from truceline import Amount, Claim, Entity, Event, Place, Record, Report, Source, Status
from truceline.actors import shipped_registry
from truceline.claim import When
from truceline.processes.rebuilding import rebuild
from truceline.record import Store

FIRST = dt.date(2021, 8, 2)
TTP, ARMY, STATE = "Tehrik-i-Taliban Pakistan", "Military of Pakistan", "Government of Pakistan"
FACTION = "Jamaat-ul-Ahrar"
PLACES = ("North Waziristan", "Peshawar", "Quetta", "Bajaur", "Swat", "Dera Ismail Khan", "Karachi", "Lower Dir")
OUTLETS = ("Frontier Wire", "Indus Daily", "Kabul Observer")
HOSTILE = "<script>alert('x')</script>"


@dataclass(frozen=True)
class Told:
    """A sentence and what it says."""

    sentence: str
    trigger: str
    values: dict[str, Any]


def _attack(day: dt.date, chance: random.Random) -> Iterator[Told]:
    who = FACTION if chance.random() < 0.25 else TTP
    place, dead = chance.choice(PLACES), chance.choice((0, 1, 2, 2, 3, 4, 7, 12))
    where = (Place(name=place, country="PK"),)
    base: dict[str, Any] = {
        "event": Event.ASSAULT, "actor": (Entity(name=who),), "recipient": (Entity(name=ARMY),), "where": where,
        "when": When(start=day, end=day),
    }  # fmt: skip
    said = f"{who} fighters attacked an army post in {place}, killing {dead} soldiers, the military said."
    army = (Source(name=ARMY, kind="organization"),)
    yield Told(said, "attacked", base | {"sources": army, "killed": Amount(low=dead, high=dead) if dead else None})
    if chance.random() < 0.4:
        more = dead + chance.choice((3, 8, 20))
        said = f"{who} said that its fighters killed at least {more} soldiers in the attack in {place}."
        group = (Source(name=who, kind="organization"),)
        yield Told(said, "killed", base | {"sources": group, "killed": Amount(low=more, high=None)})
    if chance.random() < 0.12:
        said = f"A police officer denied that {who} had attacked anybody in {place}."
        officer = (Source(name="police officer", kind="unnamed"),)
        yield Told(said, "attacked", base | {"sources": officer, "status": Status.NEGATED})


COURSE = (
    (0, 60, ()),
    (60, 100, (0, 1, 0)),
    (100, 102, (3,)),
    (102, 130, (0, 2)),
    (130, 133, (4,)),
    (133, 250, ()),
    (250, 290, (0, 1, 2)),
    (290, 292, (3,)),
    (292, 420, (0, 2, 1)),
)
"""From day to day of the war: which of the kinds of talks below are told."""


def _talks(day: dt.date, chance: random.Random) -> Iterator[Told]:
    when = When(start=day, end=day)
    base: dict[str, Any] = {"actor": (Entity(name=STATE),), "recipient": (Entity(name=TTP),), "when": when}
    minister = (Source(name="Imran Khan", kind="person"),)
    group = (Source(name=TTP, kind="organization"),)
    kinds = (
        Told(f"The government of Pakistan held talks with {TTP} in Kabul, Imran Khan said.", "talks",
             base | {"event": Event.CONSULT, "mode": "meet", "sources": minister, "where": (Place(name="Kabul", country="AF"),)}),
        Told(f"{TTP} demanded that Pakistan release 102 prisoners before any truce.", "demanded",
             {"event": Event.REQUEST, "mode": "release", "actor": (Entity(name=TTP),), "recipient": (Entity(name=STATE),),
              "sources": group, "when": when}),
        Told("The government of Pakistan offered to pardon fighters if they lay down their arms.", "offered",
             base | {"event": Event.CONCEDE, "mode": "amnesty", "status": Status.FUTURE, "sources": minister}),
        Told(f"{TTP} and the government of Pakistan agreed on a month-long ceasefire, both sides said.", "agreed",
             base | {"event": Event.AGREE, "mode": "ceasefire", "sources": minister}),
        Told(f"{TTP} rejected the offer and said that talks were over.", "rejected",
             {"event": Event.REJECT, "mode": "ceasefire", "actor": (Entity(name=TTP),), "recipient": (Entity(name=STATE),),
              "sources": group, "when": when}),
    )  # fmt: skip
    after = (day - FIRST).days
    told = next((which for first, last, which in COURSE if first <= after < last), ())
    if told:
        yield kinds[chance.choice(told)]


def _claims(text: str, told: list[Told]) -> Iterator[Claim]:
    for one in told:
        start = text.index(one.sentence)
        at = text.index(one.trigger, start)
        named = {k: v for k, v in one.values.items() if k in ("actor", "recipient")}
        spanned = {k: tuple(_spanned(e, text, start, one.sentence) for e in v) for k, v in named.items()}
        condition = text.find("if they lay", start, start + len(one.sentence))
        rest = {"condition": (condition, condition + len("if they lay down their arms"))} if condition >= 0 else {}
        yield Claim(
            span=(start, start + len(one.sentence) - 1), trigger=(at, at + len(one.trigger)),
            confidence=round(0.35 + (start * 7 + at) % 60 / 100, 2), **(one.values | spanned | rest),
        )  # fmt: skip


def _spanned(entity: Entity, text: str, start: int, sentence: str) -> Entity:
    at = text.find(entity.name, start, start + len(sentence))
    return entity.model_copy(update={"span": (at, at + len(entity.name))}) if at >= 0 else entity


def records(reports: int, *, days: int = 420, seed: int = 7) -> Iterator[Record]:
    """Records of so many reports, spread over some days."""
    chance = random.Random(seed)
    for n in range(reports):
        day = FIRST + dt.timedelta(days=int(n * days / reports))
        quiet = any(first <= int(n * days / reports) < first + 30 for first in (100, 290))
        told = (
            [t for _ in range(1 if quiet else 2) for t in _attack(day, chance)]
            if chance.random() < (0.2 if quiet else 0.75)
            else []
        )
        told += _talks(day, chance)
        told = told or list(_attack(day, chance))
        about = f"Report {n} of {day}. " + " ".join(t.sentence for t in told) + f" Nobody could check this. {HOSTILE}"
        report = Report(
            id=f"war-{n:05}", title=f"Day {n} of the war", publisher=OUTLETS[n % 3], published=day + dt.timedelta(days=1),
            url=f"https://example.org/war/{n}", text=about,
        )  # fmt: skip
        yield Record(report=report, claims=tuple(_claims(about, told)))


def fill(store: Store, reports: int = 240, **rest: Any) -> None:
    """Put the war into a record and conclude its incidents and conflicts."""
    for _ in store.add_records(records(reports, **rest), read_by="truceline test"):
        pass
    rebuild(store, shipped_registry())
