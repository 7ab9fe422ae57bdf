"""Read the training corpora into one form: documents of sentences of words, each with the labels it has.

Corpora and licences: see the model card (docs/model-card.md).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from corpus.sentences import load as load_coded
from corpus.sheets import EVENTS as EVENTS
from training.brat import SPAN_LAYERS, attribution_spans
from training.conllu import read_conllu
from truceline.language.segment import segment

ENTITY_TYPES = {"person": "PERSON", "organization": "ORG", "place": "GPE", "event": "EVENT", "time": "DATE"}
ROLES = ("actor", "recipient", "source")
FACILITY = frozenset(
    [
        "airport",
        "airbase",
        "base",
        "barracks",
        "bridge",
        "building",
        "camp",
        "cathedral",
        "center",
        "centre",
        "checkpoint",
        "church",
        "college",
        "court",
        "dam",
        "embassy",
        "factory",
        "garrison",
        "hall",
        "headquarters",
        "hospital",
        "hotel",
        "house",
        "library",
        "market",
        "mosque",
        "museum",
        "outpost",
        "palace",
        "park",
        "plant",
        "port",
        "post",
        "prison",
        "refinery",
        "school",
        "stadium",
        "station",
        "temple",
        "theatre",
        "tower",
        "university",
    ]
)


@dataclass
class Sentence:
    """Words of one sentence; a layer that the corpus does not have is None."""

    words: list[str]
    upos: list[str] | None = None
    xpos: list[str] | None = None
    lemma: list[str] | None = None
    head: list[int] | None = None
    """Index of each word's head in the sentence, 0-based; the root is its own head."""
    deprel: list[str] | None = None
    entity: list[str] | None = None
    spans: dict[str, list[str]] = field(default_factory=dict)
    """BIO tags per attribution layer."""
    event: list[str] | None = None
    status: list[str | None] | None = None
    roles: list[tuple[int, int, int]] | None = None
    """(trigger word, role index, argument word)."""


Document = list[Sentence]


def treebank(path: Path, *, entities: bool = False) -> list[Document]:
    """Documents of a UD treebank; with `entities`, GUM's entity annotation becomes named entities."""
    documents: list[Document] = []
    for comments, rows in read_conllu(path):
        if not documents or any(c.startswith("# newdoc") for c in comments):
            documents.append([])
        ids = {row[0]: i for i, row in enumerate(rows)}
        sentence = Sentence(
            words=[r[1] for r in rows],
            upos=[r[3] for r in rows],
            xpos=[r[4] for r in rows],
            lemma=[r[2] for r in rows],
            head=[ids[r[6]] if r[6] != "0" else i for i, r in enumerate(rows)],
            deprel=[r[7] for r in rows],
        )
        if entities:
            sentence.entity = _gum_entities(rows)
        documents[-1].append(sentence)
    return documents


def _gum_entities(rows: list[list[str]]) -> list[str]:
    """Named entities of a GUM sentence as BIO tags: annotated mentions whose head is a proper noun, outermost name first."""
    spans: list[tuple[int, int, str]] = []
    stack: list[tuple[int, str]] = []
    for i, row in enumerate(rows):
        m = re.search(r"(?:^|\|)Entity=([^|]+)", row[9])
        if not m:
            continue
        for part in re.findall(r"\((?:[^()]+)\)?|\)|[^()]+\)", m[1]):
            if part.startswith("("):
                stack.append((i, part[1:].split("-")[1].rstrip(")")))
            if part.endswith(")") and stack:
                start, kind = stack.pop()
                spans.append((start, i + 1, kind))
    tags = ["O"] * len(rows)
    proper = [r[3] == "PROPN" for r in rows]
    for start, end, kind in sorted(spans, key=lambda s: s[0] - s[1]):
        if kind not in ENTITY_TYPES:
            continue
        # The name inside the mention: its proper nouns, with the small words between them.
        inside = [i for i in range(start, end) if proper[i]]
        if kind == "time":
            if any(c.isdigit() for r in rows[start:end] for c in r[1]) or inside:
                _tag(tags, start, end, "DATE")
            continue
        head = next((i for i in range(start, end) if not start <= int(rows[i][6]) - 1 < end), None)
        if head is None or not proper[head]:
            continue
        low = high = head
        while low - 1 in inside or (low - 2 in inside and _joins(rows[low - 1])):
            low -= 1
        while high + 1 in inside or (high + 2 in inside and _joins(rows[high + 1])):
            high += 1
        if rows[low][3] != "PROPN":
            low += 1
        label = ENTITY_TYPES[kind]
        if label in ("PERSON", "ORG") and low == high and rows[low][4] == "NNPS":
            label = "NORP"
        if label == "GPE":
            label = _place_label([r[1] for r in rows[low : high + 1]])
        _tag(tags, low, high + 1, label)
    for i, row in enumerate(rows):
        # "Syrian", "Christian": capitalised adjectives inside a sentence name a nationality or group.
        if (
            tags[i] == "O"
            and i
            and row[3] == "ADJ"
            and row[1][:1].isupper()
            and row[1][1:].islower()
            and len(row[1]) > 3
        ):
            tags[i] = "B-NORP"
    return tags


