"""Descriptions that stand beside a name and are it: in apposition, as its predicate, or right before or after it."""

from __future__ import annotations

from truceline.language import names
from truceline.language.clusters import ORGANIZED, Cluster, Clusters
from truceline.language.columns import Table, listed
from truceline.language.mentions import Profile
from truceline.language.name_sieves import may_be_person

_NAMED_AFTER = frozenset(("body", "media", "party"))


def attach_described(clusters: Clusters) -> None:
    """Put each description beside a name into the name's cluster, where their kinds agree."""
    for p in clusters.profiles:
        if p.mention.kind != "nominal" or id(p) in clusters.of:
            continue
        name = _named_beside(clusters, p)
        if name is not None and (
            fits(p, clusters.of[id(name)]) or name in (_holder_after(clusters, p), _called_after(clusters, p))
        ):
            clusters.put(p, clusters.of[id(name)])


def fits(p: Profile, cluster: Cluster) -> bool:
    """Whether a description's kind agrees with what a cluster is."""
    kind = cluster.type
    if p.plural and p.counted:
        return False
    if p.type == "" or not kind:
        return kind not in ("place", "state")
    if p.type == kind or {p.type, kind} in (ORGANIZED, {"state", "place"}):
        return True
    # The entity head alone takes many a body for a place.
    return p.type in ORGANIZED and kind == "place" and len(cluster.members) < 3


def _named_beside(clusters: Clusters, p: Profile) -> Profile | None:
    table, i = clusters.table, p.mention.head
    if table.dep[i] == "appos":
        return _apposed(clusters, p)
    if (holder := _holder_after(clusters, p)) is not None:
        return holder
    if (called := _called_after(clusters, p)) is not None:
        return called
    for c in table.children[i]:
        found = clusters.at.get(c)
        if found is not None and found.name is not None and _is_same(clusters, p, found, c):
            return found
    found = clusters.at.get(table.head[i])
    if found is not None and found.name is not None and found.mention.start == i + 1:
        return found if table.dep[i] in ("compound", "appos", "nmod", "flat") else None
    return None


def _called_after(clusters: Clusters, p: Profile) -> Profile | None:
    """The name that a clause gives: "the three groups, which call themselves the Alliance", "a militia called Simba"."""
    table = clusters.table
    for clause in table.children[p.mention.head]:
        if table.dep[clause] != "acl" or table.lemma[clause] not in listed("naming"):
            continue
        given = (clusters.at.get(c) for c in table.children[clause] if table.dep[c] in ("obj", "xcomp", "obl"))
        return next((g for g in given if g is not None and g.name is not None), None)
    return None


def _apposed(clusters: Clusters, p: Profile) -> Profile | None:
    """The name that a description follows after a comma; the nearest one, whatever noun the tree hangs it on."""
    table, start = clusters.table, p.mention.start
    near = start - 2 if start > 1 and table.text[start - 1] in (",", "—", "–", "(") else None
    for j in (near, table.head[p.mention.head]):
        found = clusters.at.get(j) if j is not None else None
        if found is not None and found.name is not None and (j != near or found.mention.end <= start):
            return found
    return None


def _holder_after(clusters: Clusters, p: Profile) -> Profile | None:
    """The person named after a comma who holds an office: "the head of the camp, General Jean Mbeki, said"."""
    table, end = clusters.table, p.mention.end
    if p.type != "person" or p.plural or p.counted:
        return None
    while end < len(table.text) and _hangs_on(table, end, p.mention.head):
        end += 1
    if end + 1 >= len(table.text) or table.text[end] != ",":
        return None
    start = end + 1
    while start < min(end + 4, len(table.text) - 1) and (
        table.text[start] in '"“”' or table.text[start] in names.words("titles")
    ):
        start += 1
    found = clusters.at.get(start)
    if found is None or found.name is None:
        return None
    cluster = clusters.of[id(found)]
    if cluster.type != "person" and not may_be_person(cluster):
        return None
    after = table.text[found.mention.end] if found.mention.end < len(table.text) else "."
    return found if after in (",", ".", ";", "(", ")", "—", "–") else None


def _hangs_on(table: Table, i: int, head: int) -> bool:
    """Whether a token stands inside the "of ..." of a noun."""
    for _ in range(5):
        if table.text[i] == "," or table.pos[i] in ("VERB", "AUX") or table.head[i] == i:
            return False
        if table.head[i] == head:
            return table.dep[i] == "nmod"
        i = table.head[i]
    return False


def _is_same(clusters: Clusters, p: Profile, found: Profile, c: int) -> bool:
    """Whether a name that depends on a description (by its token c) is what the description stands for."""
    table, i = clusters.table, p.mention.head
    if table.dep[c] == "appos":
        return True
    if table.dep[c] == "nsubj":
        return table.child(i, "cop") is not None and not _negated(table, i)
    if p.counted:
        return False
    if table.dep[c] == "compound" and found.mention.end <= i:
        # "the Reuters news agency", "the Simba Wetu militia", "Taliban fighters"
        return bool(p.classes & _NAMED_AFTER and not p.plural) or "armed" in p.classes
    if "armed" in p.classes and p.plural and table.dep[c] == "nmod" and table.case(c) == "of":
        return clusters.of[id(found)].type in ORGANIZED
    return False


def _negated(table: Table, i: int) -> bool:
    return any(table.lower[c] in ("not", "n't", "n’t", "never", "no") for c in table.children[i])
