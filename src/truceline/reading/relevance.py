"""Whether a report, and each of its paragraphs, speaks of conflicts and politics at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from truceline.language.document import Document, Token
from truceline.reading.wording import words

FEWEST_IN_PARAGRAPH = 2
PLAINLY = 5
BESIDE = 0.15
"""The share of a report below which its paragraphs of other news are beside the point; above, they are the point."""
_WRITTEN = re.compile(r"\S")


def is_political(doc: Document) -> bool:
    """Whether a report speaks of states, armed groups or their politics at all, and not of sport, business or weather.

    The words of both are weighed as a logistic regression on the train part of our coded reports does, rounded; a report
    with paragraphs of nothing but politics is political whatever else it brings.
    """
    if sum(p for p, o in map(_news_in, doc.paragraphs(least=2)) if not o) >= PLAINLY:
        return True
    apart = other_news(doc)
    beside = sum(end - start for start, end in apart) < BESIDE * len(doc.text)
    kept = (t for t in doc if not any(start <= t.idx < end for start, end in apart)) if beside else doc
    political, other = _news_in(kept)
    return other <= 1 + 0.6 * political and (political > 0 or not other)


def on_topic(doc: Document, parse: Callable[[str], Document]) -> Document:
    """A political report as if its paragraphs of sport, business or weather were not there.

    They are blanked, so that offsets stay, and the rest is parsed again: nobody in it is then taken for a coach.
    """
    apart = other_news(doc) if is_political(doc) else []
    text = doc.text
    for start, end in apart:
        text = text[:start] + _WRITTEN.sub(" ", text[start:end]) + text[end:]
    return parse(text) if apart else doc


def other_news(doc: Document) -> list[tuple[int, int]]:
    """The character spans of the paragraphs that speak of sport, business or weather and of no politics."""
    found = []
    for paragraph in doc.paragraphs(least=2):
        political, other = _news_in(paragraph)
        if not political and other >= FEWEST_IN_PARAGRAPH:
            last = paragraph[-1]
            found.append((paragraph[0].idx, last.idx + len(last)))
    return found


def _news_in(tokens: Iterable[Token]) -> tuple[int, int]:
    """How many different words of politics, and of other news."""
    found = {t.lemma_.lower() for t in tokens if t.pos_ in ("NOUN", "PROPN", "ADJ")}
    return len(found & words("political")), len(found & words("other_news"))
