"""Interviews printed as questions and answers: what the one who is asked says, is told on that one's word."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from truceline.claim import Source
from truceline.language.document import Document
from truceline.reading.sources import Sources
from truceline.reading.telling import Attribution

_LABEL = re.compile(r"\s*(?P<who>[A-Z][\w .'’-]{0,30}?)\s*:\s")
_ASKING = ("Q", "Question")
_LONGEST_QUESTION = 30
_FEWEST = 2
"""Least number of questions, and of answers in the first person, that make an interview."""
_FIRST_PERSON = frozenset(("i", "me", "my", "we", "our", "us", "mine"))


@dataclass(frozen=True)
class Paragraph:
    """Tokens [start, end) of a paragraph, and the label that it opens with ("A" in "A: Yes.")."""

    start: int
    end: int
    text: str
    label: str | None


def answers(doc: Document, sources: Sources) -> list[Attribution]:
    """An attribution for each answer of an interview; none for a report of another kind."""
    paragraphs = _paragraphs(doc)
    asking = {*_ASKING, _asking_label(paragraphs)}
    asked = [p for p in paragraphs if _is_question(doc, p, asking)]
    if len(asked) < _FEWEST or asked[0].start == 0:
        return []
    labelled = any(p.label for p in asked)
    after = [p for p in paragraphs if p.start > asked[0].start and p not in asked and bool(p.label) == labelled]
    said = [p for p in after if any(t.lower_ in _FIRST_PERSON for t in doc[p.start : p.end])]
    if len(said) < _FEWEST or 2 * len(said) < len(after):
        return []
    speaker = _asked(doc, asked[0].start, sources)
    if speaker is None or not all(_stands_for(p.label, speaker.name) for p in said):
        return []
    found = []
    for p in after:
        told = set(range(p.start, p.end)) - _bracketed(doc, p)
        sources.spoken |= told
        # The cue is the white space before the paragraph, which no other telling covers.
        found.append(Attribution([speaker], told, max(p.start - 1, 0), "interview answer"))
    return found


def _stands_for(label: str | None, name: str) -> bool:
    """Whether a label is that of the one who is asked: "A", a part of the name, or its initials."""
    parts = name.split()
    return label in (None, "A", "Answer", *parts, name, "".join(p[0] for p in parts))


def _paragraphs(doc: Document) -> list[Paragraph]:
    found = []
    for p in doc.paragraphs():
        text = p.text
        label = _LABEL.match(text)
        found.append(Paragraph(p.start, p.end, text, label["who"] if label else None))
    return found


def _asking_label(paragraphs: list[Paragraph]) -> str | None:
    """Of two names before a colon that take turns ("FF:", "BL:") the one that asks; None where no two do."""
    turns = Counter(p.label for p in paragraphs if p.label)
    if len(turns) != 2 or min(turns.values()) < _FEWEST:
        return None
    asks = Counter(p.label for p in paragraphs if p.label and p.text.rstrip().endswith("?"))
    most, other = asks[max(turns, key=lambda t: asks[t])], min(asks[t] for t in turns)
    return max(turns, key=lambda t: asks[t]) if most > other and most >= _FEWEST else None


def _is_question(doc: Document, p: Paragraph, asking: set[str | None]) -> bool:
    """Whether a paragraph is put to somebody: labelled so, or short and a question or about "you"."""
    if p.label is not None:
        return p.label in asking
    if p.end - p.start > _LONGEST_QUESTION or '"' in p.text or "“" in p.text:
        return False
    you = any(t.lower_ in ("you", "your", "yours") for t in doc[p.start : p.end])
    return p.text.rstrip().endswith("?") or you


def _asked(doc: Document, end: int, sources: Sources) -> Source | None:
    """Who is interviewed: the person whom the introduction names first and most."""
    people = [e for e in doc[:end].ents if e.label_ == "PERSON"]
    names: Counter[str] = Counter()
    for e in people:
        names[sources.parties.coreference.name_of(e.end - 1) or e.text] += 1
    if not names:
        return None
    most = max(names.values())
    first = next(e for e in people if names[sources.parties.coreference.name_of(e.end - 1) or e.text] == most)
    made = sources.of(doc[first.end - 1])
    return made.model_copy(update={"kind": "person"}) if made else None


def _bracketed(doc: Document, p: Paragraph) -> set[int]:
    """Whole sentences in brackets, which the interviewer adds."""
    inside: set[int] = set()
    for sentence in doc.sents:
        if not p.start <= sentence.start < p.end:
            continue
        if sentence.text.lstrip().startswith("(") and sentence.text.rstrip().endswith(")"):
            inside |= set(range(sentence.start, sentence.end))
    return inside
