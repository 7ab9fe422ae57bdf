"""Lemmas as edit scripts: what to cut from a word's end and what to put there.

A script is a label that a tagger can learn, as in UDPipe (Straka et al. 2016). "k" keeps the casing, "l" lowers it.
"""

from __future__ import annotations


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
