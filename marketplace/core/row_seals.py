"""Row seals: a keyed digest on every row that gives power or money, which nobody at the database can make.

Triggers refuse changes of what never changes, but who may drop a trigger may put it back. The key of a seal stands
outside the database, so a row that was written or changed past this software does not fit its seal, and `verify`
names it. A row gets its seal with the statement that inserts it; one that this software changes gets a new one, if
the old one fitted.

A new column of such a table is covered when it is added to `seals`, by a migration that seals its rows anew.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any, ClassVar

from sqlalchemy import Table, event, func, inspect, select
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.orm.base import NO_VALUE

from marketplace.core.db import Base, db, session
from marketplace.core.sealing import fingerprint

COLUMN = "row_seal"
NEWEST = 100_000  # rows of a table that the shorter check reads
BATCH = 2_000
ENOUGH_TABLES = 4
_ENCODER = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))
OTHER_KEYS = "no row fits its seal: SEALING_KEYS are not those with which this database was written"


def _of_new_row(context: Any) -> str:
    """The default of the column, called by whatever inserts a row."""
    table = context.current_column.table
    return seal_of(table.name, [context.get_current_parameters().get(name) for name in _sealed_models()[table].seals])


class Sealed:
    """A row with a seal over the columns that it names in `seals`."""

    __table__: ClassVar[Any]
    seals: ClassVar[tuple[str, ...]]
    is_kept: ClassVar[bool] = True  # rows are never removed: how many there were is noted at the end of each day
    row_seal: Mapped[str | None] = mapped_column(default=_of_new_row, sort_order=1000)


def seal_of(table: str, values: Sequence[Any]) -> str:
    """The seal over some values of a row, in the order of `seals`."""
    return fingerprint(_ENCODER.encode([table, *map(_plain, values)]), purpose="row")[:32]


def broken_seals(*, full: bool = False) -> Iterator[str]:
    """Rows that this software did not write as they stand: the newest of each table, or all of them.

    Where not one row fits, the keys are others: that is said once.
    """
    if _is_of_other_keys():
        yield OTHER_KEYS
        return
    for table, model in sorted(_sealed_models().items(), key=lambda pair: pair[0].name):
        yield from _broken_of(table, model.seals, full)
        for seal, times in session.execute(_twice(table)):
            yield f"{table.name}: {times} rows have the seal {seal}, one is a copy"


def _is_of_other_keys() -> bool:
    """Whether the newest row of no table fits its seal, of enough tables to tell."""
    newest = [next(_read(table, model.seals), None) for table, model in _sealed_models().items()]
    fits = [_fits(table.name, row) for table, row in zip(_sealed_models(), newest, strict=True) if row and row[1]]
    return len(fits) >= ENOUGH_TABLES and not any(fits)


def _fits(table: str, row: Any) -> bool:
    _key, seal, *values = row
    return bool(seal == seal_of(table, values))


def _read(table: Table, seals: tuple[str, ...]) -> Iterator[Any]:
    """Key, seal and sealed values of each row, newest first."""
    key = next(iter(table.primary_key.columns))
    rows = select(key, table.c[COLUMN], *(table.c[name] for name in seals)).order_by(key.desc())
    with session.connection().execution_options(yield_per=BATCH).execute(rows) as found:
        yield from found


def _broken_of(table: Table, seals: tuple[str, ...], full: bool) -> Iterator[str]:
    found = _read(table, seals)
    for row in found if full else islice(found, NEWEST):
        if not _fits(table.name, row):
            yield f"{table.name} {row[0]}: " + (
                "changed past this software" if row[1] else "written past this software"
            )


def seal_row(name: str, key: str) -> bool:
    """Seal a row anew as it stands, which a person has judged right; False when there is none of this table and key.

    The database itself refuses it for what never changes: there only the row of before fits.
    """
    model = next((model for table, model in _sealed_models().items() if table.name == name), None)
    row = session.get(model, key if name == "setting" else int(key)) if model else None
    if row is None or model is None:
        return False
    row.row_seal = seal_of(name, [getattr(row, column) for column in model.seals])
    session.flush()
    return True


def kept_rows() -> dict[str, tuple[int, int]]:
    """The last key and the number of rows of each table whose rows are never removed."""
    tables = sorted((table for table, model in _sealed_models().items() if model.is_kept), key=lambda t: t.name)
    counted = {t.name: session.execute(select(func.max(t.c.id), func.count(t.c.id))).one() for t in tables}
    return {name: (last_id or 0, rows) for name, (last_id, rows) in counted.items()}


def count_up_to(name: str, last_id: int) -> int:
    """How many rows a table has up to a key."""
    keys = db.metadata.tables[name].c.id
    return int(session.scalar(select(func.count(keys)).where(keys <= last_id)) or 0)


def _twice(table: Table) -> Any:
    seal = table.c[COLUMN]
    return select(seal, func.count()).where(seal.is_not(None)).group_by(seal).having(func.count() > 1)


def _sealed_models() -> dict[Table, type[Sealed]]:
    if not _models:
        mapped = [mapper.class_ for mapper in Base.registry.mappers]
        _models.update({model.__table__: model for model in mapped if issubclass(model, Sealed)})
    return _models


_models: dict[Table, type[Sealed]] = {}


@event.listens_for(Sealed, "before_update", propagate=True)
def _seal_anew(_mapper: Any, _connection: Any, row: Any) -> None:
    """Seal a changed row, unless it had been changed past this software before: then it stays named."""
    attributes, table = inspect(row).attrs, row.__table__.name
    histories = [attributes[name].load_history() for name in row.seals]
    if not any(history.has_changes() for history in histories):
        return
    before = [_before(history) for history in histories]
    if NO_VALUE not in before and row.row_seal != seal_of(table, before):
        return
    row.row_seal = seal_of(table, [getattr(row, name) for name in row.seals])


def _before(history: Any) -> Any:
    if history.unchanged:
        return history.unchanged[0]
    return history.deleted[0] if history.deleted else NO_VALUE


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    return json.loads(json.dumps(value)) if isinstance(value, dict | list | tuple) else value
