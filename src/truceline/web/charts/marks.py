"""The marks of the steps of a process: told apart by shape first, then by colour. Planned steps are hollow."""

from __future__ import annotations

from markupsafe import Markup

from truceline.processes.process import StepKind
from truceline.web.charts.svg import Pen, path

GROUP_OF: dict[StepKind, str] = {
    StepKind.CONTACT: "talks",
    StepKind.TALKS: "talks",
    StepKind.DEMAND: "terms",
    StepKind.OFFER: "terms",
    StepKind.CEASEFIRE: "truce",
    StepKind.EXTENSION: "truce",
    StepKind.ACCEPTANCE: "accord",
    StepKind.AGREEMENT: "accord",
    StepKind.IMPLEMENTATION: "accord",
    StepKind.REFUSAL: "setback",
    StepKind.VIOLATION: "setback",
    StepKind.CEASEFIRE_END: "setback",
    StepKind.BREAKDOWN: "setback",
}
"""The colour of each kind; the order is that in which marks are piled."""

_CORNERS: dict[StepKind, tuple[tuple[float, float], ...]] = {
    StepKind.DEMAND: ((-1, -0.8), (1, -0.8), (0, 0.95)),
    StepKind.OFFER: ((-1, 0.8), (1, 0.8), (0, -0.95)),
    StepKind.CEASEFIRE: ((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)),
    StepKind.EXTENSION: ((-0.85, -0.85), (0.3, -0.85), (1, 0), (0.3, 0.85), (-0.85, 0.85)),
    StepKind.ACCEPTANCE: ((0, -1), (1, 0), (0, 1), (-1, 0)),
    StepKind.AGREEMENT: ((0, -1), (0.95, -0.31), (0.59, 0.81), (-0.59, 0.81), (-0.95, -0.31)),
    StepKind.IMPLEMENTATION: ((-0.5, -0.87), (0.5, -0.87), (1, 0), (0.5, 0.87), (-0.5, 0.87), (-1, 0)),
}
_STROKES: dict[StepKind, tuple[tuple[tuple[float, float], tuple[float, float]], ...]] = {
    StepKind.REFUSAL: (((-0.8, -0.8), (0.8, 0.8)), ((-0.8, 0.8), (0.8, -0.8))),
    StepKind.VIOLATION: (((0.5, -0.9), (-0.4, 0.1)), ((-0.4, 0.1), (0.4, -0.1)), ((0.4, -0.1), (-0.5, 0.9))),
    StepKind.CEASEFIRE_END: (((-0.9, 0), (0.9, 0)),),
    StepKind.BREAKDOWN: (((-0.8, -0.8), (0.8, 0.8)), ((-0.8, 0.8), (0.8, -0.8)), ((-1, 0), (1, 0))),
}


def mark(kind: StepKind, x: float, y: float, size: float, pen: Pen, *, planned: bool = False) -> Markup:
    """The mark of a kind of step around a place, `size` wide."""
    r, cls = size / 2, f"mark-{GROUP_OF[kind]}"
    if kind in _STROKES:
        lines = "".join(path((x + a * r, y + b * r) for a, b in ends) for ends in _STROKES[kind])
        return pen.tag("path", cls=f"{cls} stroke-only", d=lines)
    cls += " hollow" if planned else ""
    if kind in _CORNERS:
        return pen.tag("path", cls=cls, d=path(((x + a * r, y + b * r) for a, b in _CORNERS[kind]), closed=True))
    radius = r * (0.62 if kind is StepKind.CONTACT else 0.95)
    return pen.tag("circle", cls=cls, cx=f"{x:.1f}", cy=f"{y:.1f}", r=f"{radius:.1f}")
