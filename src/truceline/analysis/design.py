"""From weeks to the columns of the regression: treatment, trend, season."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from truceline.analysis.settings import settings

Matrix = NDArray[np.float64]
TREATED = 1
"""The column of the treatment."""

WEEKS_IN_YEAR = 365.25 / 7


def background(weeks: int) -> Matrix:
    """What moves without the treatment: a constant, a straight trend in years, and from a year on a sine and a cosine of it."""
    time = np.arange(weeks, dtype=float)
    columns = [np.ones(weeks), (time - time.mean()) / WEEKS_IN_YEAR]
    if weeks >= settings().model.season_from:
        angle = 2 * np.pi * time / WEEKS_IN_YEAR
        columns += [np.sin(angle), np.cos(angle)]
    return np.column_stack(columns)


def design(treated: ArrayLike) -> Matrix:
    """The regression's columns: a constant, the treatment (column `TREATED`, 0 or 1), trend and season; a row a week."""
    on = np.asarray(treated, dtype=float)
    return np.insert(background(len(on)), TREATED, on, axis=1)


def inflation(matrix: Matrix, column: int = TREATED) -> float:
    """The variance inflation factor of a column: how much less sure its estimate is for the other columns' sake; may be infinite."""
    one, others = matrix[:, column], np.delete(matrix, column, axis=1)
    left = one - others @ np.linalg.lstsq(others, one, rcond=None)[0]
    spread = float(((one - one.mean()) ** 2).sum())
    rest = float((left**2).sum())
    return spread / rest if rest > 1e-9 * max(spread, 1.0) else float("inf")
