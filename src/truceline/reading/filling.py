"""Who acts in an event and to whom it is done: from the words that its syntax points at to named parties."""

from __future__ import annotations

from collections.abc import Iterable

from truceline.claim import Entity, Event
from truceline.language.document import Token
from truceline.reading.arguments import Arguments, partners
from truceline.reading.candidate import Candidate
from truceline.reading.forces import holders
from truceline.reading.lexicon import role_words
from truceline.reading.parties import Parties
from truceline.reading.roles import possessives
from truceline.reading.syntax import children, noun_phrase, phrase
from truceline.reading.wording import char_span, words


def others_of(candidate: Candidate, found: Arguments) -> tuple[Token, ...]:
    """With whom else it is done, in events that several do together."""
    if candidate.event not in (Event.CONSULT, Event.SUPPORT, Event.COOPERATE, Event.AGREE):
        return ()
    known = {t.i for t in (*found.actors, *found.recipients)}
    return tuple(p for p in partners(candidate) if p.i not in known)


def actors_of(parties: Parties, tokens: Iterable[Token]) -> tuple[Entity, ...]:
    """Who acts: "each side" is both, a position that fires is its holder."""
    found = [
        e
        for t in tokens
        for e in _each_side(parties, t) or holders(parties, t) or _entities(parties, (t,)) or _crowd(t)
    ]
    return tuple({e.name: e for e in found}.values())


def recipients_of(
    parties: Parties, tokens: tuple[Token, ...], actors: tuple[Entity, ...], event: Event
) -> tuple[Entity, ...]:
    """To whom it is done: "the other" of two sides is either, a bare number is people, one orders only one's own."""
    if len(tokens) == 1 and tokens[0].lower_ in ("other", "another") and len(actors) == 2:
        span = char_span(tokens[0].doc, tokens[0].left_edge.i, tokens[0].i + 1)
        return tuple(Entity(name=a.name, span=span) for a in reversed(actors))
    found: list[Entity] = []
    for token in tokens:
        found += holders(parties, token) or _entities(parties, (token,))
    if not found and len(tokens) == 1 and _only_counted(tokens[0]):
        found = [Entity(name="people", span=char_span(tokens[0].doc, *phrase(tokens[0])))]
    unnamed = not any(e.name[:1].isupper() for e in found)
    if event in (Event.REQUEST, Event.THREATEN) and len(tokens) == 1 and unnamed and (all_of := _whoever(tokens[0])):
        return (all_of,)
    own = {*(a.name for a in actors), *role_words("attackers")}
    others = {e.name: e for e in found if e.name not in own}
    if event is Event.REQUEST and not others and any(possessives(t) for t in tokens):
        return tuple(found[:1])  # "ordered its units to hold fire"
    return tuple(others.values())


def _whoever(token: Token) -> Entity | None:
    """Whom a call or a threat reaches that is aimed at nobody in particular: "all parties", "anyone who signs up"."""
    if token.lower_ in role_words("everyone"):
        low, high = phrase(token, stop=frozenset(("case",)))
    elif token.tag_ == "NNS" and any(c.lower_ == "all" for c in token.children):
        low, high = noun_phrase(token)
    else:
        return None
    return Entity(name=token.doc[low:high].text, span=char_span(token.doc, low, high))


def _only_counted(token: Token) -> bool:
    """ "Five were killed", "300 others had been wounded": people of whom nothing but the number is told."""
    if token.lower_ == "others":
        return bool(children(token, "nummod")) and token.dep_ in ("nsubj:pass", "obj")
    return token.pos_ == "NUM" and token.dep_ == "nsubj:pass"


def _crowd(token: Token) -> list[Entity]:
    """ "Thousands marched": a crowd of which only the number is told."""
    if token.tag_ != "NNS" or token.lemma_.lower() not in words("quantities") or token.dep_ != "nsubj":
        return []
    return [Entity(name=token.lower_, span=char_span(token.doc, *phrase(token)))]


def _each_side(parties: Parties, token: Token) -> list[Entity]:
    if token.lemma_.lower() != "side" or not any(c.lower_ == "each" for c in token.children):
        return []
    return [Entity(name=s.name, span=char_span(token.doc, *phrase(token))) for s in parties.sides]


def _entities(parties: Parties, tokens: Iterable[Token]) -> tuple[Entity, ...]:
    found: list[Entity] = []
    for token in tokens:
        found += [e for e in parties.entities(token) if all(e.name != other.name for other in found)]
    return tuple(found)
