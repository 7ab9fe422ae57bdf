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
    """A party that the links of an event lead to: the likeliest word for it, and how likely it is in all its words."""

    name: str
    word: Token
    chance: float = 0.0


@dataclass(frozen=True)
class Chosen:
    """Who stands in a role by a link: all who are coordinated in its likeliest word, and how likely that is."""

    parties: tuple[Entity, ...]
    by: str


def with_linked(draft: Draft, parties: Parties) -> Draft:
    """The draft with what the model's links know of its parties; as it is where there is no such model."""
    if parties.doc.insight is None or (links := parties.doc.insight.links) is None:
        return draft
    if (found := _chosen(draft.actors, "actor", draft.arguments.actor_by, links, draft, parties)) is not None:
        draft = replace(draft, actors=found.parties, arguments=replace(draft.arguments, actor_by=found.by))
    if draft.candidate.event not in AIMED:
        return draft
    if (
        found := _chosen(draft.recipients, "recipient", draft.arguments.recipient_by, links, draft, parties)
    ) is not None:
        draft = replace(draft, recipients=found.parties, arguments=replace(draft.arguments, recipient_by=found.by))
    return draft


def _chosen(
    given: tuple[Entity, ...], role: str, by: str, links: Links, draft: Draft, parties: Parties
) -> Chosen | None:
    """Who takes, by a link, the place of those given in a role; None where they stay."""
    if given and by not in YIELDS:
        return None
    least = SURE if given else FILLED[role]
    found = linked(draft.candidate.trigger, role, least, links, parties)
    names = {e.name for e in given}
    # Nobody does to himself what is told of him, and who tells of a deed is not taken for its doer.
    taken = {e.name for e in (*draft.actors, *draft.recipients, *draft.sources)} - names
    best = max((f for f in found.values() if f.name not in taken), key=lambda f: f.chance, default=None)
    if best is None or best.chance < least or sum(found[n].chance for n in names if n in found) > UNLIKELY:
        return None
    together = {e.name: e for e in parties.entities(best.word) if e.name not in taken}
    if not together or _same_words(given, together.values()):
        return None
    return Chosen(tuple(together.values()), f"link, {best.chance:.2f} likely")


def _same_words(given: Iterable[Entity], others: Iterable[Entity]) -> bool:
    """Whether parties stand in the same words: then only their names differ, and those the rules know."""
    spans = [[e.span for e in entities if e.span] for entities in (given, others)]
    return any(a[0] < b[1] and b[0] < a[1] for a in spans[0] for b in spans[1])


def linked(trigger: Token, role: str, least: float, links: Links, parties: Parties) -> dict[str, Linked]:
    """The parties that the words likeliest in a role of an event stand for, by name; none where all together are not that likely."""
    chances, nobody = links.likely([trigger.i], role, WORDS)
    found: dict[str, Linked] = {}
    if 1 - nobody < least:
        return found
    for index, chance in chances.items():
        if chance < LEAST:
            break
        token = _head(parties.doc.tokens[index])
        party = parties.entity(token) if parties.can_act(token) else None
        if party is not None:
            found.setdefault(party.name, Linked(party.name, token)).chance += chance
    return found


def _head(token: Token) -> Token:
    """The noun that a part of a name or an adjective belongs to."""
    while universal(token) in _PARTS_OF_NAMES and token.head is not token:
        token = token.head
    return token
