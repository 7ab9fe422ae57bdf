"""Interviews printed as questions and answers: what the one who is asked says, is told on that one's word."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import takewhile

from truceline.claim import Source
from truceline.language.document import Document
from truceline.reading.sources import Sources
from truceline.reading.telling import Attribution

_LABEL = re.compile(r"\s*(?:(?P<mark>Q|A|Question|Answer)[:.]|(?P<who>[A-Z][\w .'’-]{0,30}?)\s*:)\s")
_ASKING = ("Q", "Question")
_LONGEST_QUESTION = 30
_FEWEST = 2
"""Least number of questions, and of answers in the first person, that make an interview."""
_I = frozenset(("i", "me", "my", "mine"))
_FIRST_PERSON = _I | {"we", "our", "us"}
_YOU = frozenset(("you", "your", "yours"))
_EMPHASIS = "*_ \t\n"
"""What a question may be set off with in plain text ("**Why now?**")."""


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
    if len(asked) < _FEWEST or (asked[0].start == 0 and not asked[0].label):
        return []
    after = _answers(doc, paragraphs, asked)
    said = [p for p in after if _first_person(doc, p)]
    if len(said) < _FEWEST or 2 * len(said) < len(after):
        return []
    speaker = _answering(said, doc, sources)
    if speaker is None:
        return []
    found = []
    for p in after:
        told = set(range(p.start, p.end)) - _bracketed(doc, p)
        sources.spoken |= told
        # The cue is the white space before the paragraph, which no other telling covers.
        found.append(Attribution([speaker], told, max(p.start - 1, 0), "interview answer"))
    return found


def _answers(doc: Document, paragraphs: list[Paragraph], asked: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs that answer: those of another label, the other of two by turns, else all that ask nothing."""
    if any(p.label for p in asked):
        return [p for p in paragraphs if p.start > asked[0].start and p.label and p not in asked]
    first = paragraphs.index(asked[0])
    turns = [paragraphs.index(p) - first for p in asked]
    if 3 * sum(turn % 2 for turn in turns) >= len(turns):
        return [p for p in paragraphs[first:] if p not in asked and not p.label]
    while first > 2 and _is_short(paragraphs[first - 2]) and _first_person(doc, paragraphs[first - 1]):
        first -= 2  # "The police say you paid them." asks without a question mark
    pairs = zip(paragraphs[first::2], paragraphs[first + 1 :: 2], strict=False)
    return [answer for _, answer in takewhile(lambda pair: _is_short(pair[0]), pairs)]


def _first_person(doc: Document, p: Paragraph) -> bool:
    return any(t.lower_ in _FIRST_PERSON for t in doc[p.start : p.end])


def _is_short(p: Paragraph) -> bool:
    return p.end - p.start <= _LONGEST_QUESTION and '"' not in p.text and "“" not in p.text


def _paragraphs(doc: Document) -> list[Paragraph]:
    found = []
    for p in doc.paragraphs():
        text = p.text
        label = _LABEL.match(text)
        # A speaker goes by the whole name first and by its last word then.
        found.append(Paragraph(p.start, p.end, text, (label["mark"] or label["who"].split()[-1]) if label else None))
    return found


def _asking_label(paragraphs: list[Paragraph]) -> str | None:
    """Of two names before a colon that take turns ("FF:", "BL:") the one that asks most, and first; None where no two do."""
    turns = Counter(p.label for p in paragraphs if p.label)
    if len(turns) != 2 or min(turns.values()) < _FEWEST:
        return None
    asks = Counter(p.label for p in paragraphs if p.label and p.text.rstrip().endswith("?"))
    most = max(turns, key=lambda t: asks[t])  # of two that ask alike the first, which opens the talk
    return most if asks[most] else None


def _is_question(doc: Document, p: Paragraph, asking: set[str | None]) -> bool:
    """Whether a paragraph is put to somebody: labelled so, or short and a question or about "you"."""
    if p.label is not None:
        return p.label in asking
    if not _is_short(p):
        return False
    said = {t.lower_ for t in doc[p.start : p.end]}
    return p.text.rstrip(_EMPHASIS).endswith("?") or (bool(said & _YOU) and not said & _I)


def _answering(said: list[Paragraph], doc: Document, sources: Sources) -> Source | None:
    """Who says "I" in the answers."""
    coreference = sources.parties.coreference
    own = [t for p in said for t in doc[p.start : p.end] if t.lower_ in _I and t.i not in coreference.said]
    named = [t for t in own if coreference.name_of(t.i)]
    times = Counter(coreference.name_of(t.i) for t in named)
    name = max(times, key=lambda n: times[n], default=None)
    if name is None:
        return None
    first = coreference.representative(next(t.i for t in named if coreference.name_of(t.i) == name))
    written = doc[first] if first is not None and doc[first].pos_ != "PRON" else None
    made = sources.of(written) if written is not None else None
    return made.model_copy(update={"kind": "person"}) if made else Source(name=name, span=None, kind="person")


def _bracketed(doc: Document, p: Paragraph) -> set[int]:
    """Whole sentences in brackets, which the interviewer adds."""
    inside: set[int] = set()
    for sentence in doc.sents:
        if not p.start <= sentence.start < p.end:
            continue
        if sentence.text.lstrip().startswith("(") and sentence.text.rstrip().endswith(")"):
            inside |= set(range(sentence.start, sentence.end))
    return inside
