"""What stands around a claim in its report: the names by which another report of the same happening is known.

"The massacre" says neither where nor by whom, but its report does. Two reports of one happening share some name, and
mostly one that few other reports of the record have: a village or a spokesman rather than a country at war.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from truceline.incidents.names import BEGINNING
from truceline.incidents.traits import Around, Traits


def with_context(told: Sequence[Traits], rare: int) -> list[Traits]:
    """The same claims in the same order, each with the names of its report.

    `rare`: a name in more reports than this is not rare.
    """
    by_text: dict[str, list[Traits]] = defaultdict(list)
    for one in told:
        by_text[one.text_id].append(one)
    names = {text: _names(claims) for text, claims in by_text.items()}
    reports = Counter(name for found in names.values() for name in found)
    around = {
        text: Around(found, frozenset(name for name in found if reports[name] <= rare)) for text, found in names.items()
    }
    return [replace(one, around=around[one.text_id]) for one in told]


def _names(claims: Iterable[Traits]) -> frozenset[str]:
    """The beginnings of all names in the claims of a report."""
    return frozenset(word[:BEGINNING] for one in claims for word in _own(one))


def _own(one: Traits) -> Iterable[str]:
    yield from one.names
    for spot in one.spots:
        yield from spot.proper
    for name in (*one.actors, *one.recipients):
        yield from name.proper
