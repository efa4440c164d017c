"""What hangs on persons whom a list entered, table by table, so that nobody is taken back on whom something rests."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import delete, func, literal, or_, select, union_all, update

from marketplace.core.db import Base, session
from marketplace.imports.models import ImportRow
from marketplace.people.models import Person
from marketplace.programme.models import ToldApart

FOLLOWS = ("outcome_fact",)  # copies of records, which go with them


def ties_of(person_ids: Iterable[int]) -> dict[int, dict[str, int]]:
    """How many rows of each table name each of some persons, by any column that names persons; one statement."""
    keys = sorted(set(person_ids))
    found: dict[int, dict[str, int]] = {key: {} for key in keys}
    for table, key, count in session.execute(union_all(*(_counted(column, keys) for column in _columns()))):
        found[key][table] = found[key].get(table, 0) + count
    return found


def _columns() -> list[Any]:
    columns = []
    for table in Base.metadata.sorted_tables:
        names = [c for c in table.columns if any(key.column.table is Person.__table__ for key in c.foreign_keys)]
        columns += [column for column in names if table.name not in FOLLOWS]
    return columns


def _counted(column: Any, keys: list[int]) -> Any:
    rows = select(literal(column.table.name), column, func.count()).where(column.in_(keys))
    return rows.group_by(column)


def rows_naming(person_ids: Iterable[int]) -> dict[int, int]:
    """How many rows of lists name each of some persons, found and entered nothing but what is taken back with them."""
    keys = sorted(set(person_ids))
    rows = select(ImportRow.person_id, func.count()).where(ImportRow.person_id.in_(keys))
    found = dict.fromkeys(keys, 0)
    return found | {key: count for key, count in session.execute(rows.group_by(ImportRow.person_id)) if key}


def forget_apart(person_ids: Iterable[int]) -> list[Any]:
    """The statements that erase judgements about persons who go, and take their names off the rows of lists."""
    keys = sorted(person_ids)
    judged = delete(ToldApart).where(or_(ToldApart.low_id.in_(keys), ToldApart.high_id.in_(keys)))
    return [judged, update(ImportRow).where(ImportRow.person_id.in_(keys)).values(person_id=None)]
