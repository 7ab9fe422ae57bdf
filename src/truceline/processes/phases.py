"""In which phase a process stands, day after day, by the rules of data/phases.yaml; and what a person says over them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from truceline.processes.process import Phase, PhaseSpan, Step, StepKind
from truceline.processes.settings import PhaseRule, pattern, rules

_DAY = dt.timedelta(days=1)
_LASTING = frozenset((StepKind.CEASEFIRE, StepKind.EXTENSION))
_TABLE = frozenset((StepKind.TALKS, StepKind.BREAKDOWN))


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
    steps: Sequence[Step], first: dt.date | None, last: dt.date | None = None, side_of: Mapping[str, str] | None = None
) -> tuple[PhaseSpan, ...]:
    """The phases of a process from its first day on, without gaps; the last one goes on (`end` None).

    `steps` in order of time; `last` is the last day on which anything is known of the conflict; `side_of` gives the side of a
    party. Planned steps move nothing, nor do ceasefires of one side that the other does not answer.
    """
    if first is None:
        return ()
    walk = _Walk(first)
    done = [s for s in steps if not s.planned]
    moving = set(_that_count(done, side_of or {}))
    for step in done:
        # Who prolongs a truce that the other never joined has it alone.
        alone = step.kind is StepKind.EXTENSION and len(_bound(step, side_of or {})) == 1
        walk.take(step, moves=step in moving and not (alone and walk.phase_on(step.start) is not Phase.CEASEFIRE))
    if last is not None:
        walk.let_lapse(last + _DAY)
    return tuple(walk.spans)


def _that_count(steps: Sequence[Step], side_of: Mapping[str, str]) -> Iterator[Step]:
    known = rules()
    talks = [s.start for s in steps if s.kind is StepKind.TALKS]
    truces = [(s.start, _bound(s, side_of)) for s in steps if s.kind is StepKind.CEASEFIRE]
    for step in steps:
        if step.local:
            continue  # it stops the fighting in one place
        if step.kind is StepKind.BREAKDOWN and any(0 < (t - step.start).days <= known.resumed for t in talks):
            continue
        if step.kind is StepKind.CEASEFIRE and step.end and (step.end - step.start).days < known.shortest:
            continue
        own = _bound(step, side_of)
        answers = (sides for day, sides in truces if abs((day - step.start).days) <= known.answered)
        alone = step.kind is StepKind.CEASEFIRE and len(own) == 1
        if not alone or any(not sides <= own for sides in answers):
            yield step


def _bound(step: Step, side_of: Mapping[str, str]) -> frozenset[str]:
    """The sides that a ceasefire binds: those that declare it; both where its words say so, or nobody is named."""
    if pattern("mutual").search(step.words):
        return frozenset(side_of.values())
    return frozenset(side_of[p] for p in step.by if p in side_of) or frozenset(side_of.values())


class _Walk:
    """Goes through steps and keeps the spans so far, the last of them open."""

    def __init__(self, first: dt.date) -> None:
        start = "no step of a process is told yet"
        self.spans = [PhaseSpan(Phase.NO_CONTACT, first, None, "start", start, (), ())]
        self.kept_up = first
        """The last day of a step that keeps the phase up."""
        self.until: dt.date | None = None
        """The last day of the ceasefire in force, where it is told."""
        self.broken_off = False
        """Have talks been broken off in the ceasefire in force, and not been taken up again?"""

    @property
    def phase(self) -> Phase:
        return self.spans[-1].phase

    def phase_on(self, day: dt.date) -> Phase:
        """The phase on a day not before the last step, after the silence before it."""
        self.let_lapse(max(day, self.spans[-1].start))
        return self.phase

    def take(self, step: Step, *, moves: bool) -> None:
        """What a step does: first the silence before it, then the step itself; one that moves nothing may keep a phase up."""
        day = max(step.start, self.spans[-1].start)
        self.let_lapse(day)
        rule = next((r for r in rules().phases if _leads(r, step, self.phase)), None)
        if moves and step.kind in _TABLE:
            self.broken_off = step.kind is StepKind.BREAKDOWN
        if rule and moves:
            self._begin(day + rule.after * _DAY, rule, step)
        elif self.phase in rules().lapses and step.kind in rules().lapses[self.phase].keeps:
            self.kept_up = max(self.kept_up, day)
            self._support(step)
        if moves and step.kind in _LASTING and self.phase is Phase.CEASEFIRE:
            self.until = step.end if step.end is None or step.end > (self.until or step.start) else self.until

    def _support(self, step: Step) -> None:
        """A step of the phase's own kind is one more piece of evidence for it."""
        last = self.spans[-1]
        if any(step.kind in r.steps and r.to is self.phase for r in rules().phases):
            self.spans[-1] = replace(
                last, incidents=(*last.incidents, step.incident), claims=(*last.claims, *step.claims)
            )

    def _begin(self, day: dt.date, rule: PhaseRule, step: Step) -> None:
        why = f"{rule.why}: “{step.words}”"
        self._open(PhaseSpan(self._after_truce(rule.to), day, None, rule.name, why, (step.incident,), step.claims))
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
        while (end := self._lapses_on()) is not None and end[0] < day:
            on, span = end
            self._open(replace(span, start=on))
            self.kept_up, self.until = on, None

    def _after_truce(self, phase: Phase) -> Phase:
        """What follows a ceasefire that has run out: talks, unless they were broken off in the meantime."""
        ran_out = self.phase is Phase.CEASEFIRE and phase is Phase.TALKS
        return Phase.BROKEN_DOWN if ran_out and self.broken_off else phase

    def _lapses_on(self) -> tuple[dt.date, PhaseSpan] | None:
        lapse = rules().lapses.get(self.phase)
        if lapse is None:
            return None
        if self.phase is Phase.CEASEFIRE and self.until:
            why = f"the ceasefire was to last until {self.until}, and is not told to be extended"
            return self.until + _DAY, PhaseSpan(
                self._after_truce(lapse.to), self.until + _DAY, None, "ran out", why, (), ()
            )
        silent = self.kept_up + dt.timedelta(days=lapse.days)
        why = f"for {lapse.days} days nothing is told that keeps the phase up ({self.phase})"
        return silent, PhaseSpan(lapse.to, silent, None, "silence", why, (), ())


def _leads(rule: PhaseRule, step: Step, phase: Phase) -> bool:
    told = rule.words is None or pattern(rule.words).search(step.words)
    return step.kind in rule.steps and phase in rule.of and bool(told)


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
