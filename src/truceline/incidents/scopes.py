"""What a number of victims counts: those of one happening, or all of a period: "12 dead in this attack", "190 killed this year"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from truceline.claim import Status
from truceline.incidents.settings import settings, vocabulary
from truceline.incidents.stored import StoredClaim

_LONGEST = 2000


def is_total(told: StoredClaim) -> bool:
    """Whether the numbers of a claim are sums over many happenings: it tells several, or a period by its days or words."""
    claim = told.claim
    if (claim.count or 1) > 1:
        return True
    if claim.when and (claim.when.end - claim.when.start).days >= settings().joining.long:
        return True
    words = told.quote[:_LONGEST]
    return _pattern("totals").search(words) is not None and _pattern("one_of_many").search(words) is None


def only_totals(told: Iterable[StoredClaim]) -> bool:
    """Whether all of these claims tell sums."""
    return all(map(is_total, told))


def one_period(a: Sequence[StoredClaim], b: Sequence[StoredClaim]) -> bool:
    """Whether two sums can be of the same period: some of their claims give the same days, or none gives any."""
    days_a, days_b = _days(a), _days(b)
    return not (days_a or days_b) or bool(days_a & days_b)


def _days(told: Iterable[StoredClaim]) -> set[tuple[object, object]]:
    return {(c.claim.when.start, c.claim.when.end) for c in told if c.claim.when and c.claim.status is Status.ACTUAL}


@cache
def _pattern(name: str) -> re.Pattern[str]:
    phrases = sorted(getattr(vocabulary(), name), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(_phrase, phrases))})\b", re.IGNORECASE)


def _phrase(phrase: str) -> str:
    """A phrase as a pattern: * stands for up to three words."""
    return re.escape(phrase).replace(r"\ ", r"\s+").replace(r"\*\s+", r"(?:[\w-]+\s+){0,3}")
