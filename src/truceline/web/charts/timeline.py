"""The timeline of a conflict: talks above, violence below one line of time, the phases of the process behind both."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from truceline.claim import When
from truceline.processes.process import Bin, PhaseSpan, Step, StepKind
from truceline.tables import interval
from truceline.web.charts.marks import GROUP_OF, mark
from truceline.web.charts.scales import TimeScale, nice, ticks
from truceline.web.charts.svg import Attribute, Pen, number

WIDTH, HEIGHT = 1080, 424
LEFT, RIGHT = 64, 1068
"""Where the line of time begins and ends."""
_PHASES, _STEPS, _TIME = 22, 34, 178
_ATTACKS, _KILLED, _BOTTOM = (204, 300), (318, 414), 418
_MARK, _LETTER = 11.0, 6.3


@dataclass(frozen=True)
class Timeline:
    """What a timeline shows: bins without gaps in order of time, the steps and phases in those days."""

    bins: Sequence[Bin]
    steps: Sequence[Step]
    phases: Sequence[PhaseSpan]
    every: str = "week"


def draw(shown: Timeline, pen: Pen, *, label: str) -> Markup:
    """The timeline as SVG. `label` says what it shows; the line of time is given in data attributes for zooming."""
    if not shown.bins:
        return Markup("")
    scale = TimeScale(shown.bins[0].start, shown.bins[-1].end, LEFT, RIGHT)
    parts = [
        *_phases(shown, scale, pen), *_time(scale, pen), *_violence(shown, scale, pen), *_steps(shown, scale, pen),
        *_columns(shown, scale, pen),
    ]  # fmt: skip
    about: dict[str, Attribute] = {
        "data_start": scale.start.isoformat(), "data_end": scale.end.isoformat(), "data_left": LEFT, "data_right": RIGHT,
    }  # fmt: skip
    return pen.drawing(WIDTH, HEIGHT, *parts, label=label, **({} if pen.paper else about))


def phase_class(phase: str) -> str:
    """The class of a phase's shade."""
    return f"phase-{phase.replace(' ', '-')}"


def _phases(shown: Timeline, scale: TimeScale, pen: Pen) -> Iterator[Markup]:
    """Each phase as a shade with its number, and its name where there is room."""
    for n, span in enumerate(shown.phases, start=1):
        end = span.end or scale.end
        if not reaches(span, scale.start, scale.end):
            continue
        x1, x2 = scale.at(max(span.start, scale.start)), scale.after(min(end, scale.end))
        yield pen.rect(x1, 0, x2 - x1, _BOTTOM, cls=phase_class(span.phase))
        yield pen.line(x1, 0, x1, _BOTTOM, cls="edge")
        words = next((w for w in (f"{n} {span.phase}", str(n)) if len(w) * _LETTER + 6 <= x2 - x1), "")
        if words:
            yield pen.text(x1 + 4, 15, words, cls="strong")


def _time(scale: TimeScale, pen: Pen) -> Iterator[Markup]:
    yield pen.line(LEFT, _TIME, RIGHT, _TIME, cls="time")
    for tick in ticks(scale.start, scale.end):
        x = scale.at(tick.when)
        yield pen.line(x, _TIME, x, _TIME + 5, cls="time")
        if x < RIGHT - 24:
            yield pen.text(x + 3, _TIME + 16, tick.words, cls="strong" if tick.strong else "quiet")


def _violence(shown: Timeline, scale: TimeScale, pen: Pen) -> Iterator[Markup]:
    """Attacks, and the killed as a range, as bars that hang from the line of time."""
    yield from _panel(_ATTACKS, max(b.attacks for b in shown.bins), "Attacks", shown.every, pen)
    yield from _panel(
        _KILLED, max(max(b.killed_low, b.killed_high or 0) for b in shown.bins), "Killed", shown.every, pen
    )
    attacks, killed = _Depth.of(_ATTACKS, (b.attacks for b in shown.bins)), _Depth.of(_KILLED, map(_most, shown.bins))
    for b in shown.bins:
        x = scale.at(b.start)
        width = max(scale.after(b.end) - x - 1, 0.8)
        if b.attacks:
            yield pen.rect(x, _ATTACKS[0], width, attacks.to(b.attacks), cls="attacks")
        if _most(b):
            yield pen.rect(x, _KILLED[0], width, killed.to(b.killed_low), cls="killed")
            yield pen.rect(x, _KILLED[0] + killed.to(b.killed_low), width, killed.to(_most(b)) - killed.to(b.killed_low), cls="killed-more")  # fmt: skip
        if b.killed_high is None:
            tip = _KILLED[0] + killed.to(b.killed_low)
            middle = x + width / 2
            yield pen.tag("path", cls="killed", d=f"M{number(middle - 2.5)} {number(tip + 1)}h5l-2.5 5z")


