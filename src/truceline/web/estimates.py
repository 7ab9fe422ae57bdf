"""Estimates of whether violence moved with the talks, for pages and REST: made once for each state of its conflicts, one at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from fastapi import FastAPI
from markupsafe import Markup

from truceline.analysis.treat import Treat
from truceline.errors import ExtraError, NoEstimateError
from truceline.record import Store
from truceline.web.cache import Cache, Stamp
from truceline.web.charts.inline import inline

if TYPE_CHECKING:
    from truceline.analysis import Analysis
    from truceline.analysis.content import Content

T = TypeVar("T")
MOST = 64
"""Estimates that are kept: some 300 kB each."""

_ENDLESS = (float("inf"), float("-inf"))


@dataclass(frozen=True)
class Estimate:
    """An analysis with its words and figures; or, where there is none, why: `refused` by the data, or `missing` a library."""

    treat: Treat
    analysis: Analysis | None = None
    content: Content | None = None
    figures: tuple[Markup, ...] = ()
    refused: tuple[str, ...] = ()
    missing: str | None = None

    @property
    def whole(self) -> Analysis:
        """The analysis. Raises NoEstimateError, ExtraError where there is none."""
        if self.missing:
            raise ExtraError("the libraries for it are not installed here", place="analysis", remedy=self.missing)
        if self.analysis is None:
            raise NoEstimateError(self.refused, remedy="choose another treat")
        return self.analysis


class Desk:
    """Where estimates are made. Each takes seconds: whoever waits for one keeps no thread from others."""

    def __init__(self) -> None:
        self._turn, self._made = CapacityLimiter(1), Cache(MOST)

    async def estimate(self, app: FastAPI, conflict: str, treat: Treat) -> Estimate:
        """The estimate of a conflict, by its whole id. Raises NotFoundError, StoreError."""
        store: Store = app.state.store
        stamp, key = Stamp("concluded", (await run_sync(store.stamps)).concluded), (conflict, treat)
        held: Estimate | None = self._made.held(stamp, key)
        if held is not None:
            return held
        return await self.run(lambda: self._made.get(stamp, key, lambda: _estimate(store, conflict, treat)))

    async def run(self, work: Callable[[], T]) -> T:
        """Do something slow when it is its turn."""
        return await run_sync(work, limiter=self._turn)


def _estimate(store: Store, conflict: str, treat: Treat) -> Estimate:
    # This brings pandas and more with it: only where an estimate is asked for.
    from truceline.analysis import analyse

    try:
        return _told(analyse(store, conflict, treat=treat))
    except NoEstimateError as error:
        return Estimate(treat, refused=error.reasons)
    except ExtraError as error:
        return Estimate(treat, missing=error.remedy)


def _told(found: Analysis) -> Estimate:
    from truceline.analysis.content import content
    from truceline.analysis.figures import figures, svg

    drawn = tuple(inline(svg(figure, found)) for figure in figures(found))
    return Estimate(found.treat, found, content(found), drawn)


def plain(estimate: Estimate) -> dict[str, Any]:
    """An estimate as plain JSON values: in words, in numbers, or why there is none."""
    said = estimate.content
    missing = (f"libraries for it are not installed: {estimate.missing}",) if estimate.missing else ()
    return {
        "treat": estimate.treat.value,
        "finding": said.finding if said else None,
        "basis": said.basis if said else None,
        "caveats": list(said.caveats) if said else [],
        "method": said.method if said else None,
        "effects": _effects(estimate.analysis) if estimate.analysis else [],
        "refused": [*estimate.refused, *missing],
    }


def _effects(found: Analysis) -> list[dict[str, Any]]:
    from truceline.analysis.files import rows_of

    # JSON knows no infinity: a bound that runs off is told as none.
    return [
        {name: None if value in _ENDLESS else value for name, value in row.items()} for row in rows_of(found.effect)
    ]
