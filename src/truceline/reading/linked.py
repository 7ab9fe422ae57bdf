"""Parties by learned links (language/links.py): where rules find none, or one that the links hold for most unlikely.

A link leads from the word of an event to words of the report; whom those words stand for, the rules of names say.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from truceline.claim import Entity, Event
from truceline.language.document import Token
from truceline.reading.syntax import universal

if TYPE_CHECKING:
    from truceline.language.links import Links
    from truceline.reading.drafts import Draft
    from truceline.reading.parties import Parties

FILLED = {"actor": 0.6, "recipient": 0.5}
"""How likely a party must be to stand where the rules find none."""
SURE, UNLIKELY = 0.8, 0.03
"""How likely another party must be, and how unlikely the one that the rules find, for it to stand in its place. These and FILLED are
chosen on reports of the train part, by a branch that never saw them; the dev part gains as much."""
YIELDS = frozenset(("subject", "object", "passive subject", "by-agent", "implied by the two sides"))
"""Rules whose party gives way: those that take the next word in the tree, or guess. Others know a construction."""
AIMED = frozenset((Event.ASSAULT, Event.ACCUSE, Event.REQUEST, Event.SUPPORT, Event.REJECT, Event.THREATEN, Event.AID))
"""Events that hardly ever befall nobody. Troops are withdrawn, marches held and decrees made with no party in view."""
LEAST, WORDS = 0.01, 14
"""The least likely word that is looked at, and how many are at the most."""
_PARTS_OF_NAMES = frozenset(("flat", "compound", "amod", "nummod", "det", "fixed"))


@dataclass
class Linked:
    """A party that the links of an event lead to: how likely, and all who stand coordinated where it is likeliest."""

    name: str
    together: list[Entity]
    chance: float = 0.0


def with_linked(draft: Draft, parties: Parties) -> Draft:
    """The draft with what the model's links know of its parties; as it is where there is no such model."""
    insight = parties.doc.insight
    if insight is None or insight.links is None:
        return draft
    actors = _chosen(draft.actors, "actor", draft.arguments.actor_by, insight.links, draft, parties)
    if actors is not None:
        arguments = replace(draft.arguments, actor_by=_by(actors))
        draft = replace(draft, actors=tuple(actors.together), arguments=arguments)
    recipients = _chosen(draft.recipients, "recipient", draft.arguments.recipient_by, insight.links, draft, parties)
    if recipients is not None:
        arguments = replace(draft.arguments, recipient_by=_by(recipients))
        draft = replace(draft, recipients=tuple(recipients.together), arguments=arguments)
    return draft


def _by(found: Linked) -> str:
    return f"link, {found.chance:.2f} likely"


def _chosen(
    given: tuple[Entity, ...], role: str, by: str, links: Links, draft: Draft, parties: Parties
) -> Linked | None:
    """The linked party that takes the place of those given in a role; None where they stay."""
    found = linked(draft.candidate.trigger, role, links, parties)
    names = {e.name for e in given}
    # Nobody does to himself what is told of him, and who tells of a deed is not taken for its doer.
    taken = {e.name for e in (*draft.actors, *draft.recipients, *draft.sources)} - names
    best = max((f for f in found.values() if f.name not in taken), key=lambda f: f.chance, default=None)
    if best is None:
        return None
    best = replace(best, together=[e for e in best.together if e.name not in taken])
    if role == "recipient" and draft.candidate.event not in AIMED:
        return None
    if not given:
        return best if best.chance >= FILLED[role] else None
    known = sum(f.chance for f in found.values() if f.name in names)
    surer = best.chance >= SURE and known <= UNLIKELY and by in YIELDS
    return best if surer and not _same_words(given, best.together) else None


def _same_words(given: Iterable[Entity], others: Iterable[Entity]) -> bool:
    """Whether parties stand in the same words: then only their names differ, and those the rules know."""
    spans = [[e.span for e in entities if e.span] for entities in (given, others)]
    return any(a[0] < b[1] and b[0] < a[1] for a in spans[0] for b in spans[1])


def linked(trigger: Token, role: str, links: Links, parties: Parties) -> dict[str, Linked]:
    """The parties that the words likeliest in a role of an event stand for, by name."""
    chances, _ = links.likely([trigger.i], role)
    found: dict[str, Linked] = {}
    for index in sorted(chances, key=lambda i: -chances[i])[:WORDS]:
        if chances[index] < LEAST:
            break
        token = _head(parties.doc.tokens[index])
        party = parties.entity(token) if parties.can_act(token) else None
        if party is not None:
            known = found.setdefault(party.name, Linked(party.name, _distinct(parties.entities(token))))
            known.chance += chances[index]
    return {name: f for name, f in found.items() if f.together}


def _head(token: Token) -> Token:
    """The noun that a part of a name or an adjective belongs to."""
    while universal(token) in _PARTS_OF_NAMES and token.head is not token:
        token = token.head
    return token


def _distinct(entities: Iterable[Entity]) -> list[Entity]:
    return list({e.name: e for e in entities}.values())
