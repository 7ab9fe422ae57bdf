"""Coded reports and sentences as the event branch learns them: windows of words with their labels, and links to parties."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from spacy.lang.en.stop_words import STOP_WORDS
from torch import Tensor

from benchmarks.score import load, same_name
from corpus.sentences import CodedEvent
from corpus.sentences import load as load_coded
from corpus.sheets import MODES
from corpus.split import only, settings
from training.batches import encode
from training.corpora import EVENTS, Sentence
from training.links import Link
from training.network import Network
from truceline.claim import Status
from truceline.language.event_branch import DEPTH
from truceline.language.links import ROLES
from truceline.language.pieces import WordPieces, arrays
from truceline.language.segment import cut, segment
from truceline.language.windows import tokens_of, windows_of

TYPES = ["O", *sorted(EVENTS)]
NO_MODE = "none"
INVENTORY = {
    "event": TYPES,
    "status": [s.value for s in Status],
    "mode": [NO_MODE, *sorted(f"{event}.{mode}" for event, modes in MODES.items() for mode in modes.split())],
}
OPTIONAL = 0.4
"""How much an event counts that a careful coder may leave out."""
NONE = -1


Spans = list[tuple[int, int]]


@dataclass(frozen=True)
class Window:
    """A window of a coded text: what the encoder's lower layers make of its pieces, the first piece of each word, the
    tokens that the words are, and per word the gold labels (NONE: no label) and how much its event label counts."""

    text: str
    lower: Tensor
    first: Tensor
    tokens: list[int]
    gold: dict[str, Tensor]
    weight: Tensor


@dataclass(frozen=True)
class Coded:
    """An event as coded: its words, type, status, mode; by role, of each party the words that may stand for it (None: nowhere); how
    much it counts."""

    trigger: tuple[int, int]
    event: str
    status: str
    mode: str | None
    parties: dict[str, list[Spans] | None]
    weight: float = 1.0


Texts = list[tuple[str, str, list[Coded]]]
"""An id, a text, and its events each."""


def reports(gold: Path, part: str) -> Texts:
    """The coded reports of a part of the corpus."""
    return [(id, r["report"]["text"], _coded(r["claims"])) for id, r in only(part, load(gold)).items()]


def _coded(claims: list[dict[str, Any]]) -> list[Coded]:
    return [
        Coded(
            trigger=tuple(c["trigger"]),
            event=c["event"],
            status=c["status"],
            mode=c["mode"] or NO_MODE,
            parties={role: _written(c[role], claims) for role in ROLES},
            weight=OPTIONAL if c.get("optional") else 1.0,
        )
        for c in claims
    ]


def _written(entities: list[dict[str, Any]], claims: list[dict[str, Any]]) -> list[Spans] | None:
    """The words of each party of a claim: its own, or, where a reader just knows who it is, all that stand for it in the report."""
    spans = [[tuple(e["span"])] if e["span"] else _elsewhere(e, claims) for e in entities]
    told = [s for s in spans if s]
    return told if told or not entities else None


def _elsewhere(entity: dict[str, Any], claims: list[dict[str, Any]]) -> Spans:
    parties = (e for c in claims for role in ("actor", "recipient", "sources") for e in c[role])
    return list({tuple(e["span"]) for e in parties if e["span"] and same_name(entity, e)})


def sentences(folder: Path) -> Texts:
    """Our coded sentences, which have no modes."""
    files = [p for p in sorted(folder.glob("*.txt")) if p.stem != "names"]
    coded = [c for path in files for c in load_coded(path)]
    return [(f"sentence {n}", c.text, [_of_sentence(e) for e in c.events]) for n, c in enumerate(coded)]


def _of_sentence(event: CodedEvent) -> Coded:
    parties: dict[str, list[Spans] | None] = {
        "actor": [[s] for s in event.actors],
        "recipient": [[s] for s in event.recipients],
    }
    return Coded(event.trigger, event.event, event.status, None, parties)


def links_of(texts: Texts) -> dict[str, list[Link]]:
    """What is to be linked in each text."""
    return {id: _links(segment(text), coded) for id, text, coded in texts}


def _links(doc: Any, coded: list[Coded]) -> list[Link]:
    def parties(told: list[Spans] | None) -> list[list[int]] | None:
        return None if told is None else [[t for s in spans for t in _words(doc, s)] for spans in told]

    return [Link(_words(doc, c.trigger), {k: parties(v) for k, v in c.parties.items()}, c.weight) for c in coded]


def _words(doc: Any, span: tuple[int, int]) -> list[int]:
    """The tokens of some words that have a meaning of their own: of "laid down their arms" two."""
    inside = [t for t in doc if not t.is_space and t.idx < span[1] and t.idx + len(t) > span[0]]
    return [t.i for t in [t for t in inside if t.lower_ not in STOP_WORDS and not t.is_punct] or inside]


@torch.no_grad()
def windows(texts: Texts, network: Network, pieces: WordPieces) -> Iterator[Window]:
    """The windows of texts as reading cuts them."""
    network.eval()
    for id, text, coded in texts:
        found = cut(text)
        gold, weight = _labels(segment(text), coded)
        for sents in windows_of(found, pieces):
            window = encode([Sentence([found.words[i] for i in s]) for s in sents], pieces)
            inputs = {k: torch.from_numpy(v) for k, v in arrays([window], pieces.cls, pieces.sep).items()}
            lower = network.encoder(inputs["ids"], inputs["shapes"], inputs["mask"])[DEPTH - 1][0]
            at = tokens_of([sents])
            labels = {k: v[at] for k, v in gold.items()}
            yield Window(id, lower.half(), inputs["first"][0], at, labels, weight[at])


def _labels(doc: Any, coded: list[Coded]) -> tuple[dict[str, Tensor], Tensor]:
    """Per token the index of each label, and how much its event label counts."""
    gold = {k: torch.full((len(doc),), NONE) for k in INVENTORY}
    gold["event"][:] = 0
    weight = torch.ones(len(doc))
    for c in coded:
        for i in _words(doc, c.trigger):
            gold["event"][i] = TYPES.index(c.event)
            gold["status"][i] = INVENTORY["status"].index(c.status)
            if c.mode is not None:
                named = f"{c.event}.{c.mode}" if c.mode != NO_MODE else NO_MODE
                gold["mode"][i] = INVENTORY["mode"].index(named)
            weight[i] = c.weight
    return gold, weight


def folds(k: int) -> dict[str, int]:
    """The fold of each coded report: by setting, for reports of one conflict share names and places."""
    number = {setting: n % k for n, setting in enumerate(sorted(set(settings().values())))}
    return {report: number[setting] for report, setting in settings().items()}
