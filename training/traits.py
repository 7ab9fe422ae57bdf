"""What the reader makes of a pair's sentence: the events it finds, who is in them, and the words that govern the two."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from training.pairs import Pair
from truceline.claim import Entity, Source
from truceline.language.document import Document, Token
from truceline.reading.drafts import Draft, drafts_of
from truceline.reading.reader import Reader, prepare
from truceline.report import Report

Place = tuple[int, int]
_SHORT = 7
"""Letters of the longest auxiliary or adverb that says in which tense or mood a verb stands."""


def traits(pair: Pair, reader: Reader) -> list[str]:
    """Traits of a pair as plain strings, for a linear model."""
    doc = reader.language(pair.text)
    reading = prepare(Report(id="pair", text=pair.text), doc)
    told = chain.from_iterable(_of_draft(d, pair) for d in drafts_of(reading))
    return [*told, *_of_source(doc, pair.source), *(_of_target(doc, pair.target) if pair.target else ())]


def _of_draft(d: Draft, pair: Pair) -> Iterator[str]:
    """An event: its type and status, and whether source and target are its actor, recipient or teller."""
    event = d.candidate.event.value
    told = f"{event}.{d.certainty.status.value}"
    acts, suffers = _names(d.actors, pair.source), pair.target is not None and _names(d.recipients, pair.target)
    turned, tells = pair.target is not None and _names(d.actors, pair.target), _names(d.sources, pair.source)
    yield f"event={told}"
    roles = (("A", acts), ("R", suffers), ("x", turned), ("S", tells))
    yield f"roles={event}." + "".join(letter for letter, so in roles if so)
    if acts:
        yield f"acts={told}"
        yield f"mode={event}/{d.candidate.mode}"
    if acts and suffers:
        yield f"both={told}"
    if tells:
        yield f"tells={told}"


def _names(entities: tuple[Entity, ...] | tuple[Source, ...], place: Place) -> bool:
    return any(e.span and _overlap(e.span, place) for e in entities)


def _overlap(a: Place, b: Place) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _head(doc: Document, place: Place) -> Token | None:
    """The word of a phrase that hangs on something outside it."""
    inside = [t for t in doc if _overlap((t.idx, t.idx + len(t)), place)]
    known = {t.i for t in inside}
    return next((t for t in inside if t.head.i not in known), None)


def _of_source(doc: Document, place: Place) -> Iterator[str]:
    """The word that governs the source, its tense and mood, its object, and what the source is to do, say or want."""
    word = _head(doc, place)
    if word is None:
        return
    verb, label = word.head, word.dep_
    how = sorted(c.lower_ for c in verb.children if c.dep_ in ("aux", "aux:pass", "advmod") and len(c) < _SHORT)
    yield from (f"source={label}", f"does={verb.lemma_}:{label}", f"verb={verb.lemma_}")
    yield f"tense={verb.tag_}:{'/'.join(how)}"
    for child in verb.children:
        if child.dep_ in ("xcomp", "ccomp"):
            yield from (f"then={verb.lemma_}>{child.lemma_}", f"to={child.lemma_}")
            yield "aux=" + "/".join(c.lower_ for c in child.children if c.dep_ == "aux")
        elif child.dep_ == "obj":
            yield from (f"what={verb.lemma_}>{child.lemma_}", f"object={child.lemma_}")


def _of_target(doc: Document, place: Place) -> Iterator[str]:
    """The word that governs the target, and the preposition before it."""
    word = _head(doc, place)
    if word is None:
        return
    yield from (f"suffers={word.head.lemma_}:{word.dep_}", f"on={word.head.lemma_}")
    yield "case=" + "/".join(c.lower_ for c in word.children if c.dep_ == "case")
