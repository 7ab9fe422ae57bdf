"""Words that are nobody's name alone: "guerrillas", "the army", "the Council"."""

from __future__ import annotations

import re
from functools import cache

from truceline.gazetteer import fold
from truceline.incidents.settings import vocabulary
from truceline.processes.settings import dyads


def is_common(name: str) -> bool:
    """ "Guerrillas", "the Council": words that begin a sentence or stand for a longer name, whatever actor has them as an alias."""
    return all(fold(w) in common() | dyads().organized | {"the"} for w in re.findall(r"[\w'’-]+", name))


@cache
def common() -> frozenset[str]:
    """Words for sides, states, armed people and those who speak for them."""
    known = dyads()
    return known.both | known.state | known.armed | known.speaking | vocabulary().kinds.keys()
