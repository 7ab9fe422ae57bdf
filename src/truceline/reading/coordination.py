"""All that is coordinated with a noun, wherever a parser hung it."""

from __future__ import annotations

from truceline import gazetteer
from truceline.language.document import Token
from truceline.reading.forces import is_body_word
from truceline.reading.syntax import case, children, conjuncts, universal


def coordinated(token: Token) -> list[Token]:
    """The token and all that is coordinated with it, wherever the parser hung them."""
    joined = [t for t in conjuncts(token) if t.i == token.i or not _is_among(t)]
    found = [*_joined_before(token), *joined, *_hung_too_low(token), *_after_name(token), *_along_with(token)]
    return list({t.i: t for t in found}.values())


def _is_among(noun: Token) -> bool:
    """The children of "twelve people, children among them", who are no further ones."""
    return any(case(m) == "among" and m.pos_ == "PRON" for m in children(noun, "nmod"))


def _along_with(token: Token) -> list[Token]:
    """The bodyguards of "the emir was seized together with two bodyguards", whom it befalls as it does the emir."""
    verb, role = token.head, token.dep_
    if role not in ("obj", "nsubj", "nsubj:pass") or verb.pos_ != "VERB":
        return []
    others = [o for v in (verb, *children(verb, "xcomp")) for o in (*children(v, "obl"), *children(token, "nmod"))]
    after = role != "nsubj"
    return [o for o in others if _says_along(o) and (o.i > verb.i) == after]


def _says_along(noun: Token) -> bool:
    """Whether a noun is told "along with", "together with" or "as well as" another."""
    start = noun.left_edge.i
    words = [t.lower_ for t in noun.doc[max(0, start - 1) : start + 3]]
    return any(words[k : k + 2] in (["along", "with"], ["together", "with"], ["well", "as"]) for k in range(3))


def _after_name(token: Token) -> list[Token]:
    """The minister of "the movement's founder, Father Senghor, and the interior minister", hung on the name beside the founder."""
    if universal(token) != "nsubj":
        return []
    beside = [a for n in (token, *children(token, "nmod")) for a in children(n, "appos")]
    words = [w for a in beside for w in (a, *children(a, "flat"))]
    named = [w for w in words if w.ent_type_ == "PERSON"]
    return [c for w in named for c in children(w, "conj") if c.i > w.i and children(c, "cc")]


def _joined_before(token: Token) -> list[Token]:
    """The TPLF of "the TPLF and rights groups", which a parser takes for a modifier of the groups."""
    return [
        c
        for c in children(token, "compound")
        if c.text[:1].isupper()
        and not token.text[:1].isupper()
        and children(c, "conj")
        and children(c, "conj")[0].i < token.i
    ]


def _hung_too_low(token: Token) -> list[Token]:
    """The Front of "the government of Balangsar and the Patani Front", which a parser hangs on Balangsar."""
    places = [c for c in children(token, "nmod") if case(c) == "of" and is_body_word(token)]
    return [
        p
        for c in places
        for p in conjuncts(c)[1:]
        if p.ent_type_ not in ("GPE", "LOC") and not gazetteer.country_named(p.text)
    ]
