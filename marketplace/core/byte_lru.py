"""An in-memory LRU cache bounded by bytes instead of entries, safe between threads."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

Value = TypeVar("Value")


class ByteLru(Generic[Value]):
    """An LRU cache. A key must hold everything its value depends on, so that a stale value is never found."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes, self.used_bytes = most_bytes, 0
        self._kept: OrderedDict[Hashable, tuple[Value, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> Value | None:
        """The value of a key, which becomes the most recently used; None when it is not in the cache."""
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                return None
            self._kept.move_to_end(key)
            return found[0]

    def put(self, key: Hashable, value: Value, size_bytes: int) -> None:
        """Store a value of `size_bytes`, evicting the least recently used; one too big for the cache is not stored."""
        if size_bytes > self.most_bytes:
            return
        with self._lock:
            self._drop(key)
            self._kept[key] = (value, size_bytes)
            self.used_bytes += size_bytes
            self._make_room()

    def forget(self) -> None:
        """Empty the cache."""
        with self._lock:
            self._kept.clear()
            self.used_bytes = 0

    def __len__(self) -> int:
        return len(self._kept)

    def _make_room(self) -> None:
        while self.used_bytes > self.most_bytes:
            self._drop(next(iter(self._kept)))

    def _drop(self, key: Hashable) -> None:
        dropped = self._kept.pop(key, None)
        if dropped is not None:
            self.used_bytes -= dropped[1]
