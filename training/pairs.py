"""Pairs of parties in a sentence and the PLOVER root of what the one does to the other: PLV's, and our own."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from benchmarks.score import load
from corpus.sentences import load as load_coded
from corpus.split import only

ROOTS = [
    "ACCUSE",
    "AGREE",
    "AID",
    "ASSAULT",
    "COERCE",
    "CONSULT",
    "COOPERATE",
    "MOBILIZE",
    "PROTEST",
    "REJECT",
    "REQUEST",
    "SANCTION",
    "SUPPORT",
    "THREATEN",
    "YIELD",
]
QUAD = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT"), 0),
    **dict.fromkeys(("COOPERATE", "AID", "YIELD"), 1),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), 2),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), 3),
}


@dataclass(frozen=True)
class Pair:
    """A text with the character spans of source and target, and the root of their relation."""

    text: str
    source: tuple[int, int]
    target: tuple[int, int] | None
    root: str


def read_plv(path: Path) -> list[Pair]:
    """Pairs of a PLV table; the marks in `marked_sentence` say where source and target stand."""
    pairs = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            pairs.append(unmark(row["marked_sentence"], row["gold_root"]))
    return pairs


def unmark(marked: str, root: str) -> Pair:
    """Take the <s> and <t> marks out of a sentence, remembering their places."""
    text, places = "", {}
    i = 0
    while i < len(marked):
        for mark in ("<s>", "</s>", "<t>", "</t>"):
            if marked.startswith(mark, i):
                places.setdefault(mark, len(text))
                i += len(mark)
                break
        else:
            text += marked[i]
            i += 1
    target = (places["<t>"], places["</t>"]) if "<t>" in places and "</t>" in places else None
    return Pair(text, (places.get("<s>", 0), places.get("</s>", 0)), target, root)


def own_pairs(folder: Path) -> list[Pair]:
    """Pairs of our coded sentences: every event told as such with one actor and one recipient (or two actors)."""
    pairs = []
    for path in sorted(folder.glob("*.txt")):
        if path.stem == "names":
            continue
        for sentence in load_coded(path):
            for e in sentence.events:
                root = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}.get(e.event, e.event)
                two = (e.actors[:1] + e.recipients[:1]) if e.recipients else e.actors[:2]
                if len(two) == 2 and e.status != "negated":
                    pairs.append(Pair(sentence.text, two[0], two[1], root))
    return pairs


def coded_pairs(folder: Path) -> list[Pair]:
    """Pairs of our coded reports for learning: claims whose actor and recipient (or two actors) stand in one sentence."""
    pairs = []
    for record in only("train", load(folder)).values():
        text = record["report"]["text"]
        for claim in record["claims"]:
            spans = [
                e["span"]
                for e in (claim["actor"][:1] + claim["recipient"][:1] if claim["recipient"] else claim["actor"][:2])
            ]
            if len(spans) != 2 or not all(spans) or claim["status"] == "negated" or claim.get("event_accept"):
                continue
            low, high = min(s[0] for s in (*spans, claim["span"])), max(s[1] for s in (*spans, claim["span"]))
            if high - low < 400:
                root = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}.get(claim["event"], claim["event"])
                source, target = ((s[0] - low, s[1] - low) for s in spans)
                pairs.append(Pair(text[low:high], source, target, root))
    return pairs


def masked(pair: Pair) -> str:
    """The text with "SOURCE" and "TARGET" in place of the two, so that words are learned and not names."""
    text = pair.text
    places = [(pair.source, " SOURCE "), *([(pair.target, " TARGET ")] if pair.target else [])]
    for (start, end), name in sorted(places, reverse=True):
        text = text[:start] + name + text[end:]
    return text


def renamed(pair: Pair) -> Pair:
    """The pair with the name of a country in place of each of the two: the same act between parties that tell nothing."""
    places = sorted([(pair.source, "France"), *([(pair.target, "Spain")] if pair.target else [])])
    if any(after[0] < before[1] for (before, _), (after, _) in pairwise(places)):
        return pair
    text, at, spans = "", 0, {}
    for (start, end), name in places:
        text += pair.text[at:start]
        spans[name] = (len(text), len(text) + len(name))
        text, at = text + name, end
    return Pair(text + pair.text[at:], spans["France"], spans.get("Spain"), pair.root)
