"""What an act does to a process: a step, by the type, mode, status and words of its claims (data/phases.yaml, `steps`)."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from truceline.claim import Status
from truceline.incidents import StoredClaim
from truceline.incidents.incident import Standing
from truceline.processes import days
from truceline.processes.acts import Act, Acts
from truceline.processes.local import is_local
from truceline.processes.parties import Placed, Sort
from truceline.processes.process import Step, StepKind
from truceline.processes.settings import pattern, rules
from truceline.processes.stepwords import fits

_OWN = frozenset((StepKind.DEMAND, StepKind.OFFER, StepKind.REFUSAL, StepKind.ACCEPTANCE))
"""Steps that one of the two sides takes itself."""
_STANDS_FOR = {
    Sort.SOME_STATE: frozenset((Sort.STATE,)),
    Sort.SOME_GROUP: frozenset((Sort.GROUP,)),
    Sort.BOTH: frozenset((Sort.STATE, Sort.GROUP)),
}
_VAGUE = 7
"""A step told of so many days or more was on one of them."""
_MOMENTS = frozenset((StepKind.CEASEFIRE, StepKind.CEASEFIRE_END, StepKind.BREAKDOWN, StepKind.AGREEMENT))
_DENIABLE = frozenset((StepKind.CONTACT, StepKind.TALKS, StepKind.CEASEFIRE, StepKind.AGREEMENT))
_OF_A_PLACE = frozenset((StepKind.CEASEFIRE, StepKind.EXTENSION, StepKind.CEASEFIRE_END))
_ANNOUNCED = 45
"""A ceasefire that is told to begin within so many days of an agreement on it was only announced before."""
_LAST_OF_DAY = frozenset((StepKind.BREAKDOWN, StepKind.CEASEFIRE_END))
_QUESTION = re.compile(r"(?:Is|Are|Was|Were|Will|Would|Has|Have|Had|Do|Does|Did|Can|Could)\s")
_MENTION = re.compile(r"(?:of|on|to|for|about|into|during)\s+(?:\S+\s+){0,4}\S+$")
"""A truce or accord that words only mention, as a part of something else."""
_BARE = 2
"""So few words name talks, and tell of none."""
_MEETINGS = frozenset((StepKind.CONTACT, StepKind.TALKS))


@dataclass(frozen=True)
class Told:
    """A step as one claim tells it."""

    kind: StepKind
    planned: bool
    claim: StoredClaim


@dataclass(frozen=True)
class Dated:
    """A step, and the last day on which it can have been."""

    step: Step
    latest: dt.date

    @property
    def vague(self) -> bool:
        """Is it told only of a week or more?"""
        return (self.latest - self.step.start).days >= _VAGUE


def step_of(act: Act, sides: Sequence[str], found: Acts, claims: Mapping[str, StoredClaim]) -> Dated | None:
    """The step that an act is between two sides, as most of its claims tell it; None where it is none.

    What neither side does is no step, however it is called: the appeal of a mediator is no demand.
    """
    who = _mediated(act, sides)
    told = [
        t for c in act.incident.claims if c in claims and (t := told_step(claims[c], who, found.heard.said(claims[c])))
    ]
    if not told:
        return None
    # What is told as done counts before what is told as planned.
    done = [t for t in told if not t.planned] or told
    kinds = Counter(t.kind for t in done)
    # What moves a phase counts before words that go with it.
    kind = max(kinds, key=lambda k: (k not in _OWN, kinds[k] * (2 if k in _MOMENTS else 1)))
    if kind in _DENIABLE and _only_rumoured(act, [claims[c] for c in act.incident.claims if c in claims]):
        return None
    if kind in _OWN and any(map(_helps, act.by)) and not on_sides(act.by, sides, found):
        return None
    if kind is StepKind.DEMAND and not _of_the_other(act, sides, found):
        return None
    return _step(act, sides, found, [t for t in done if t.kind is kind])


def _of_the_other(act: Act, sides: Sequence[str], found: Acts) -> bool:
    """Is a demand made of the other side, and not of a party's own people, of bystanders or of nobody at all?"""
    own = set(on_sides(act.by, sides, found))
    to = [p for p in act.to if p.party.id not in own]
    meant = [p for p in to if p.side in sides or p.sort in _STANDS_FOR or p.sort is Sort.BOTH]
    by = {p.side for p in act.by if p.side in sides}
    across = [p for p in meant if p.side not in by]
    named = set(found.mentions.sides(act.words)) & set(sides) - by
    return bool(across or named) or not act.to


