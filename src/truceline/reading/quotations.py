"""Quotations: the stretches of a report between quotation marks."""

from __future__ import annotations

from spacy.tokens import Doc

_SHORTEST_OPEN = 4


def quotations(doc: Doc) -> list[tuple[int, int]]:
    """Token ranges [start, end) of quotations, marks included; a quotation may run over sentences of a paragraph."""
    spans: list[tuple[int, int]] = []
    opened: int | None = None
    for token in doc:
        text = token.text
        if opened is not None and token.is_space and token.text.count("\n") > 1:
            spans.append((opened, token.i))
            opened = None
        elif text in ("“", "„", "«") or (text in ('"', "``") and opened is None):
            opened = token.i if opened is None else opened
        elif text in ("”", "»", '"', "''") and opened is not None:
            spans.append((opened, token.i + 1))
            opened = None
    if opened is not None and len(doc) - opened > _SHORTEST_OPEN:
        spans.append((opened, len(doc)))
    return spans
