"""What speaks against the promise of lists: records that a row entered and that are missing, or another woman's."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import select

from marketplace.core.db import Base, session
from marketplace.imports.models import ImportList, ImportRow
from marketplace.imports.queries.lists import entered_rows
from marketplace.imports.states import APPLIED, KNOWN, UNDONE, WRITTEN


def faults_of_lists() -> Iterator[str]:
    """Lists said to be written of which a row is not, or whose woman is gone; lists taken back of which one stands."""
    rows = select(ImportRow.list_id, ImportRow.position).join(ImportList, ImportList.id == ImportRow.list_id)
    left = rows.where(ImportList.status == APPLIED, ImportRow.verdict.in_(WRITTEN), ImportRow.entered_at.is_(None))
    for list_id, position in session.execute(left):
        yield f"list {list_id} is written, but its row {position} is not"
    known = rows.where(ImportList.status == APPLIED, ImportRow.verdict == KNOWN, ImportRow.entered_at.is_not(None))
    for list_id, position in session.execute(known.where(ImportRow.person_id.is_(None))):
        yield f"list {list_id} found the woman of row {position} recorded, and she is not there"
    undone = rows.where(ImportList.status == UNDONE, ImportRow.verdict.in_(WRITTEN))
    stands = undone.where(ImportRow.entered_at.is_not(None), ImportRow.undone_at.is_(None))
    for list_id, position in session.execute(stands):
        yield f"list {list_id} was taken back, but its row {position} was not"


def faults_of_rows(since: datetime | None) -> Iterator[str]:
    """Rows whose records are missing, are another woman's, or were entered by another row too."""
    seen: dict[tuple[str, int], int] = {}
    for rows in entered_rows(since):
        hers = _owners([(table, key) for row in rows for table, key in row.entered])
        for row in rows:
            for table, key in row.entered:
                if hers.get((table, key)) != row.person_id:
                    yield f"row {row.position} of list {row.list_id}: {table} {key} is not there, or somebody else's"
                if ":" not in table and seen.setdefault((table, key), row.id) != row.id:
                    yield f"{table} {key} was entered by rows {seen[(table, key)]} and {row.id}"


def _owners(records: list[tuple[str, int]]) -> dict[tuple[str, int], int]:
    found: dict[tuple[str, int], int] = {}
    for name in {table for table, _key in records}:
        table: Any = Base.metadata.tables[name.partition(":")[0]]
        keys = sorted({key for table_name, key in records if table_name == name})
        rows = session.execute(select(table.c.id, table.c.person_id).where(table.c.id.in_(keys)))
        found |= {(name, key): person_id for key, person_id in rows}
    return found
