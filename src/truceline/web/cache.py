"""What was made of the record, kept for as long as its stamp stays the same."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass
class _Entry:
    lock: threading.Lock = field(default_factory=threading.Lock)
    made: bool = False
    value: Any = None


class Cache:
    """Keeps up to `most` values, those used last. Safe to use from many threads; each value is made by one of them."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._stamp = ""
        self._entries: OrderedDict[Hashable, _Entry] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, stamp: str, key: Hashable, make: Callable[[], T]) -> T:
        """The value of a key in the record of this stamp: the one kept, or the one that `make` gives."""
        entry = self._entry(stamp, key)
        with entry.lock:
            if not entry.made:
                entry.value, entry.made = make(), True
            value: T = entry.value
            return value

    def held(self, stamp: str, key: Hashable) -> Any | None:
        """The value of a key in the record of this stamp where it is there already."""
        with self._lock:
            entry = self._entries.get(key) if stamp == self._stamp else None
            return entry.value if entry and entry.made else None

    def _entry(self, stamp: str, key: Hashable) -> _Entry:
        with self._lock:
            if stamp != self._stamp:
                self._entries.clear()
                self._stamp = stamp
            entry = self._entries.setdefault(key, _Entry())
            self._entries.move_to_end(key)
            if len(self._entries) > self.most:
                self._entries.popitem(last=False)
            return entry
