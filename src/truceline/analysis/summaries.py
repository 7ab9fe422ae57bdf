"""The main estimate as a few plain values, for a page or an answer in JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from truceline.analysis import wording
from truceline.analysis.analysis import Analysis, analyse
from truceline.analysis.treat import Treat
from truceline.errors import ExtraError, NoEstimateError
from truceline.processes import Bin, Conflict
from truceline.record import Store


@dataclass(frozen=True)
class Summary:
    """The rate of attacks under a treatment against other weeks, as a ratio with its 95 % interval, in numbers and in words.

    Where there is no estimate, `refused` says why, and the numbers are None.
    """

    treat: str
    finding: str
    basis: str
    caveats: tuple[str, ...]
    ratio: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    weeks_treated: int | None = None
    weeks_untreated: int | None = None
    refused: tuple[str, ...] = ()

    def plain(self) -> dict[str, Any]:
        """As plain JSON values."""
        return asdict(self) | {"caveats": list(self.caveats), "refused": list(self.refused)}


def summary(
    source: Store | Sequence[Bin],
    conflict: Conflict | str,
    *,
    treat: Treat | str = Treat.TALKS,
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> Summary:
    """The main estimate of `analyse`, or why there is none: also where the libraries for it are not installed.

    Raises UsageError, NotFoundError, StoreError.
    """
    try:
        return summary_of(analyse(source, conflict, treat=treat, since=since, until=until))
    except NoEstimateError as error:
        return _refused(str(treat), error.reasons)
    except ExtraError as error:
        return _refused(str(treat), (str(error),))


def summary_of(analysis: Analysis) -> Summary:
    """The main estimate of an analysis."""
    row = analysis.effect.iloc[0]
    return Summary(
        treat=analysis.treat.value,
        finding=wording.finding(analysis),
        basis=wording.basis(analysis),
        caveats=tuple(wording.caveats(analysis)),
        ratio=float(row["ratio"]),
        low=float(row["low"]),
        high=float(row["high"]),
        p=float(row["p"]),
        weeks_treated=int(row["weeks_treated"]),
        weeks_untreated=int(row["weeks_untreated"]),
    )


def _refused(treat: str, reasons: tuple[str, ...]) -> Summary:
    return Summary(
        treat=treat, finding="No estimate: " + "; ".join(reasons) + ".", basis="", caveats=(), refused=reasons
    )
