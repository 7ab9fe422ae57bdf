"""A parsed text as plain objects: what all rules of language and reading look at.

Names and meanings are those of spaCy (https://spacy.io/api/token), so rules read as they would on its `Doc`. But spaCy makes a
new object each time a token is asked for, and rules ask for each word hundreds of times: here each is made once.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from typing import Any, overload

from spacy.lang.en.lex_attrs import like_num

from truceline.language.insight import Insight


@dataclass
class Columns:
    """What a parser says of each token of a text, in lists of one length; `heads` holds the head's index, of a root its own."""

    words: Sequence[str]
    spaces: Sequence[bool]
    heads: list[int]
    deps: list[str]
    pos: list[str]
    tags: list[str]
    lemmas: list[str]


class Token:
    """A word, mark or run of white space of a text, with its place in the tree.

    `label` is the universal part of the dependency label ("nsubj" for "nsubj:pass"); `children` stand in text order.
    """

    __slots__ = (
        "_subtree", "children", "dep_", "doc", "ent_type_", "head", "i", "idx", "is_punct", "is_space", "label", "lemma_",
        "lower_", "pos_", "sent", "tag_", "text", "whitespace_",
    )  # fmt: skip

    def __init__(self, doc: Document, i: int, idx: int, columns: Columns) -> None:
        self.doc = doc
        self.i = i
        self.idx = idx
        self.text = text = columns.words[i]
        self.whitespace_ = " " if columns.spaces[i] else ""
        self.lower_ = text.lower()
        self.lemma_ = columns.lemmas[i]
        self.pos_ = columns.pos[i]
        self.tag_ = columns.tags[i]
        self.dep_ = columns.deps[i]
        self.label = _universal(self.dep_)
        self.ent_type_ = ""
        self.is_space = text.isspace()
        self.is_punct = not text.isalnum() and _is_punctuation(text)
        self.head = self
        self.children: Sequence[Token] = ()
        self.sent: Span
        self._subtree: list[Token] | None = None

    @property
    def is_sent_start(self) -> bool:
        """Whether the token begins its sentence."""
        return self.i == self.sent.start

    @property
    def like_num(self) -> bool:
        """Whether the token is a figure or a number word."""
        return bool(like_num(self.text))  # type: ignore[no-untyped-call]

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


@cache
def _universal(label: str) -> str:
    return label.split(":", 1)[0].lower()


def _is_punctuation(text: str) -> bool:
    return all(unicodedata.category(c).startswith("P") for c in text)


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
    """A parsed text: its tokens, sentences and named entities; `insight` is what the shipped model knows beyond them.

    Each root's tree is a sentence. `known` holds what rules have found out and ask for again.
    """

    def __init__(self, columns: Columns) -> None:
        self.insight: Insight | None = None
        self.known: dict[str, Any] = {}
        self.tokens: list[Token] = []
        at = 0
        for i, word in enumerate(columns.words):
            self.tokens.append(Token(self, i, at, columns))
            at += len(word) + columns.spaces[i]
        self.text = "".join(t.text + t.whitespace_ for t in self.tokens)
        below: dict[int, list[Token]] = {}
        for token, head in zip(self.tokens, columns.heads, strict=True):
            if head != token.i:
                token.head = self.tokens[head]
                below.setdefault(head, []).append(token)
        for head, children in below.items():
            self.tokens[head].children = children
        self.sents = self._sentences()
        self.ents: tuple[Span, ...] = ()

    def _sentences(self) -> list[Span]:
        starts = sorted({t.left_edge.i for t in self.tokens if t.head is t})
        found = [Span(self, a, b) for a, b in pairwise([*starts, len(self.tokens)])]
        for sentence in found:
            for token in sentence:
                token.sent = sentence
        return found

    def set_ents(self, ents: Iterable[Span]) -> None:
        """Put named entities in place of those there were: of those that overlap the longest, and of such the first."""
        for token in self.tokens:
            token.ent_type_ = ""
        kept: list[Span] = []
        for e in sorted(ents, key=lambda e: (-len(e), e.start)):
            if not any(t.ent_type_ for t in e):
                kept.append(e)
                for token in e:
                    token.ent_type_ = e.label_
        self.ents = tuple(sorted(kept, key=lambda e: e.start))

    def paragraphs(self, least: int = 1) -> list[Span]:
        """The runs of tokens between white space of at least so many line ends; two make an empty line."""
        breaks = [-1, *(t.i for t in self.tokens if t.is_space and t.text.count("\n") >= least), len(self.tokens)]
        return [Span(self, a + 1, b) for a, b in pairwise(breaks) if b - a > 1]

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
        return Span(self, 0, len(self.tokens))[at] if isinstance(at, slice) else self.tokens[at]
