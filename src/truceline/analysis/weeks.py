"""A time line as tidy frames: one row a week, and one row a week and acting party."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from truceline.analysis.treatment import Spell, treated
from truceline.processes import Bin

WEEKS = ("week", "attacks", "deaths", "deaths_high", "injured", "steps", "phase", "treated")
BY_ACTOR = ("week", "actor", "attacks", "deaths", "treated")


def weeks_frame(series: Sequence[Bin], spells: Iterable[Spell]) -> pd.DataFrame:
    """One row a week with the columns `WEEKS`; `deaths` is the low end of the killed, `week` the first day."""
    on = treated(series, spells)
    rows = (
        (pd.Timestamp(b.start), b.attacks, b.killed_low, b.killed_high, b.injured_low, b.steps, b.phase.value, is_on)
        for b, is_on in zip(series, on, strict=True)
    )
    frame = pd.DataFrame(rows, columns=list(WEEKS))
    return frame.astype({"deaths_high": "Int64"})


def actors_frame(series: Sequence[Bin], weeks: pd.DataFrame) -> pd.DataFrame:
    """One row a week and acting party (its id) with the columns `BY_ACTOR`, also where it did nothing."""
    actors = sorted({id for b in series for id in (*b.attacks_by, *b.killed_by)})
    rows = (
        (week, actor, b.attacks_by.get(actor, 0), b.killed_by.get(actor, 0), on)
        for actor in actors
        for b, week, on in zip(series, weeks["week"], weeks["treated"], strict=True)
    )
    return pd.DataFrame(rows, columns=list(BY_ACTOR))
