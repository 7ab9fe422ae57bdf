"""On which days of a conflict talks, a ceasefire or an offer are under way, and so which weeks are treated."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from truceline.analysis.settings import Treatment, settings
from truceline.analysis.treat import Treat
from truceline.incidents import Standing
from truceline.processes import Bin, Conflict, Step

_NOT_HAPPENED = frozenset((Standing.DENIED, Standing.PLANNED, Standing.POSSIBLE))
_DAY = dt.timedelta(1)


@dataclass(frozen=True, order=True)
class Spell:
    """Days on which a treatment is under way: the first and the last of them."""

    start: dt.date
    end: dt.date


def spells(conflict: Conflict, treat: Treat) -> tuple[Spell, ...]:
    """The stretches of a conflict under a treatment, in order of time; those that touch are one.

    They come from the steps, from the terms ledger, and from phases that a person set, as data/analysis.yaml says for each
    treatment. Steps that are planned, denied or only possible do not count.
    """
    rules = settings().treatments[treat]
    steps = happened(conflict)
    found = [*_of_phases(conflict, rules), *_of_steps(steps, rules), *_of_terms(conflict, steps, rules)]
    return _joined(found)


def happened(conflict: Conflict) -> tuple[Step, ...]:
    """The steps of a conflict that somebody says happened and nobody denies, in order of time."""
    steps = (s for s in conflict.steps if not s.planned and s.standing not in _NOT_HAPPENED)
    return tuple(sorted(steps, key=lambda s: s.start))


def treated(weeks: Sequence[Bin], found: Iterable[Spell]) -> list[bool]:
    """Is each week treated, that is for at least `share_of_week` of its days?"""
    spells = tuple(found)
    return [_days_in(week, spells) >= settings().share_of_week * ((week.end - week.start).days + 1) for week in weeks]


def _days_in(week: Bin, spells: Iterable[Spell]) -> int:
    return sum(max(0, (min(week.end, s.end) - max(week.start, s.start)).days + 1) for s in spells)


def _of_phases(conflict: Conflict, rules: Treatment) -> Iterable[Spell]:
    """Phases that a person set. Those that rules conclude from steps go on for months after the last of them."""
    for span in conflict.phases:
        if span.set_by and span.phase in rules.phases:
            yield Spell(span.start, span.end or conflict.last or span.start)


def _of_steps(steps: Sequence[Step], rules: Treatment) -> Iterable[Spell]:
    for step in steps:
        if step.kind in rules.starts:
            # Talks hold on from their last day, for what a report gives as their end is that of one round.
            told = step.end + rules.hold * _DAY if step.end and rules.renews else step.end
            yield _held(step.start, told, steps, rules)


def _of_terms(conflict: Conflict, steps: Sequence[Step], rules: Treatment) -> Iterable[Spell]:
    for term in conflict.terms:
        if term.kind in rules.terms:
            yield _held(term.since, term.until, steps, rules)


def _held(start: dt.date, told: dt.date | None, steps: Sequence[Step], rules: Treatment) -> Spell:
    """From its start to its told end or `hold` days on, or to the day before the step that ends it."""
    end = told or start + (rules.hold - 1) * _DAY
    ended = next((s.start - _DAY for s in steps if s.kind in rules.ends and s.start > start), end)
    return Spell(start, max(start, min(end, ended)))


def _joined(found: Iterable[Spell]) -> tuple[Spell, ...]:
    joined: list[Spell] = []
    for spell in sorted(found):
        if joined and spell.start <= joined[-1].end + _DAY:
            joined[-1] = Spell(joined[-1].start, max(joined[-1].end, spell.end))
        else:
            joined.append(spell)
    return tuple(joined)
