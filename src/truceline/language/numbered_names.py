"""Groups that are called by a letter and a number: "M23 rebels", "the M-19", which a parser takes for figures."""

from __future__ import annotations

import re

from truceline.language.document import Columns

_NUMBERED = re.compile(r"[A-Z]{1,3}-?\d{1,3}")
_PEOPLE = frozenset(
    (
        "rebels", "rebel", "fighters", "fighter", "rebellion", "militia", "militiamen", "insurgents", "insurgent", "group",
        "movement", "guerrillas", "guerrilla", "militants", "leader", "leaders", "spokesman", "commander", "commanders",
        "members", "combatants", "advance", "offensive", "delegation", "negotiators",
    )
)  # fmt: skip
"""What stands behind the name of a group, and behind no road ("the N1 road") and no aircraft ("F-16 jets")."""


def repair_numbered_names(columns: Columns, entity: list[str]) -> None:
    """Make the letters and number before such a word a name that stands with it, in place; `entity`: tags of names."""
    words, heads = columns.words, columns.heads
    for i in range(len(words) - 1):
        if words[i + 1].lower() not in _PEOPLE or not _NUMBERED.fullmatch(words[i]):
            continue
        columns.pos[i], columns.tags[i] = "PROPN", "NNP"
        entity[i] = entity[i] if entity[i] != "O" else "B-ORG"
        if heads[i] != i + 1 and heads[i + 1] != i:
            heads[i], columns.deps[i] = i + 1, "compound"
