"""Which two sides an act lies between: those it names, else those that its place, its report or the record as a whole make plain."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from truceline.claim import Event
from truceline.processes.acts import Act, Acts
from truceline.processes.parties import OWN, Placed, Sort
from truceline.processes.regulars import Pair, Regulars, pair_of
from truceline.processes.settings import dyads
from truceline.processes.texts import Texts, no_texts
from truceline.processes.unsaid import PEACE, TALKING, TRUCE, Unsaid, office, rebels, tells_of_peace

_CLASH = re.compile(r"\b(?:clash|fight|fought|battl|skirmish|exchang|trad|between|war\b|each other)", re.IGNORECASE)
"""Of two who only attack, the one may help the other; who clash are enemies."""
_TWO = re.compile(r"\b(?:both|two)\s+(?:sides|parties|delegations)\b", re.IGNORECASE)
_CARRIED_OUT = frozenset((Event.RETREAT, Event.COOPERATE))
_ROUNDS = 2
_UNILATERAL = frozenset((Event.REQUEST, Event.CONCEDE, Event.RETREAT, Event.REJECT))
"""What a state does alone in a process: it orders its army to hold fire."""
_OF_PROCESS = TALKING | {Event.CONCEDE, Event.RETREAT, Event.REJECT, Event.REQUEST, Event.ACCUSE, Event.COOPERATE}


class Pairing:
    """Lays acts to pairs: first force that names both sides, then the rest of it, then talks and all else.

    Each step looks only at what the steps before it found, so the order of acts says nothing.
    """

    def __init__(self, found: Acts, texts: Texts = no_texts) -> None:
        self._acts = found
        self.of: dict[str, tuple[Pair, ...]] = {}
        """Incident → its pairs."""
        self._fights: Counter[Pair] = Counter()
        self._of_side: dict[str, dict[Pair, None]] = defaultdict(dict)
        self._beside = _states_beside(found.acts)
        self._told: dict[str, Counter[Pair]] = defaultdict(Counter)
        self._states: dict[str, Counter[str]] = defaultdict(Counter)
        for act in found.acts:
            for report in act.reports:
                self._states[report].update(p.side for p in (*act.by, *act.to) if p.sort is Sort.STATE and p.side)
        force = [a for a in found.acts if a.force]
        rest = [a for a in found.acts if not a.force and a.incident.event in _OF_PROCESS]
        self._lay([(a, self._named_force(a)) for a in force], fights=True)
        open_force = [a for a in force if a.id not in self.of]
        self._lay([(a, self._half_named_force(a)) for a in open_force], fights=True)
        self._lay([(a, self._named_talks(a)) for a in rest], fights=False)
        for _ in range(_ROUNDS):
            # What is laid in the first round tells of whom the reports of the next one speak, and who is often told there.
            self._regulars = Regulars(found.acts, self._told)
            open_talks = [a for a in rest if a.id not in self.of]
            self._lay([(a, self._half_named_talks(a)) for a in open_talks], fights=False)
        means = Unsaid(found, self._regulars, self._having)
        unsaid = [a for a in rest if a.id not in self.of and tells_of_peace(a)]
        told = texts({report for a in unsaid for report in a.reports})
        self._lay([(a, means.by_text(a, told)) for a in unsaid], fights=False)
        papers = means.papers(self.of)
        self._lay([(a, means.by_paper(a, papers)) for a in rest if a.id not in self.of], fights=False)
        strangers = [a for a in rest if a.id not in self.of]
        tables = means.tables(self.of) if strangers else {}
        self._lay([(a, means.by_table(a, tables, self.of)) for a in strangers], fights=False)

    def _lay(self, laid: Sequence[tuple[Act, tuple[Pair, ...]]], *, fights: bool) -> None:
        for act, pairs in laid:
            if not pairs:
                continue
            self.of[act.id] = pairs
            for pair in pairs:
                self._fights[pair] += fights
                for side in pair:
                    self._of_side[side][pair] = None
                for report in act.reports:
                    self._told[report][pair] += 1

    # Force

    def _named_force(self, act: Act) -> tuple[Pair, ...]:
        by, to = act.sides(act.by), act.sides(act.to)
        if by and to:
            return _pairs((a, b) for a in by for b in to)
        return _pairs(combinations(by, 2)) if not act.to and _CLASH.search(act.words) else ()

    def _half_named_force(self, act: Act) -> tuple[Pair, ...]:
        """A group attacks civilians or somebody unnamed, or is attacked by nobody named; or only the words name it."""
        # What those who rule do to people at home is violence of a state, and no conflict of two sides.
        attackers = [p.side for p in act.by if p.sort is Sort.GROUP and p.side and not _rules(p.side, act)]
        attacked = [p.side for p in act.to if p.sort is Sort.GROUP and p.side]
        if attackers and not act.sides(act.to):
            return _pairs((side, self._enemy(side, act)) for side in attackers)
        if attacked and all(p.sort is Sort.SOME_STATE for p in act.by):
            return _pairs((side, self._enemy(side, act)) for side in attacked)
        known = act.sides(act.by) if all(p.sort is Sort.SOME_GROUP for p in act.to) else ()
        known = known or (act.sides(act.to) if not act.by else ())
        said = self._acts.mentions.sides(act.words) if known else ()
        return _pairs((a, b) for a in known for b in said if pair_of(a, b) in self._fights)

    def _enemy(self, group: str, act: Act) -> str | None:
        """The state where it was; else the side that the group fights in the report, in all reports, or at home."""
        lands = [land for land in act.lands if land != group]
        home = self._home_of(group, act)
        # Abroad it may strike, and be struck, in a war that it fights elsewhere.
        its_own = [land for land in lands if home is None or land == home.side or self._fights[pair_of(group, land)]]
        if its_own:
            return its_own[0]
        if lands and not self._of_side.get(group):
            return lands[0]
        if pair := self._likeliest(self._having([group]), act):
            return _other(pair, group)
        told = Counter[str]()
        for report in act.reports:
            told.update(s for s in self._states[report] if self._acts.placing.ruler_of(s, act.day) != group)
        if told:
            return min(told, key=lambda side: (-told[side], side))
        if home:
            return home.side
        unnamed = self._acts.facing.get(group)
        return unnamed.side if unnamed else self._beside.get(group)

    def _home_of(self, group: str, act: Act) -> Placed | None:
        """The state in which a group is at home; None where it rules that state on the day."""
        home = self._acts.placing.home_of(group)
        return home if home and self._acts.placing.ruler_of(home.side or "", act.day) != group else None

    def _having(self, sides: Iterable[str]) -> list[Pair]:
        """The pairs that any of these sides is in."""
        return list(dict.fromkeys(pair for side in sides for pair in self._of_side.get(side, ())))

    def _likeliest(self, pairs: Sequence[Pair], act: Act) -> Pair | None:
        """Of these pairs the one that the act's reports tell most of; else the one that fights most."""
        told = Counter[Pair]()
        for report in act.reports:
            told.update(self._told[report])
        return min(pairs, key=lambda p: (-told[p], -self._fights[p], p), default=None)

    # Talks and what goes with them

    def _named_talks(self, act: Act) -> tuple[Pair, ...]:
        possible = [pair_of(a, b) for a, b in combinations(sorted(act.sides()), 2)]
        fighting = [p for p in possible if self._fights[p]]
        if fighting:
            least = dyads().share * max(self._fights[p] for p in fighting)
            return tuple(p for p in fighting if self._fights[p] >= least)
        # Without force, of several who meet the group and its own state are the two sides.
        talking = tuple(p for p in possible if self._may_talk(*p))
        return talking if len(talking) == 1 else ()

    def _may_talk(self, a: str, b: str) -> bool:
        """Without force in the record: a group and the state in which it is at home, or with which it is told, if nobody knows it."""
        one, other = (self._acts.sides[s] for s in (a, b))
        for state, group in ((one, other), (other, one)):
            if state.sort is Sort.STATE and group.sort is Sort.GROUP and group.side:
                home = self._acts.placing.home_of(group.side)
                return state.side == (home.side if home else self._beside.get(group.side))
        return False

    def _half_named_talks(self, act: Act) -> tuple[Pair, ...]:
        """By the sides that the words name; else by what its reports tell of; else, for a group, by whom it fights."""
        # Who rules a state mediates and hosts as a state does.
        ruling = {s for s in act.sides() if _rules(s, act)}
        named = set(act.sides()) - ruling
        groups = {s for s in named if self._acts.sides[s].sort is Sort.GROUP}
        regulars = self._regulars.pairs(act)
        of_process = bool(groups or regulars) or self._is_of_process(act)
        if not of_process and act.incident.event not in _UNILATERAL:
            return ()
        known_only = act.incident.event not in _CARRIED_OUT
        strangers = known_only and not groups and self._regulars.any_stranger(act)
        strangers = strangers or bool(ruling and named)
        unilateral = act.incident.event in _UNILATERAL and TRUCE.search(act.words)
        strangers = strangers and not unilateral and not PEACE.search(act.words)
        parties = " / ".join(p.party.name for p in (*act.by, *act.to) if p.side is None)
        said = sorted(named | set(self._acts.mentions.sides(f"{act.words} / {parties}")))
        if not named:
            groups = {s for s in said if self._acts.sides[s].sort is Sort.GROUP}
        in_words = [p for a, b in combinations(said, 2) if (p := pair_of(a, b)) in self._fights]
        if not in_words and office().search(act.words):
            # "met the leader of the Front, and then the president": his is the state that it fights.
            in_words = self._having(s for s in said if self._acts.sides[s].sort is Sort.GROUP)
        if not in_words and rebels().search(act.words):
            # "Ranipur and Tiger rebels met": those that it fights, if it fights but one group.
            enemies = self._having(s for s in said if self._acts.sides[s].sort is Sort.STATE)
            in_words = enemies if len(enemies) == 1 else []
        in_reports = [p for report in act.reports for p in self._told[report]]
        # What a state that fights its own war, or any other side, does with a group is no step of the group's war with a third.
        own = [s for s in said if self._of_side.get(s)]
        at_all = self._having(sorted(groups)) if len(own) < 2 else []
        of_some = self._having(said) if self._names_some(act) or not named else []
        # A truce that a state with one enemy declares is with that enemy.
        enemies = self._having(said) if unilateral else []
        of_some = of_some or (enemies if len(enemies) == 1 else [])
        # Talks with somebody unknown are of the process only where the words name the other side; others may look on as weapons are handed in.
        between = in_reports if named and _TWO.search(act.words) else []
        for known in (
            (in_words,) if strangers or not of_process else (in_words, between, in_reports, regulars, at_all, of_some)
        ):
            # Whoever brings two together is none of them.
            third = known is between or (known is in_words and act.incident.event is Event.CONSULT)
            fitting = [p for p in known if third or not named or set(p) & (groups or named)]
            if pair := self._likeliest(fitting, act):
                return (pair,)
        return ()

    @staticmethod
    def _names_some(act: Act) -> bool:
        """Is it of "both sides" or of "the rebels", whoever they are?"""
        return any(p.sort in (Sort.BOTH, Sort.SOME_GROUP) for p in (*act.by, *act.to))

    def _is_of_process(self, act: Act) -> bool:
        """Is an act that names no group still of the process, and not of a state's own affairs or its ties to others?"""
        named = (*act.by, *act.to)
        if self._names_some(act):
            return True
        own = {p.side or p.party.id for p in named if p.sort in (Sort.STATE, Sort.SOME_STATE)}
        others = [p for p in named if p.sort is Sort.OTHER and p.party.kind is not None]
        return len(own) <= 1 and not (others and act.incident.event is Event.CONSULT)


def _rules(side: str, act: Act) -> bool:
    """Does a group rule a state on the day of an act?"""
    return side in dyads().ruling and dyads().ruling[side].on(act.day)


def _states_beside(acts: Iterable[Act]) -> dict[str, str]:
    """Group that no registry knows → the state that most acts name with it."""
    beside: dict[str, Counter[str]] = defaultdict(Counter)
    for act in acts:
        named = (*act.by, *act.to)
        states = {p.side for p in named if p.sort is Sort.STATE and p.side}
        for group in {p.side for p in named if p.sort is Sort.GROUP and p.side and p.side.startswith(OWN)}:
            beside[group].update(states)
    return {group: min(told, key=lambda s: (-told[s], s)) for group, told in beside.items() if told}


def _pairs(found: Iterable[tuple[str | None, str | None]]) -> tuple[Pair, ...]:
    return tuple(dict.fromkeys(pair_of(a, b) for a, b in found if a and b and a != b))


def _other(pair: Pair, side: str) -> str:
    return pair[1] if pair[0] == side else pair[0]
