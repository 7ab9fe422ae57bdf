"""The time expressions of a report with their words, each resolved as its own verb tells it."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from truceline.claim import When
from truceline.language.document import Document, Span, Token
from truceline.reading import intervals as iv
from truceline.reading.modality import is_scheduled
from truceline.reading.modality import words as status_words
from truceline.reading.syntax import (
    ancestors,
    case,
    children,
    universal,
)
from truceline.reading.times import TimeExpression, resolve

_ASPECTUAL = frozenset(("begin", "start", "continue", "cease", "manage", "fail", "help"))
_FUTURE = frozenset(("will", "would", "shall", "wo", "'ll", "’ll", "could", "may", "might", "should", "must", "to"))


@dataclass(frozen=True)
class Told:
    """A time expression, the tokens [low, high) that it stands on, and their head."""

    expression: TimeExpression
    low: int
    high: int
    word: Token


@dataclass(frozen=True)
class Times:
    """The time expressions of a report that was `published` on a day."""

    found: tuple[Told, ...]
    published: dt.date | None

    @classmethod
    def of(cls, doc: Document, times: list[TimeExpression], published: dt.date | None) -> Times:
        """The expressions with their words, looked up once for a report."""
        spans = [(t, doc.char_span(*t.span)) for t in times]
        return cls(tuple(Told(t, s.start, s.end, _head(s)) for t, s in spans if s is not None), published)

    def between(self, start: int, end: int) -> tuple[Told, ...]:
        """Those with a word among the tokens [start, end): expressions stand in text order and never overlap."""
        return self.found[bisect_right(self._ends, start) : bisect_left(self._starts, end)]

    @cached_property
    def _starts(self) -> list[int]:
        return [t.low for t in self.found]

    @cached_property
    def _ends(self) -> list[int]:
        return [t.high for t in self.found]


def _head(span: Span) -> Token:
    """The head word of an expression, full stops of abbreviations left out ("of 4 May.")."""
    while len(span) > 1 and span[-1].is_punct:
        span = span[:-1]
    return span.root


def when_of(times: Times, told: Told, *, future: bool, since: bool = False) -> When | None:
    """The days that a time expression of the report means, None when it means none of what is told here."""
    expression = told.expression
    if since and not isinstance(expression.meaning, iv.Bounded):
        expression = TimeExpression(expression.span, iv.Bounded(expression.meaning, "since"))
    ahead = _is_ahead(told.word, future=future)
    interval = resolve(expression, times.published, future=ahead)
    if interval is None:
        return None
    start, end = interval
    if times.published is not None:
        if ahead and end < times.published and future:
            return None  # the date of something else, for what is to come is not past
        if not ahead and start <= times.published and not isinstance(expression.meaning, iv.Bounded):
            # What is told as past was over when it was told: "this month" ends today.
            end = min(end, times.published)
    return When(span=expression.span, start=start, end=end)


def _is_ahead(word: Token, *, future: bool) -> bool:
    """Whether a time lies ahead: as its own verb tells it, whatever the event's status is."""
    if _of_message(word):
        return False
    for node in (word, *ancestors(word)):
        if node.pos_ not in ("VERB", "AUX") and not children(node, "aux"):
            continue
        helpers = {c.lower_ for c in children(node, "aux", "mark", "cop")}
        if _is_set_for(node, case(word), helpers) or _is_due(node):
            return True
        if helpers & {"had", "has", "have"} and not helpers & (_FUTURE - {"to"}):
            return False
        if helpers == {"to"} and universal(node) == "xcomp" and node.head.lemma_ in _ASPECTUAL:
            continue  # "began to register them on Monday"
        if helpers & _FUTURE:
            return True
        if node.tag_ == "VBN" and not helpers and universal(node) in ("xcomp", "ccomp"):
            continue
        return False if node.tag_ in ("VBD", "VBN") else future
    return future


def _is_due(verb: Token) -> bool:
    """ "is due to expire", however a parser takes it."""
    i = verb.i
    return i >= verb.sent.start + 2 and verb.doc[i - 1].lower_ == "to" and verb.doc[i - 2].lower_ in ("due", "about")


def _of_message(word: Token) -> bool:
    """ "offers talks in a message broadcast on Tuesday": the day of the message, whatever it says is to come."""
    before = word.left_edge.i - 1
    return before >= word.sent.start and word.doc[before].lower_ in status_words("published")


def _is_set_for(verb: Token, preposition: str, helpers: set[str]) -> bool:
    """ "promised for June", "a strike called from Thursday", "leaves office in August": what is set for a day to come."""
    if verb.tag_ in ("VBD", "VBN") and preposition in ("for", "from"):
        return verb.lemma_.lower() in status_words("set_ahead") and "until" not in helpers
    return is_scheduled(verb)
