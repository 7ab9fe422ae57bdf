"""When: the time expression that belongs to an event, resolved against the publication date."""

from __future__ import annotations

import datetime as dt

from spacy.tokens import Doc, Token

from truceline.claim import When
from truceline.reading.syntax import ancestors, universal
from truceline.reading.times import TimeExpression, resolve


def time_of(
    doc: Doc,
    trigger: Token,
    anchor: Token,
    clause: list[int],
    times: list[TimeExpression],
    published: dt.date | None,
    *,
    future: bool,
) -> When | None:
    """The time told for an event: the expression nearest to it in its clause; None when none is told."""
    inside = set(clause)
    best: tuple[int, When] | None = None
    for expression in times:
        words = doc.char_span(*expression.span, alignment_mode="expand")
        if words is None or not any(t.i in inside for t in words):
            continue
        distance = _distance(words.root, trigger, anchor)
        if distance is None:
            continue
        interval = resolve(expression, published, future=future)
        if interval is None:
            continue
        if best is None or distance < best[0]:
            best = (distance, When(span=expression.span, start=interval[0], end=interval[1]))
    return best[1] if best else None


def _distance(word: Token, trigger: Token, anchor: Token) -> int | None:
    """Steps in the tree from a time word up to the event; None when another clause's verb stands between."""
    if word.i in (trigger.i, anchor.i):
        return 0
    path = [word.i, *(a.i for a in ancestors(word))]
    up = {t.i: n for n, t in enumerate([trigger, *ancestors(trigger)])}
    apart = 0
    for steps, node in enumerate(path):
        if node in up:
            return steps + apart + 2 * up[node] if up[node] <= 3 else None
        if word.doc[node].dep_ == "acl:relcl":
            return None
        apart += 3 * (universal(word.doc[node]) in ("advcl", "ccomp"))
    return None