def _only_rumoured(act: Act, told: Sequence[StoredClaim]) -> bool:
    """Is a meeting or a ceasefire denied, and neither told by one who was there, nor told anew after the denial?"""
    # What a report says in its own voice of something else that did not take place denies nothing.
    denied = [c.published for c in told if c.claim.status is Status.NEGATED and c.published and c.claim.sources]
    there = {named.name for named in (*act.incident.actors, *act.incident.recipients)}
    sure = (
        c
        for c in told
        if c.claim.status is Status.ACTUAL
        and (
            any(s.name in there for s in c.claim.sources)
            or (c.published and c.published > max(denied, default=c.published))
        )
    )
    return act.incident.standing is Standing.DENIED and bool(denied) and next(sure, None) is None


def _step(act: Act, sides: Sequence[str], found: Acts, told: Sequence[Told]) -> Dated:
    """The step of claims that tell it alike."""
    kind, planned = told[0].kind, told[0].planned
    best = max((t.claim for t in told), key=lambda c: (c.claim.confidence, len(c.quote), c.id))
    least = min((days.length(t.claim) for t in told if t.claim.claim.when), default=0)
    exact = [t for t in told if t.claim.claim.when and days.length(t.claim) == least] or told
    start = min((day for t in exact if (day := days.day(t.claim, kind))), default=act.day)
    others = [p for p in (*act.by, *act.to) if p.side not in sides and p.sort is not Sort.BOTH and _helps(p)]
    hosts = [p for p in others if p.side in act.lands]
    step = Step(
        kind=kind,
        incident=act.id,
        start=start,
        end=days.end(start, best) if kind in days.LASTING else None,
        by=_declarers(act, best, kind, sides, found),
        to=on_sides(act.to, sides, found),
        hosts=_ids(hosts),
        mediators=_ids(p for p in others if p not in hosts),
        standing=act.incident.standing,
        planned=planned,
        condition=best.condition,
        words=best.quote,
        claims=act.incident.claims,
        local=kind in _OF_A_PLACE and is_local(best, [found.sides[s].side_name or s for s in sides]),
    )
    spans = [t.claim.claim.when for t in exact if t.claim.claim.when]
    return Dated(step, max(start, min((when.end for when in spans), default=start)))


def _declarers(act: Act, stored: StoredClaim, kind: StepKind, sides: Sequence[str], found: Acts) -> tuple[str, ...]:
    """Who takes a step. A truce that is told to be in force, but by nobody whom its words name, is both sides'."""
    by = on_sides(_told_by(act, stored, found) if kind in _OWN else act.by, sides, found)
    start, end = stored.claim.span
    written = any(e.span and start <= e.span[0] < end for e in stored.claim.actor)
    stands = kind in days.LASTING and pattern("truce").fullmatch(stored.trigger)
    if by and (written or not stands):
        return by
    return _named_first(stored, kind, sides, found)


def _told_by(act: Act, stored: StoredClaim, found: Acts) -> tuple[Placed, ...]:
    """Of the parties that claims give an act those that this claim gives it: sources that differ over who demanded, demand not together."""
    told = {e.name for e in stored.claim.actor}
    named = [n for n in act.incident.actors if told & {n.name, *n.names}]
    return tuple(found.placing.place(n, act.day, act.countries) for n in named) or act.by


def _named_first(stored: StoredClaim, kind: StepKind, sides: Sequence[str], found: Acts) -> tuple[str, ...]:
    """Who declares a truce where no claim names its actor: the one side that the words name before it."""
    truce = pattern("truce").search(stored.quote) if kind in days.LASTING else None
    named = [s for s in found.mentions.sides(stored.quote[: truce.start()]) if s in sides] if truce else []
    return tuple(named) if len(named) == 1 else ()


def _helps(placed: Placed) -> bool:
    """Can it host or mediate: a state, a group, or somebody whom the registry knows?"""
    return placed.side is not None or (placed.sort is Sort.OTHER and placed.party.kind is not None)


def _ids(placed: Iterable[Placed]) -> tuple[str, ...]:
    return tuple(p.party.id for p in placed)


