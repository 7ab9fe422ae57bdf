"""Lemmas: of verbs and nouns from LemmInflect's dictionary and rules, of other words by learned edit scripts.

A script says what to cut from a word's end and what to put there; it is a label that a tagger can learn, as in UDPipe
(Straka et al. 2016). "k" keeps the casing, "l" lowers it. LemmInflect: https://github.com/bjascob/LemmInflect.
"""

from __future__ import annotations

import warnings
from functools import lru_cache

with warnings.catch_warnings():
    # It announces an optional spaCy extension that is not used here.
    warnings.simplefilter("ignore")
    from lemminflect import getLemma


@lru_cache(maxsize=100_000)
def lemma_of(word: str, upos: str, edit: str) -> str:
    """The lemma of a word, given its part of speech and the edit script that the tagger chose."""
    if upos in ("VERB", "NOUN") and word.isalpha():
        found = getLemma(word.lower(), upos)
        if found:
            return str(found[0])
    return apply(word, edit)


def script(word: str, lemma: str) -> str:
    """The edit script that turns a word into its lemma, such as `l1ing>` ... `l3|e`."""
    keep = lemma != lemma.lower()
    base = word if keep else word.lower()
    common = 0
    while common < min(len(base), len(lemma)) and base[common] == lemma[common]:
        common += 1
    return f"{'k' if keep else 'l'}{len(base) - common}|{lemma[common:]}"


def apply(word: str, edit: str) -> str:
    """The lemma that an edit script makes of a word; the lower-cased word when the script does not fit it."""
    cut, _, tail = edit[1:].partition("|")
    base = word if edit[0] == "k" else word.lower()
    if int(cut) > len(base) or (int(cut) == len(base) and not tail):
        return base
    return base[: len(base) - int(cut)] + tail
