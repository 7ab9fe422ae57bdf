"""Whether a report, and each of its paragraphs, speaks of conflicts and politics at all."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from truceline.language.document import Document
from truceline.reading.wording import words

FEWEST_IN_PARAGRAPH = 2
PLAINLY = 5
BESIDE = 0.15
"""The share of a report below which its paragraphs of other news are beside the point; above, they are the point."""
_WRITTEN = re.compile(r"\S")


@dataclass(frozen=True)
class _Paragraph:
    """Where a paragraph stands, and its different words of politics and of other news."""

    start: int
    end: int
    political: frozenset[str]
    other: frozenset[str]

    @property
    def is_other_news(self) -> bool:
        """Whether it speaks of sport, business or weather and of no politics."""
        return not self.political and len(self.other) >= FEWEST_IN_PARAGRAPH


def is_political(doc: Document) -> bool:
    """Whether a report speaks of states, armed groups or their politics at all, and not of sport, business or weather.

    The words of both are weighed as a logistic regression on the train part of our coded reports does, rounded; a report
    with paragraphs of nothing but politics is political whatever else it brings.
    """
    return _are_political(_paragraphs(doc), len(doc.text))


def on_topic(doc: Document, parse: Callable[[str], Document]) -> Document:
    """A political report as if its paragraphs of sport, business or weather were not there.

    They are blanked, so that offsets stay, and the rest is parsed again: nobody in it is then taken for a coach.
    """
    paragraphs = _paragraphs(doc)
    apart = [p for p in paragraphs if p.is_other_news]
    if not apart or not _are_political(paragraphs, len(doc.text)):
        return doc
    text = doc.text
    for p in apart:
        text = text[: p.start] + _WRITTEN.sub(" ", text[p.start : p.end]) + text[p.end :]
    return parse(text)


def _are_political(paragraphs: list[_Paragraph], length: int) -> bool:
    if sum(len(p.political) for p in paragraphs if not p.other) >= PLAINLY:
        return True
    beside = sum(p.end - p.start for p in paragraphs if p.is_other_news) < BESIDE * length
    counted = [p for p in paragraphs if not (beside and p.is_other_news)]
    political = len({word for p in counted for word in p.political})
    other = len({word for p in counted for word in p.other})
    return other <= 1 + 0.6 * political and (political > 0 or not other)


def _paragraphs(doc: Document) -> list[_Paragraph]:
    found = []
    for paragraph in doc.paragraphs(least=2):
        lemmas = {t.lemma_.lower() for t in paragraph if t.pos_ in ("NOUN", "PROPN", "ADJ")}
        end = paragraph[-1].idx + len(paragraph[-1])
        found.append(_Paragraph(paragraph[0].idx, end, words("political") & lemmas, words("other_news") & lemmas))
    return found
