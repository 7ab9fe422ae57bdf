"""States that reports only imply ("the government", a place whose name stands elsewhere too), where they tell of one that no registry knows."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from truceline import gazetteer
from truceline.gazetteer import fold
from truceline.processes.parties import OWN, Placed, Sort

if TYPE_CHECKING:
    from truceline.processes.acts import Act


def in_own_world(acts: Sequence[Act]) -> list[Act]:
    """The acts, with the state that an unknown group is told with in place of states that its reports never name.

    Only a state that is in no gazetteer is put so ("Government of Altamesa"): places of its reports are looked up in a world
    that is not theirs.
    """
    foes = _foes(acts)
    meant: dict[str, Placed] = {}
    for act in acts if foes else ():
        for group in _groups(act):
            if group in foes:
                for report in act.reports:
                    meant.setdefault(report, foes[group])
    words: dict[str, list[str]] = defaultdict(list)
    for act in acts if meant else ():
        for report in act.reports:
            if report in meant:
                words[report].append(fold(act.words))
    return [_moved(act, meant, words) for act in acts]


def _groups(act: Act) -> list[str]:
    return [p.side for p in (*act.by, *act.to) if p.sort is Sort.GROUP and p.side and p.side.startswith(OWN)]


def _foes(acts: Iterable[Act]) -> Mapping[str, Placed]:
    """Unknown group → the unknown state that most acts name beside it."""
    states: dict[str, Placed] = {}
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for act in acts:
        own = [p for p in (*act.by, *act.to) if p.sort is Sort.STATE and p.side and p.side.startswith(OWN)]
        states.update({p.side: p for p in own if p.side})
        for group in _groups(act):
            told[group].update(p.side for p in own if p.side)
    return {g: states[min(c, key=lambda s: (-c[s], s))] for g, c in told.items() if c}


def _moved(act: Act, meant: Mapping[str, Placed], words: Mapping[str, Sequence[str]]) -> Act:
    state = next((meant[r] for r in act.reports if r in meant), None)
    if state is None or state.side is None:
        return act
    told = " ".join(w for r in act.reports for w in words[r])

    def moved(placed: tuple[Placed, ...]) -> tuple[Placed, ...]:
        return tuple(state if _only_implied(p, told) else p for p in placed)

    return replace(act, by=moved(act.by), to=moved(act.to), lands=(state.side,) if act.lands else ())


def _only_implied(placed: Placed, told: str) -> bool:
    """Is it a state of the gazetteer, and one that no word names?"""
    country = gazetteer.country_named(placed.side_name or "") if placed.sort is Sort.STATE else None
    if country is None:
        return False
    names = (placed.side_name or "", *country.adjectives, *country.capitals())
    return not any(re.search(rf"\b{re.escape(fold(name))}\b", told) for name in names if name)
