"""The Armed Conflict Location & Event Data: its CSV as reports and claims, and incidents in its columns.

Columns and types as in ACLED 2023, "ACLED Codebook", and in the files that it gives out since the changes of columns of
March 2023; which sub-event says the same as which PLOVER type stands in
data/acled.yaml.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median_low
from typing import Literal

from truceline.claim import Amount, Claim, Entity, Event, Record, Source, When
from truceline.datafiles import load_yaml
from truceline.exchange.files import Line, checked, day, said, whole
from truceline.exchange.sides import country_name, is_civilians
from truceline.exchange.wording import Wording, add_place
from truceline.incidents import Incident
from truceline.report import Report
from truceline.views import Row

DATASET = "ACLED"
REQUIRED = (
    "event_id_cnty",
    "event_date",
    "event_type",
    "sub_event_type",
    "actor1",
    "actor2",
    "country",
    "location",
    "fatalities",
)
COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso", "region",
    "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
"""All columns of ACLED's export, in order; `acled_row` fills those that an incident has something for."""

Parties = Literal["both", "forward", "reversed", "first"]

_FORCES = re.compile(r"(Military|Police) Forces of (?:the )?(.+)")
_ASIDE = re.compile(r"\s*\([^()]*\)")
_WHOM_NOBODY_NAMES = "Protesters"
_CROWDS = ("Civilians", "Protesters", "Rioters", "Unidentified Armed Group", "Unidentified Military Forces")


@dataclass(frozen=True)
class SubEvent:
    """A sub-event type of ACLED and what PLOVER calls it; `event` None: nothing."""

    type: str
    name: str
    event: Event | None = None
    mode: str | None = None
    parties: Parties = "forward"
    export: bool = False

    @property
    def disorder(self) -> str:
        """ACLED's type of disorder: force used on demonstrations is of two."""
        if self.name == "Excessive force against protesters":
            return "Political violence; Demonstrations"
        if self.type == "Strategic developments":
            return self.type
        demonstrating = self.type == "Protests" or self.name == "Violent demonstration"
        return "Demonstrations" if demonstrating else "Political violence"


@cache
def sub_events() -> dict[str, SubEvent]:
    """All sub-event types of data/acled.yaml by name. Raises TypeError, ValueError where the file is not in order."""
    found = {}
    for type, entries in load_yaml("acled.yaml").items():
        for name, entry in entries.items():
            event = Event(entry["event"]) if "event" in entry else None
            found[name] = SubEvent(type, name, **(entry | {"event": event}))
    return found


@dataclass(frozen=True)
class AcledEvent:
    """What is taken over from one line; a place or country that it leaves out, as our own export may, is empty."""

    id: str
    day: dt.date
    sub_event: SubEvent
    actor1: str
    actor2: str
    place: str
    country: str
    dead: int
    notes: str
    source: str


def read_acled(path: Path) -> Iterator[Record]:
    """The events of an ACLED CSV file, each as a report with a claim whose source is the dataset.

    An event that PLOVER has no type for gives a report without a claim and a note that says so. The whole file is checked
    first. Raises DatasetError where it is not such a file or has bad lines, before anything is given out.
    """
    return map(record_of, checked(path, REQUIRED, _event))


def _event(line: Line) -> AcledEvent:
    # Older files spell it "protestors".
    sub_event = sub_events().get(line["sub_event_type"].replace("protestors", "protesters"))
    if sub_event is None:
        raise ValueError(f"sub_event_type is unknown: {line['sub_event_type'][:60]!r}")
    return AcledEvent(
        id=said(line, "event_id_cnty"),
        day=day(line, "event_date", "%d %B %Y", "%d-%B-%Y"),
        sub_event=sub_event,
        actor1=said(line, "actor1"),
        actor2=line["actor2"],
        place=line["location"],
        country=line["country"],
        dead=whole(line, "fatalities"),
        notes=line.get("notes", ""),
        source=line.get("source", ""),
    )


