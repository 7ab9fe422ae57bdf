"""Coreference: which words of a report stand for one person, group, body or place, and that one's fullest name.

Rules in sieves, in the manner of Raghunathan et al. (2010) and Lee et al. (2013): names among each other (name_sieves.py),
descriptions beside names (descriptions.py), then what points back: descriptions and pronouns (anaphora.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

from truceline.language.anaphora import Anaphora
from truceline.language.clusters import Cluster, Clusters
from truceline.language.columns import Table
from truceline.language.descriptions import attach_described
from truceline.language.document import Document
from truceline.language.mentions import Mention, other_mentions
from truceline.language.name_sieves import gather_names
from truceline.language.proper_names import proper_names
from truceline.language.states import States
from truceline.language.states_told import find_states

Type = Literal["person", "organization", "group", "state", "place", "other"]
_TYPES = ("person", "organization", "group", "state", "place")
_TELLING = ("proper", "nominal", "pronoun")


@dataclass(frozen=True)
class Chain:
    """All mentions of one thing, in text order. `name` is its fullest proper name, None when it is never named."""

    name: str | None
    mentions: tuple[Mention, ...]
    type: Type


class Coreference:
    """The chains of one report, by the tokens that lead to their mentions.

    Every word of a name, and each title before it, leads to the name; of other mentions only the head does. `said` gives for
    each token inside quotation marks the token that heads its speaker.
    """

    def __init__(
        self, chains: dict[int, Chain], states: States, said: dict[int, int] | None = None, title: str = ""
    ) -> None:
        self._chains = chains
        self.states = states
        self.said = said or {}
        self.title = title

    def chain_of(self, token_index: int) -> Chain | None:
        """The chain of the mention that a token leads to, None when it leads to none."""
        return self._chains.get(token_index)

    def name_of(self, token_index: int) -> str | None:
        """The fullest proper name of what a token stands for, without article, title or acronym in brackets."""
        chain = self._chains.get(token_index)
        return chain.name if chain else None

    def representative(self, token_index: int) -> int | None:
        """The head of the most telling mention of a token's chain: its first name, else its first description."""
        chain = self._chains.get(token_index)
        return min(chain.mentions, key=lambda m: (_TELLING.index(m.kind), m.head)).head if chain else None

    def chains(self) -> list[Chain]:
        """All chains, by first mention."""
        unique = {id(c): c for c in self._chains.values()}
        return sorted(unique.values(), key=lambda c: c.mentions[0].head)


def resolve(doc: Document, *, title: str = "", publisher: str = "") -> Coreference:
    """The coreference of a parsed Doc; names are its entities, and runs of proper nouns outside them."""
    table = Table(doc)
    states = find_states(table, title, publisher)
    names = proper_names(table, states)
    profiles = sorted([*names, *other_mentions(table, names)], key=lambda p: p.mention.head)
    clusters = Clusters(table, profiles)
    gather_names(clusters)
    attach_described(clusters)
    anaphora = Anaphora(clusters, states, publisher, title)
    anaphora.resolve()
    found: dict[int, Chain] = {}
    for c in clusters.clusters:
        chain = _chain(c)
        for m in c.members:
            for i in m.tokens():
                found.setdefault(i, chain)
    return Coreference(found, states, anaphora.said, title)


def _chain(cluster: Cluster) -> Chain:
    kind = cast(Type, cluster.type if cluster.type in _TYPES else "other")
    return Chain(cluster.best_name(), tuple(m.mention for m in cluster.members), kind)
