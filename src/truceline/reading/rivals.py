"""Which two parties a report sets against each other: those of whom it speaks most, and most as of two that belong together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import combinations
from math import log2
from typing import TYPE_CHECKING

from truceline.language.columns import nouns
from truceline.language.document import Span, Token
from truceline.language.state_bodies import body_name
from truceline.reading.coordination import coordinated
from truceline.reading.syntax import case, children, universal, with_second_side
from truceline.reading.ties import affiliation
from truceline.reading.wording import words

if TYPE_CHECKING:
    from truceline.reading.parties import Parties

SHORTEST_PLACE = 4
"""Letters that the name of a region has at least, to be known again in the name of a body ("Sarn", "the Sarnish Guard")."""
_MOST = 10
"""How many of those whom a report names most are looked at, each with each."""
_LEAST = 2
"""How often each of two is named at least that are never named together."""
_TOGETHER, _JOINED = 3.0, 1.0
"""How much it tells that two are told to talk or fight, or are only named side by side."""
_IN_TITLE = 3.0
_WORD = re.compile(r"[^\W\d_][\w-]*")
_BESIDE = frozenset(("media", "media_names", "court", "study", "company", "club"))
"""Kinds of bodies that are no party to a conflict."""


@dataclass
class Rivals:
    """Who is named in a report how often (`told`), and who with whom (`pairs`), by the names of sides."""

    told: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    pairs: defaultdict[frozenset[str], float] = field(default_factory=lambda: defaultdict(float))
    persons: set[str] = field(default_factory=set)
    likely: set[str] = field(default_factory=set)
    """Those whom a report likely is about: the state that it is about, and armed groups."""

    def best(self, fits: Callable[[str], bool] = lambda name: True, least: float = _LEAST) -> list[str]:
        """The two of a kind for which most speaks, in the order of how often they are named; [] when too little does."""
        often = [(n, times) for n, times in sorted(self.told.items(), key=lambda t: -t[1]) if fits(n)][:_MOST]
        scored = [
            (log2(1 + m) + log2(1 + n) + 2 * log2(1 + together) + len({a, b} & self.likely), [a, b])
            for (a, m), (b, n) in combinations(often, 2)
            if (together := self.pairs.get(frozenset((a, b)), 0.0)) >= _TOGETHER or min(m, n) >= least
        ]
        return max(scored, key=lambda s: s[0], default=(0.0, []))[1]


def _entitled(parties: Parties, found: Rivals) -> None:
    """What the title names counts as named several times."""
    said = _WORD.findall(parties.coreference.title)
    for state in {s for w in said if w[0].isupper() and (s := parties.state_of(w))}:
        found.told[body_name("government", state)] += _IN_TITLE
    for name in list(found.told):
        if not is_government(name) and (name in parties.coreference.title or name.split()[-1] in said):
            found.told[name] += _IN_TITLE


def is_government(name: str) -> bool:
    """Whether a side is a state."""
    return name.startswith("Government of ")


def find_rivals(parties: Parties) -> Rivals:
    """Count who is named, and who with whom."""
    found = Rivals(likely={body_name("government", parties.home)} if parties.home else set())
    for token in parties.doc:
        if token.pos_ not in ("NOUN", "PROPN"):
            if token.pos_ == "ADJ" and token.text[:1].isupper() and (state := parties.state_of(token.text)):
                found.told[body_name("government", state)] += 0.5
            continue
        if universal(token) in ("compound", "flat", "amod") or not parties.can_act(token):
            continue
        name = side_of(parties, token)
        if name is None or not _can_be_side(parties, token, name):
            continue
        if name in parties.persons:
            found.persons.add(name)
        elif not is_government(name) and {w.lower() for w in name.split()} & words("armed_words"):
            found.likely.add(name)
        found.told[name] += 1
        between = case(token) == "between"
        if universal(token) == "conj" and not between:
            continue
        joint = between or (universal(token) == "nsubj" and token.head.lemma_.lower() in words("joint_verbs"))
        together = [c for n in (with_second_side([token]) if between else [token]) for c in coordinated(n)]
        named = {s for t in together if parties.can_act(t) and (s := side_of(parties, t))}
        if len(named) == 2:
            found.pairs[frozenset(named)] += _TOGETHER if joint else _JOINED
    _entitled(parties, found)
    return found


def _can_be_side(parties: Parties, token: Token, name: str) -> bool:
    """Whether a name is a state's, a group's or a body's, and not that of one which watches, judges or mediates (the United Nations, a court)."""
    parts = name.split()
    if is_government(name) or name in parties.persons:
        return True
    if not name[0].isupper() or name in parties.coreference.publisher:
        return False
    chain = parties.coreference.chain_of(token.i)
    if chain is None or chain.type in ("person", "place") or token.ent_type_ in ("DATE", "EVENT", "GPE", "LOC", "FAC"):
        return False
    return len(name) > 2 and not set(parts) & words("above_parties") and not nouns().of(parts[-1].lower()) & _BESIDE


def side_of(parties: Parties, token: Token) -> str | None:
    """The named side that a noun belongs to: of "delegations of the Sahriyan government" the government."""
    if token.lemma_.lower() in words("belonging") or token.lemma_.lower() in words("delegates"):
        for c in children(token, "nmod"):
            if case(c) in ("of", "from") and (inner := side_of(parties, c)):
                return inner
    name = parties.name(token)
    if not name or not any(w[:1].isupper() for w in name.split()):
        return None
    if name in parties.persons:
        served = affiliation(parties, token)
        return as_government(served) if served and served not in parties.persons else name
    return _ruling(parties, token) or as_government(name)


def _ruling(parties: Parties, region: Token) -> str | None:
    """The body that speaks for a region that is no state: of "the breakaway region of Dravsk" the Dravsk People's Council."""
    if region.lemma_.lower() not in words("regions"):
        return None
    of = {c.text for c in children(region, "nmod", "compound") if c.text[:1].isupper()}
    named: list[Span] = [e for e in parties.ents if e.label_ == "ORG" and len(e) > 1]
    bodies = [e for e in named if any(t.text.startswith(w) for t in e for w in of if len(w) >= SHORTEST_PLACE)]
    return parties.proper(bodies[0].root) if bodies else None


def as_government(name: str) -> str:
    """The political side of a state's forces: its government."""
    kind, of, state = name.partition(" of ")
    return body_name("government", state.removeprefix("the ")) if of and kind in ("Military", "Police") else name
