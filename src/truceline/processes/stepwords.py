"""Whether a rule of data/phases.yaml fits a claim: its type, mode and words, looked for in one clause."""

from __future__ import annotations

import re
from collections.abc import Iterator

from truceline.incidents import StoredClaim
from truceline.processes.settings import StepRule, near_pattern, object_pattern, pattern, subject_pattern

_MARKS = ',;:"“”'
_END = re.compile(rf"[{_MARKS}]|\b(?:and|while)\b")
"""Where a clause ends."""


def fits(rule: StepRule, stored: StoredClaim, sides: str, said: str) -> bool:
    """Does a rule say what a claim does? `sides`: who takes part; `said`: its words, with what is meant by "it"."""
    claim, words = stored.claim, said[:2000]
    return (
        claim.event in rule.events
        and (rule.modes is None or claim.mode in rule.modes)
        and (rule.sides is None or rule.sides == sides)
        and (rule.trigger is None or pattern(rule.trigger).search(stored.trigger) is not None)
        and all(pattern(name).search(words) for name in rule.words)
        and all(any(_free(rule, c) for c in _clauses(p, words)) for p in _patterns(rule))
        and (any(_patterns(rule)) or _free(rule, words))
    )


def _patterns(rule: StepRule) -> tuple[re.Pattern[str], ...]:
    """What a rule asks for beyond single words."""
    asked = ((near_pattern, rule.near), (subject_pattern, rule.subject), (object_pattern, rule.object))
    return tuple(make(*names) for make, names in asked if names)


def _clauses(asked: re.Pattern[str], words: str) -> Iterator[str]:
    """Each place where a pattern is found, with the clause around it: "extended the truce" without ", and warned that"."""
    for found in asked.finditer(words):
        before = max(words.rfind(mark, 0, found.start()) for mark in _MARKS)
        after = _END.search(words, found.end())
        yield words[before + 1 : after.start() if after else None]


def _free(rule: StepRule, words: str) -> bool:
    return not any(pattern(name).search(words) for name in rule.without)
