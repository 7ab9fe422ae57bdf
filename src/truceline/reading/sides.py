"""The two sides of a report: whom "both sides", "the parties", "each side" and "the other" stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from truceline.claim import Entity
from truceline.language.document import Span, Token
from truceline.language.state_bodies import body_name
from truceline.reading.rivals import as_government, is_government
from truceline.reading.subjects import subject
from truceline.reading.syntax import case, children, conjuncts, universal
from truceline.reading.wording import words

if TYPE_CHECKING:
    from truceline.reading.parties import Parties

BOTH = ("both", "two")
SHORTEST_PLACE = 4
"""Letters that the name of a region has at least, to be known again in the name of a body ("Sarn", "the Sarnish Guard")."""
EACH = ("each", "either", "neither", "both")


def find_sides(parties: Parties) -> tuple[Entity, ...]:
    """The two parties that a report sets against each other; () when it does not tell."""
    rivals = parties.rivals
    found = rivals.best(lambda name: name not in rivals.persons) or rivals.best()
    return () if set(found) <= rivals.persons else tuple(Entity(name=name) for name in found)


def of_both(parties: Parties, token: Token) -> list[str]:
    """The names that a noun or pronoun for both sides stands for; [] when it means something else."""
    word = token.lower_
    # A tagger that takes "the Parties" for a name leaves the plural as it is.
    lemma = token.lemma_.lower() if token.lemma_.lower() != word or token.tag_ != "NNPS" else _singular(word)
    before = {c.lower_ for c in token.children}
    if lemma in words("sides") and _is_unnamed(parties, token):
        if before & set(EACH) or (word.endswith("s") and not before & words("single") and _is_bare(token, lemma)):
            return _names(parties)
        return []
    if lemma in words("states") and {"all", "three"} <= before and len(order := parties.coreference.states.order) == 3:
        return [body_name("government", state) for state in order]
    pair = bool(before & {*BOTH, *EACH})
    if lemma in words("states") and pair:
        sides = _names(parties)
        return sides if sides and all(map(is_government, sides)) else parties.two_governments()
    definite = "both" in before or {"the", "two"} <= before  # "two men" are any
    if definite and lemma in words("groups"):
        return parties.rivals.best(lambda n: n not in parties.persons and not is_government(n)) or _names(parties)
    if definite and lemma in words("armies"):
        return [_army(n) for n in _names(parties)]
    if definite and lemma in words("persons"):
        return pair_before(parties, token)
    if word in ("each", "neither", "either") and universal(token) == "nsubj":
        return pair_before(parties, token) or _names(parties)
    if word == "both" or (word in ("two", "pair") and "the" in before):
        return pair_before(parties, token) or _names(parties)
    if token.tag_ == "NNS" and lemma in words("emissaries") and token.head.lemma_.lower() in words("joint_verbs"):
        of_these = {c.lower_ for c in token.children if universal(c) in ("det", "nmod", "amod", "compound", "nummod")}
        sides = _names(parties) or parties.two_governments()
        if (not of_these or "their" in of_these) and all(map(is_government, sides)):
            return sides
    for c in children(token, "nmod"):
        if case(c) == "of" and token.pos_ == "NOUN" and {x.lower_ for x in c.children} & set(BOTH):
            return of_both(parties, c)
    return []


def _singular(word: str) -> str:
    return word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")


def _is_unnamed(parties: Parties, token: Token) -> bool:
    """Whether a noun is part of no name; "the Parties" are written like one."""
    ent = parties.ent_of(token)
    return ent is None or (token.tag_ == "NNPS" and all(t.i == token.i or t.lower_ in ("the", *BOTH) for t in ent))


def _army(side: str) -> str:
    """The forces of a side: of a state its army, of a group itself."""
    return (
        body_name("military", side.removeprefix("Government of ").removeprefix("the ")) if is_government(side) else side
    )


def _names(parties: Parties) -> list[str]:
    return [s.name for s in parties.sides]


def _is_bare(token: Token, lemma: str) -> bool:
    """Whether nothing but "both", "two", "all" or "warring" tells which sides are meant; "party" alone needs an article."""
    rest = [c for c in token.children if universal(c) in ("amod", "compound", "nmod", "acl")]
    plain = all(c.lower_ in ("warring", "two", "opposing", "rival", "conflicting", "concerned") for c in rest)
    told = {c.lower_ for c in token.children} & {"the", "both", "two", "all", "these", "warring"}
    return plain and bool(told) and (lemma in ("side", "party") or bool(told & {"both", "two"}))


def pair_before(parties: Parties, token: Token) -> list[str]:
    """The last two named together before "both" or "the two": in its own sentence, else in the one before."""
    here = token.doc[token.sent.start : token.i]
    before = token.sent if token.sent.start == 0 else token.doc[token.sent.start - 1].sent
    return (
        _pair_in(parties, here)
        or _who_met(parties, token)
        or _two_persons(parties, here)
        or _pair_in(parties, before)
        or _two_persons(parties, before)
    )


def _pair_in(parties: Parties, part: Span) -> list[str]:
    """The last two that a sentence or its beginning names as "A and B"."""
    found: list[str] = []
    for noun in part:
        if noun.pos_ not in ("NOUN", "PROPN") or universal(noun) == "conj":
            continue
        named = (c for c in conjuncts(noun) if c.i < part.end and c.pos_ != "PRON")
        names = [n for c in named if (n := parties.name(c))]
        if len(names) == 2 and names[0] != names[1] and all(n[:1].isupper() for n in names):
            found = names
    return found


def _who_met(parties: Parties, token: Token) -> list[str]:
    """Subject and object of a deed told before in the sentence: "he met the governor, and the two agreed"."""
    for verb in reversed(token.doc[token.sent.start : token.i]):
        ends = [*children(verb, "nsubj")[:1], *children(verb, "obj")[:1]]
        names = [n for e in ends if (n := parties.name(e)) and n[:1].isupper()]
        if len(set(names)) == 2:
            return names
    return []


def _two_persons(parties: Parties, sentence: Span) -> list[str]:
    """The two persons that a sentence names, where it names no third."""
    named = [parties.name(e.root) for e in sentence.ents if e.label_ == "PERSON"]
    found = list(dict.fromkeys(n for n in named if n))
    return found if len(found) == 2 else []


def the_other(parties: Parties, token: Token) -> list[str]:
    """Whom "the other" or "the other side" stands for: of the two sides the one that is not spoken of just before."""
    if not _is_other(token) or len(sides := _names(parties)) != 2:
        return []
    who = subject(token.head) if token.head.pos_ in ("VERB", "AUX") else None
    if who is not None and who.i != token.i:
        if {who.lower_, *(c.lower_ for c in who.children)} & set(EACH):
            return sides
        own = as_government(parties.name(who) or "")
        return [s for s in sides if s != own] if own in sides else []
    issuer = parties.issuer
    return [s for s in sides if s != issuer] if issuer in sides else []


def _is_other(token: Token) -> bool:
    before = {c.lower_ for c in token.children}
    if token.lower_ == "other":
        return "the" in before and universal(token) in ("nsubj", "obj", "obl", "nmod", "iobj")
    return token.lemma_.lower() in ("side", "party") and {"the", "other"} <= before
