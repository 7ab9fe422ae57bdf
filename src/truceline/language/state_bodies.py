"""Governments, armies and police of states: "the Syrian army", "Colombia's government", "the government".

Each state has one body of each kind in a report; its name is that of the claim format ("Government of Colombia"). A body
without a state beside it is that of the state the report is about.
"""

from __future__ import annotations

from truceline import gazetteer
from truceline.language.clusters import Cluster, Clusters
from truceline.language.columns import listed
from truceline.language.mentions import Profile
from truceline.language.states import States

_KIND_OF_CLASS = {"government": "government", "troops": "military", "police": "police"}


def body_kind(p: Profile) -> str:
    """Which body of a state a noun can stand for ("government", "military", "police"), "" for none."""
    if p.type == "person" and not p.plural:
        return ""
    return next((kind for c, kind in _KIND_OF_CLASS.items() if c in p.classes), "")


def body_name(kind: str, state: str) -> str:
    """A state's body as the claim format names it ("Military of Colombia")."""
    country = gazetteer.country_named(state)
    if country is None:
        return f"{kind.capitalize()} of {state}"
    if kind == "government":
        return gazetteer.government_name(country)
    return gazetteer.military_name(country) if kind == "military" else gazetteer.police_name(country)


class StateBodies:
    """The bodies of the states of one report, by kind and state."""

    def __init__(self, clusters: Clusters, states: States) -> None:
        self.clusters = clusters
        self.states = states
        self.known: dict[tuple[str, str], Cluster] = {}

    def note(self, p: Profile, cluster: Cluster) -> None:
        """Enter a body that a proper name names ("Syrian Army", "Government of Yemen")."""
        if p.name is None:
            return
        country = gazetteer.military_named(p.name.text)
        if country is not None:
            cluster.body, cluster.body_name = ("military", country.name), gazetteer.military_name(country)
            self.known.setdefault(cluster.body, cluster)
        elif p.name.text.lower().startswith("government of ") and len(p.name.words) > 1:
            owner = self.states.of_word(p.name.text.split()[-1]) or p.name.text.split()[-1]
            self.known.setdefault(("government", owner), cluster)

    def place(self, p: Profile, kind: str, state: str) -> None:
        """Put a description into the cluster of a state's body; a counted part of it stands alone."""
        known = self.known.get((kind, state))
        if p.counted or known is None:
            cluster = self.clusters.new(p)
            if not p.counted:
                cluster.body, cluster.body_name = (kind, state), body_name(kind, state)
                self.known[kind, state] = cluster
        else:
            self.clusters.put(p, known)

    def is_whole(self, p: Profile) -> bool:
        """Whether a description without a state means a whole body ("the army", not "the rebel army")."""
        return p.definite and not p.restricted and not p.counted and p.phrase in listed("whole_bodies")

    def of_kind(self, kind: str) -> list[Cluster]:
        """The bodies of one kind that the report has named so far."""
        return [c for (k, _), c in self.known.items() if k == kind]
