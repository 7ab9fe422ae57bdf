"""Short forms that reports give with a name: "the Democratic Forces of the East (FDE)", "the Patriotic Army of the Plains, known as PAP"."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping

from truceline.gazetteer import fold
from truceline.processes.settings import dyads

_LONGEST = 2000
_NAME = r"[A-Z][\w'’-]*(?:\s+(?:(?:of|the|for|and|al|el|de|del|la)\s+){0,2}[A-Z][\w'’-]*){1,7}"
_SHORT = r"[A-Z][A-Za-z]*[A-Z][A-Za-z-]{0,8}"
_MORE = r"(?:of|for|in)\s+(?:the\s+)?[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*){0,3}"
_GIVEN = re.compile(rf"(?P<name>{_NAME})(?:\s+\(|,?\s+(?:or|known as|known by its initials)\s+)(?P<short>{_SHORT})\b")


class Aliases:
    """Takes in the words of claims, and keeps the names for which they give short forms."""

    def __init__(self) -> None:
        self._whole: dict[str, Counter[str]] = defaultdict(Counter)
        self._told: dict[str, Counter[str]] = defaultdict(Counter)

    def hear(self, words: str) -> None:
        """Take in the words of a claim."""
        for found in _GIVEN.finditer(words[:_LONGEST]):
            self._told[fold(found["short"])][found["name"]] += 1

    def hear_name(self, name: str, words: str) -> None:
        """Take in a name that words go on with: the "Revolutionary Council" is that "of the North"."""
        if fold(name).split()[-1] in dyads().organized:
            for found in re.finditer(rf"\b{re.escape(name)}\s+{_MORE}", words[:_LONGEST]):
                self._whole[name][found.group()] += 1

    def wholes(self) -> Mapping[str, str]:
        """Cut name → the one whole name that goes on from it."""
        return {name: next(iter(whole)) for name, whole in self._whole.items() if len(whole) == 1}

    def names(self) -> Mapping[str, str]:
        """Short form in small letters → the one name for which it is given; none of those given for two."""
        return {short: next(iter(names)) for short, names in self._told.items() if len(names) == 1}
