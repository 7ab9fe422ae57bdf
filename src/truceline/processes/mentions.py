"""Which sides the words of a claim name, whatever the reader took for its parties."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from truceline import gazetteer
from truceline.gazetteer import fold
from truceline.processes.parties import Placed, Sort

_WORD = re.compile(r"[\w'’-]+")
_LONGEST = 6
"""Words of the longest name that is looked for."""
_TEXT = 2000


class Mentions:
    """Finds the names of sides in words."""

    def __init__(self, placed: Iterable[tuple[str, Placed]]) -> None:
        """`placed`: the names of parties, each with what it was found to be."""
        self._sides: dict[str, str] = {}
        for name, one in sorted(placed, key=lambda row: (row[0], row[1].side or "")):
            if one.side and any(c.isupper() for c in name):
                self._sides.setdefault(fold(name), one.side)
            if one.side and one.sort is Sort.STATE and one.side_name:
                self._of_state(one.side, one.side_name)

    def _of_state(self, side: str, name: str) -> None:
        country = gazetteer.country_named(name)
        others = (*country.adjectives, *(country.capitals() if country.capital_speaks else ())) if country else ()
        for word in (name, *others):
            self._sides.setdefault(fold(word), side)

    def sides(self, text: str) -> tuple[str, ...]:
        """The sides that a text names, in the order of naming."""
        return tuple(self.counts(text[:_TEXT]))

    def counts(self, text: str) -> Counter[str]:
        """How often a text names each side, in the order of naming."""
        words = [fold(w).removesuffix("s'") for w in _WORD.findall(re.sub(r"['’]s\b", "", text))]
        found = Counter[str]()
        for start in range(len(words)):
            for length in range(min(_LONGEST, len(words) - start), 0, -1):
                if side := self._sides.get(" ".join(words[start : start + length])):
                    found[side] += 1
                    break
        return found
