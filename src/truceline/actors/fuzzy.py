"""Names spelled otherwise than the registry spells them: other transliterations, slips of the pen, letters exchanged.

Names are compared word by word, each word counting by how much it tells, so that "Tarrin Liberation Front" is not taken
for "Tripura Liberation Front" for the two words that many groups share. The measure between words is the similarity by
optimal string alignment (edits and transpositions), from rapidfuzz.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from truceline.actors.index import Entry, NameIndex
from truceline.actors.names import sound

LEAST = 0.84
"""Two names count as one from this share of their telling words on."""
_WORD = 0.75
_SOUNDS_ALIKE = 0.93
_SPELLED_ALIKE = 0.62
"""How alike two words must be that sound alike: "Kahn" and "Khan", but not "Mahmoud" and "Mohammed"."""
_SHORTEST = 4
_TELLING = 0.45
_ENOUGH = 2
"""So many telling words in common let the others differ on both sides."""
_MOST = 40
_LENGTHS = 2
_LONGEST = 60


@lru_cache(maxsize=100_000)
def alike(first: str, second: str) -> float:
    """How alike two words are, 0 to 1; 0 unless one can be a spelling of the other."""
    if first == second:
        return 1.0
    if min(len(first), len(second)) < _SHORTEST or max(len(first), len(second)) > _LONGEST:
        return 0.0
    near = OSA.normalized_similarity(first, second)
    if sound(first) == sound(second) and near >= _SPELLED_ALIKE:
        return _SOUNDS_ALIKE
    return near if near >= _WORD and (len(first) > _SHORTEST or first[0] == second[0]) else 0.0


def candidates(name: str, index: NameIndex) -> Iterator[tuple[Entry, float]]:
    """The entries whose names are another spelling of a name (given as its key), with how alike they are."""
    words = name.split()
    if not words or len(name) > 200:
        return
    for other in _near_keys(words, index):
        score = similarity(words, other.split(), index)
        if score >= LEAST:
            for entry in index.keys[other]:
                yield entry, score


def _near_keys(words: list[str], index: NameIndex) -> set[str]:
    """Keys that share a telling word with the name in some spelling."""
    found: set[str] = set()
    for word in words:
        if index.weights.get(word, 1.0) < _TELLING:
            continue
        spellings = spellings_of(word, index) if len(word) >= _SHORTEST else [word]
        for other in spellings:
            found.update(index.by_word.get(other, ()))
    return found


def spellings_of(word: str, index: NameIndex) -> list[str]:
    """The words of the registry that are this one or another spelling of it."""
    heard = [other for other in index.by_sound.get(sound(word), ()) if alike(word, other)]
    spelled = [
        other
        for length in range(len(word) - _LENGTHS, len(word) + _LENGTHS + 1)
        for other, _, _ in process.extract(
            word, index.by_length.get(length, ()), scorer=OSA.normalized_similarity, score_cutoff=_WORD, limit=_MOST
        )
        if alike(word, other)
    ]
    return list(dict.fromkeys((*heard, *spelled)))


def similarity(words: list[str], others: list[str], index: NameIndex) -> float:
    """How alike two names are, 0 to 1; 0 when a telling word of one has no counterpart in the other."""
    left, total, matched = list(others), 0.0, 0.0
    shared, apart = 0, False
    for word in words:
        best = max(left, key=lambda other: alike(word, other), default="")
        near = alike(word, best) if best else 0.0
        weight = index.weights.get(word, index.weights.get(best, 1.0) if near else 1.0)
        if near:
            left.remove(best)
            shared += weight >= _TELLING
        elif weight >= _TELLING:
            return 0.0
        else:
            apart = True
        total += 2 * weight
        matched += 2 * weight * near
    unmatched = [index.weights.get(other, 1.0) for other in left]
    if any(weight >= _TELLING for weight in unmatched):
        return 0.0
    if apart and unmatched and shared < _ENOUGH:
        return 0.0  # "Movement for the Delta" is not "Delta Force"
    return matched / (total + sum(unmatched)) if total else 0.0


def acronym_slips(acronym: str, index: NameIndex) -> list[Entry]:
    """Entries whose acronym is this one with a slip: the same letters, one doubled wrongly or two exchanged ("TPP")."""
    if not 3 <= len(acronym) <= 8 or not acronym.isalpha():
        return []
    return [
        entry
        for other, entries in index.acronyms.items()
        if len(other) == len(acronym)
        and other != acronym
        and set(other) == set(acronym)
        and OSA.distance(other, acronym) == 1
        for entry in entries
    ]
