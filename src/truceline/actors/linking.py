"""Linking: from a name in a report to the actor that it means, by the name, the day and the countries of the report.

Every way of finding a name (mentions.py) proposes actors, each with a confidence for the name alone; the context
then weighs them (context.py). The best one is the link, unless a rival comes near or its confidence is under the
threshold: then the name stays unlinked, and the proposals are given for a person to decide.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from truceline.actors.actor import LONGEST_NAME, Actor, Kind, Role
from truceline.actors.context import Context, fit
from truceline.actors.mentions import found
from truceline.actors.proposals import How, Proposal
from truceline.actors.registry import Registry

THRESHOLD = 0.6
"""The least confidence of a link. Below it a name stays unlinked rather than wrong."""
_RIVAL = 0.92
"""Two actors this near to each other cannot be told apart."""
_SHOWN = 5
_ACTORS_OF_KIND = {
    "person": frozenset((Kind.PERSON, Kind.UNKNOWN)),
    "organization": frozenset(Kind) - {Kind.PERSON, Kind.CIVILIANS},
    "outlet": frozenset((Kind.OUTLET, Kind.ORGANIZATION)),
    "document": frozenset[Kind](),
    "unnamed": frozenset[Kind](),
}
"""What the kinds of sources in the claim format can be."""


@dataclass(frozen=True)
class Candidate:
    """An actor that a name may mean, with how sure that is and by what it was found."""

    actor: Actor
    confidence: float
    how: How


@dataclass(frozen=True)
class Link:
    """What a name means: the actor, or None when it is unknown or in doubt.

    `confidence` is that of the link, or of the best candidate when there is none; `how` says what found it; `role` is the office
    that a linked person held on the day, if any; `candidates` are the actors in question, the likeliest first.
    """

    name: str
    actor: Actor | None = None
    confidence: float = 0.0
    how: How | None = None
    role: Role | None = None
    candidates: tuple[Candidate, ...] = ()


class Linker:
    """Links names to the actors of a registry."""

    def __init__(self, registry: Registry, *, threshold: float = THRESHOLD) -> None:
        self.registry, self.threshold = registry, threshold
        self._cached = lru_cache(maxsize=20_000)(self._decide)

    def link(
        self, name: str, *, date: dt.date | None = None, countries: Iterable[str] = (), kind: str | None = None
    ) -> Link:
        """What actor a name means.

        `name`: the fullest name that the report gives; `date`: the day of the event, else of the report; `countries`:
        ISO 3166-1 alpha-2 codes of the countries that the report is about, most important first; `kind`: what it is, as
        a kind of actor or of source, where that is known.
        """
        name = " ".join(name.split())
        if not name or len(name) > LONGEST_NAME:
            return Link(name[:LONGEST_NAME])
        return self._cached(name, Context(date, tuple(countries)), kind)

    def _decide(self, name: str, context: Context, kind: str | None) -> Link:
        candidates = self._weighed(found(name, self.registry, context), context, kind)
        if not candidates:
            return Link(name)
        best, *others = candidates
        if rival := next((c for c in others if c.confidence >= _RIVAL * best.confidence), None):
            best = self._one_of(best, rival)
        shown = tuple(candidates[:_SHOWN])
        if best.confidence < self.threshold:
            return Link(name, None, best.confidence, best.how, None, shown)
        roles = best.actor.roles_on(context.date) if context.date else ()
        return Link(name, best.actor, best.confidence, best.how, roles[0] if roles else None, shown)

    def _weighed(self, proposals: Iterable[Proposal], context: Context, kind: str | None) -> list[Candidate]:
        """The proposals in their context, the best one of each actor, the likeliest first."""
        best: dict[str, Candidate] = {}
        proposals = list(proposals)
        for p in proposals:
            actor = self._as_kind(p.actor, kind)
            confidence = round(p.confidence * fit(p, context, proposals) * _of_kind(actor, kind), 4)
            if actor.id not in best or best[actor.id].confidence < confidence:
                best[actor.id] = Candidate(actor, confidence, p.how)
        return sorted(best.values(), key=lambda c: (-c.confidence, c.actor.id))

    def _as_kind(self, actor: Actor, kind: str | None) -> Actor:
        """The state itself in place of its government where a state is asked for."""
        if kind == Kind.STATE and actor.kind is Kind.GOVERNMENT and actor.parent in self.registry:
            return self.registry[actor.parent or ""]
        return actor

    def _one_of(self, best: Candidate, rival: Candidate) -> Candidate:
        """Of two that cannot be told apart, the whole of which the other is a part; else neither."""
        if best.actor in self.registry.ancestors(rival.actor.id):
            return best
        if rival.actor in self.registry.ancestors(best.actor.id):
            return rival
        return replace(best, confidence=round(best.confidence / 2, 4))


def _of_kind(actor: Actor, kind: str | None) -> float:
    """1 where the actor can be of the kind that the report tells, less where not."""
    if kind is None:
        return 0.95 if actor.kind is Kind.OUTLET else 1.0
    wanted = _ACTORS_OF_KIND.get(kind, frozenset((kind,)))
    groups = {Kind.ARMED_GROUP, Kind.FACTION, Kind.ORGANIZATION}
    return 1.0 if actor.kind in wanted or (kind in groups and actor.kind in groups) else 0.5
