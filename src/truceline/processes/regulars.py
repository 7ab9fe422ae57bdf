"""Persons and bodies whom nobody knows, but whom reports of one conflict alone name again and again: its negotiators, envoys, go-betweens."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from truceline.gazetteer import fold
from truceline.processes.acts import Act
from truceline.processes.parties import Placed, Sort

Pair = tuple[str, str]
"""Two sides, the one that comes first in the alphabet first."""

_TWICE = 2


def pair_of(a: str, b: str) -> Pair:
    """Two sides as a pair."""
    return (a, b) if a < b else (b, a)


class Regulars:
    """Unknown proper names in two reports or more, of which those that tell of a conflict tell of one alone."""

    def __init__(self, acts: Iterable[Act], told: Mapping[str, Mapping[Pair, int]]) -> None:
        """`told`: report → the pairs that it tells of."""
        reports: dict[str, set[str]] = defaultdict(set)
        for act in acts:
            for party in filter(_is_unknown, (*act.by, *act.to)):
                reports[_last_name(party)].update(act.reports)
        self._of = {
            name: pair
            for name, where in reports.items()
            if len(where) >= _TWICE and (pair := _common({r: told.get(r, {}) for r in where}))
        }

    def pairs(self, act: Act) -> list[Pair]:
        """The pairs whose regulars take part."""
        names = (_last_name(p) for p in (*act.by, *act.to) if _is_unknown(p))
        return [self._of[name] for name in names if name in self._of]

    def any_stranger(self, act: Act) -> bool:
        """Does somebody take part who has nothing to do with the conflict, for all that is known?

        Where a regular takes part, "his men" and "the table" are no strangers.
        """
        others = [p for p in (*act.by, *act.to) if p.sort is Sort.OTHER]
        regular = any(_last_name(p) in self._of for p in others)
        return any(_last_name(p) not in self._of and (_is_proper(p) or not regular) for p in others)


def _common(told: Mapping[str, Mapping[Pair, int]]) -> Pair | None:
    """The one pair of which every report that tells of any tells."""
    sets = [frozenset(pairs) for pairs in told.values() if pairs]
    counts = Counter(pair for pairs in sets for pair in pairs)
    fitting = [pair for pair, n in counts.items() if n == len(sets)]
    return min(fitting) if len(fitting) == 1 else None


def _is_unknown(placed: Placed) -> bool:
    return placed.sort is Sort.OTHER and placed.party.kind is None and _is_proper(placed)


def _last_name(placed: Placed) -> str:
    """ "Ana Lucia Prado" and "Ms. Prado" are one."""
    return fold(placed.party.name.split()[-1])


def _is_proper(placed: Placed) -> bool:
    return placed.party.name[:1].isupper()
