"""Conflicts and their processes, from incidents: dyads, steps, phases and terms.

>>> from truceline.processes import conflicts_of, series
>>> for made in conflicts_of(incidents, claims, registry):
...     print(made.conflict.name, series(made.conflict, made.tallies))
"""

from truceline.processes.conflicts import Made, conflict_id, conflicts_of
from truceline.processes.process import (
    Bin,
    Conflict,
    Party,
    Phase,
    PhaseSpan,
    Side,
    Step,
    StepKind,
    Term,
    TermKind,
)
from truceline.processes.series import Tally, series

__all__ = [
    "Bin",
    "Conflict",
    "Made",
    "Party",
    "Phase",
    "PhaseSpan",
    "Side",
    "Step",
    "StepKind",
    "Tally",
    "Term",
    "TermKind",
    "conflict_id",
    "conflicts_of",
    "series",
]
