"""The event study: how attacks run in the weeks before and after a treatment begins."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
import pandas as pd

from truceline.analysis.design import Matrix, background
from truceline.analysis.inference import pointwise
from truceline.analysis.model import fitted
from truceline.analysis.settings import settings
from truceline.analysis.treatment import Spell

EVENT_STUDY = ("from_week", "to_week", "weeks", "attacks", "ratio", "low", "high", "p")
ELSE = -999
"""Marks weeks that are near no beginning."""


def event_study_frame(weeks: pd.DataFrame, spells: Sequence[Spell]) -> pd.DataFrame:
    """One row a block of weeks around the beginnings of spells, with the columns `EVENT_STUDY`.

    `ratio` is the rate of attacks against the block just before, whose own row has the ratio 1 and no interval; trend and season are
    allowed for. Intervals are each for itself. The frame is empty where a block is never seen in full, or has no attack.
    Raises ExtraError.
    """
    blocks = block_of_weeks(list(weeks["week"].dt.date), spells)
    counts = weeks["attacks"].to_numpy(dtype=float)
    wanted = [b for b in _wanted() if _usable(counts[blocks == b])]
    if -1 not in wanted or len(wanted) < 3:
        return pd.DataFrame(columns=list(EVENT_STUDY))
    matrix, columns = _design(blocks, wanted)
    fit = fitted(counts, matrix)
    rows = []
    for block in wanted:
        about = _about(block, counts[blocks == block])
        if block == -1:
            rows.append(about | {"ratio": 1.0})
            continue
        found = pointwise(fit, columns[block])
        low, high = (float(np.exp(v)) for v in (found.low, found.high))
        rows.append(about | {"ratio": float(np.exp(found.log_ratio)), "low": low, "high": high, "p": found.p})
    return pd.DataFrame(rows, columns=list(EVENT_STUDY))


def block_of_weeks(days: Sequence[dt.date], spells: Sequence[Spell]) -> np.ndarray:
    """The block of each week: 0 for the first weeks of a spell, -1 for those just before it, `ELSE` for those near none.

    A week near two beginnings belongs to the one that it comes after.
    """
    rules = settings().event_study
    starts = [_first_week(days, s) for s in spells]
    blocks = np.full(len(days), ELSE)
    for start in (s for s in starts if s is not None):
        for week in range(max(0, start - rules.before * rules.block), start):
            blocks[week] = (week - start) // rules.block
        for week in range(start, min(len(days), start + rules.after * rules.block)):
            blocks[week] = (week - start) // rules.block
    return blocks


def _first_week(days: Sequence[dt.date], spell: Spell) -> int | None:
    """The first week that begins within the spell, or holds its beginning."""
    if not days or spell.start < days[0] or spell.start > days[-1] + dt.timedelta(6):
        return None
    return sum(day <= spell.start for day in days) - 1


def _wanted() -> range:
    rules = settings().event_study
    return range(-rules.before, rules.after)


def _usable(counts: np.ndarray) -> bool:
    """A block without any attack has no rate to compare, but zero; a broken block is too short."""
    return len(counts) >= settings().event_study.block and bool(counts.sum())


def _design(blocks: np.ndarray, wanted: Sequence[int]) -> tuple[Matrix, dict[int, int]]:
    """A column for each block but the one before, one for weeks near none, trend and season."""
    own = [b for b in wanted if b != -1]
    dummies = [(blocks == b).astype(float) for b in own]
    others = ~np.isin(blocks, wanted)
    behind = background(len(blocks))
    rest = [others.astype(float)] if others.any() else []
    matrix = np.column_stack([behind, *rest, *dummies])
    at = behind.shape[1] + len(rest)
    return matrix, {block: at + n for n, block in enumerate(own)}


def _about(block: int, counts: np.ndarray) -> dict[str, int]:
    size = settings().event_study.block
    return {
        "from_week": block * size,
        "to_week": (block + 1) * size - 1,
        "weeks": len(counts),
        "attacks": int(counts.sum()),
    }