def _most(b: Bin) -> int:
    return max(b.killed_low, b.killed_high or 0)


@dataclass(frozen=True)
class _Depth:
    """How far down a count reaches."""

    height: float
    most: int

    @classmethod
    def of(cls, panel: tuple[int, int], counts: Iterable[int]) -> _Depth:
        return cls(panel[1] - panel[0], nice(max(counts, default=0)))

    def to(self, count: int) -> float:
        return self.height * count / self.most


def _panel(place: tuple[int, int], most: int, name: str, every: str, pen: Pen) -> Iterator[Markup]:
    top, bottom = place
    yield pen.line(LEFT, top, RIGHT, top, cls="rule")
    yield pen.text(LEFT - 8, top + 4, "0", cls="quiet small", text_anchor="end")
    yield pen.line(LEFT, bottom, RIGHT, bottom, cls="rule")
    yield pen.text(LEFT - 8, bottom + 3, str(nice(most)), cls="quiet small", text_anchor="end")
    middle = (top + bottom) / 2
    yield pen.text(4, middle, name, cls="strong")
    yield pen.text(4, middle + 13, f"a {every}", cls="quiet small")


def _steps(shown: Timeline, scale: TimeScale, pen: Pen) -> Iterator[Markup]:
    """The steps of the process piled over the bin in which they begin; what finds no room is counted."""
    yield pen.text(4, (_STEPS + _TIME) / 2, "Process", cls="strong")
    yield pen.text(4, (_STEPS + _TIME) / 2 + 13, "steps", cls="quiet small")
    for b, piled in _by_bin(shown):
        x, width = scale.at(b.start), scale.after(b.end) - scale.at(b.start)
        size = min(_MARK, max(width - 1, 4.0))
        room = int((_TIME - _STEPS - 8) // (size + 1.5))
        for n, step in enumerate(piled[:room]):
            place = (x + width / 2, _TIME - 5 - size / 2 - n * (size + 1.5))
            yield pen.link(f"/incident/{step.incident}", step_words(step), mark(step.kind, *place, size, pen, planned=step.planned))  # fmt: skip
        if len(piled) > room:
            yield pen.text(x + width / 2, _STEPS + 1, f"+{len(piled) - room}", cls="quiet small", text_anchor="middle")


def _by_bin(shown: Timeline) -> Iterator[tuple[Bin, list[Step]]]:
    order = list(GROUP_OF)
    waiting = sorted(shown.steps, key=lambda s: s.start)
    at = 0
    for b in shown.bins:
        piled: list[Step] = []
        while at < len(waiting) and waiting[at].start <= b.end:
            if waiting[at].start >= b.start:
                piled.append(waiting[at])
            at += 1
        if piled:
            yield b, sorted(piled, key=lambda s: order.index(s.kind))


def step_words(step: Step) -> str:
    """A step in a line: what, when, and the first of its words."""
    planned = ", planned" if step.planned else ""
    return f"{step.kind}{planned}, {interval(When(start=step.start, end=step.start))}: {step.words[:120]}"


def _columns(shown: Timeline, scale: TimeScale, pen: Pen) -> Iterator[Markup]:
    """What each bin holds, in words, where one points at it."""
    if pen.paper:
        return
    for b in shown.bins:
        x = scale.at(b.start)
        yield pen.rect(x, _TIME, scale.after(b.end) - x, _BOTTOM - _TIME, pen.tag("title", bin_words(b)), cls="hit")


def bin_words(b: Bin) -> str:
    """A bin in words: "4 – 10 Oct 2021, talks: 3 attacks, 12 to 18 killed, 2 steps"."""
    days = interval(When(start=b.start, end=b.end))
    return (
        f"{days}, {b.phase}: {b.attacks} attacks, {killed_words(b.killed_low, b.killed_high)} killed, {b.steps} steps"
    )


def killed_words(low: int, high: int | None) -> str:
    """A range of killed: "12", "12 to 1,800", "12 or more"."""
    return f"{low:,} or more" if high is None else f"{low:,}" if high <= low else f"{low:,} to {high:,}"


def reaches(span: PhaseSpan, since: dt.date, until: dt.date) -> bool:
    """Does a phase reach into some days?"""
    return span.start <= until and (span.end is None or span.end >= since)


def legend(pen: Pen) -> list[tuple[Markup, str]]:
    """Each kind of step with its mark, drawn alone."""
    return [
        (pen.drawing(16, 16, mark(kind, 8, 8, 11, pen), label="", aria_hidden="true"), kind.value) for kind in StepKind
    ]