def on_sides(placed: Sequence[Placed], sides: Sequence[str], found: Acts) -> tuple[str, ...]:
    """The ids of the parties that stand on these sides; "the army" and "both sides" are the sides themselves."""
    known = {p.party.id: p.side for p in placed if p.side in sides}
    meant = frozenset[Sort]().union(*(_STANDS_FOR.get(p.sort, ()) for p in placed))
    unnamed = (s for s in sides if found.sides[s].sort in meant and s not in known.values())
    return (*known, *unnamed)


def _mediated(act: Act, sides: Sequence[str]) -> str:
    """How many of the two sides take part: "2", "1", or "mediated": one, with a third party."""
    named = {p.side for p in (*act.by, *act.to)}
    here = len(named & set(sides))
    if here == 2 or any(p.sort in (Sort.BOTH, Sort.SOME_STATE, Sort.SOME_GROUP) for p in (*act.by, *act.to)):
        return "2"
    others = [p for p in (*act.by, *act.to) if p.side not in sides and _helps(p)]
    return "mediated" if here == 1 and others else str(here)


def told_step(stored: StoredClaim, sides: str, said: str | None = None) -> Told | None:
    """The step that a claim tells, where `sides` take part (2: both, 1: one, mediated: one and a third); None where it is none.

    `said`: its words, with what is meant by "it".
    """
    if _QUESTION.match(stored.quote):
        return None
    status = stored.claim.status
    denied = status is Status.NEGATED
    rule = next((r for r in rules().steps if r.denied is denied and fits(r, stored, sides, said or stored.quote)), None)
    if rule is None or rule.then is None:
        return None
    if rule.then in _MEETINGS and not (stored.claim.actor or stored.claim.recipient or stored.claim.when):
        return None  # "nothing to talk about"
    if rule.then in _MEETINGS and not stored.claim.when and len(stored.quote.split()) <= _BARE:
        return None  # "nothing left to negotiate", "a date for the next round of talks"
    if rule.then in _MOMENTS and not stored.claim.when and _MENTION.match(stored.quote):
        return None  # "the bloodiest day since the end / of the truce"
    if rule.then in _MOMENTS | _MEETINGS and days.looks_back(stored):
        return None
    # "They would no longer respect the truce, they said": on no condition, that ends it.
    said_so = rule.then is StepKind.OFFER or (rule.then is StepKind.CEASEFIRE_END and stored.condition is None)
    done = denied or status is Status.ACTUAL or (rule.done and (status is Status.FUTURE or said_so))
    return Told(rule.then, not done, stored)


def _within(days: Sequence[dt.date], vague: Dated) -> bool:
    """Is any of these days, in order, one on which a vague step can have been?"""
    next_one = bisect_left(days, vague.step.start)
    return next_one < len(days) and days[next_one] <= vague.latest


def _begun(steps: Sequence[Step]) -> Iterator[Step]:
    """The steps; a ceasefire that is told to come into force on a later day was only planned when it was agreed."""
    begins = [s.start for s in steps if s.kind is StepKind.CEASEFIRE and not s.local and days.in_force(s.words)]
    ends = [s.start for s in steps if s.kind is StepKind.CEASEFIRE_END]
    for step in steps:
        ceasefire = step.kind is StepKind.CEASEFIRE
        later = [d for d in begins if 0 < (d - step.start).days <= _ANNOUNCED] if ceasefire else []
        if later and not days.dated(step.words):
            ended = any(step.start <= day <= min(later) for day in ends)
            step = step if ended else replace(step, planned=True)
        yield step


def in_context(found: Iterable[Dated]) -> tuple[Step, ...]:
    """Steps in order of time; what is carried out before anything was agreed is an offer.

    Looking back ("the talks that broke off in December") tells no other step than the one of which the day is known.
    """
    found = list(found)
    dated: dict[StepKind, list[dt.date]] = defaultdict(list)
    for one in sorted((d.step for d in found if not d.vague and not d.step.planned), key=lambda s: s.start):
        dated[one.kind].append(one.start)
    apart = (d.step for d in found if not (d.vague and d.step.kind in _MOMENTS) or not _within(dated[d.step.kind], d))
    # Who walks out of talks has come to them on that day.
    ordered = sorted(_begun(tuple(apart)), key=lambda s: (s.start, s.kind in _LAST_OF_DAY, s.incident))
    agreed = min((s.start for s in ordered if s.kind in rules().agreed and not s.planned), default=dt.date.max)
    return tuple(
        replace(s, kind=StepKind.OFFER) if s.kind is StepKind.IMPLEMENTATION and s.start < agreed else s
        for s in ordered
    )
