"""Builds claims, incidents and conflicts of one process for tests, from a few words."""

import datetime as dt
from dataclasses import replace
from itertools import count

from truceline.actors import shipped_registry
from truceline.claim import Amount, Claim, Entity, Place, Source, When
from truceline.incidents import StoredClaim, incidents_of
from truceline.incidents.incident import Standing
from truceline.processes import Conflict, Party, Side, Step, StepKind, conflicts_of

_numbers = count()
PAKISTAN, TTP = "Government of Pakistan", "TTP"
TTP_ID = "tehrik-i-taliban-pakistan"


def day(text):
    return dt.date.fromisoformat(text)


def told(
    quote,
    event,
    *,
    actor=(),
    recipient=(),
    on="2021-10-02",
    where=(),
    killed=None,
    mode=None,
    status="actual",
    report=None,
    condition=None,
    by=None,
    actors=None,
    when=True,
    until=None,
    published=None,
):
    """A claim published on a day, told of that day unless `when` is false."""
    number = next(_numbers)
    report = report or f"report-{number}"
    claim = Claim(
        span=(0, len(quote)),
        trigger=(0, len(quote)),
        event=event,
        mode=mode,
        status=status,
        actor=tuple(Entity(name=n) for n in actor),
        recipient=tuple(Entity(name=n) for n in recipient),
        sources=(Source(name=by, kind="organization"),) if by else (),
        when=When(start=day(on), end=day(until or on)) if when else None,
        where=tuple(Place(name=n, country=c) for n, c in where),
        killed=Amount(low=killed, high=killed) if killed is not None else None,
    )
    known = {"TTP": TTP_ID, "Imran Khan": "imran-khan", "Jamaat-ul-Ahrar": "jamaat-ul-ahrar"} | (actors or {})
    ids = {e.name: known[e.name] for e in (*claim.actor, *claim.recipient) if e.name in known}
    return StoredClaim(
        f"c{number:05}", report, report, "The Post", day(published or on), claim, quote, ids, condition=condition
    )


def attack(on, *, actor=(TTP,), recipient=("Police of Pakistan",), place="Peshawar", killed=2, **more):
    quote = f"{' and '.join(actor) or 'Somebody'} attacked {' and '.join(recipient) or 'a post'} in {place}"
    return told(quote, "ASSAULT", actor=actor, recipient=recipient, on=on, where=[(place, "PK")], killed=killed, **more)


def made(claims):
    """The conflicts of claims, with their tallies."""
    return conflicts_of(incidents_of(claims), claims, shipped_registry())


def conflicts(claims):
    return [one.conflict for one in made(claims)]


def step(
    kind, on, *, by=(), words="", planned=False, end=None, incident=None, claims=("c1",), condition=None, local=False
):
    """A step of a process, made by hand."""
    return Step(
        StepKind(kind), incident or f"i{next(_numbers)}", day(on), day(end) if end else None, tuple(by), (), (), (),
        Standing.REPORTED, planned, condition, words, claims, local,
    )  # fmt: skip


ONE = Side("pakistan", "Pakistan", (Party("pakistan", "Pakistan"),))
OTHER = Side(TTP_ID, "TTP", (Party(TTP_ID, "TTP"),))
EMPTY = Conflict("c1", "Pakistan – TTP", (ONE, OTHER), (), None, None, (), (), (), ())


def conflict(**changes):
    return replace(EMPTY, **changes)
