"""Where places lie and how countries look: Natural Earth's outlines and GeoNames' towns, made by training/make_map.py."""

from __future__ import annotations

import gzip
import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from truceline.datafiles import load_yaml
from truceline.gazetteer import country_named, fold
from truceline.places import readings

_HUNDREDTHS = 100
Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Point:
    """A place on the map in degrees; `exact` is false where only its country or its region's town is known."""

    longitude: float
    latitude: float
    exact: bool = True


@dataclass(frozen=True)
class Outline:
    """A ring of a country's border, and the box around it: west, south, east, north."""

    ring: Ring
    box: tuple[float, float, float, float]


def _read(name: str) -> str:
    packed = (files("truceline.web.charts") / "data" / name).read_bytes()
    return gzip.decompress(packed).decode("utf-8")


@cache
def outlines() -> dict[str, tuple[Outline, ...]]:
    """The rings of each country by ISO 3166-1 alpha-2 code, the largest first."""
    shapes: dict[str, list[list[int]]] = json.loads(_read("outlines.json.gz"))
    return {code: tuple(sorted(map(_outline, rings), key=_area, reverse=True)) for code, rings in shapes.items()}


def _outline(flat: list[int]) -> Outline:
    xs = [x / _HUNDREDTHS for x in itertools.accumulate(flat[::2])]
    ys = [y / _HUNDREDTHS for y in itertools.accumulate(flat[1::2])]
    return Outline(tuple(zip(xs, ys, strict=True)), (min(xs), min(ys), max(xs), max(ys)))


def _area(outline: Outline) -> float:
    west, south, east, north = outline.box
    return (east - west) * (north - south)


@cache
def _towns() -> dict[tuple[str, str], tuple[int, int]]:
    """Latitude and longitude, in hundredths of a degree, of the largest town of each name in each country."""
    table = gzip.decompress((files("truceline") / "data" / "places.tsv.gz").read_bytes()).decode("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    found: dict[tuple[str, str], tuple[int, int]] = {}
    others: dict[tuple[str, str], tuple[int, int]] = {}
    for (name, ascii_name, code, _, spellings), where in zip(rows, _read("towns.txt.gz").splitlines(), strict=True):
        latitude, longitude = map(int, where.split())
        found.setdefault((fold(ascii_name or name), code), (latitude, longitude))
        for other in spellings.split("|") if spellings else ():
            others.setdefault((fold(other), code), (latitude, longitude))
    return others | found


@cache
def _seats() -> dict[tuple[str, str], str]:
    data: dict[str, dict[str, str]] = load_yaml("region_seats.yaml")
    return {(fold(part), code): town for code, parts in data.items() for part, town in parts.items()}


@lru_cache(maxsize=20_000)
def locate(name: str, country: str | None) -> Point | None:
    """Where a place of a report lies: its town, its region's town, else the middle of its country; None if nobody knows.

    `country` is an ISO 3166-1 alpha-2 code; without it only states are found, for towns of one name are many.
    """
    state = country_named(name)
    if state is not None and country in (None, state.iso2):
        return middle(state.iso2)
    if country is None:
        return None
    head = name.rpartition(",")[0] or name
    return next(_towns_named(head, country), None) or middle(country)


def _towns_named(name: str, country: str) -> Iterator[Point]:
    for reading in readings(name):
        key = (fold(reading), country)
        if seat := _seats().get(key):
            yield _point((fold(seat), country), exact=False)
        elif key in _towns():
            yield _point(key, exact=True)


def _point(key: tuple[str, str], *, exact: bool) -> Point:
    latitude, longitude = _towns()[key]
    return Point(longitude / _HUNDREDTHS, latitude / _HUNDREDTHS, exact)


@cache
def middle(country: str) -> Point | None:
    """The middle of a country's largest ring: the centroid of its area, by the shoelace formula."""
    rings = outlines().get(country)
    if not rings:
        return None
    area = x = y = 0.0
    ring = rings[0].ring
    for (x1, y1), (x2, y2) in itertools.pairwise((*ring, ring[0])):
        cross = x1 * y2 - x2 * y1
        area, x, y = area + cross, x + (x1 + x2) * cross, y + (y1 + y2) * cross
    return Point(x / (3 * area), y / (3 * area), exact=False)