def _joins(row: list[str]) -> bool:
    """Whether a small word can stand inside a name ("University of Khartoum", "Addis-Abeba")."""
    return row[3] in ("ADP", "DET", "PART") or row[1] in ("-", ".", "'", "&")


def _place_label(words: list[str]) -> str:
    if FACILITY & {w.lower() for w in words}:
        return "FAC"
    return "GPE"


def _tag(tags: list[str], start: int, end: int, label: str) -> None:
    if all(t == "O" for t in tags[start:end]):
        tags[start:end] = [f"B-{label}", *[f"I-{label}"] * (end - start - 1)]


def polnear(folder: Path) -> list[Document]:
    """PolNeAR articles with BIO tags for source, cue and content. One annotator's file is used per article."""
    documents = []
    for text_file in sorted((folder / "text").glob("*.txt")):
        found = sorted((folder / "attributions").glob(f"{text_file.stem}*.ann"))
        if found:
            text = text_file.read_text(encoding="utf-8")
            documents.append(attribution_document(text, attribution_spans(found[0])))
    return documents


def attribution_document(text: str, spans: dict[str, list[tuple[int, int]]]) -> Document:
    """A text as sentences with BIO tags for the given character spans."""
    doc = segment(text)
    tags = {layer: ["O"] * len(doc) for layer in SPAN_LAYERS}
    for layer, places in spans.items():
        for start, end in sorted(places, key=lambda s: s[0] - s[1]):
            inside = [t.i for t in doc if t.idx < end and t.idx + len(t) > start and not t.is_space]
            for n, i in enumerate(inside):
                tags[layer][i] = "B" if n == 0 else "I"
    document = []
    for sent in doc.sents:
        kept = [t for t in sent if not t.is_space]
        if kept:
            layers = {layer: [tags[layer][t.i] for t in kept] for layer in SPAN_LAYERS}
            document.append(Sentence(words=[t.text for t in kept], spans=layers))
    return document


def coded_sentences(folder: Path) -> list[Document]:
    """Our own coded sentences (corpus/sentences): event type and status at triggers, and role links."""
    return [
        _coded_document(c.text, [(e.trigger, e.event, e.status, (e.actors, e.recipients, e.sources)) for e in c.events])
        for path in sorted(folder.glob("*.txt"))
        if path.stem != "names"
        for c in load_coded(path)
    ]


CodedRow = tuple[tuple[int, int], str, str, tuple[list[tuple[int, int]], ...]]


def _coded_document(text: str, events: list[CodedRow]) -> Document:
    doc = segment(text)
    kept = [[t for t in s if not t.is_space] for s in doc.sents]
    document, owner = [], {}
    for tokens in kept:
        for i, t in enumerate(tokens):
            owner[t.i] = (len(document), i)
        n = len(tokens)
        document.append(Sentence([t.text for t in tokens], event=["O"] * n, status=[None] * n, roles=[]))

    def words_of(span: tuple[int, int]) -> list[tuple[int, int]]:
        return [owner[t.i] for t in doc if t.i in owner and t.idx < span[1] and t.idx + len(t) > span[0]]

    for trigger, event, status, arguments in events:
        places = words_of(trigger)
        if not places:
            continue
        for s, i in places:
            document[s].event[i] = event  # type: ignore[index]
        s, i = places[0]
        for where in places:
            document[where[0]].status[where[1]] = status  # type: ignore[index]
        for role, spans in enumerate(arguments):
            for span in spans:
                for s2, j in words_of(span):
                    if s2 == s:
                        document[s].roles.append((i, role, j))  # type: ignore[union-attr]
    return document


NAME_MARK = re.compile(r"\[([A-Z]+):([^\[\]]+)\]")


def named_sentences(path: Path) -> list[Document]:
    """Our own sentences with names marked inline, as in `[PERSON:Imran Khan] met [ORG:the TTP]`; none if no file."""
    documents = []
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    for line in lines:
        if line.strip() and not line.startswith("#"):
            text, spans, end = "", [], 0
            for m in NAME_MARK.finditer(line):
                text += line[end : m.start()]
                spans.append((len(text), len(text) + len(m[2]), m[1]))
                text += m[2]
                end = m.end()
            documents.append(_named_document(text + line[end:], spans))
    return documents


def _named_document(text: str, spans: list[tuple[int, int, str]]) -> Document:
    doc = segment(text)
    tags = ["O"] * len(doc)
    for start, end, label in spans:
        inside = [t.i for t in doc if t.idx < end and t.idx + len(t) > start and not t.is_space]
        if inside:
            _tag(tags, inside[0], inside[-1] + 1, label)
    kept = [[t for t in s if not t.is_space] for s in doc.sents]
    return [Sentence([t.text for t in ts], entity=[tags[t.i] for t in ts]) for ts in kept if ts]
