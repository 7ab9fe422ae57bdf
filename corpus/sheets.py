"""Coding sheets: reports coded by hand as YAML that quotes words, compiled to claim records with offsets.

    python -m corpus.sheets check FILE...      report every error in these sheets, also those that would compile (corpus/lint.py)
    python -m corpus.sheets compile SRC DEST   write one claim record (JSON) per sheet

A person codes by quoting; offsets are found here, so a sheet never holds a number that can go stale.
The format of the records is described in docs/claim-format.md; the coding rules in corpus/README.md.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import yaml

from corpus import lint

EVENTS = frozenset(
    [
        "AGREE",
        "CONSULT",
        "SUPPORT",
        "CONCEDE",
        "COOPERATE",
        "AID",
        "RETREAT",
        "REQUEST",
        "ACCUSE",
        "REJECT",
        "THREATEN",
        "PROTEST",
        "SANCTION",
        "MOBILIZE",
        "COERCE",
        "ASSAULT",
    ]
)
MODES = {
    "ASSAULT": "abduct aerial assassinate beat cleansing crowd-control destroy execute explosives firearms "
    "heavy-weapons massacre primitive seize sexual suicide-attack torture unconventional",
    "COERCE": "arrest ban censor curfew deport martial-law misinform restrict seize withhold",
    "MOBILIZE": "troops weapons police militia",
    "RETREAT": "withdraw release return disarm ceasefire access resign ease",
    "REQUEST": "assist change meet yield",
    "REJECT": "assist change meet yield",
    "ACCUSE": "allege disapprove investigate",
    "THREATEN": "violence relations restrict ban expel territory arrest political",
    "CONSULT": "phone visit third-party multilateral",
    "PROTEST": "demo riot strike hunger boycott obstruct",
    "SANCTION": "convict expel withdraw discontinue",
}
STATUSES = frozenset(("actual", "negated", "future", "hypothetical"))
KINDS = frozenset(("person", "organization", "outlet", "document", "unnamed"))
CLAIM_KEYS = frozenset(
    [
        "event",
        "mode",
        "status",
        "span",
        "trigger",
        "actor",
        "recipient",
        "sources",
        "when",
        "where",
        "killed",
        "injured",
        "count",
        "condition",
        "accept",
        "optional",
    ]
)
Span = list[int]


class SheetError(ValueError):
    """A sheet says something that cannot be coded; the message names the claim and the words."""


def occurrences(text: str, words: str) -> list[Span]:
    """Every place where the words stand in the text, as [start, end) offsets."""
    return [[m.start(), m.end()] for m in re.finditer(re.escape(words), text)]


def locate(text: str, words: str, near: Span | None = None, inside: bool = False) -> Span:
    """The place of quoted words: the nth with "words@n", else inside or nearest to `near`, else the first.

    Raises SheetError when the words are not in the text.
    """
    words, _, nth = words.partition("@") if re.search(r"@\d+$", words) else (words, "", "")
    found = occurrences(text, words)
    if not found:
        raise SheetError(f"not in the text: {words!r}")
    if nth:
        if int(nth) > len(found):
            raise SheetError(f"only {len(found)} places have {words!r}, not {nth}")
        return found[int(nth) - 1]
    if near is None:
        return found[0]
    within = [s for s in found if near[0] <= s[0] and s[1] <= near[1]]
    if within:
        return within[0]
    if inside:
        raise SheetError(f"not inside the span: {words!r}")
    return min(found, key=lambda s: max(near[0] - s[1], s[0] - near[1]))


def entity(text: str, entry: str, near: Span) -> dict[str, Any]:
    """Parse `Name | other name = words` into the entity of a claim record."""
    names, _, words = (part.strip() for part in entry.partition(" = ")) if " = " in entry else (entry, "", "")
    name, *accept = (n.strip() for n in names.split("|"))
    if not name:
        raise SheetError(f"an entity without a name: {entry!r}")
    out: dict[str, Any] = {"name": name, "span": locate(text, words, near) if words else None}
    return out | ({"accept": accept} if accept else {})


def amount(value: str | int | None) -> dict[str, int | None] | None:
    """Parse `12..12`, `12..`, `..30` into {"low", "high"}."""
    if value is None:
        return None
    m = re.fullmatch(r"(\d*)\s*\.\.\s*(\d*)", str(value).strip())
    if not m:
        raise SheetError(f"a number range is written low..high, not {value!r}")
    low, high = (int(g) if g else None for g in m.groups())
    return {"low": low, "high": high}


def when(text: str, entry: str | None, near: Span) -> dict[str, Any] | None:
    """Parse `words = 2021-10-01 .. 2021-10-02`."""
    if not entry:
        return None
    words, _, dates = entry.rpartition("=")
    m = re.fullmatch(r"\s*(\d{4}-\d\d-\d\d)\s*\.\.\s*(\d{4}-\d\d-\d\d)\s*", dates)
    if not m:
        raise SheetError(f"when is written `words = start .. end`, not {entry!r}")
    words = words.strip()
    return {"span": locate(text, words, near) if words else None, "start": m[1], "end": m[2]}


def claim(text: str, row: dict[str, Any]) -> dict[str, Any]:
    """Compile one claim of a sheet. Raises SheetError."""
    if unknown := set(row) - CLAIM_KEYS:
        raise SheetError(f"unknown keys {sorted(unknown)}")
    if row.get("event") not in EVENTS:
        raise SheetError(f"unknown event {row.get('event')!r}")
    mode = row.get("mode")
    if mode and mode not in MODES.get(row["event"], "").split():
        raise SheetError(f"{row['event']} has no mode {mode!r}")
    if row.get("status") not in STATUSES:
        raise SheetError(f"unknown status {row.get('status')!r}")
    if unknown := set(row.get("accept", [])) - EVENTS:
        raise SheetError(f"accept takes event types, not {sorted(unknown)}")
    span = locate(text, row["span"])
    sources = []
    for entry in row.get("sources") or []:
        kind, _, rest = entry.partition(":")
        if kind not in KINDS:
            raise SheetError(f"a source starts with its kind, not {entry!r}")
        sources.append(entity(text, rest.strip(), span) | {"kind": kind})
    where = []
    for entry in row.get("where") or []:
        place = entity(text, entry, span)
        name, _, country = place["name"].rpartition(",")
        coded = bool(re.fullmatch(r"\s*[A-Z]{2}", country))
        where.append(place | {"name": name if coded else place["name"], "country": country.strip() if coded else None})
    out = {
        "span": span,
        "trigger": locate(text, row["trigger"], span, inside=True),
        "event": row["event"],
        "mode": mode,
        "actor": [entity(text, e, span) for e in row.get("actor") or []],
        "recipient": [entity(text, e, span) for e in row.get("recipient") or []],
        "status": row["status"],
        "condition": locate(text, row["condition"], span) if row.get("condition") else None,
        "sources": sources,
        "when": when(text, row.get("when"), span),
        "where": where,
        "killed": amount(row.get("killed")),
        "injured": amount(row.get("injured")),
        "count": row.get("count"),
    }
    if row.get("accept"):
        out["event_accept"] = row["accept"]
    if row.get("optional"):
        out["optional"] = True
    return out


def compile_sheet(path: Path) -> tuple[dict[str, Any], list[str]]:
    """The claim record of a sheet, and every error found in it."""
    sheet = yaml.safe_load(path.read_text(encoding="utf-8"))
    text = sheet["text"].rstrip("\n")
    report = {
        "id": str(sheet["id"]),
        "title": sheet["title"],
        "publisher": sheet["publisher"],
        "published": str(sheet["published"]),
        "url": None,
        "licence": "CC BY 4.0",
        "text": text,
    }
    claims, errors = [], []
    for number, row in enumerate(sheet.get("claims") or [], 1):
        try:
            claims.append(claim(text, row))
        except (SheetError, KeyError, TypeError) as error:
            errors.append(f"{path.name}: claim {number} ({row.get('event')}): {error!r}")
    return {"report": report, "claims": sorted(claims, key=lambda c: (c["trigger"], c["span"]))}, errors


def check(path: Path) -> tuple[int, list[str]]:
    """How many claims a sheet has, and every fault in it: what cannot be compiled, then what cannot be meant."""
    record, faults = compile_sheet(path)
    sheet, claims = yaml.safe_load(path.read_text(encoding="utf-8")), record["claims"]
    faults += [f"{path.name}: {fault}" for fault in lint.faults_of_sheet(sheet, path.stem)]
    for claim in claims:
        told = record["report"]["text"][slice(*claim["trigger"])]
        faults += [
            f"{path.name}: {claim['event']} ({told}): {f}" for f in lint.faults_of_claim(claim, record["report"])
        ]
    faults += [f"{path.name}: {fault}" for fault in lint.twice(claims)]
    return len(claims), faults


def compile_to(path: Path, folder: Path) -> tuple[int, list[str]]:
    """Write the claim record of a sheet without errors into a folder; how many claims it has, and the errors."""
    record, errors = compile_sheet(path)
    if not errors:
        out = folder / f"{record['report']['id']}.json"
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return len(record["claims"]), errors


def main(argv: list[str]) -> int:
    """Run `check` or `compile`; the exit code is 1 when a sheet has an error."""
    if len(argv) < 2 or argv[0] not in ("check", "compile"):
        print(__doc__)
        return 2
    files = [Path(a) for a in argv[1:]] if argv[0] == "check" else sorted(Path(argv[1]).glob("*.yaml"))
    failed = claims = 0
    for path in files:
        try:
            number, errors = check(path) if argv[0] == "check" else compile_to(path, Path(argv[2]))
        except (yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
            number, errors = 0, [f"{path.name}: {error!r}"]
        claims += number
        failed += len(errors)
        for line in errors:
            print(line)
    print(f"{len(files)} sheets, {claims} claims, {failed} errors")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
