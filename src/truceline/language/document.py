"""A parsed text as plain objects: what all rules of language and reading look at.

Names and meanings are those of spaCy (https://spacy.io/api/token), so rules read as they would on its `Doc`. But spaCy makes a
new object each time a token is asked for, and rules ask for each word hundreds of times: here each is made once.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import Any, overload

import spacy.tokens


class Token:
    """A word, mark or run of white space of a text, with its place in the tree.

    `label` is the universal part of the dependency label ("nsubj" for "nsubj:pass"); `children` stand in text order.
    """

    __slots__ = (
        "_subtree", "children", "dep_", "doc", "ent_type_", "head", "i", "idx", "is_punct", "is_sent_start", "is_space",
        "label", "lemma_", "like_num", "lower_", "pos_", "sent", "tag_", "text", "whitespace_",
    )  # fmt: skip

    def __init__(self, doc: Document, token: spacy.tokens.Token) -> None:
        self.doc = doc
        self.i: int = token.i
        self.idx: int = token.idx
        self.text: str = token.text
        self.lower_: str = token.lower_
        self.lemma_: str = token.lemma_
        self.pos_: str = token.pos_
        self.tag_: str = token.tag_
        self.dep_: str = token.dep_
        self.label = self.dep_.split(":", 1)[0].lower()
        self.ent_type_: str = token.ent_type_
        self.whitespace_: str = token.whitespace_
        self.is_space: bool = token.is_space
        self.is_punct: bool = token.is_punct
        self.like_num: bool = token.like_num
        self.is_sent_start = bool(token.is_sent_start)
        self.head: Token = self
        self.children: list[Token] = []
        self.sent: Span
        self._subtree: list[Token] | None = None

    @property
    def subtree(self) -> list[Token]:
        """The token and all that hangs on it, in text order."""
        if self._subtree is None:
            found = [self]
            for token in found:
                found.extend(token.children)
            self._subtree = sorted(found, key=_place)
        return self._subtree

    @property
    def left_edge(self) -> Token:
        """The first token of the subtree."""
        return self.subtree[0]

    @property
    def right_edge(self) -> Token:
        """The last token of the subtree."""
        return self.subtree[-1]

    def nbor(self, n: int = 1) -> Token:
        """The n-th token after this one (before, if negative). Raises IndexError beyond the text."""
        if self.i + n < 0:
            raise IndexError(self.i + n)
        return self.doc.tokens[self.i + n]

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text


def _place(token: Token) -> int:
    return token.i


class Span:
    """The tokens [start, end) of a document; `label_` of a named entity."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: Document, start: int, end: int, label: str = "") -> None:
        self.doc = doc
        self.start = start
        self.end = end
        self.label_ = label

    @property
    def text(self) -> str:
        """The words as written, without white space after the last."""
        if self.end <= self.start:
            return ""
        last = self.doc.tokens[self.end - 1]
        return self.doc.text[self.doc.tokens[self.start].idx : last.idx + len(last)]

    @property
    def root(self) -> Token:
        """The token nearest to the root of its sentence; of several the first."""
        heads = [t for t in self if t.head is t or not self.start <= t.head.i < self.end]
        return min(heads, key=_depth, default=self[0])

    @property
    def ents(self) -> list[Span]:
        """The named entities that lie inside."""
        return [e for e in self.doc.ents if e.start >= self.start and e.end <= self.end]

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    def __reversed__(self) -> Iterator[Token]:
        return reversed(self.doc.tokens[self.start : self.end])

    def __len__(self) -> int:
        return self.end - self.start

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Span: ...
    def __getitem__(self, at: int | slice) -> Token | Span:
        if isinstance(at, slice):
            start, end, _ = at.indices(len(self))
            return Span(self.doc, self.start + start, self.start + max(start, end))
        return self.doc.tokens[range(self.start, self.end)[at]]


def _depth(token: Token) -> int:
    steps = 0
    while token.head is not token:
        token, steps = token.head, steps + 1
    return steps


class Document:
    """A parsed text: its tokens, sentences and named entities, and what else is known of it (`user_data`)."""

    def __init__(self, doc: spacy.tokens.Doc) -> None:
        self.text: str = doc.text
        self.user_data: dict[Any, Any] = doc.user_data
        self.tokens = [Token(self, t) for t in doc]
        for token, given in zip(self.tokens, doc, strict=True):
            token.head = self.tokens[given.head.i]
            if token.head is not token:
                token.head.children.append(token)
        self.sents = [Span(self, s.start, s.end) for s in doc.sents]
        for sentence in self.sents:
            for token in sentence:
                token.sent = sentence
        self.ents = tuple(Span(self, e.start, e.end, e.label_) for e in doc.ents)

    @cached_property
    def _offsets(self) -> list[int]:
        return [t.idx for t in self.tokens]

    def char_span(self, start: int, end: int) -> Span | None:
        """The tokens with a part in the code points [start, end) of the text, None when there is none."""
        if not self.tokens or start < 0 or end > len(self.text) or end <= start:
            return None
        first = bisect_right(self._offsets, start) - 1
        if start >= self.tokens[first].idx + len(self.tokens[first]):
            first += 1
        return Span(self, first, bisect_right(self._offsets, end - 1))

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    def __len__(self) -> int:
        return len(self.tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Span: ...
    def __getitem__(self, at: int | slice) -> Token | Span:
        if isinstance(at, slice):
            start, end, _ = at.indices(len(self.tokens))
            return Span(self, start, max(start, end))
        return self.tokens[at]
