"""A map of incidents without any map service: Natural Earth's outlines, a circle for each place."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from markupsafe import Markup

from truceline.web.charts.geography import Point, outlines
from truceline.web.charts.svg import Pen, number

WIDTH, HEIGHT = 520, 420
_MARGIN, _LEAST = 0.18, 3.0
"""Land around the outermost places, as a part of the whole; and the least that is shown, in degrees."""
_FEW, _FAR, _MOST_WEIGHT = 6, 5.0, 50
"""From so many incidents on, a place is left outside the map that lies so many times farther out than is usual."""
_NAMED, _LARGEST = 9, 20.0


@dataclass(frozen=True)
class Spot:
    """A place with its incidents and the least number killed there."""

    name: str
    where: Point
    incidents: int
    killed: int
    address: str | None = None


@dataclass(frozen=True)
class _View:
    """A part of the earth in equirectangular projection, true to scale at its middle latitude."""

    west: float
    south: float
    east: float
    north: float

    @cached_property
    def scale(self) -> float:
        return min(WIDTH / ((self.east - self.west) * self._squeeze), HEIGHT / (self.north - self.south))

    @cached_property
    def _squeeze(self) -> float:
        return math.cos(math.radians((self.south + self.north) / 2))

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        x = WIDTH / 2 + (longitude - (self.west + self.east) / 2) * self._squeeze * self.scale
        return x, HEIGHT / 2 - (latitude - (self.south + self.north) / 2) * self.scale

    def shows(self, box: tuple[float, float, float, float]) -> bool:
        x1, y1 = self.at(box[0], box[3])
        x2, y2 = self.at(box[2], box[1])
        return x2 > 0 and x1 < WIDTH and y2 > 0 and y1 < HEIGHT and (x2 - x1 > 1.5 or y2 - y1 > 1.5)


def draw(spots: Sequence[Spot], countries: Iterable[str], pen: Pen, *, label: str) -> Markup:
    """The places on the land around them; `countries` (ISO 3166-1 alpha-2) are shaded as those of the conflict."""
    here = set(countries)
    view = _view(spots, here)
    ordered = sorted(spots, key=lambda s: -s.incidents)
    parts = [pen.rect(0, 0, WIDTH, HEIGHT, cls="sea"), *_land(view, here, pen)]
    most = max((s.incidents for s in spots), default=1)
    parts += [_circle(s, view, most, pen) for s in ordered]
    parts += _names(ordered, view, most, pen)
    return pen.drawing(WIDTH, HEIGHT, *parts, label=label)


def _near_most(spots: Sequence[Spot]) -> Sequence[Spot]:
    """The places that the map is fitted to: without a few far from all others, which would make the rest a dot."""
    every = [s.where for s in spots for _ in range(min(s.incidents, _MOST_WEIGHT))]
    if len(every) < _FEW:
        return spots
    x, y = median(p.longitude for p in every), median(p.latitude for p in every)
    typical = median(math.hypot(p.longitude - x, p.latitude - y) for p in every)
    reach = max(_FAR * typical, _LEAST * 2)
    return [s for s in spots if math.hypot(s.where.longitude - x, s.where.latitude - y) <= reach]


def _view(spots: Sequence[Spot], countries: set[str]) -> _View:
    spots = _near_most(spots)
    boxes = [outlines()[c][0].box for c in countries if c in outlines()]
    xs = [s.where.longitude for s in spots] or [x for b in boxes for x in (b[0], b[2])] or [-20.0, 60.0]
    ys = [s.where.latitude for s in spots] or [y for b in boxes for y in (b[1], b[3])] or [-30.0, 50.0]
    wide, high = max(max(xs) - min(xs), _LEAST), max(max(ys) - min(ys), _LEAST)
    x, y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    w, h = wide * (0.5 + _MARGIN), high * (0.5 + _MARGIN)
    return _View(x - w, y - h, x + w, y + h)


def _land(view: _View, here: set[str], pen: Pen) -> Iterator[Markup]:
    order = sorted(outlines(), key=lambda code: code in here)
    for code in order:
        rings = [o.ring for o in outlines()[code] if view.shows(o.box)]
        if rings:
            data = "".join(_ring(r, view) for r in rings)
            yield pen.tag("path", cls="land-here" if code in here else "land", d=data, fill_rule="evenodd")


def _ring(ring: Sequence[tuple[float, float]], view: _View) -> str:
    """A ring as path data, without the points that fall on the one before them."""
    kept: list[str] = []
    last = (math.inf, math.inf)
    for longitude, latitude in ring:
        x, y = view.at(longitude, latitude)
        if abs(x - last[0]) + abs(y - last[1]) >= 0.8:
            # Far outside the picture any place will do, and keeps the numbers short.
            last = (x, y)
            kept.append(f"{min(max(x, -2000), 2500):.1f} {min(max(y, -2000), 2500):.1f}")
    return f"M{'L'.join(kept)}Z"


def _radius(spot: Spot, most: int) -> float:
    return 3.5 + (_LARGEST - 3.5) * math.sqrt(spot.incidents / most) * min(1.0, most / 12 + 0.25)


def _circle(spot: Spot, view: _View, most: int, pen: Pen) -> Markup:
    x, y = view.at(spot.where.longitude, spot.where.latitude)
    words = spot_words(spot)
    circle = pen.tag(
        "circle", pen.tag("title", words), cls="spot" if spot.where.exact else "spot-country", cx=number(x), cy=number(y),
        r=number(_radius(spot, most)),
    )  # fmt: skip
    return pen.link(spot.address, words, circle) if spot.address else circle


def spot_words(spot: Spot) -> str:
    """A place in words: "Peshawar: 12 incidents, 30 or more killed"."""
    about = "" if spot.where.exact else ", placed roughly"
    return f"{spot.name}: {spot.incidents} incidents, at least {spot.killed} killed{about}"


def _names(ordered: Sequence[Spot], view: _View, most: int, pen: Pen) -> Iterator[Markup]:
    """The names of the places with most incidents, as far as they do not run into one another."""
    taken: list[tuple[float, float, float]] = []
    for spot in ordered[: _NAMED * 2]:
        x, y = view.at(spot.where.longitude, spot.where.latitude)
        x, y, long = x + _radius(spot, most) + 3, y + 4, len(spot.name) * 6.2
        if x + long > WIDTH:
            x = x - 2 * _radius(spot, most) - 6 - long
        if len(taken) >= _NAMED or any(abs(y - b) < 13 and x < a + w and a < x + long for a, b, w in taken):
            continue
        taken.append((x, y, long))
        yield pen.text(x, y, spot.name, cls="halo", aria_hidden="true")
        yield pen.text(x, y, spot.name, cls="label")
