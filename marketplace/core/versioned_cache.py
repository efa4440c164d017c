"""Values kept in this process under the version they were read at; a new version is read anew."""

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from marketplace.core.db import db

Value = TypeVar("Value")


class Forgetful(Protocol):
    """A store that can be emptied."""

    def forget(self) -> None:
        """Drop everything kept."""


_all: list[Forgetful] = []


def register_cache(store: Forgetful) -> None:
    """Have a store emptied whenever everything kept in this process is."""
    _all.append(store)


class VersionedCache(Generic[Value]):
    """One kept value per database and name, each valid for exactly one version number."""

    def __init__(self) -> None:
        self._values: dict[tuple[int, object], tuple[int, Value]] = {}
        register_cache(self)

    def get(self, version: int, read: Callable[[], Value], name: object = None) -> Value:
        """The value at a version; `read` is asked only when the version is new here."""
        key = (id(db.engine), name)  # an engine lives as long as its application
        kept = self._values.get(key)
        if kept is None or kept[0] != version:
            kept = self._values[key] = (version, read())
        return kept[1]

    def forget(self) -> None:
        """Drop everything kept."""
        self._values.clear()


def clear_caches() -> None:
    """Drop every kept value of this process (a database was replaced under it: restore, tests)."""
    for kept in _all:
        kept.forget()
