"""How a party is worded: names without titles, descriptions without articles and numbers, offsets of its words."""

from __future__ import annotations

from truceline.datafiles import word_lists
from truceline.language.document import Document, Token
from truceline.reading.syntax import case, children, noun_phrase

words = word_lists("parties.yaml")


def trim_name(text: str) -> str:
    """A name without possessive, brackets and titles in front ("the Prime Minister" keeps its words)."""
    text = " ".join(text.split()).strip(" ,;:()[]\"“”'’")
    for end in ("'s", "’s"):
        text = text.removesuffix(end)
    parts = text.split(" ")
    rest = list(parts)
    while len(rest) > 1 and rest[0].split("-")[-1] in words("titles"):
        rest = rest[1:]
    whole = rest[0] in ("of", "for", "to") or all(w in words("titles") for w in rest)
    return " ".join(parts if whole else rest)


def contradicts(own: str, chained: str) -> bool:
    """Whether a chain's name cannot be a fuller form of the name written here."""
    a, b = {w.lower() for w in own.split()}, {w.lower() for w in chained.split()}
    shared = a & b
    initials = "".join(w[0] for w in chained.split() if w[:1].isupper())
    acronym = own.replace(".", "").isupper() and len(own) <= 8
    return not shared and not acronym and own.lower() not in initials.lower() and len(a) > 1


def described(doc: Document, token: Token) -> str | None:
    """The noun phrase itself, without article and numbers, for a party that is never named."""
    if token.pos_ in ("PRON", "DET", "NUM") or token.lower_ in words("masked"):
        return None
    low, high = noun_phrase(token)
    for c in children(token, "nmod"):
        # "rebels in Syria": where they are is no part of who they are.
        if case(c) in ("in", "within", "at", "near") and c.i > token.i:
            high = min(high, c.left_edge.i)
    for joined in doc[low : token.i]:
        # "the TPLF and rights groups" are two.
        if joined.lower_ in ("and", "or") and joined.head.text[:1].isupper() != joined.nbor(-1).text[:1].isupper():
            low = joined.i + 1
    kept = list(doc[low:high])
    while kept and (
        (kept[0].ent_type_ == "DATE" and len(kept) > 1)
        or kept[0].lower_ in words("empty_modifiers")
        or kept[0].pos_ in ("NUM", "DET", "PUNCT", "SPACE", "ADV", "ADP", "CCONJ")
    ):
        kept.pop(0)
    if not kept:
        return None
    text = doc[kept[0].i : kept[-1].i + 1].text
    return " ".join(text.split()) or None


def char_span(doc: Document, low: int, high: int) -> tuple[int, int]:
    """Offsets in the text of tokens [low, high), white space at the ends left out."""
    while low < high - 1 and (doc[low].is_space or (doc[low].is_punct and doc[low].text not in '(["“‘')):
        low += 1
    while high - 1 > low and (doc[high - 1].is_space or doc[high - 1].text in (",", ";", ":")):
        high -= 1
    last = doc[high - 1]
    return doc[low].idx, last.idx + len(last)
