"""When weekly counts cannot carry an estimate, and why."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from truceline.analysis.design import design, inflation
from truceline.analysis.settings import settings


def refusals(counts: ArrayLike, treated: ArrayLike, *, what: str, under: str) -> tuple[str, ...]:
    """Why these weeks carry no estimate, a sentence each; none where they do.

    `what` is counted ("attacks"), `under` names the treatment ("talks under way"). The bounds stand in data/analysis.yaml.
    """
    number, on = np.asarray(counts, dtype=float), np.asarray(treated, dtype=bool)
    too_few = _weeks(on, under)
    if too_few:
        return too_few
    return _events(number, on, what, under) or _telling_apart(on, under)


def _weeks(on: np.ndarray, under: str) -> tuple[str, ...]:
    least = settings().minimum
    weeks, with_it = len(on), int(on.sum())
    if not with_it:
        return (f"no week has {under}, so there is nothing to compare",) if weeks else ("there are no weeks",)
    if with_it == weeks:
        return (f"all {weeks} weeks have {under}, so there is nothing to compare with",)
    found = (
        (weeks, least.weeks, "weeks in all"),
        (with_it, least.weeks_treated, f"weeks with {under}"),
        (weeks - with_it, least.weeks_untreated, f"weeks without {under}"),
    )
    return tuple(f"{_only(number, name)}, and {least} are needed" for number, least, name in found if number < least)


def _events(number: np.ndarray, on: np.ndarray, what: str, under: str) -> tuple[str, ...]:
    least = settings().minimum
    if len(np.unique(number)) == 1:
        return (f"every week has {number[0]:.0f} {what}: what does not vary cannot move with anything",)
    found = (
        (int(number.sum()), least.events, f"{what} in all"),
        (int(number[on].sum()), least.events_treated, f"{what} in weeks with {under}"),
        (int(number[~on].sum()), least.events_untreated, f"{what} in weeks without {under}"),
        (int((number > 0).sum()), least.eventful, f"weeks with any {what}"),
    )
    too_few = tuple(f"{_only(number, name)}, and {least} are needed" for number, least, name in found if number < least)
    return too_few or (*_alike(number[on], f"with {under}", what), *_alike(number[~on], f"without {under}", what))


def _alike(number: np.ndarray, kind: str, what: str) -> tuple[str, ...]:
    """Weeks of one kind that hardly vary would make the estimate look as sure as if it were known."""
    counts, times = np.unique(number, return_counts=True)
    usual, other = counts[times.argmax()], len(number) - int(times.max())
    least = settings().minimum.varied
    if other >= least:
        return ()
    most = f"all but {other}" if other else "all"
    return (f"{most} of the {len(number)} weeks {kind} have {usual:.0f} {what}, and {least} that differ are needed",)


def _telling_apart(on: np.ndarray, under: str) -> tuple[str, ...]:
    most = settings().minimum.inflation
    found = inflation(design(on))
    if found <= most:
        return ()
    times = "infinitely" if np.isinf(found) else f"{found:.0f} times"
    return (
        f"weeks with {under} cannot be told from a trend or a season: the estimate would be {times} less sure for it, "
        f"and at most {most:.0f} times is borne",
    )


def _only(number: int, name: str) -> str:
    things, _, rest = name.partition(" ")
    return f"only {number} {things[:-1] if number == 1 else things} {rest}" if number else f"no {name}"
