"""Claims into groups that speak of one happening: the strongest pairs first, groups only where they agree on average.

Average-link agglomeration over the compared pairs. Everything is done in one order that comes from the claims
themselves, and with whole numbers, so that the same claims always give the same groups.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from truceline.incidents.blocking import Pair, candidates
from truceline.incidents.connecting import Packed, Scored, connected
from truceline.incidents.evidence import disagree, log_odds
from truceline.incidents.settings import Settings
from truceline.incidents.spots import Nearness, nearness
from truceline.incidents.traits import Traits

_UNIT = 1000
"""Log-odds are kept as whole thousandths: sums of floats depend on their order."""


@dataclass
class Scores:
    """Log-odds of pairs, in thousandths, cut at the clip; each is computed once."""

    told: Sequence[Traits]
    settings: Settings
    near: Nearness
    known: dict[Pair, int] = field(default_factory=dict)

    def of(self, a: int, b: int) -> int:
        """The score of two claims by their positions."""
        pair = (a, b) if a < b else (b, a)
        if pair not in self.known:
            self.known[pair] = self.computed(*pair)
        return self.known[pair]

    def computed(self, a: int, b: int, least: float = -math.inf) -> int:
        """The score, without keeping it; of a pair that cannot reach `least`, only that it is below."""
        clip = self.settings.joining.clip
        score = log_odds(self.told[a], self.told[b], self.settings, self.near, least)
        return round(max(-clip, min(clip, score)) * _UNIT)

    def mean(self, ones: Iterable[int], others: Sequence[int]) -> float:
        """The mean score between two groups."""
        found = [self.of(a, b) for a in ones for b in others]
        return sum(found) / len(found) / _UNIT

    def apart(self, ones: Iterable[int], others: Sequence[int]) -> bool:
        """Does any claim of one group disagree with any of the other in place, day or doer, so that nothing may join them?"""
        kinds, other_kinds = self._kinds(ones), self._kinds(others)
        return any(disagree(a, b, self.near) for a in kinds for b in other_kinds)

    def _kinds(self, positions: Iterable[int]) -> list[Traits]:
        """One claim of each place, day and doer."""
        told = (self.told[p] for p in positions)
        return list({(one.spots, one.days, one.many, one.actors): one for one in told}.values())


@dataclass
class Groups:
    """Disjoint groups of positions, each with the members that speak for it."""

    told: Sequence[Traits]
    speakers: int
    root: dict[int, int] = field(default_factory=dict)
    members: dict[int, list[int]] = field(default_factory=dict)
    voices: dict[int, list[int]] = field(default_factory=dict)

    def add(self, position: int) -> None:
        """Put a claim into a group of its own."""
        self.root[position] = position
        self.members[position] = self.voices[position] = [position]

    def join(self, a: int, b: int) -> None:
        """Make one group of the groups with these roots."""
        if len(self.members[a]) < len(self.members[b]):
            a, b = b, a
        for position in self.members[b]:
            self.root[position] = a
        self.members[a] = self.members[a] + self.members.pop(b)
        both = self.voices[a] + self.voices.pop(b)
        self.voices[a] = sorted(both, key=lambda p: (-self.told[p].weight, p))[: self.speakers]


def grouped(told: Sequence[Traits], settings: Settings) -> list[list[int]]:
    """Groups of positions in `told`, each sorted, in the order of their first members.

    `told` must be in an order that comes from the claims (`StoredClaim.told`). What is told with a day or a place is
    grouped first. Claims with neither, then denials and plans, are laid to the group they fit; what fits none is
    grouped among itself.
    """
    near = nearness(one.spots for one in told)
    found, alone = list[list[int]](), bytearray(b"\1") * len(told)
    for pairs in connected(_scored(told, settings, near), len(told)):
        groups = _component(pairs, Scores(told, settings, near))
        found += groups
        for position in chain.from_iterable(groups):
            alone[position] = 0
    found += [[position] for position, is_alone in enumerate(alone) if is_alone]
    return sorted(found)


def _scored(told: Sequence[Traits], settings: Settings, near: Nearness) -> Packed:
    """The pairs that can lead to a group."""
    scores, least = Scores(told, settings, near), min(settings.joining.threshold, settings.joining.attach)
    floor, found = round(least * _UNIT), Packed()
    for a, b in candidates(told, settings):
        score = scores.computed(a, b, least - 1 / _UNIT)
        if score >= floor:
            found.add(score, a, b)
    return found


def _component(pairs: Sequence[Scored], scores: Scores) -> list[list[int]]:
    """The groups among claims that pairs connect; no other claim has a say in them."""
    told, groups = scores.told, Groups(scores.told, scores.settings.joining.representatives)
    scores.known.update(((a, b), score) for score, a, b in pairs)
    positions = sorted({p for _, *pair in pairs for p in pair})
    for position in positions:
        groups.add(position)
    rank = {p: 0 if told[p].happened and not told[p].bare else 1 if told[p].happened else 2 for p in positions}
    _join([p for p in pairs if rank[p[1]] == rank[p[2]] == 0], groups, scores)
    for follower in (1, 2):
        _attach(
            [p for p in pairs if follower == max(rank[p[1]], rank[p[2]]) != min(rank[p[1]], rank[p[2]])],
            groups,
            scores,
            rank,
        )
        _join([p for p in pairs if rank[p[1]] == rank[p[2]] == follower], groups, scores)
    return [sorted(members) for members in groups.members.values()]


def _join(pairs: Iterable[Scored], groups: Groups, scores: Scores) -> None:
    refused: set[tuple[int, int, int, int]] = set()
    least = scores.settings.joining.threshold
    for score, a, b in pairs:
        one, other = sorted((groups.root[a], groups.root[b]))
        if one == other or score < least * _UNIT:
            continue
        case = (one, len(groups.members[one]), other, len(groups.members[other]))
        if case in refused:
            continue
        fits = scores.mean(groups.voices[one], groups.voices[other]) >= least
        if fits and not scores.apart(groups.members[one], groups.members[other]):
            groups.join(one, other)
        else:
            refused.add(case)


def _attach(pairs: Iterable[Scored], groups: Groups, scores: Scores, rank: Mapping[int, int]) -> None:
    """Lay each claim of the higher rank to the group with the claim that it fits best, if it fits one well enough."""
    fitting: dict[int, set[int]] = {}
    for _, a, b in pairs:
        lead, follower = (a, b) if rank[a] < rank[b] else (b, a)
        fitting.setdefault(follower, set()).add(groups.root[lead])
    best = {follower: _best(follower, sorted(roots), groups, scores) for follower, roots in sorted(fitting.items())}
    leads = {root: groups.members[root][0] for root in set(best.values()) if root is not None}
    for follower, root in best.items():
        if root is not None:
            one, other = groups.root[leads[root]], groups.root[follower]
            # Another follower may meanwhile have brought a place or day of its own.
            if not scores.apart(groups.members[one], groups.members[other]):
                groups.join(one, other)


def _best(follower: int, roots: Sequence[int], groups: Groups, scores: Scores) -> int | None:
    told = scores.told

    def fit(root: int) -> int:
        # What a report says in passing may fit one telling of a happening, and hardly the others.
        beside = [m for m in groups.members[root] if told[m].text_id == told[follower].text_id]
        return max(scores.of(follower, m) for m in (*groups.voices[root], *beside[: groups.speakers]))

    open_to = [root for root in roots if not scores.apart([follower], groups.members[root])]
    if not open_to:
        return None
    best = max(open_to, key=fit)
    return best if fit(best) >= scores.settings.joining.attach * _UNIT else None
