"""All that is coordinated with a noun, wherever a parser hung it."""

from __future__ import annotations

from truceline import gazetteer
from truceline.language.document import Token
from truceline.reading.forces import is_body_word
from truceline.reading.syntax import case, children, conjuncts


def coordinated(token: Token) -> list[Token]:
    """The token and all that is coordinated with it, wherever the parser hung them."""
    return [*_joined_before(token), *conjuncts(token), *_hung_too_low(token)]


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
