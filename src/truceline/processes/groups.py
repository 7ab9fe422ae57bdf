"""Parties that the registry does not know: which of their names are armed groups, and who faces them where no state is named."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from truceline.claim import Event
from truceline.gazetteer import fold
from truceline.processes.parties import OWN, Placed, Sort, nameless_state
from truceline.processes.settings import dyads, pattern

if TYPE_CHECKING:
    from truceline.processes.acts import Act

_TABLE = frozenset((Event.CONSULT, Event.AGREE, Event.SUPPORT, Event.CONCEDE, Event.RETREAT, Event.REJECT))
_PLACE = re.compile(
    r"\b(?:town|city|village|port|district|province|region|valley|island|camp)s? of (?P<name>[A-Z][\w'’-]*)"
)
_TWICE = 2
_SOME = (Sort.SOME_STATE, Sort.BOTH)


def only_groups(acts: Sequence[Act]) -> list[Act]:
    """The acts, in which a name that the registry does not know is a side only where it is an armed group: others are persons and places.

    A group attacks somebody; or it is called as organizations are ("Council", "Front"), deals with a state more than once, and
    makes peace, which nobody does who makes no war.
    """
    attackers = _attackers(acts)
    groups = attackers | _negotiators(acts, attackers)

    def kept(placed: tuple[Placed, ...]) -> tuple[Placed, ...]:
        return tuple(
            p if p.side in groups or not _is_unknown(p) else replace(p, sort=Sort.OTHER, side=None, side_name=None)
            for p in placed
        )

    return [replace(a, by=kept(a.by), to=kept(a.to)) for a in acts]


def _attackers(acts: Sequence[Act]) -> set[str]:
    """Whoever attacks, but for places ("the shelling of Bokala")."""
    places = {fold(place.name) for a in acts for place in a.incident.where}
    places |= {fold(m["name"]) for a in acts for m in _PLACE.finditer(a.words)}
    attacking = (p for a in acts if a.incident.event is Event.ASSAULT for p in a.by if _is_unknown(p))
    return {p.side for p in attacking if p.side and (_is_organized(p) or fold(p.side_name or "") not in places)}


def _negotiators(acts: Sequence[Act], attackers: set[str]) -> set[str]:
    """Organizations that deal with a state in two reports or more, in one of them about peace.

    Whoever helps a state and a group to talk is none: a report that names a group known to fight tells of that group's peace, and of
    several organizations the one that states deal with most is the other side.
    """
    told, dealt = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    fighting: set[str] = set()
    for act in acts:
        groups = {p.side for p in (*act.by, *act.to) if p.sort is Sort.GROUP and p.side}
        organized = {p.side for p in (*act.by, *act.to) if _is_unknown(p) and p.side and _is_organized(p)}
        if any(group in attackers or not group.startswith(OWN) for group in groups):
            fighting.update(act.reports)
        for one in organized:
            told[one].update(act.reports)
            dealt[one].update(act.reports if _with_a_state(act) else ())
    able = [one for one in dealt if len(dealt[one]) >= _TWICE and 2 * len(told[one] & fighting) < len(told[one])]
    found: set[str] = set()
    for act in acts:
        if act.incident.event in _TABLE and _with_a_state(act) and _is_of_peace(act.words):
            here = [one for one in able if told[one] & {*act.reports} - fighting]
            found.update(sorted(here, key=lambda one: (-len(dealt[one]), one))[:1])
    return found


def _with_a_state(act: Act) -> bool:
    return any(p.sort is Sort.STATE or p.sort in _SOME for p in (*act.by, *act.to))


def _is_unknown(placed: Placed) -> bool:
    return placed.sort is Sort.GROUP and bool(placed.side and placed.side.startswith(OWN))


def _is_organized(placed: Placed) -> bool:
    return bool(set((placed.side or "").removeprefix(OWN).split("-")) & dyads().organized)


def _is_of_peace(words: str) -> bool:
    talks = pattern("peace").search(words) and (pattern("accord").search(words) or pattern("talks").search(words))
    return bool(talks or pattern("truce").search(words))


def facing(acts: Sequence[Act], groups: Iterable[str]) -> dict[str, Placed]:
    """Group that no state is ever told with, in any report → the state that it fights, though nobody names it.

    "The Government", "the Prime Minister", "the army" of a local paper are that state's.
    """
    told: dict[str, set[str]] = defaultdict(set)
    states: set[str] = set()
    for act in acts:
        parties = (*act.by, *act.to)
        for side in {p.side for p in parties if _is_unknown(p) and p.side}:
            told[side].update(act.reports)
        if act.lands or any(p.sort is Sort.STATE for p in parties):
            states.update(act.reports)
    return {group: nameless_state(group) for group in sorted(set(groups)) if group in told and not told[group] & states}
