"""A per-process cache keyed by version number: a value is valid for exactly the version it was read at."""

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from marketplace.core.db import db

Value = TypeVar("Value")


class Forgetful(Protocol):
    """A cache that can be emptied."""

    def forget(self) -> None:
        """Empty the cache."""


_all: list[Forgetful] = []


def register_cache(store: Forgetful) -> None:
    """Have `clear_caches` empty this cache too."""
    _all.append(store)


class VersionedCache(Generic[Value]):
    """One cached value per database and name, each valid for exactly one version number."""

    def __init__(self) -> None:
        self._values: dict[tuple[int, object], tuple[int, Value]] = {}
        register_cache(self)

    def get(self, version: int, read: Callable[[], Value], name: object = None) -> Value:
        """The value at a version; `read` is called only when that version is not cached."""
        key = (id(db.engine), name)  # an engine lives as long as its application
        kept = self._values.get(key)
        if kept is None or kept[0] != version:
            kept = self._values[key] = (version, read())
        return kept[1]

    def forget(self) -> None:
        """Empty the cache."""
        self._values.clear()


def clear_caches() -> None:
    """Empty every cache of this process, because the database was replaced under it (restore, tests)."""
    for kept in _all:
        kept.forget()
