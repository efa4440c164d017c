"""Bulk inserts: rows collected in any order, linked to one another, inserted table by table."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from marketplace.core.db import Model, session
from marketplace.core.row_seals import COLUMN

FIRST = datetime.min.replace(tzinfo=UTC)


class Entry:
    """A future row: its values may be other entries (their keys are used) or functions called at insertion."""

    __slots__ = ("at", "id", "values")

    def __init__(self, at: datetime, values: dict[str, Any]) -> None:
        self.at, self.values = at, values
        self.id: int | None = None


class Sheets:
    """The collected entries by table, inserted in order of time, so that keys increase with time."""

    def __init__(self) -> None:
        self._entries: dict[type[Model], list[Entry]] = {}

    def add(self, model: type[Model], at: datetime = FIRST, /, **values: Any) -> Entry:
        """Add a row; columns left out get their default."""
        entry = Entry(at, values)
        self._entries.setdefault(model, []).append(entry)
        return entry

    def of(self, model: type[Model]) -> list[Entry]:
        """The entries of one table so far."""
        return self._entries.get(model, [])

    def insert(self, models: Iterable[type[Model]], leaves: Iterable[type[Model]] = ()) -> None:
        """Insert the sheets of these tables, those first that others point to; part of the running transaction.

        Nothing points to `leaves`, which come last: their keys are not asked for, and so they go in faster.
        """
        for model, needs_keys in [*((model, True) for model in models), *((model, False) for model in leaves)]:
            entries = sorted(self._entries.pop(model, []), key=lambda entry: entry.at)
            if entries:
                self._insert(model.__table__, entries, needs_keys)
        if self._entries:
            raise ValueError(f"left over: {sorted(model.__name__ for model in self._entries)}")

    def _insert(self, table: Any, entries: list[Entry], needs_keys: bool) -> None:
        columns = [(column.name, _default_of(column)) for column in table.columns if column.name not in ("id", COLUMN)]
        rows = [{name: _value(entry.values, name, default) for name, default in columns} for entry in entries]
        unknown = {name for entry in entries for name in entry.values} - {name for name, _ in columns}
        if unknown:
            raise ValueError(f"{table.name} has no {sorted(unknown)}")
        if not needs_keys:
            session.execute(table.insert(), rows)
            return
        keys = session.execute(table.insert().returning(table.c.id, sort_by_parameter_order=True), rows).scalars()
        for entry, key in zip(entries, keys, strict=True):
            entry.id = key


def _value(values: dict[str, Any], name: str, default: Callable[[], Any]) -> Any:
    if name not in values:
        return default()
    value = values[name]
    if isinstance(value, Entry):
        assert value.id is not None, f"{name} points to an entry that is not inserted yet"
        return value.id
    return value() if callable(value) else value


def _default_of(column: Any) -> Callable[[], Any]:
    if column.default is None:
        return lambda: None
    given = column.default.arg
    return (lambda: given(None)) if callable(given) else lambda: given
