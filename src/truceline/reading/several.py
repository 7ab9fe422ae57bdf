"""Several parties that one word stands for: "both sides", "the other", "they" of two at once, "the two generals"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from truceline.language.document import Token
from truceline.reading.coordination import coordinated
from truceline.reading.forces import joint_forces
from truceline.reading.sides import of_both, the_other
from truceline.reading.syntax import children, conjuncts, first_conjunct, universal
from truceline.reading.ties import affiliation

if TYPE_CHECKING:
    from truceline.reading.parties import Parties

PLURAL = frozenset(("they", "them", "their", "theirs", "themselves"))


def several(parties: Parties, token: Token) -> list[str]:
    """The names of two sides that one word stands for, or of the other one of them; [] when it means neither."""
    return (
        of_both(parties, token)
        or the_other(parties, token)
        or _opposed(parties, token)
        or _together(parties, token)
        or _by_name(parties, token)
        or joint_forces(parties, token)
    )


def _by_name(parties: Parties, token: Token) -> list[str]:
    """Those who are named after a noun: "the two generals, Burhan of the army and Dagalo of the RSF"."""
    named = [c for c in children(token, "appos") if c.pos_ == "PROPN"] if token.pos_ == "NOUN" else []
    names = [n for c in named for t in conjuncts(c) if t.pos_ == "PROPN" and (n := parties.name(t))]
    return names if token.tag_ == "NNS" and len(names) > 1 else []


def _opposed(parties: Parties, token: Token) -> list[str]:
    """The other side, where "they" in somebody's words seems to be his own: of those he would say "we"."""
    speaker = parties.coreference.said.get(token.i)
    if token.lower_ not in PLURAL or speaker is None:
        return []
    own = affiliation(parties, parties.doc[speaker])
    sides = [s.name for s in parties.sides]
    meant = parties.name(token)
    return [s for s in sides if s != own] if own in sides and meant in (own, None) else []


def _together(parties: Parties, token: Token) -> list[str]:
    """Those for whom "they" stands where it points back to two at once: "the army and the Front ... they"."""
    if token.lower_ not in PLURAL:
        return []
    said = next((t for t in reversed(parties.doc[token.sent.start : token.i]) if t.lower_ in ("both", "sides")), None)
    if said is not None and (
        both := of_both(parties, said if said.lower_ == "sides" or universal(said) != "det" else said.head)
    ):
        return both
    before = _last_before(parties, token)
    if before is None:
        return []
    if both := of_both(parties, before) or _by_name(parties, before):
        return both
    first = first_conjunct(before)
    together = [n for t in coordinated(first) if parties.can_act(t) and (n := parties.name(t))]
    return together if 2 <= len(together) <= 3 and first.i < token.i else []


def _last_before(parties: Parties, pronoun: Token) -> Token | None:
    """The last noun of a pronoun's chain before it, in its sentence or the one before; without one that one's subject."""
    chain = parties.coreference.chain_of(pronoun.i)
    previous = parties.doc[max(0, pronoun.sent.start - 1)].sent
    if chain is None:
        return next(iter(children(previous.root, "nsubj")), None)
    earliest = previous.start
    heads = [m.head for m in chain.mentions if m.kind != "pronoun" and earliest <= m.head < pronoun.i]
    return parties.doc[heads[-1]] if heads else None
