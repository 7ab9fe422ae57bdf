"""What rules and learned heads each give: python -m benchmarks.ablation GOLD_DIR [--part dev]

Reads the same coded reports five times: by the rules alone (what the heads say of events and attribution is withheld), with events
found by the event branch alone (the lexicon's words and constructions are withheld), without the attribution heads, without the
links to parties, and as `read` does. The figures are those of benchmarks/claims.py. JSON comes last.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

from benchmarks.score import load, score
from corpus.split import PARTS, only
from truceline import Report
from truceline.claim import Event
from truceline.language import Insight
from truceline.language.document import Document
from truceline.reading.candidate import Candidate
from truceline.reading.event_nouns import carrier
from truceline.reading.reader import Reader, read_doc
from truceline.reading.relevance import on_topic
from truceline.reading.telling import Telling

LIKELY = 0.5
"""Probability from which a word names an event when the branch alone decides."""


def as_read(doc: Document) -> Document:
    """What `read` sees."""
    return doc


def without_heads(doc: Document) -> Document:
    """A text of which only tags, tree and names are known."""
    doc.insight = None
    return doc


def without_links(doc: Document) -> Document:
    """A text of which the links from events to parties are not known."""
    if doc.insight is not None:
        doc.insight.links = None
    return doc


def by_branch(doc: Document, telling: Telling, skip: range | None = None) -> list[Candidate]:
    """The events that the branch alone finds."""
    insight = doc.insight
    found = []
    for token in doc:
        if insight is None or token.is_space or (skip and token.i in skip):
            continue
        label, sure = insight.likeliest[token.i]
        if sure >= LIKELY:
            anchor = carrier(token)[0] if token.pos_ == "NOUN" else token
            mode = insight.mode_of(token.i, label)
            found.append(Candidate(token, anchor, Event(label), mode, 0.0, "event head", sure, sure))
    return found


def nothing(insight: Insight, layer: str) -> Any:
    """No word stands in a span of attribution."""
    return np.zeros(len(insight.event), np.float32)


def figures(gold: dict[str, Any], reader: Reader, seen: Callable[[Document], Document]) -> dict[str, float]:
    """The main figures of what is read when each text is seen in some way."""
    read = {}
    for id, record in gold.items():
        report = Report.model_validate(record["report"])
        doc = seen(on_topic(reader.language(report.text), reader.language))
        read[id] = read_doc(report, doc).to_dict()
    made = score(gold, read)
    return {k: round(made[k].get("f1", made[k].get("share", 0.0)), 3) for k in SHOWN}


SHOWN = ("event", "claim", "actor", "recipient", "status", "source", "mode")


def main() -> None:
    """Parse the command line, read in each way, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--part", choices=PARTS, help="only the reports of this part")
    args = parser.parse_args()
    gold = load(args.gold)
    gold = only(args.part, gold) if args.part else gold
    reader = Reader()
    out = {"rules only": figures(gold, reader, without_heads)}
    with patch("truceline.reading.drafts.find_events", by_branch):
        out["events by the branch only"] = figures(gold, reader, as_read)
    with patch.object(Insight, "inside", nothing), patch.object(Insight, "begins", nothing):
        out["without attribution heads"] = figures(gold, reader, as_read)
    out["without links"] = figures(gold, reader, without_links)
    out["both"] = figures(gold, reader, as_read)
    print(json.dumps(out, indent=1))


if __name__ == "__main__":
    main()
