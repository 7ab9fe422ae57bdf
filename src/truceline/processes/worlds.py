"""States that reports only imply: "the government" at talks abroad, a place whose name stands elsewhere too."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from truceline import gazetteer
from truceline.gazetteer import fold
from truceline.processes.parties import OWN, Placed, Sort

if TYPE_CHECKING:
    from truceline.processes.acts import Act


def at_home(acts: Sequence[Act], home_of: Callable[[str], Placed | None]) -> list[Act]:
    """The acts, with the state in which a group is at home in place of one that its reports only seem to name.

    "Talks between the government and the ELN in Quito" are none with Ecuador's government: the words name the city only as the
    place.
    """
    return [_at_home(act, home_of) for act in acts]


def _at_home(act: Act, home_of: Callable[[str], Placed | None]) -> Act:
    groups = [p.side for p in (*act.by, *act.to) if p.sort is Sort.GROUP and p.side]
    homes = {home.side: home for group in groups if (home := home_of(group))}
    told = fold(act.words)

    def moved(placed: tuple[Placed, ...]) -> tuple[Placed, ...]:
        return tuple(next(iter(homes.values())) if _only_placed(p, told) and p.side not in homes else p for p in placed)

    return replace(act, by=moved(act.by), to=moved(act.to)) if len(homes) == 1 else act


def _only_placed(placed: Placed, told: str) -> bool:
    """Is it a state of the gazetteer that words name at most by its capital, as the place where something was?"""
    country = gazetteer.country_named(placed.side_name or "") if placed.sort is Sort.STATE else None
    if country is None or "government" not in told:
        return False
    if any(re.search(rf"\b{re.escape(fold(n))}\b", told) for n in (placed.side_name or "", *country.adjectives) if n):
        return False
    if any(re.search(rf"\bgovernment in {re.escape(fold(n))}\b", told) for n in country.capitals()):
        return False
    return any(re.search(rf"\b(?:in|at|to) {re.escape(fold(n))}\b", told) for n in country.capitals())


def in_own_world(acts: Sequence[Act]) -> list[Act]:
    """The acts, with the state that an unknown group is told with in place of states that its reports never name.

    Only a state that is in no gazetteer is put so ("Government of Altamesa"): places of its reports are looked up in a world
    that is not theirs.
    """
    foes = _foes(acts)
    meant: dict[str, Placed] = {}
    words: dict[str, list[str]] = defaultdict(list)
    named = {group: fold(group.removeprefix(OWN).replace("-", " ")) for group in foes}
    for act in acts if foes else ():
        said = fold(act.words)
        plain = said.replace("-", " ")
        told = [*_groups(act), *(group for group, name in named.items() if name in plain)]
        for report in act.reports:
            words[report].append(said)
            for group in told:
                if group in foes:
                    meant.setdefault(report, foes[group])
    return [_moved(act, meant, words) for act in acts]


def _groups(act: Act) -> list[str]:
    return [p.side for p in (*act.by, *act.to) if p.sort is Sort.GROUP and p.side and p.side.startswith(OWN)]


def _foes(acts: Iterable[Act]) -> Mapping[str, Placed]:
    """Unknown group → the unknown state that most acts name beside it."""
    states: dict[str, Placed] = {}
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for act in acts:
        own = [p for p in (*act.by, *act.to) if p.sort is Sort.STATE and p.side and p.side.startswith(OWN)]
        own = [p for p in own if not _only_implied(p, fold(act.words))]
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
    """Is it a state that no word names?"""
    if placed.sort is not Sort.STATE or not placed.side_name:
        return False
    country = gazetteer.country_named(placed.side_name)
    if country is None:
        # "Karsovan" tells of Karsova, too.
        return not re.search(rf"\b{re.escape(fold(placed.side_name)[:-1])}", told)
    names = (placed.side_name, *country.adjectives, *country.capitals())
    return not any(re.search(rf"\b{re.escape(fold(name))}\b", told) for name in names if name)
