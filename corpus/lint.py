"""What is wrong in a coding sheet beyond what cannot be compiled: names from nowhere, dates that cannot be, claims said twice.

`python -m corpus.sheets check FILE...` prints it. The rules are those of corpus/README.md and docs/claim-format.md.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Any

BODY = re.compile(
    r"(?:\w+ ){0,2}(?:Government|Military|Police|Parliament) of \w|United Nations\b|.*Security Council$|Secretary-General$"
)
SMALL_WORDS = frozenset(re.findall(r"\w+", "a an and at for from in of on s the to who with his its their her our my"))
STYLES = frozenset(
    re.findall(
        r"\S+",
        "wire newspaper broadcaster news-wiki press-statement armed-group-statement mediator-statement "
        "un-briefing sg-report ngo-alert think-tank interview long-read",
    )
)
PARTIES = ("actor", "recipient", "sources", "where")
# Words of the guide rather than of texts: who is not named (rule 4) and the plainest victims of violence.
GUIDE_WORDS = frozenset(("unnamed", "civilians", "people"))


def words_of(text: str) -> list[str]:
    """The words of a text in small letters without accents."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'")).encode("ascii", "ignore").decode().lower()
    return re.findall(r"[a-z0-9]+", plain)


def stands_in(name: str, text_words: set[str]) -> bool:
    """Whether a name stands in the text: each word, whatever its ending (Ugandan for Uganda), or the initials (EU)."""
    wanted = [w for w in words_of(name) if w not in SMALL_WORDS | GUIDE_WORDS]
    initials = "".join(w[0] for w in wanted)
    return (len(initials) > 1 and initials in text_words) or all(
        w in text_words or any(same_root(w, t) for t in text_words) for w in wanted
    )


def same_root(a: str, b: str) -> bool:
    """Whether two words differ in no more than their ending: four letters shared, and most of the longer word."""
    shared = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return shared >= 4 and max(len(a), len(b)) - shared <= max(3, shared // 2)


def faults_of_sheet(sheet: dict[str, Any], stem: str) -> Iterator[str]:
    """Faults of the head of a sheet, whose file is named `stem`."""
    if str(sheet["id"]) != stem:
        yield f"the id is {sheet['id']!r}, the file {stem!r}"
    for key in ("title", "publisher", "setting"):
        if not isinstance(sheet.get(key), str) or not sheet[key].strip():
            yield f"no {key}"
    if sheet.get("style") not in STYLES:
        yield f"unknown style {sheet.get('style')!r}"
    if not isinstance(sheet.get("invented"), bool):
        yield "invented is neither true nor false"
    if _day(str(sheet["published"])) is None:
        yield f"published is no date: {sheet['published']!r}"


def faults_of_claim(claim: dict[str, Any], report: dict[str, Any]) -> Iterator[str]:
    """Faults of one compiled claim of a report."""
    text_words = set(words_of(" ".join(report[key] for key in ("text", "title", "publisher"))))
    for key in PARTIES:
        yield from _faults_of_names(key, claim[key], report["text"], claim["span"], text_words)
    if claim["when"]:
        yield from _faults_of_dates(claim, report["published"])
    for key in ("killed", "injured"):
        low, high = ((claim[key] or {}).get(k) for k in ("low", "high"))
        if claim[key] and ((low is None and high is None) or (low is not None and high is not None and low > high)):
            yield f"{key} is no range: {low}..{high}"
    if claim["count"] is not None and (not isinstance(claim["count"], int) or claim["count"] < 2):
        yield f"count says how many events, two or more, not {claim['count']!r}"
    if claim["event"] in claim.get("event_accept", []):
        yield f"accept repeats {claim['event']}"


def twice(claims: list[dict[str, Any]]) -> Iterator[str]:
    """Claims that say the same of the same words."""
    seen: set[str] = set()
    for claim in claims:
        names = [sorted(e["name"] for e in claim[key]) for key in ("actor", "recipient", "sources")]
        said = repr((claim["event"], claim["trigger"], claim["status"], names))
        if said in seen:
            yield f"{claim['event']} at {claim['trigger']} is coded twice"
        seen.add(said)


def _faults_of_names(
    key: str, entities: list[dict[str, Any]], text: str, span: list[int], text_words: set[str]
) -> Iterator[str]:
    told = text[slice(*span)]
    firsts = [e["name"] for e in entities]
    for name in sorted({n for n in firsts if firsts.count(n) > 1}):
        yield f"{key} has {name!r} twice"
    for entity in entities:
        names = [entity["name"], *entity.get("accept", [])]
        for name in sorted({n for n in names if names.count(n) > 1}):
            yield f"{key} repeats the name {name!r}"
        if any(not n for n in names):
            yield f"{key} has an empty name beside {entity['name']!r}"
        first = entity["name"]
        if not BODY.match(first) and not stands_in(first, text_words):
            yield f"{key}: {first!r} stands nowhere in the report and is no body of states"
        if entity["span"] is None and key != "sources" and first in told:
            yield f"{key}: {first!r} has no words, though they stand in the span"


def _faults_of_dates(claim: dict[str, Any], published: str) -> Iterator[str]:
    start, end = _day(claim["when"]["start"]), _day(claim["when"]["end"])
    if start is None or end is None:
        yield f"no date: {claim['when']['start']} .. {claim['when']['end']}"
    elif start > end:
        yield f"the dates run backwards: {start} .. {end}"
    elif claim["status"] == "actual" and end.isoformat() > published:
        yield f"told as happened, yet until {end}, after the report ({published})"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
