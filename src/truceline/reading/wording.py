"""How a party is worded: names without titles, descriptions without articles and numbers, offsets of its words."""

from __future__ import annotations

from truceline.datafiles import word_lists
from truceline.language.document import Document, Token
from truceline.reading.syntax import case, children, conjuncts, noun_phrase

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
    low, high = _hyphened(doc, *noun_phrase(token))
    for c in (c for c in children(token, "nmod") if c.i > token.i):
        if case(c) in ("in", "within", "at", "near") and not _tells_who(token, c):
            high = min(high, c.left_edge.i)
        elif case(c) == "of" and token.lemma_.lower() in words("things"):
            # "the villages of Koundjili and Lemouna"
            high = max(high, *(x.i + 1 for x in conjuncts(c) if x.i == c.i or children(x, "cc")))
    for joined in doc[low + 1 : token.i]:
        # "the TPLF and rights groups" are two.
        if joined.lower_ in ("and", "or") and joined.head.text[:1].isupper() != joined.nbor(-1).text[:1].isupper():
            low = joined.i + 1
    kept = list(doc[low:high])
    while kept and (
        (kept[0].ent_type_ == "DATE" and len(kept) > 1)
        or kept[0].lower_ in words("empty_modifiers")
        or kept[0].pos_ in ("NUM", "DET", "PUNCT", "SPACE", "ADV", "ADP", "CCONJ", "PART", "PRON")
    ):
        kept.pop(0)
    if not kept:
        return None
    text = doc[kept[0].i : kept[-1].i + 1].text
    return " ".join(text.split()) or None


def _tells_who(noun: Token, place: Token) -> bool:
    """Whether where somebody is tells who: of "men in masks", "an official in Banjul"; not of "rebels in Syria", "people in Hrast"."""
    anyone = noun.lemma_.lower() == "people" and place.pos_ == "PROPN"
    return noun.lemma_.lower() in words("anybody") and not anyone


def _hyphened(doc: Document, low: int, high: int) -> tuple[int, int]:
    """A noun phrase with the rest of a word that a hyphen splits: "four passers | -by", "non- | residents"."""
    if high + 1 < len(doc) and doc[high].text == "-" and not doc[high].whitespace_ and not doc[high - 1].whitespace_:
        high += 2
    if low > 1 and doc[low - 1].text == "-" and not doc[low - 1].whitespace_ and not doc[low - 2].whitespace_:
        low -= 2
    return low, high


def char_span(doc: Document, low: int, high: int) -> tuple[int, int]:
    """Offsets in the text of tokens [low, high), white space at the ends left out."""
    while low < high - 1 and (doc[low].is_space or (doc[low].is_punct and doc[low].text not in '(["“‘')):
        low += 1
    while high - 1 > low and (doc[high - 1].is_space or doc[high - 1].text in (",", ";", ":")):
        high -= 1
    last = doc[high - 1]
    return doc[low].idx, last.idx + len(last)
