"""Short names of parties that nobody knows: "NRF" and "the Resistance Front" for the Northern Resistance Front."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set

from truceline.processes.settings import dyads

_SHORTEST_INITIALS = 3


def initials(names: Set[str]) -> dict[str, str]:
    """Initials that stand for one name alone, among names in small letters: "nrf" → "northern resistance front"."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in names:
        words = name.split()
        if len(words) >= _SHORTEST_INITIALS:
            found["".join(w[0] for w in words)].add(name)
    exact = {short: next(iter(meant)) for short, meant in found.items() if len(meant) == 1 and short in names}
    return _in_other_order(names, found) | exact


def _in_other_order(names: Set[str], found: Mapping[str, Set[str]]) -> dict[str, str]:
    """Initials of a name in another language than the one in which it is told: "murz" → "united movement zembala's renewal"."""
    sorted_letters: dict[str, set[str]] = defaultdict(set)
    for letters, meant in found.items():
        sorted_letters["".join(sorted(letters))] |= {n for n in meant if set(n.split()) & dyads().organized}
    shorts = (name for name in names if " " not in name and name not in found)
    fitting = ((short, sorted_letters.get("".join(sorted(short)), set())) for short in shorts)
    return {short: next(iter(meant)) for short, meant in fitting if len(meant) == 1}


def stood_for(short: str, names: Iterable[str]) -> str | None:
    """The one of several names whose words begin with the letters of a short form, in whatever order ("fde": "democratic forces east")."""
    fitting = (name for name in names if sorted(w[0] for w in name.split()) == sorted(short))
    return next(fitting, None)


def longer(names: Set[str]) -> dict[str, str]:
    """Ends and beginnings of names that stand for one longer name alone: "freedom force" → "river freedom force"."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in names:
        words, organized = name.split(), dyads().organized
        ends = (" ".join(words[n:]) for n in range(1, len(words)) if words[-1] in organized)
        starts = (" ".join(words[:n]) for n in range(2, len(words)) if words[0] in organized)
        for short in (*ends, *starts):
            found[short].add(name)
    return {short: one for short, meant in found.items() if short in names and (one := _one_name(meant))}


def _one_name(meant: Iterable[str]) -> str | None:
    """The longest of names of which each is a part of it; None where two differ."""
    longest = max(meant, key=lambda name: (len(name), name))
    return longest if all(name in longest for name in meant) else None
