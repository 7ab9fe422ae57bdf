"""The text of a report cut where its claims begin and end: spans of claims may overlap, elements of a page may not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from truceline.claim import Span


@dataclass(frozen=True)
class Segment:
    """A piece of the text with all claims whose words it belongs to, the shortest span first.

    `begins` are the claims whose words begin with this piece; `paragraph` says that a new paragraph begins here.
    """

    words: str
    claims: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    paragraph: bool = False


def segments(text: str, spans: Mapping[str, Span]) -> list[Segment]:
    """The whole text in pieces, in order: put together they are the text again, but for the breaks of paragraphs.

    `spans` are the claims' offsets, by id; what lies outside the text is cut off.
    """
    breaks = set(_paragraphs(text))
    cuts = {min(end, len(text)) for span in spans.values() for end in span}
    edges = sorted(cuts | breaks | {0, len(text)})
    found: list[Segment] = []
    by_start = sorted(spans, key=lambda c: spans[c])
    begun = 0
    open_: list[str] = []
    for start, end in pairwise(edges):
        while begun < len(by_start) and spans[by_start[begun]][0] <= start:
            open_.append(by_start[begun])
            begun += 1
        open_ = [c for c in open_ if spans[c][1] > start]
        inside = sorted(open_, key=lambda c: (spans[c][1] - spans[c][0], spans[c]))
        begins = tuple(c for c in inside if spans[c][0] == start)
        found.append(Segment(text[start:end], tuple(inside), begins, start in breaks))
    return found


def _paragraphs(text: str) -> list[int]:
    """Where a line begins after a line end."""
    return [n + 1 for n, char in enumerate(text[:-1]) if char == "\n"]


def numbered(ids: Sequence[str]) -> dict[str, int]:
    """The number of each claim in the order of the text, from 1."""
    return {id: n for n, id in enumerate(ids, start=1)}
