"""Where the weekly level of attacks changes, found without regard to the process."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
import pandas as pd

from truceline.analysis.extra import library
from truceline.analysis.model import Vector
from truceline.analysis.settings import settings
from truceline.analysis.treatment import Spell

CHANGE_POINTS = ("week", "before", "after", "ratio", "treated", "nearest", "days_from_nearest")


def change_points_frame(weeks: pd.DataFrame, spells: Sequence[Spell]) -> pd.DataFrame:
    """One row a change with the columns `CHANGE_POINTS`: the first week of the new level, and attacks a week before and after.

    `nearest` is the nearest beginning or end of the treatment, `days_from_nearest` how long after it the change came (negative:
    before it). Found by PELT (Killick, Fearnhead & Eckley 2012) on the square roots of counts. Raises ExtraError.
    """
    counts = weeks["attacks"].to_numpy(dtype=float)
    breaks = changes(counts)
    edges = [0, *breaks, len(counts)]
    turns = [day for s in spells for day in (s.start, s.end + dt.timedelta(1))]
    rows = []
    for number, at in enumerate(breaks, start=1):
        before, after = counts[edges[number - 1] : at].mean(), counts[at : edges[number + 1]].mean()
        week = weeks["week"].iloc[at]
        nearest = min(turns, key=lambda day: abs((week.date() - day).days), default=None)
        rows.append(
            {
                "week": week,
                "before": before,
                "after": after,
                "ratio": after / before if before else None,
                "treated": bool(weeks["treated"].iloc[at]),
                "nearest": pd.Timestamp(nearest) if nearest else pd.NaT,
                "days_from_nearest": (week.date() - nearest).days if nearest else None,
            }
        )
    return pd.DataFrame(rows, columns=list(CHANGE_POINTS))


def changes(counts: Vector) -> list[int]:
    """The positions at which a new level begins. Raises ExtraError."""
    rules = settings().change_points
    if len(counts) < 2 * rules.shortest or np.ptp(counts) == 0:
        return []
    # Anscombe's root makes the spread of counts nearly the same at every level.
    signal = 2 * np.sqrt(counts + 3 / 8)
    penalty = rules.penalty * _variance(signal, rules.shortest) * np.log(len(signal))
    search = library("ruptures").Pelt(model="l2", min_size=rules.shortest, jump=1).fit(signal[:, None])
    return [int(at) for at in search.predict(pen=penalty)[:-1]]


def _variance(signal: Vector, size: int) -> float:
    """The long-run variance about the level: within short stretches, so that changes of level do not count as spread."""
    pieces = np.array_split(signal, max(1, len(signal) // (2 * size)))
    left = np.concatenate([piece - piece.mean() for piece in pieces])
    within = float((left**2).sum() / (len(signal) - len(pieces)))
    near = float((left[1:] * left[:-1]).sum() / max((left**2).sum(), 1e-12))
    # Residuals of short stretches are negatively correlated even where the errors are not.
    strength = float(np.clip(near + 1 / size, 0, 0.7))
    return within * (1 + strength) / (1 - strength)
