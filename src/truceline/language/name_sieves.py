"""Which names stand for one thing: the sieves that compare names, from the surest evidence to the least sure.

Same name; names that the text explains by one another; acronyms; shorter forms; misspellings. In the manner of Raghunathan
et al. (2010), A multi-pass sieve for coreference resolution.
"""

from __future__ import annotations

from truceline import gazetteer
from truceline.language import names
from truceline.language.aliases import (
    Name,
    abbreviates,
    contradict,
    misspells,
    prepare,
    same,
    shortens_body,
    shortens_person,
)
from truceline.language.clusters import Cluster, Clusters
from truceline.language.columns import Table, listed, nouns
from truceline.language.mentions import Profile


def gather_names(clusters: Clusters) -> None:
    """Put every proper name into a cluster, and join the clusters of one thing's names."""
    by_words: dict[tuple[str, ...], Cluster] = {}
    for p in clusters.profiles:
        if p.name is None:
            continue
        known = by_words.get(p.name.words)
        if known is not None:
            clusters.put(p, known)
        else:
            by_words[p.name.words] = clusters.new(p)
    _join_explained(clusters)
    _join_acronyms(clusters)
    _join_shortened(clusters)
    _join_misspelt(clusters)


def _apart(a: Cluster, b: Cluster) -> bool:
    """Whether two clusters cannot be one: a person and a state, or different states."""
    if any(contradict(x, y) for x in a.names.values() for y in b.names.values()):
        return True
    return {a.type, b.type} in ({"person", "state"}, {"state"})


def _join_explained(clusters: Clusters) -> None:
    """Names that the text explains: "Syrian Democratic Forces (SDF)", "X, also known as Y", "X, or Y"."""
    starts = {p.mention.start: p for p in clusters.profiles if p.name}
    ends = {p.mention.end: p for p in starts.values()}
    for p in starts.values():
        if _spell_out(clusters, p, ends):
            continue
        other = _alias_after(clusters, p, starts)
        if other is not None:
            a, b = clusters.of[id(p)], clusters.of[id(other)]
            if a is not b and not _apart(a, b):
                clusters.join(a, b)


def _spell_out(clusters: Clusters, p: Profile, ends: dict[int, Profile]) -> bool:
    """Name an acronym in brackets by the words before it that spell it out, whatever entity stands there."""
    table, start = clusters.table, p.mention.start
    if p.name is None or not p.name.acronym or start < 2 or table.text[start - 1] not in "([":
        return False
    first = expansion(table, start - 1, p.name.text)
    if first is None:
        return False
    text = table.words(first, start - 1)
    name, cluster = prepare(text), clusters.of[id(p)]
    known = next((c for c in clusters.named() if any(same(n, name) for n in c.names.values())), None)
    before = ends.get(start - 1)
    if known is not None:
        clusters.join(known, cluster)
        known.names.setdefault(text, name)
        return True
    cluster.names[text] = name
    if before is not None and before.mention.start >= first:
        # The entity before the bracket stops short of the whole name.
        clusters.join(cluster, clusters.of[id(before)])
    return True


def expansion(table: Table, bracket: int, acronym: str) -> int | None:
    """Where the words before a bracket begin that spell an acronym (Schwartz and Hearst 2003), None when none do."""
    letters = acronym.replace(".", "").lower()
    initials: list[tuple[str, bool]] = []
    for i in range(bracket - 1, max(bracket - 3 * len(letters), -1), -1):
        word = table.lower[i]
        if table.sentence[i] != table.sentence[bracket] or word in ",;:()":
            return None
        if word[0].isalnum():
            initials.insert(0, (word if word.isdigit() else word[0], table.text[i][0].islower()))
        if table.text[i][0].isupper() and word[0] == letters[0] and _spells(letters, initials):
            return i
    return None


def _spells(letters: str, initials: list[tuple[str, bool]]) -> bool:
    """Whether letters are the initials in order; those of words in small letters may be left out."""
    if not letters:
        return all(small for _, small in initials)
    if not initials:
        return False
    (first, small), rest = initials[0], initials[1:]
    if letters.startswith(first) and _spells(letters[len(first) :], rest):
        return True
    return small and _spells(letters, rest)


def _alias_after(clusters: Clusters, p: Profile, starts: dict[int, Profile]) -> Profile | None:
    """The name that the words after a name give as its other form."""
    table = clusters.table
    i, n = p.mention.end, len(table.text)
    if i >= n or table.text[i] not in ("(", "[", ",", "or"):
        return None
    opened = table.text[i] in "(["
    between: list[str] = []
    i += table.text[i] != "or"
    while i < n and i not in starts and len(between) < 4:
        if table.lower[i] not in ("the", '"', "“", "‘"):
            between.append(table.lower[i])
        i += 1
    other = starts.get(i)
    if other is None or p.name is None or other.name is None:
        return None
    said = " ".join(between)
    if opened and not said:
        return other if _in_bracket(clusters, p, other) else None
    if said == "or":
        return other if other.name.acronym or p.name.acronym else None
    return other if said in listed("alias_phrases") else None


def _in_bracket(clusters: Clusters, p: Profile, other: Profile) -> bool:
    """Whether a bracket holds a name's other form, and not an agency after a dateline ("KABUL (AFP)")."""
    whole = _to_bracket(clusters.table, other)
    assert p.name is not None and other.name is not None
    if whole is None or not (p.name.acronym or other.name.acronym):
        return False
    if whole != other.name.text and abbreviates(p.name, prepare(whole)):
        # "ISIS (Islamic State of Iraq and Syria)": the entity stops short of the bracket.
        other.name = prepare(whole)
        clusters.of[id(other)].names = {whole: other.name}
    if p.name.text.isupper() and not p.name.acronym:
        return False
    longer = other.name if p.name.acronym else p.name
    return len(longer.words) >= 2


