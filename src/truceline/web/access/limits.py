"""How often somebody may ask: token buckets (as RFC 2697 meters traffic), one for each name or address.

They live in the program: two workers count apart, and a restart forgets.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from truceline.web.access.refusal import too_many

REMEMBERED = 10_000
"""Names and addresses that are counted; of more, those that asked longest ago are forgotten."""


@dataclass(frozen=True)
class Rate:
    """`burst` requests at once, and `each` seconds until there is one more."""

    burst: int
    each: float


@dataclass
class _Bucket:
    left: float
    at: float


class Limit:
    """Counts the requests of each name or address at one rate. Safe to use from many threads."""

    def __init__(self, rate: Rate, clock: Callable[[], float] = time.monotonic) -> None:
        self.rate, self.clock = rate, clock
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, key: str) -> None:
        """Count one request. Raises RefusedError (429) where there were too many."""
        with self._lock:
            bucket, now = self._bucket(key), self.clock()
            bucket.left = min(self.rate.burst, bucket.left + (now - bucket.at) / self.rate.each)
            bucket.at = now
            if bucket.left < 1:
                raise too_many((1 - bucket.left) * self.rate.each)
            bucket.left -= 1

    def forget(self, key: str) -> None:
        """Begin anew for a name or address."""
        with self._lock:
            self._buckets.pop(key, None)

    def _bucket(self, key: str) -> _Bucket:
        bucket = self._buckets.setdefault(key, _Bucket(self.rate.burst, self.clock()))
        self._buckets.move_to_end(key)
        if len(self._buckets) > REMEMBERED:
            self._buckets.popitem(last=False)
        return bucket


class Limits:
    """The limits of one application."""

    def __init__(self) -> None:
        self.sign_in_from = Limit(Rate(burst=10, each=6))
        # Slower, for a guesser may have many addresses; not so slow that one could lock a person out for long.
        self.sign_in_as = Limit(Rate(burst=20, each=15))
        # A person reviews a claim in six seconds, at times many at a stroke.
        self.writing = Limit(Rate(burst=120, each=0.5))
        self.reading_texts = Limit(Rate(burst=20, each=1))
