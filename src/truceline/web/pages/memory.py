"""What was made of the record and holds as long as the record's stamp does."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")
MOST = 512
"""Things kept at most: pages of some 50 kB each, and a few larger tables."""


class Memory:
    """The things last used, each made once for one stamp of the record, also when many ask for it at once."""

    def __init__(self, most: int = MOST) -> None:
        self.most = most
        self._kept: OrderedDict[Hashable, tuple[str, Any]] = OrderedDict()
        self._lock = threading.Lock()
        self._making: dict[Hashable, threading.Lock] = {}

    def get(self, key: Hashable, stamp: str, make: Callable[[], T]) -> T:
        """What `make` gives, or gave under this key for the same stamp."""
        found = self._found(key, stamp)
        if found is not None:
            return found[1]  # type: ignore[no-any-return]
        with self._lock:
            making = self._making.setdefault(key, threading.Lock())
        try:
            with making:
                found = self._found(key, stamp)
                value: T = found[1] if found is not None else make()
                self._keep(key, stamp, value)
        finally:
            with self._lock:
                self._making.pop(key, None)
        return value

    def _found(self, key: Hashable, stamp: str) -> tuple[str, Any] | None:
        with self._lock:
            found = self._kept.get(key)
            if found is None or found[0] != stamp:
                return None
            self._kept.move_to_end(key)
            return found

    def _keep(self, key: Hashable, stamp: str, value: Any) -> None:
        with self._lock:
            self._kept[key] = (stamp, value)
            self._kept.move_to_end(key)
            while len(self._kept) > self.most:
                self._kept.popitem(last=False)