def record_of(event: AcledEvent) -> Record:
    """An event as a report in words and the claim that points into them."""
    words = Wording()
    words.add(f"{DATASET} event {event.id}: ")
    start = words.length
    trigger = words.add(event.sub_event.name)
    words.add(", ")
    first = Entity(name=party(event.actor1), span=words.add(event.actor1))
    second = None
    if event.actor2:
        words.add(" and ")
        second = Entity(name=party(event.actor2), span=words.add(event.actor2))
    where = add_place(words, ", in ", event.place, event.country, state_of=event.country)
    words.add(", ")
    when = words.add(str(event.day))
    words.add(f": {event.dead} killed.")
    end = words.length - 1
    if event.notes:
        words.add(f"\n\n{event.notes}")
    report = Report(id=f"acled:{event.id}"[:500], publisher=DATASET, text=words.text)
    if event.sub_event.event is None:
        return Record(report=report, notes=(f"no PLOVER type for ACLED's {event.sub_event.name!r}",))
    actor, recipient = _parties(event.sub_event, first, second)
    claim = Claim(
        span=(start, end),
        trigger=trigger,
        event=event.sub_event.event,
        mode=event.sub_event.mode,
        actor=actor,
        recipient=recipient,
        sources=(Source(name=DATASET, kind="document"),),
        when=When(span=when, start=event.day, end=event.day),
        where=where,
        killed=Amount(low=event.dead, high=event.dead),
    )
    return Record(report=report, claims=(claim,))


def _parties(kind: SubEvent, first: Entity, second: Entity | None) -> tuple[tuple[Entity, ...], tuple[Entity, ...]]:
    """Actors and recipients, by what data/acled.yaml says of the sub-event."""
    others = (second,) if second else ()
    if kind.parties == "both":
        return (first, *others), ()
    if kind.parties == "reversed":
        return others, (first,)
    return (first,), others if kind.parties == "forward" else ()


def party(name: str) -> str:
    """ACLED's name of an actor as Truceline writes it: "Military of Mali" for "Military Forces of Mali (2021-)"."""
    plain = _ASIDE.sub("", name).strip() or name
    if forces := _FORCES.fullmatch(plain):
        return f"{forces[1]} of {forces[2]}"
    return plain.lower() if plain in _CROWDS else plain


def acled_row(incident: Incident) -> Row | None:
    """An incident in the columns of ACLED.

    None where it is no such event: nobody says it happened, no day, no actor, or a kind that ACLED does not have.
    `fatalities` is the middle one of the figures that stand, 0 where none is told, as ACLED has it.
    """
    kind = _sub_event(incident)
    if kind is None or incident.start is None or not incident.actors or not incident.happened:
        return None
    actors = [n.name for n in incident.actors]
    others = [n.name for n in incident.recipients] or actors[1:]
    first, second = actors[0], others[0] if others else None
    if kind.parties == "reversed":
        first, second = second or _WHOM_NOBODY_NAMES, first
    figures = incident.killed.figures if incident.killed else ()
    told = [f.amount.low or f.amount.high or 0 for f in figures if f.state == "stands"]
    row: Row = dict.fromkeys(COLUMNS)
    row |= {
        "event_id_cnty": incident.id,
        "event_date": incident.start.isoformat(),
        "year": incident.start.year,
        "time_precision": _precision(((incident.end or incident.start) - incident.start).days + 1),
        "disorder_type": kind.disorder,
        "event_type": kind.type,
        "sub_event_type": kind.name,
        "actor1": first,
        "actor2": second,
        "civilian_targeting": "Civilian targeting" if second and is_civilians(second) else None,
        "country": country_name(incident),
        "location": incident.where[0].name if incident.where else None,
        "source": "; ".join(v.name for v in incident.voices),
        "fatalities": median_low(told) if told else 0,
    }
    return row


def _sub_event(incident: Incident) -> SubEvent | None:
    """The sub-event that stands for the incident's type and mode, else the one for its type."""
    fitting = [s for s in sub_events().values() if s.event is incident.event and s.export]
    exact = next((s for s in fitting if s.mode == incident.mode), None)
    if exact is None or exact.mode is None:
        attack = sub_events()["Attack"]
        if incident.event is Event.ASSAULT and any(is_civilians(n.name) for n in incident.recipients):
            return attack
    return exact or next((s for s in fitting if s.mode is None), None)


def _precision(days: int) -> int:
    """ACLED's time_precision: 1 a day, 2 a week, 3 longer."""
    return 1 if days == 1 else 2 if days <= 7 else 3
