"""Conflicts and their processes, from incidents: dyads, steps, phases and terms."""

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

__all__ = ["Bin", "Conflict", "Party", "Phase", "PhaseSpan", "Side", "Step", "StepKind", "Term", "TermKind"]
