"""Clusters: mentions that stand for one thing, and what they tell of it together."""

from __future__ import annotations

from truceline.language.aliases import Name, abbreviates
from truceline.language.columns import Table
from truceline.language.mentions import Profile

ORGANIZED = frozenset(("organization", "group"))
_REPEATED = 0.6
"""Weight of the entity label of a name that already stands in the cluster: a head that errs, errs alike on each."""


class Cluster:
    """Mentions of one thing, in text order.

    `type` is the type for which most speaks ("" when nothing does), `nouns` the lemmas of its descriptions, `offices` their
    phrases and its titles with a state's key each, `names` its names by text, `body` ("military", key of a state) where it
    is a body of a state, with the name that such a body bears.
    """

    def __init__(self, first: Profile) -> None:
        self.members: list[Profile] = []
        self.votes: dict[str, float] = {}
        self.classes: set[str] = set()
        self.nouns: set[str] = set()
        self.offices: list[tuple[str, str]] = []
        self.names: dict[str, Name] = {}
        self.type = self.gender = self.state = ""
        self.body: tuple[str, str] | None = None
        self.body_name: str | None = None
        self._plural: bool | None = None
        self.add(first)

    @property
    def start(self) -> int:
        """The head of the first mention."""
        return self.members[0].mention.head

    @property
    def plural(self) -> bool:
        """Whether every mention that shows a number is plural."""
        return bool(self._plural)

    def add(self, p: Profile) -> None:
        """Take a mention in, with all it tells."""
        self.members.append(p)
        if len(self.members) > 1 and self.members[-2].mention.head > p.mention.head:
            self.members.sort(key=lambda m: m.mention.head)
        self._vote(p)
        self.classes |= p.classes
        if p.mention.kind != "pronoun":
            self._plural = p.plural and self._plural is not False
        if p.mention.kind == "nominal":
            self.nouns.add(p.noun)
            self.offices.append((p.phrase, p.state))
        self.offices.extend(p.titles)
        if p.name:
            self.names.setdefault(p.name.text, p.name)
        self.gender = self.gender or p.gender
        self.state = self.state or p.state

    def _vote(self, p: Profile) -> None:
        votes = self.votes
        known = p.name is not None and p.name.text in self.names
        for key, weight in p.votes.items():
            kind = key.removeprefix("label:")
            votes[kind] = votes.get(kind, 0.0) + (weight * _REPEATED if known and kind != key else weight)
        if p.mention.kind == "nominal" and p.type:
            # The entity head takes many a person for a place; an office beside the name is surer.
            votes[p.type] = votes.get(p.type, 0.0) + (3.0 if p.type == "person" else 2.0)
        elif p.mention.kind == "pronoun" and p.gender:
            votes["person"] = votes.get("person", 0.0) + 1.0
        best = max(votes, key=votes.__getitem__, default="")
        self.type = best if best and votes[best] > 0 else ""

    def absorb(self, other: Cluster) -> None:
        """Take all mentions of another cluster in."""
        for m in other.members:
            self.add(m)
        for text, name in other.names.items():
            self.names.setdefault(text, name)
        self.body, self.body_name = self.body or other.body, self.body_name or other.body_name

    def best_name(self) -> str | None:
        """The fullest proper name: the most words, then the most letters; an acronym only where there is no other."""
        if self.body_name:
            return self.body_name
        full = [n for n in self.names.values() if not n.acronym] or list(self.names.values())
        if not full:
            return None
        if self.type == "person":
            return max(full, key=lambda n: (min(len(n.words), 5), len(n.text))).text
        # "High Command of the Land Defence Army (LDA)": the name is what its abbreviation spells.
        spelt = [n for n in full if any(a.acronym and abbreviates(a, n) for a in self.names.values())]
        return max(spelt or full, key=lambda n: len(n.text)).text


class Clusters:
    """All clusters of a report: `of` a mention (by its id), and `at` a token the mention that it leads to."""

    def __init__(self, table: Table, profiles: list[Profile]) -> None:
        self.table = table
        self.profiles = profiles
        self.clusters: list[Cluster] = []
        self.of: dict[int, Cluster] = {}
        self.at: dict[int, Profile] = {}
        for p in profiles:
            for i in p.tokens():
                self.at.setdefault(i, p)

    def new(self, p: Profile) -> Cluster:
        """A cluster for a first mention."""
        cluster = Cluster(p)
        self.clusters.append(cluster)
        self.of[id(p)] = cluster
        return cluster

    def put(self, p: Profile, cluster: Cluster) -> None:
        """A mention into a cluster."""
        cluster.add(p)
        self.of[id(p)] = cluster

    def join(self, kept: Cluster, other: Cluster) -> None:
        """Two clusters into the first."""
        if kept is other:
            return
        kept.absorb(other)
        for m in other.members:
            self.of[id(m)] = kept
        self.clusters.remove(other)

    def drop(self, cluster: Cluster) -> None:
        """Leave out a cluster whose mentions have all gone elsewhere."""
        self.clusters.remove(cluster)

    def headed(self, token: int | None) -> Cluster | None:
        """The cluster of the mention that a token leads to, None when it has none yet."""
        owner = self.at.get(token) if token is not None else None
        return self.of.get(id(owner)) if owner is not None else None

    def named(self) -> list[Cluster]:
        """Clusters that hold a proper name."""
        return [c for c in self.clusters if c.names]
