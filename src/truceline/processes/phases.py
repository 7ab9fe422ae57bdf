"""In which phase a process stands, day after day, by the rules of data/phases.yaml; and what a person says over them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from truceline.processes.process import Phase, PhaseSpan, Step, StepKind
from truceline.processes.settings import PhaseRule, rules

_DAY = dt.timedelta(days=1)
_LASTING = frozenset((StepKind.CEASEFIRE, StepKind.EXTENSION))


@dataclass(frozen=True)
class Attack:
    """An incident of force: its day, and how many it killed at least."""

    day: dt.date
    killed: int


@dataclass(frozen=True)
class Saying:
    """What a person says of the phase: from the first day to the last (None: up to now), by whom."""

    act: str
    phase: Phase
    start: dt.date
    end: dt.date | None
    who: str
    at: str
    why: str | None = None


def phases_of(
    steps: Iterable[Step], first: dt.date | None, last: dt.date | None = None, attacks: Sequence[Attack] = ()
) -> tuple[PhaseSpan, ...]:
    """The phases of a process from its first day on, without gaps; the last one goes on (`end` None).

    `steps` and `attacks` in order of time; `last` is the last day on which anything is known of the conflict.
    Planned steps move nothing.
    """
    if first is None:
        return ()
    walk = _Walk(first, attacks)
    for step in steps:
        if not step.planned:
            walk.take(step)
    if last is not None:
        walk.let_lapse(last + _DAY)
    return tuple(walk.spans)


class _Walk:
    """Goes through steps and keeps the spans so far, the last of them open."""

    def __init__(self, first: dt.date, attacks: Sequence[Attack]) -> None:
        self._attacks = attacks
        start = "no step of a process is told yet"
        self.spans = [PhaseSpan(Phase.NO_CONTACT, first, None, "start", start, (), ())]
        self.kept_up = first
        """The last day of a step that keeps the phase up."""
        self.holds = first
        """The last day on which the ceasefire was told to be in force."""
        self.until: dt.date | None = None
        """The last day of the ceasefire in force, where it is told."""

    @property
    def phase(self) -> Phase:
        return self.spans[-1].phase

    def take(self, step: Step) -> None:
        """What a step does: first the silence before it, then the step itself."""
        day = max(step.start, self.spans[-1].start)
        self.let_lapse(day)
        rule = next((r for r in rules().phases if step.kind in r.steps and self.phase in r.of), None)
        if rule:
            self._begin(day, rule, step)
        elif self.phase in rules().lapses and step.kind in rules().lapses[self.phase].keeps:
            self.kept_up = max(self.kept_up, day)
            self._support(step)
        if step.kind in _LASTING and self.phase is Phase.CEASEFIRE:
            self.holds = day
            self.until = step.end if step.end and step.end > (self.until or step.start) else self.until

    def _support(self, step: Step) -> None:
        """A step of the phase's own kind is one more piece of evidence for it."""
        last = self.spans[-1]
        if any(step.kind in r.steps and r.to is self.phase for r in rules().phases):
            self.spans[-1] = replace(
                last, incidents=(*last.incidents, step.incident), claims=(*last.claims, *step.claims)
            )

    def _begin(self, day: dt.date, rule: PhaseRule, step: Step) -> None:
        why = f"{rule.why}: “{step.words}”"
        self._open(PhaseSpan(rule.to, day, None, rule.name, why, (step.incident,), step.claims))
        self.kept_up, self.until = day, None

    def _open(self, span: PhaseSpan) -> None:
        """End the last span the day before; a span of no day goes."""
        if (self.spans[-1].start >= span.start and len(self.spans) > 1) or self.spans[-1].start == span.start:
            self.spans.pop()
        else:
            self.spans[-1] = replace(self.spans[-1], end=span.start - _DAY)
        if self.spans and self.spans[-1].phase is span.phase:
            span = replace(span, start=self.spans.pop().start)
        self.spans.append(span)

    def let_lapse(self, day: dt.date) -> None:
        """End a phase that silence, or the end told of a ceasefire, has ended before this day."""
        while (end := self._lapses_on(day)) is not None and end[0] < day:
            on, span = end
            self._open(replace(span, start=on))
            self.kept_up, self.until = on, None

    def _lapses_on(self, day: dt.date) -> tuple[dt.date, PhaseSpan] | None:
        lapse = rules().lapses.get(self.phase)
        if lapse is None:
            return None
        ends = [self._runs_out(lapse.to), self._fought_over(day)] if self.phase is Phase.CEASEFIRE else []
        if told := [end for end in ends if end]:
            return min(told, key=lambda end: end[0])
        silent = self.kept_up + dt.timedelta(days=lapse.days)
        why = f"for {lapse.days} days nothing is told that keeps the phase up ({self.phase})"
        return silent, PhaseSpan(lapse.to, silent, None, "silence", why, (), ())

    def _runs_out(self, to: Phase) -> tuple[dt.date, PhaseSpan] | None:
        """After the last day told of a ceasefire: on the first attack, or some days later."""
        if self.until is None:
            return None
        why = f"the ceasefire was to last until {self.until}, and is not told to be extended"
        over = self.until + dt.timedelta(days=rules().grace)
        after = max(self.until, self.kept_up)
        again = next((a.day for a in self._attacks if after < a.day <= over), None)
        if again:
            return again, PhaseSpan(Phase.BROKEN_DOWN, again, None, "ran out", why + "; force is used again", (), ())
        return over, PhaseSpan(to, over, None, "ran out", why, (), ())

    def _fought_over(self, day: dt.date) -> tuple[dt.date, PhaseSpan] | None:
        """On the first of many attacks in a short time before this day, with no word between them that the ceasefire holds."""
        many = rules().resumed
        since = [a for a in self._attacks if self.holds < a.day < day]
        for at, first in enumerate(since):
            burst = [a for a in since[at:] if (a.day - first.day).days < many.days]
            if sum(1 + (a.killed >= many.deadly) for a in burst) >= many.attacks:
                why = f"{len(burst)} attacks within {many.days} days, and nobody says that the ceasefire holds"
                return first.day, PhaseSpan(Phase.BROKEN_DOWN, first.day, None, "fighting resumes", why, (), ())
        return None


def overlaid(spans: Sequence[PhaseSpan], sayings: Iterable[Saying]) -> tuple[PhaseSpan, ...]:
    """The phases with those that people set laid over them; of two sayings on one day the later one counts."""
    found = list(spans)
    for saying in sayings:
        why = saying.why or "set by a person"
        over = PhaseSpan(saying.phase, saying.start, saying.end, "set by a person", why, (), (), set_by=saying.who)
        found = sorted((*_outside(found, over), over), key=lambda s: s.start)
    return tuple(found)


def _outside(spans: Iterable[PhaseSpan], over: PhaseSpan) -> Iterator[PhaseSpan]:
    """What is left of spans before and after one that is laid over them."""
    for span in spans:
        if span.start < over.start:
            last = over.start - _DAY
            yield span if span.end and span.end < over.start else replace(span, end=last)
        if over.end is not None and (span.end is None or span.end > over.end):
            yield span if span.start > over.end else replace(span, start=over.end + _DAY)


def phase_on(spans: Sequence[PhaseSpan], day: dt.date) -> Phase:
    """The phase of a day; before the first one, no contact."""
    return next((s.phase for s in spans if s.start <= day and (s.end is None or day <= s.end)), Phase.NO_CONTACT)
