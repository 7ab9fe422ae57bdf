"""How values are written on pages: days, numbers, parties, chains of sources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from urllib.parse import quote, urlencode

from truceline.claim import Amount, Claim, Event, Source, Status, When
from truceline.incidents import Incident, Standing, Toll
from truceline.processes import Conflict
from truceline.tables import amount, day, interval, printable
from truceline.web.charts.timeline import killed_words

EVENTS: dict[Event, str] = {
    Event.AGREE: "Agree", Event.CONSULT: "Consult", Event.SUPPORT: "Support", Event.CONCEDE: "Concede",
    Event.COOPERATE: "Cooperate", Event.AID: "Aid", Event.RETREAT: "Retreat", Event.REQUEST: "Request",
    Event.ACCUSE: "Accuse", Event.REJECT: "Reject", Event.THREATEN: "Threaten", Event.PROTEST: "Protest",
    Event.SANCTION: "Sanction", Event.MOBILIZE: "Mobilize", Event.COERCE: "Coerce", Event.ASSAULT: "Assault",
}  # fmt: skip
FORCE = frozenset((Event.ASSAULT, Event.COERCE, Event.MOBILIZE, Event.THREATEN, Event.PROTEST, Event.SANCTION))


def event_class(event: str) -> str:
    """Whether a type of event is of force or of talks, as a class."""
    return "force" if Event(event) in FORCE else "talk"


def event_words(event: str, mode: str | None = None) -> str:
    """A type of event and its mode: "Assault, bombing"."""
    return f"{EVENTS[Event(event)]}, {mode}" if mode else EVENTS[Event(event)]


def names(entities: Iterable[Any]) -> str:
    """Names of parties or places, each on one line and printable."""
    return "; ".join(printable(e.name) for e in entities)


def chain(sources: Sequence[Source], publisher: str | None = None) -> str:
    """On whose word, outermost first: "Reuters, citing a spokesman"."""
    if not sources:
        return f"{publisher or 'the report'} itself"
    said = [
        printable(s.name) + (" (unnamed)" if s.kind == "unnamed" and "unnamed" not in s.name else "") for s in sources
    ]
    return ", citing ".join(said)


def days(start: dt.date | None, end: dt.date | None) -> str:
    """An interval of days, or that there is none."""
    return interval(When(start=start, end=end or start)) if start else "no date"


def toll(found: Toll | None, what: str) -> str:
    """How many were killed or injured: "12 to 35 killed"."""
    return f"{killed_words(found.low, found.high)} {what}" if found else ""


def tolls(claim: Claim) -> str:
    """The numbers of a claim: "at least 12 killed, 3 injured"."""
    said: tuple[tuple[Amount | None, str], ...] = ((claim.killed, "killed"), (claim.injured, "injured"))
    return ", ".join(f"{amount(n)} {what}" for n, what in said if n)


def headline(one: Incident) -> str:
    """An incident in a line: who did what to whom."""
    return heading(event_words(one.event, one.mode), one.actors, one.recipients)


def heading(what: str, actors: Sequence[Any], recipients: Sequence[Any]) -> str:
    """What happened in a line: "Assault: TTP → Military of Pakistan"."""
    who = " → ".join(part for part in (names(actors) or "unsaid", names(recipients)) if part)
    return f"{what}: {who}"


def standing_class(standing: Standing) -> str:
    """A standing as a class."""
    return f"standing-{standing.name.lower()}"


def percent(part: float) -> str:
    """A share of one: "34 %"."""
    return f"{round(part * 100)} %"


def count(number: int, thing: str) -> str:
    """A count in words: "1 claim", "1,204 claims"."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def steps_words(conflict: Conflict) -> str:
    """The steps of a conflict in words, those only planned told apart: "45 steps and 2 planned ones"."""
    planned = len(conflict.steps) - len(conflict.taken)
    more = f" and {count(planned, 'planned one')}" if planned else ""
    return f"{count(len(conflict.taken), 'step')}{more}"


def segment(words: str) -> str:
    """A name as part of an address."""
    return quote(words, safe="")


def query(**values: Any) -> str:
    """The part of an address after the question mark; what is empty is left out."""
    said = {k: v for k, v in values.items() if v not in (None, "", False)}
    return f"?{urlencode(said)}" if said else ""


def when_of(value: str | None) -> str:
    """The time of an entry in a history: "2021-10-02 14:05"."""
    return (value or "")[:16].replace("T", " ")


FILTERS: dict[str, Callable[..., Any]] = {
    "day": day, "amount": amount, "names": names, "percent": percent, "segment": segment, "event_class": event_class,
    "headline": headline, "standing_class": standing_class, "tolls": tolls, "when_of": when_of, "printable": printable,
}  # fmt: skip
GLOBALS: dict[str, Any] = {
    "chain": chain, "days": days, "event_words": event_words, "toll": toll, "count": count, "query": query,
    "killed_words": killed_words, "steps_words": steps_words, "heading": heading, "Status": Status, "EVENTS": EVENTS,
}  # fmt: skip
