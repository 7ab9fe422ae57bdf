"""Who belongs to whom: "his men", "its fighters", "their commander's country", "its neighbour"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from truceline.language.document import Token
from truceline.language.state_bodies import body_name
from truceline.reading.syntax import case, children, universal
from truceline.reading.wording import words

if TYPE_CHECKING:
    from truceline.reading.parties import Parties

_STATE_BODIES = ("Government", "Military", "Police")


def belonging(parties: Parties, token: Token) -> str | None:
    """The name of those who belong to an owner: of "its soldiers" the state's army, of "his men" the leader's group."""
    lemma = token.lemma_.lower()
    owner = _owner(token)
    if owner is None:
        return None
    if lemma in words("own_state"):
        state = state_of_name(parties, _whose(parties, owner))
        return body_name("government", state) if state else None
    if token.lower_ in ("neighbour", "neighbor"):
        return _neighbour(parties, _whose(parties, owner))
    if lemma not in words("belonging"):
        return None
    name = _whose(parties, owner)
    if name is None:
        return None
    state = state_of_name(parties, name)
    if state and lemma in words("fighters"):
        return None
    if state:
        kind = next((k for k in ("police", "military") if token.lower_ in words(k)), "")
        if not kind and not name.startswith("Government") and owner.pos_ != "PRON":
            return name  # "the army's media wing"
        return body_name(kind or "government", state)
    return name if owner.pos_ == "PRON" or case(owner) in ("'s", "’s", "'", "’") else None


def _owner(token: Token) -> Token | None:
    """The possessor of a noun: "its soldiers", "the Council's gangs", "no fighter of ours"."""
    for c in token.children:
        if c.dep_ == "nmod:poss":
            return c
    return next((c for c in children(token, "nmod") if c.lower_ in ("ours", "theirs", "his", "hers", "mine")), None)


def _whose(parties: Parties, owner: Token) -> str | None:
    """The group or state of an owner: the owner himself, or of a person what he leads or serves."""
    if owner.lower_ == "whose" and parties.coreference.chain_of(owner.i) is None:
        owner = next((t for t in reversed(owner.doc[max(0, owner.i - 3) : owner.i]) if not t.is_punct), owner)
    name = parties.name(owner)
    chain = parties.coreference.chain_of(owner.i)
    if name is None and chain is not None:
        first = parties.coreference.representative(owner.i)
        return _served(parties, parties.doc[first]) if first is not None else None
    if chain is not None and chain.type == "person" and not state_of_name(parties, name):
        return affiliation(parties, owner)
    return name


def affiliation(parties: Parties, token: Token) -> str | None:
    """The group or state that a person leads or serves, by the offices that the report gives him."""
    chain = parties.coreference.chain_of(token.i)
    for m in chain.mentions if chain is not None else ():
        if m.kind == "pronoun":
            continue
        for word in (parties.doc[m.head], *_titles_before(parties.doc[m.start])):
            if served := _served(parties, word):
                return served
    return None


def _titles_before(first: Token) -> list[Token]:
    """The nouns and adjectives right before a name: "Turkish Defence Minister", "TLF spokesman"."""
    found: list[Token] = []
    i = first.i - 1
    while i >= 0 and first.i - i <= 5 and first.doc[i].pos_ in ("NOUN", "PROPN", "ADJ") and not first.doc[i].is_punct:
        found.append(first.doc[i])
        i -= 1
    return found


def _served(parties: Parties, office: Token) -> str | None:
    """The owner of an office: "the Council's delegate", "leader of Ansar Allah", "Ruhemba's ambassador", "TLF commander"."""
    if office.ent_type_ == "PERSON":
        return None
    if parties.state_of(office.text):
        return body_name("government", parties.state_of(office.text) or "")
    for c in office.children:
        owns = c.dep_ == "nmod:poss" or (universal(c) == "nmod" and case(c) in ("of", "for", "from"))
        before = universal(c) in ("compound", "amod") and c.text[:1].isupper()
        if not owns and not before:
            continue
        if state := parties.state_of(c.text):
            return body_name("government", state)
        chain = parties.coreference.chain_of(c.i)
        named = c.text[:1].isupper() and c.ent_type_ not in ("DATE", "GPE", "LOC")
        if named and (chain is None or chain.type != "person") and (name := parties.name(c)):
            return name
    return None


def state_of_name(parties: Parties, name: str | None) -> str:
    """The state of "Military of Azamar" or "Government of Azamar", "" for any other name."""
    kind, of, state = (name or "").partition(" of ")
    return state if of and kind in _STATE_BODIES else ""


def _neighbour(parties: Parties, name: str | None) -> str | None:
    """The other one of the two states of a report."""
    others = [g for g in parties.two_governments() if g != name]
    return others[0] if name and len(others) == 1 else None
