"""Which country a place lies in.

Read from data/countries.yaml (states), data/regions.yaml (their parts) and data/places.tsv.gz (towns, from GeoNames,
CC BY 4.0).
"""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files

from truceline.datafiles import load_yaml
from truceline.gazetteer import country_named, country_of_adjective, country_of_capital, fold

_LONGEST = 100
_REGION_WEIGHT = 1_000_000
_SEAT_WEIGHT = 20_000_000
_CAPITAL_FACTOR = 10
_SPELLING_FACTOR = 10
"""A town whose other spelling it is counts this many times less than one of that very name."""
_FAR = 3
"""One namesake is by far the largest when no other has a third of its weight."""
_FAMOUS = 60
"""A namesake in a country that the report mentions gives way to one this many times its size ("Paris")."""
_KNOWN_ABROAD = 100_000
"""A namesake in a country that the report does not mention must have this weight."""

_QUARTER = (
    r"(?:north|south)[- ]?(?:east|west)(?:ern)?|(?:north|south|east|west)(?:ern)?|central|inner|upper|lower|greater|"
    r"rural|downtown|coastal|mainland|occupied|[a-z]+-(?:held|controlled|occupied)"
)
_KIND = (
    "province|district|city|town|village|region|governorate|state|county|oblast|department|prefecture|township|"
    "municipality|area|territory|valley|islands?|peninsula|international|refugee|camp|airport|airfield|air base|"
    "airbase|base|prison|hospital|crossing|port|suburbs?|countryside|neighbou?rhood|highway|mountains?|forest"
)
_PART = "capital|outskirts|parts?|north|south|east|west|cent(?:er|re)"
_LEADING = re.compile(rf"(?:(?:{_QUARTER}|the)\s+)+(?=\S)", re.IGNORECASE)
_TRAILING = re.compile(rf"(?:\s+(?:{_KIND}))+$", re.IGNORECASE)
_WITHIN = re.compile(rf".*\b(?:{_KIND}|{_PART}) of (?P<place>.+)", re.IGNORECASE)
_OWN = re.compile(rf"(?P<whose>.+?) (?:{_KIND}|capital|soil|coast)", re.IGNORECASE)
_ARABIC_ARTICLE = re.compile(r"(?:al|el|ar|as|ash|at|ad|an|az)[ -](?=\S)", re.IGNORECASE)


@cache
def _towns() -> dict[str, str]:
    """Folded name → its towns as "iso2 weight" pairs, separated by spaces. Strings, because they are many."""
    packed = (files("truceline") / "data" / "places.tsv.gz").read_bytes()
    # Folded at once, not name by name: the ASCII columns need no more than this.
    table = gzip.decompress(packed).decode("utf-8").lower().replace("-", " ").replace("'", "")
    towns: dict[str, str] = {}
    for line in table.splitlines():
        if line.startswith("#"):
            continue
        name, ascii_name, iso2, people, spellings = line.split("\t")
        key, weight = ascii_name or name, max(int(people), 500)
        towns[key] = f"{towns[key]} {iso2} {weight}" if key in towns else f"{iso2} {weight}"
        if spellings:
            other = f"{iso2} {weight // _SPELLING_FACTOR}"
            for key in spellings.split("|"):
                towns[key] = f"{towns[key]} {other}" if key in towns else other
    return towns


@cache
def _regions() -> dict[str, tuple[tuple[str, int], ...]]:
    """Folded name → its regions as (iso2, weight); none for a region that several countries share."""
    data = load_yaml("regions.yaml")
    regions: dict[str, tuple[tuple[str, int], ...]] = {}
    for iso2, names in data["within"].items():
        for key in map(fold, names):
            regions[key] = (*regions.get(key, ()), (iso2, _REGION_WEIGHT))
    regions.update({fold(name): ((iso2, _SEAT_WEIGHT),) for name, iso2 in data["seats"].items()})
    return regions | {fold(name): () for name in data["across"]}


