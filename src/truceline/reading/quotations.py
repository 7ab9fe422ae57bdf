"""Quotations: the stretches of a report between quotation marks; and sayings set into what they tell."""

from __future__ import annotations

from collections.abc import Callable

from truceline.language.document import Document, Span, Token
from truceline.reading.sources import can_speak, says, words
from truceline.reading.syntax import children, is_passive, universal

_SHORTEST_OPEN = 4
_RELATIVE = ("who", "which", "that", "whom", "whose")


def quotations(doc: Document) -> list[tuple[int, int]]:
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


def set_in(sentence: Span, quoted: Callable[[Token], bool]) -> dict[int, int]:
    """By the verb of saying that is set into its sentence by commas or closes it, where its speaker begins."""
    found: dict[int, int] = {}
    for verb in sentence:
        act = verb.lemma_.lower() in words("acts") - words("acts_inserted")
        if verb.pos_ != "VERB" or act or not says(verb) or quoted(verb):
            continue
        who = [c for c in children(verb, "nsubj") if c.i < verb.i and can_speak(c)]
        if not who or is_passive(verb) or any(_is_told(c) for c in contents(verb) if c.i > verb.i):
            continue
        low = next(t.i for t in sentence.doc[who[-1].left_edge.i : verb.i] if not t.is_punct)
        before = sentence.doc[low - 1] if low > sentence.start else None
        if before is None or before.text not in (",", "”", '"', "''"):
            continue
        after = sentence.doc[max(t.i for t in (verb, *children(verb, "compound"))) + 1 :][:1].text
        if universal(verb) == "acl" and not (after == "," and not any(c.lower_ in _RELATIVE for c in verb.subtree)):
            continue
        found[verb.i] = low
    return found


def contents(verb: Token) -> list[Token]:
    """The clauses and objects that give what a verb of saying tells; whom it is told to ("warned the Council") is none."""
    addressed = verb.lemma_.lower() in words("addressing")
    found = children(verb, "ccomp", "xcomp", *(() if addressed else ("obj",)))
    # "As the envoy put it": what "it" is stands before.
    return [c for c in found if c.lower_ != "it" or verb.lemma_.lower() != "put"]


def _is_told(content: Token) -> bool:
    """Whether what follows a verb is its content, and not the sentence going on ("she told reporters, and ...")."""
    return not children(content, "cc") or content.left_edge.lower_ not in ("and", "but", ",")
