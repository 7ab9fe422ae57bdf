"""Texts that one person delivers and another publishes: a heading names who speaks ("Spokesperson: X"), or "My name is X"."""

from __future__ import annotations

import re

from truceline.language.document import Document
from truceline.reading.sources import Sources
from truceline.reading.telling import Attribution

DELIVERED = "delivered"
_NAME = r"(?P<who>[^\W\d_a-z][\w'’.-]*(?: [\w'’.-]+){0,4})"
_HEADING = re.compile(
    rf"(?i:spokes(?:person|man|woman)|speaker|(?:delivered|read|spoken) by|(?:speech|remarks|address) (?:by|of)):? {_NAME}\n"
)
_INTRODUCED = re.compile(rf"My name is {_NAME}[.,;]")


def delivered(doc: Document, sources: Sources) -> list[Attribution]:
    """One attribution of the whole text to who delivers it; none where the publisher does so itself."""
    opening = _HEADING.match(doc.text) or _INTRODUCED.match(doc.text)
    span = doc.char_span(*opening.span("who")) if opening else None
    source = sources.of(span[len(span) - 1]) if span is not None else None
    if span is None or source is None:
        return []
    cue = span.end - 1
    return [Attribution([source.model_copy(update={"kind": "person"})], set(range(span.end, len(doc))), cue, DELIVERED)]
