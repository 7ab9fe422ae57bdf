"""A conflict's violence set against its process: all estimates in one, as frames."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from truceline.analysis.change_points import change_points_frame
from truceline.analysis.effects import effects_frame, expected
from truceline.analysis.event_study import event_study_frame
from truceline.analysis.refusal import refusals
from truceline.analysis.settings import settings
from truceline.analysis.survival import ceasefires_frame, survival_frame
from truceline.analysis.treat import Treat
from truceline.analysis.treatment import Spell, spells, treated
from truceline.analysis.weeks import actors_frame, weeks_frame
from truceline.errors import NoEstimateError, UsageError
from truceline.processes import Bin, Conflict
from truceline.processes.of_record import conflict_in, series_in
from truceline.record import Store


@dataclass(frozen=True)
class Analysis:
    """What the weeks of a conflict say of a treatment; docs/analysis.md explains each frame and column.

    `weeks` also holds the fitted counts (`expected`) and those without the treatment (`without`). `effect` has one row an outcome,
    that of all attacks first. `beside` says what else was under way in how many of the treated weeks.
    """

    conflict: str
    name: str
    treat: Treat
    spells: tuple[Spell, ...]
    beside: Mapping[str, int]
    names: Mapping[str, str]
    weeks: pd.DataFrame
    by_actor: pd.DataFrame
    effect: pd.DataFrame
    event_study: pd.DataFrame
    change_points: pd.DataFrame
    ceasefires: pd.DataFrame
    survival: pd.DataFrame

    @property
    def under(self) -> str:
        """The treatment in words: "talks under way"."""
        return settings().treatments[self.treat].words

    @property
    def frames(self) -> dict[str, pd.DataFrame]:
        """All frames by their names."""
        names = ("effect", "weeks", "by_actor", "event_study", "change_points", "ceasefires", "survival")
        return {name: getattr(self, name) for name in names}


def analyse(
    source: Store | Sequence[Bin],
    conflict: Conflict | str,
    *,
    treat: Treat | str = Treat.TALKS,
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> Analysis:
    """Set a conflict's weekly violence against its talks, ceasefires or offers.

    `source` is a record, or the conflict's series of weeks without gaps; with a record, `conflict` may be its id and `since` and
    `until` bound the weeks. Raises NoEstimateError where the weeks cannot carry an estimate, ExtraError where a library is not
    installed, UsageError, NotFoundError, StoreError.
    """
    about, series = _given(source, conflict, since, until)
    kind = _treat(treat)
    under = settings().treatments[kind].words
    found, names = spells(about, kind), {p.id: p.name for side in about.sides for p in side.parties}
    weeks = weeks_frame(series, found)
    by_actor = actors_frame(series, weeks)
    reasons = refusals(weeks["attacks"], weeks["treated"], what="attacks", under=under)
    if reasons:
        raise NoEstimateError(reasons, place=f"{about.name}, {kind.value}", remedy=_REMEDY)
    means, without = expected(weeks["attacks"], weeks["treated"])
    ceasefires = ceasefires_frame(about, series[-1].end)
    return Analysis(
        conflict=about.id,
        name=about.name,
        treat=kind,
        spells=found,
        beside=_beside(about, series, kind),
        names=names,
        weeks=weeks.assign(expected=means, without=without),
        by_actor=by_actor,
        effect=effects_frame(weeks, by_actor, names, under=under),
        event_study=event_study_frame(weeks, found),
        change_points=change_points_frame(weeks, found),
        ceasefires=ceasefires,
        survival=survival_frame(ceasefires),
    )


def _beside(conflict: Conflict, series: Sequence[Bin], treat: Treat) -> dict[str, int]:
    """In how many weeks of a treatment another one was under way too, in words and for those that were."""
    on = treated(series, spells(conflict, treat))
    also = {other: treated(series, spells(conflict, other)) for other in Treat if other is not treat}
    shared = {other: sum(a and b for a, b in zip(on, weeks, strict=True)) for other, weeks in also.items()}
    return {settings().treatments[other].words: number for other, number in shared.items() if number}


_REMEDY = "add reports of more weeks, or choose another --treat"


def _given(
    source: Store | Sequence[Bin], conflict: Conflict | str, since: dt.date | None, until: dt.date | None
) -> tuple[Conflict, Sequence[Bin]]:
    if isinstance(source, Store):
        about = conflict_in(source, conflict) if isinstance(conflict, str) else conflict
        return about, series_in(source, about.id, every="week", since=since, until=until)
    if isinstance(conflict, str):
        raise UsageError(
            "a series alone does not know the process of a conflict",
            place="conflict",
            remedy="give the Conflict itself",
        )
    weeks = (b for b in source if (not since or b.start >= since) and (not until or b.end <= until))
    return conflict, sorted(weeks, key=lambda b: b.start)


def _treat(treat: Treat | str) -> Treat:
    try:
        return Treat(treat)
    except ValueError:
        names = ", ".join(Treat)
        raise UsageError(
            f"“{treat}” is nothing to set violence against", place="treat", remedy=f"give {names}"
        ) from None
