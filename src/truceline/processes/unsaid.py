"""Whose process an act is of that names no side: by the text of its report, by who published it, by the place where others met."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

from truceline.claim import Event
from truceline.processes.acts import Act, Acts
from truceline.processes.parties import Sort
from truceline.processes.regulars import Pair, Regulars
from truceline.processes.settings import dyads

PEACE = re.compile(r"\bpeace\s+(?:agreement|accord|deal|treaty|talks|process)\b", re.IGNORECASE)
TRUCE = re.compile(
    r"\b(?:truce|cease-?fire|hostilities|firing|hold(?:ing)? (?:its |their |our )?fire)\b", re.IGNORECASE
)
TALKING = frozenset((Event.CONSULT, Event.AGREE, Event.SUPPORT))
_AT_TABLE = TALKING | {Event.CONCEDE}
_PROCESS = re.compile(
    r"\b(?:truce|armistice|cease-?fire|hostilities|peace|talks|negotiat\w*|dialogue|accord|agreement|treaty|settlement|disarm\w*|weapons)\b",
    re.IGNORECASE,
)
_YEAR = 365

Laid = Mapping[str, Sequence[Pair]]
"""Incident → its pairs."""


@cache
def rebels() -> re.Pattern[str]:
    """What words say of an armed group without saying of which."""
    armed = sorted({*dyads().armed, "rebels", "rebel", "insurgents", "militants"})
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, armed))})\b", re.IGNORECASE)


@cache
def office() -> re.Pattern[str]:
    """What words say of a state without saying of which."""
    return re.compile(rf"\b(?:government|{'|'.join(map(re.escape, sorted(dyads().offices)))})\b", re.IGNORECASE)


def tells_of_peace(act: Act) -> bool:
    """Is it worth a look into its report?"""
    return act.incident.event is Event.CONSULT or _PROCESS.search(act.words) is not None


class Unsaid:
    """Finds the pair that is meant, where the words of an act name no side."""

    def __init__(self, found: Acts, regulars: Regulars, having: Callable[[Iterable[str]], Sequence[Pair]]) -> None:
        """`having`: the pairs known so far that any of these sides is in."""
        self._acts, self._regulars, self._having = found, regulars, having
        self._nameless = {state.side for state in found.facing.values()}

    def by_text(self, act: Act, texts: Mapping[str, str]) -> tuple[Pair, ...]:
        """The conflict of which its report tells: both sides are named there, and those of no other conflict half as often."""
        if not self._may_be_meant(act):
            return ()
        named = Counter[str]()
        for report in act.reports:
            named.update(self._acts.mentions.counts(texts.get(report, "")))
        groups = [side for side in named if self._acts.sides[side].sort is Sort.GROUP]
        known = [p for p in self._having(groups) if all(named[side] or side in self._nameless for side in p)]
        best = min(known, key=lambda p: (-sum(named[side] for side in p), p), default=None)
        others = {side for pair in known for side in pair} - set(best or ())
        clear = best and all(2 * named[side] < max(named[own] for own in best) for side in others)
        return (best,) if best and clear else ()

    def _may_be_meant(self, act: Act) -> bool:
        """Are only people and bodies named of whom nothing is known, and said to be of the government or the rebels?"""
        if any(p.side or p.party.kind is not None for p in (*act.by, *act.to)):
            return False
        strangers = act.incident.event is Event.CONSULT and self._regulars.any_stranger(act)
        return not strangers or bool(office().search(act.words) or rebels().search(act.words))

    def papers(self, laid: Laid) -> Mapping[str, Iterable[tuple[dt.date, Pair]]]:
        """Publisher → the days and pairs of which it tells."""
        told: dict[str, set[tuple[dt.date, Pair]]] = defaultdict(set)
        for act in self._acts.acts:
            for pair in laid.get(act.id, ()):
                for report in act.reports:
                    told[self._publisher(report)].add((act.day, pair))
        return told

    def by_paper(self, act: Act, papers: Mapping[str, Iterable[tuple[dt.date, Pair]]]) -> tuple[Pair, ...]:
        """A truce or peace of nobody named, or of "the two sides", is of the only conflict that who published it tells of within a year."""
        if any(p.side or p.sort is Sort.OTHER for p in (*act.by, *act.to)):
            return ()
        if not (TRUCE.search(act.words) or PEACE.search(act.words)):
            return ()
        of_paper = (one for report in act.reports for one in papers.get(self._publisher(report), ()))
        told = {pair for day, pair in of_paper if abs((act.day - day).days) <= _YEAR}
        return tuple(told) if len(told) == 1 else ()

    def _publisher(self, report: str) -> str:
        return self._acts.heard.publishers.get(report, "")

    def tables(self, laid: Laid) -> Mapping[str, Sequence[Act]]:
        """Place → the talks held there."""
        held: dict[str, list[Act]] = defaultdict(list)
        for act in self._acts.acts:
            if act.incident.event in TALKING and act.id in laid:
                for name in {place.name for place in act.incident.where}:
                    held[name].append(act)
        return held

    def by_table(self, act: Act, tables: Mapping[str, Sequence[Act]], laid: Laid) -> tuple[Pair, ...]:
        """Whoever meets where one pair alone is told to have met within a year speaks for it, if nobody known is named."""
        known = any(p.side or p.party.kind is not None for p in (*act.by, *act.to))
        if known or act.incident.event not in _AT_TABLE:
            return ()
        met = {
            pair
            for place in {place.name for place in act.incident.where}
            for other in tables.get(place, ())
            if 0 < (act.day - other.day).days <= _YEAR
            for pair in laid[other.id]
        }
        return tuple(met) if len(met) == 1 else ()