def _namesakes(name: str) -> Counter[str] | None:
    """Countries with a place of this name, by weight; empty if several share it, None if nobody knows it."""
    key = fold(name)
    found: Counter[str] = Counter()
    regions = _regions().get(key)
    if regions == ():
        return found
    for iso2, weight in regions or ():
        found[iso2] = max(found[iso2], weight)
    towns = _towns().get(key, "").split()
    for iso2, weight in zip(towns[::2], map(int, towns[1::2]), strict=True):
        found[iso2.upper()] = max(found[iso2.upper()], weight)
    if capital_of := country_of_capital(name):
        iso2 = capital_of.iso2
        found[iso2] = max(found[iso2] * _CAPITAL_FACTOR, _REGION_WEIGHT)
    return found or None


def readings(name: str) -> Iterator[str]:
    """The name, and what is left without quarter, kind and article: "northern Idlib province" → "Idlib"."""
    yield name
    shorter = _TRAILING.sub("", name)
    if shorter != name:
        yield shorter
    bare = _LEADING.sub("", name, count=1) if _LEADING.match(name) else name
    if bare != name:
        yield bare
        yield _TRAILING.sub("", bare)
    shorter = _TRAILING.sub("", bare)
    if _ARABIC_ARTICLE.match(shorter):
        yield _ARABIC_ARTICLE.sub("", shorter, count=1)
    if within := _WITHIN.fullmatch(name):
        yield from readings(within["place"])


_LAND = re.compile(
    rf"(?:{_QUARTER})\b|.*\b(?:province|region|governorate|state|county|oblast|territory|islands?|peninsula|north|south|east|west)s?\b",
    re.IGNORECASE,
)


def is_land(name: str) -> bool:
    """Whether a name is a country's or that of a whole part of one, and not a town's: "Helmand", "northern Mali", "the region"."""
    regions, towns = _regions(), _towns()
    return _LAND.match(name) is not None or any(
        country_named(n) or (fold(n) in regions and fold(n) not in towns) for n in readings(name)
    )


def _choose(namesakes: Counter[str], hints: tuple[str, ...]) -> str | None:
    """One country among those with a place of the name; None if nothing decides."""
    largest = max(namesakes.values())
    near = [h for h in hints if namesakes[h] and namesakes[h] * _FAMOUS >= largest]
    if near:
        most = max(namesakes[h] for h in near)
        return next(h for h in near if namesakes[h] * _FAR >= most)
    (iso2, weight), *others = namesakes.most_common(2)
    if hints and weight < _KNOWN_ABROAD:
        return None
    return iso2 if not others or weight >= others[0][1] * _FAR else None


def _of_state(name: str, hints: tuple[str, ...]) -> str | None:
    """The state of that name, unless the report is about another's region of that name ("Georgia")."""
    country = country_named(name)
    if country is None:
        return None
    regions = [iso2 for iso2, _ in _regions().get(fold(name), ())]
    if country.iso2 not in hints:
        return next((h for h in hints if h in regions), country.iso2)
    return country.iso2


@lru_cache(maxsize=20_000)
def _place_country(name: str, hints: tuple[str, ...]) -> str | None:
    head, comma, tail = name.rpartition(",")
    if comma and (iso2 := _place_country(tail.strip(), hints)):
        return iso2
    for reading in readings(head or name if comma else name):
        if iso2 := _of_state(reading, hints):
            return iso2
        namesakes = _namesakes(reading)
        if namesakes is not None:
            return _choose(namesakes, hints) if namesakes else None
    own = _OWN.fullmatch(name)
    state = country_of_adjective(own["whose"]) if own else None
    return state.iso2 if state else None


def place_country(name: str, hints: Iterable[str] = ()) -> str | None:
    """The ISO 3166-1 alpha-2 code of the country that a place lies in.

    `name` is a place as a report writes it ("Mosul", "northern Idlib province", "Aden, Yemen"); `hints` are codes of
    the countries that the report mentions, most important first. Of several places of one name, one in a hinted country
    is preferred, else the one by far the most populous. None: unknown, undecided, or a region that countries share.
    """
    if len(name) > _LONGEST:
        return None
    return _place_country(" ".join(name.split()), tuple(hints))