def _to_bracket(table: Table, p: Profile) -> str | None:
    """The words from a name to the end of its bracket, None when that is far."""
    for end in range(p.mention.end, min(p.mention.end + 4, len(table.text))):
        if table.text[end] in ")],;":
            return table.words(p.mention.start, end)
    return None


def _join_acronyms(clusters: Clusters) -> None:
    """Acronyms to the names whose initials they are."""
    full = [(c, n) for c in clusters.named() for n in c.names.values() if not n.acronym and len(n.words) > 1]
    for c in clusters.named():
        if not all(n.acronym for n in c.names.values()):
            continue
        short = next(iter(c.names.values()))
        found = next((d for d, n in full if d is not c and abbreviates(short, n) and not _apart(c, d)), None)
        if found is not None:
            if found.type == "person":
                for m in c.members:
                    m.votes = {}  # initials look like a body's, whosoever they are
            clusters.join(found, c)


def _join_shortened(clusters: Clusters) -> None:
    """Each shorter form to the fuller name it stands for."""
    by_word: dict[str, list[Cluster]] = {}
    for c in clusters.named():
        for w in {w for n in c.names.values() for w in n.words}:
            by_word.setdefault(w, []).append(c)
    for c in sorted(clusters.named(), key=lambda c: max(len(n.words) for n in c.names.values())):
        if len(c.names) != 1:
            continue
        short = next(iter(c.names.values()))
        near = {id(d): d for w in (*short.words[:1], *short.words[-1:]) for d in by_word.get(w, ())}
        fuller = [d for d in near.values() if d is not c and d in clusters.clusters and _shortens(c, short, d)]
        if len(fuller) == 1:
            clusters.join(fuller[0], c)
        elif fuller:
            _share_out(clusters, c, fuller)


def _shortens(c: Cluster, short: Name, d: Cluster) -> bool:
    kind, other = c.type, d.type
    if "state" in (kind, other) and not {kind, other} <= {"state", "place"}:
        return False
    if other == "person" and c.gender and d.gender and c.gender != d.gender:
        return False
    persons = other == "person" or (_is_titled(c) and may_be_person(d))
    if not persons and (kind == "person" or kind == other == "place"):
        return False
    if not persons and kind in ("place", "state") and "media" in d.classes:
        # "Ostrana" is not Radio Ostrana.
        return False
    if (
        persons
        and short.text.endswith("s")
        and not any(short.text.split()[-1] in n.text.split() for n in d.names.values())
    ):
        return False  # "the Houthis" are not Mr al-Houthi
    shortens = shortens_person if persons else shortens_body
    fulls = (n for n in d.names.values() if not (c.state and n.states and c.state not in n.states))
    return any(shortens(short, full) for full in fulls)


def _is_titled(c: Cluster) -> bool:
    return c.type == "person" and any(m.titles for m in c.members)


def may_be_person(d: Cluster) -> bool:
    """Whether a name of two to four words that the entity head takes for a place or a body may be a person's."""
    longest = max(len(n.words) for n in d.names.values())
    return d.type in ("place", "organization", "group", "other", "") and all(
        2 <= longest <= 4
        and not n.acronym
        and not n.states
        and not gazetteer.place_country(n.text)
        and not any(nouns().of(w.lower()) or w in names.words("organization") for w in n.text.split())
        for n in d.names.values()
    )


def _share_out(clusters: Clusters, c: Cluster, fuller: list[Cluster]) -> None:
    """An ambiguous short name: of different states' bodies by the state beside it, else by what was named last."""
    states = {frozenset((d.state, *(s for n in d.names.values() for s in n.states))) for d in fuller}
    if c.type != "person" and len(states) > 1:
        # "Taliban" beside an Afghan and a Pakistani one: only a state beside the short name itself tells which.
        fitting = [d for d in fuller if c.state and any(c.state in (d.state, *n.states) for n in d.names.values())]
        if len(fitting) == 1:
            clusters.join(fitting[0], c)
        return
    for m in list(c.members):
        clusters.put(m, max(fuller, key=lambda d: _last_before(d, m)))
    clusters.drop(c)


def _last_before(cluster: Cluster, p: Profile) -> int:
    """Where a cluster was last named before a mention; where it never was, less the later its first name stands."""
    named = [m.mention.head for m in cluster.members if m.name and m.mention.head < p.mention.head]
    return named[-1] if named else -cluster.start


def _join_misspelt(clusters: Clusters) -> None:
    """A name that stands once and is a slip away from one other name only."""
    for c in clusters.named():
        if len(c.names) != 1 or len(c.members) > 1:
            continue
        short = next(iter(c.names.values()))
        if c.type in ("state", "place") and gazetteer.place_country(short.text):
            continue
        near = [d for d in clusters.named() if d is not c and d.type not in ("state", "place") and _slips(short, d)]
        if len(near) == 1:
            clusters.join(near[0], c)


def _slips(short: Name, cluster: Cluster) -> bool:
    """Whether a name is a slip of one of a cluster's names, or of the last word of one."""
    for full in cluster.names.values():
        if misspells(short, full):
            return True
        if len(short.words) == 1 < len(full.words) and misspells(short, prepare(full.text.split()[-1])):
            return True
    return False
