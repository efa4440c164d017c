"""A store for things kept in memory: least recently used out first, bounded by bytes, safe between threads."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

Value = TypeVar("Value")


class ByteLru(Generic[Value]):
    """Values under keys that hold everything the value depends on, so that a stale one cannot be reached."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes, self.used_bytes = most_bytes, 0
        self._kept: OrderedDict[Hashable, tuple[Value, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> Value | None:
        """The value of a key, which becomes the youngest; None when it is not kept."""
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                return None
            self._kept.move_to_end(key)
            return found[0]

    def put(self, key: Hashable, value: Value, size_bytes: int) -> None:
        """Keep a value that takes so many bytes, and let the oldest go; one too big for the store is not kept."""
        if size_bytes > self.most_bytes:
            return
        with self._lock:
            self._drop(key)
            self._kept[key] = (value, size_bytes)
            self.used_bytes += size_bytes
            self._make_room()

    def forget(self) -> None:
        """Let everything go."""
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
