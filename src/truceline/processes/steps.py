"""What an act does to a process: a step, by the type, mode, status and words of its claims (data/phases.yaml, `steps`)."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from truceline.claim import Status
from truceline.incidents import StoredClaim
from truceline.incidents.incident import Standing
from truceline.processes.acts import Act, Acts
from truceline.processes.parties import Placed, Sort
from truceline.processes.process import Step, StepKind
from truceline.processes.settings import StepRule, dyads, near_pattern, object_pattern, pattern, rules, subject_pattern
from truceline.reading.times import find_times, resolve

_PLANS = frozenset((Status.FUTURE, Status.HYPOTHETICAL))
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "another": 1}  # fmt: skip
_NUMBER, _UNIT = rf"\d{{1,3}}|{'|'.join(_NUMBERS)}", "day|week|month|year"
_LENGTH = re.compile(
    rf"\b(?P<a>{_NUMBER})[- ](?P<b>{_UNIT})s?(?:-long)?\s+(?:[\w-]+\s+){{0,2}}?(?:truce|ceasefire|cease-fire|pause|halt)"
    rf"|\b(?:for|by|of|lasting|last)\s+(?P<c>{_NUMBER})\s+(?:more\s+)?(?P<d>{_UNIT})s?\b"
    rf"|\b(?P<e>{_UNIT})-long\b",
    re.IGNORECASE,
)
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_OWN = frozenset((StepKind.DEMAND, StepKind.OFFER, StepKind.REFUSAL, StepKind.ACCEPTANCE))
"""Steps that one of the two sides takes itself."""
_BY_SAYING = _OWN | {StepKind.CONTACT}
_STANDS_FOR = {
    Sort.SOME_STATE: frozenset((Sort.STATE,)),
    Sort.SOME_GROUP: frozenset((Sort.GROUP,)),
    Sort.BOTH: frozenset((Sort.STATE, Sort.GROUP)),
}
_LASTING = frozenset((StepKind.CEASEFIRE, StepKind.EXTENSION))
_MARKS = ',;:"“”'
_FROM = re.compile(
    r"\b(?:tak(?:e|es|ing)|took|com(?:e|es|ing)|came|go(?:es|ing)?|went|enter(?:s|ed|ing)?)\s+(?:in)?(?:to\s+)?(?:effect|force)\b",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\b(?:until|till|through)\b", re.IGNORECASE)
_DATE_AFTER = 40
"""Code points after "comes into force" or "until" in which its day stands."""
_SINCE = re.compile(r"(?<!first)\bsince\b", re.IGNORECASE)
_FIRST = re.compile(r"\b(?:first|no)\b", re.IGNORECASE)
_VAGUE = 7
"""A step told of so many days or more was on one of them."""
_MOMENTS = frozenset((StepKind.CEASEFIRE, StepKind.CEASEFIRE_END, StepKind.BREAKDOWN, StepKind.AGREEMENT))
_DENIABLE = frozenset((StepKind.CONTACT, StepKind.TALKS, StepKind.CEASEFIRE, StepKind.AGREEMENT))
_QUESTION = re.compile(r"(?:Is|Are|Was|Were|Will|Would|Has|Have|Had|Do|Does|Did|Can|Could)\s")
_BEGUN = frozenset((StepKind.CONTACT, StepKind.CEASEFIRE))
_MEETINGS = frozenset((StepKind.CONTACT, StepKind.TALKS))
_END = re.compile(rf"[{_MARKS}]|\band\b")
"""Where a clause ends."""


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
    told = [t for c in act.incident.claims if c in claims and (t := _told(claims[c], who))]
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
    return _step(act, sides, found, [t for t in done if t.kind is kind])


def _only_rumoured(act: Act, told: Sequence[StoredClaim]) -> bool:
    """Is a meeting or a ceasefire denied, and neither told by one who was there, nor told anew after the denial?"""
    denied = [c.published for c in told if c.claim.status is Status.NEGATED and c.published]
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
    least = min((_length(t.claim) for t in told if t.claim.claim.when), default=0)
    exact = [t for t in told if t.claim.claim.when and _length(t.claim) == least] or told
    start = min((day for t in exact if (day := _day(t.claim, kind))), default=act.day)
    others = [p for p in (*act.by, *act.to) if p.side not in sides and p.sort is not Sort.BOTH and _helps(p)]
    hosts = [p for p in others if p.side in act.lands]
    step = Step(
        kind=kind,
        incident=act.id,
        start=start,
        end=_end(start, best) if kind in _LASTING else None,
        by=on_sides(act.by, sides, found),
        to=on_sides(act.to, sides, found),
        hosts=_ids(hosts),
        mediators=_ids(p for p in others if p not in hosts),
        standing=act.incident.standing,
        planned=planned,
        condition=best.condition,
        words=best.quote,
        claims=act.incident.claims,
    )
    spans = [t.claim.claim.when for t in exact if t.claim.claim.when]
    return Dated(step, max(start, min((when.end for when in spans), default=start)))


def _looks_back(stored: StoredClaim) -> bool:
    """Is it told of a time long past that is not more than a year or a season: "the talks broke down in 2014"?"""
    when, said = stored.claim.when, stored.published
    return bool(when and said and _length(stored) > dyads().longest and when.end < said)


def _length(stored: StoredClaim) -> int:
    when = stored.claim.when
    return (when.end - when.start).days if when else 0


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


def _day(stored: StoredClaim, kind: StepKind) -> dt.date | None:
    """The day that a claim gives; of what is done by saying it (a yes to talks in June), the day on which it is said."""
    when, said = stored.claim.when, stored.published
    if kind in _LASTING and (force := _day_after(_FROM, stored)):
        return force
    if when and kind in _BEGUN and _SINCE.search(stored.quote) and not _FIRST.search(stored.quote):
        return when.start
    if when is None or (when.end - when.start).days > dyads().longest:
        return said
    return min(when.start, said) if said and kind in _BY_SAYING and stored.claim.status in _PLANS else when.start


def _day_after(cue: re.Pattern[str], stored: StoredClaim) -> dt.date | None:
    """The day that stands right after a cue: "will take effect on Thursday"."""
    found = cue.search(stored.quote)
    rest = stored.quote[found.end() : found.end() + _DATE_AFTER] if found else ""
    times = (resolve(t, stored.published, future=True) for t in find_times(rest))
    return next((t[0] for t in times if t), None)


def _end(start: dt.date, stored: StoredClaim) -> dt.date | None:
    """The last day of a ceasefire, where it or the length is told ("a month-long truce", "extended until 13 November")."""
    words = stored.quote
    until = _day_after(_UNTIL, stored)
    if until and until > start:
        return until
    found = _LENGTH.search(words)
    if not found or pattern("lasted").search(words):
        return None
    number, unit = next(
        (n.lower(), u.lower())
        for n, u in ((found["a"], found["b"]), (found["c"], found["d"]), ("1", found["e"]))
        if n and u
    )
    count = _NUMBERS.get(number) or int(number)
    return start + dt.timedelta(days=min(count, 1000) * _DAYS[unit])


def _mediated(act: Act, sides: Sequence[str]) -> str:
    """How many of the two sides take part: "2", "1", or "mediated": one, with a third party."""
    named = {p.side for p in (*act.by, *act.to)}
    here = len(named & set(sides))
    if here == 2 or any(p.sort in (Sort.BOTH, Sort.SOME_STATE, Sort.SOME_GROUP) for p in (*act.by, *act.to)):
        return "2"
    others = [p for p in (*act.by, *act.to) if p.side not in sides and _helps(p)]
    return "mediated" if here == 1 and others else str(here)


def _told(stored: StoredClaim, sides: str) -> Told | None:
    if stored.claim.status is Status.NEGATED or _QUESTION.match(stored.quote):
        return None
    rule = next((r for r in rules().steps if _fits(r, stored, sides)), None)
    if rule is None or rule.then is None:
        return None
    status = stored.claim.status
    if rule.then in _MEETINGS and not (stored.claim.actor or stored.claim.recipient or stored.claim.when):
        return None  # "nothing to talk about"
    if rule.then in _MOMENTS | _MEETINGS and _looks_back(stored):
        return None
    done = status is Status.ACTUAL or (rule.done and (status is Status.FUTURE or rule.then is StepKind.OFFER))
    return Told(rule.then, not done, stored)


def _fits(rule: StepRule, stored: StoredClaim, sides: str) -> bool:
    claim, words = stored.claim, stored.quote[:2000]
    return (
        claim.event in rule.events
        and (rule.modes is None or claim.mode in rule.modes)
        and (rule.sides is None or rule.sides == sides)
        and (rule.trigger is None or pattern(rule.trigger).search(stored.trigger) is not None)
        and all(pattern(name).search(words) for name in rule.words)
        and all(any(_free(rule, c) for c in _clauses(p, words)) for p in _patterns(rule))
        and (any(_patterns(rule)) or _free(rule, words))
    )


def _patterns(rule: StepRule) -> tuple[re.Pattern[str], ...]:
    """What a rule asks for beyond single words."""
    asked = ((near_pattern, rule.near), (subject_pattern, rule.subject), (object_pattern, rule.object))
    return tuple(make(*names) for make, names in asked if names)


def _clauses(asked: re.Pattern[str], words: str) -> Iterator[str]:
    """Each place where a pattern is found, with the clause around it: "extended the truce" without ", and warned that"."""
    for found in asked.finditer(words):
        before = max(words.rfind(mark, 0, found.start()) for mark in _MARKS)
        after = _END.search(words, found.end())
        yield words[before + 1 : after.start() if after else None]


def _free(rule: StepRule, words: str) -> bool:
    return not any(pattern(name).search(words) for name in rule.without)


def in_context(found: Iterable[Dated]) -> tuple[Step, ...]:
    """Steps in order of time; what is carried out before anything was agreed is an offer.

    Looking back ("the talks that broke off in December") tells no other step than the one of which the day is known.
    """
    found = list(found)
    days = [(d.step.kind, d.step.start) for d in found if not d.vague and not d.step.planned]
    apart = (
        d.step
        for d in found
        if not (d.vague and d.step.kind in _MOMENTS)
        or not any(kind is d.step.kind and d.step.start <= day <= d.latest for kind, day in days)
    )
    ordered = sorted(apart, key=lambda s: (s.start, s.incident))
    agreed = min((s.start for s in ordered if s.kind in rules().agreed and not s.planned), default=dt.date.max)
    return tuple(
        replace(s, kind=StepKind.OFFER) if s.kind is StepKind.IMPLEMENTATION and s.start < agreed else s
        for s in ordered
    )
