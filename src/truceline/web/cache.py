"""What was made of the record, kept for as long as the stamp of what it was made of stays the same."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, TypeVar

T = TypeVar("T")


Of = Literal["whole", "concluded"]
"""What something is made of: of the record with all its claims, or only of what is concluded of them."""


class Stamp(NamedTuple):
    """The stamp of what something is made of."""

    of: Of
    mark: str


@dataclass
class _Entry:
    lock: threading.Lock = field(default_factory=threading.Lock)
    made: bool = False
    value: Any = None


class Cache:
    """Keeps up to `most` values, those used last. Safe to use from many threads; each value is made by one of them."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._marks: dict[str, str] = {}
        self._entries: OrderedDict[tuple[str, Hashable], _Entry] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, stamp: Stamp, key: Hashable, make: Callable[[], T]) -> T:
        """The value of a key while the record has this stamp: the one kept, or the one that `make` gives."""
        entry = self._entry(stamp, key)
        with entry.lock:
            if not entry.made:
                entry.value, entry.made = make(), True
            value: T = entry.value
            return value

    def held(self, stamp: Stamp, key: Hashable) -> Any | None:
        """The value of a key while the record has this stamp, where it is there already."""
        with self._lock:
            entry = self._entries.get((stamp.of, key)) if self._marks.get(stamp.of) == stamp.mark else None
            return entry.value if entry and entry.made else None

    def _entry(self, stamp: Stamp, key: Hashable) -> _Entry:
        with self._lock:
            if self._marks.get(stamp.of) != stamp.mark:
                for old in [place for place in self._entries if place[0] == stamp.of]:
                    del self._entries[old]
                self._marks[stamp.of] = stamp.mark
            place = (stamp.of, key)
            entry = self._entries.setdefault(place, _Entry())
            self._entries.move_to_end(place)
            if len(self._entries) > self.most:
                self._entries.popitem(last=False)
            return entry
