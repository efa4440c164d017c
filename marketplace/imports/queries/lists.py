"""Lists and their rows, each list narrowed to the territory of whoever asks."""

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from sqlalchemy import Delete, delete, func, select

from marketplace.association.scope import Scope
from marketplace.core.db import session
from marketplace.core.errors import NotFound
from marketplace.core.paging import Page, decode_cursor, encode_cursor
from marketplace.imports.drafts import TWICE
from marketplace.imports.models import ImportList, ImportRow, ImportSheet
from marketplace.imports.states import (
    LOOKED_AT,
    OF_KNOWN,
    READ,
    TOUCHING,
    UNDER_WAY,
    WRITING,
    WRITTEN,
)

PAGE_OF_LISTS, PAGE_OF_ROWS = 25, 50
MOST_UNPACKED = 96 * 1024 * 1024


def get_list(public_id: str, scope: Scope) -> ImportList:
    """A list of a territory; NotFound outside it."""
    found = session.scalar(
        select(ImportList).where(ImportList.public_id == public_id, scope.allows(ImportList.unit_id))
    )
    if found is None:
        raise NotFound(list=public_id)
    return found


def lock_list(list_id: int) -> ImportList:
    """A list by key, locked for a change."""
    found = session.scalar(select(ImportList).where(ImportList.id == list_id).with_for_update(of=ImportList))
    if found is None:
        raise NotFound(list=list_id)
    session.refresh(found)
    return found


def list_lists(scope: Scope, cursor: str | None = None) -> Page[ImportList]:
    """The lists of a territory, the newest first."""
    rows = select(ImportList).where(scope.allows(ImportList.unit_id))
    if keys := decode_cursor(cursor, (int,)):
        rows = rows.where(ImportList.id < keys[0])
    found = list(session.scalars(rows.order_by(ImportList.id.desc()).limit(PAGE_OF_LISTS + 1)))
    after = encode_cursor(found[PAGE_OF_LISTS - 1].id) if len(found) > PAGE_OF_LISTS else None
    return Page(found[:PAGE_OF_LISTS], after)


def list_under_way() -> list[int]:
    """The keys of the lists that are being written or taken back."""
    rows = select(ImportList.id).where(ImportList.status.in_(UNDER_WAY))
    return list(session.scalars(rows.order_by(ImportList.id)))


def sheets_of(list_id: int) -> list[tuple[int, str]]:
    """The sheets of a list: position, name."""
    rows = select(ImportSheet.position, ImportSheet.name).where(ImportSheet.list_id == list_id)
    return [(position, name) for position, name in session.execute(rows.order_by(ImportSheet.position))]


def sheet_rows(list_id: int, position: int) -> list[list[str]]:
    """The texts of one sheet; NotFound when there is none, or none any more."""
    rows = select(ImportSheet.cells).where(ImportSheet.list_id == list_id, ImportSheet.position == position)
    packed = session.scalar(rows)
    if packed is None:
        raise NotFound(sheet=position)
    unpacked: list[list[str]] = json.loads(zlib.decompressobj().decompress(packed, MOST_UNPACKED))
    return unpacked


def list_rows(list_id: int, verdict: str, cursor: str | None = None) -> Page[ImportRow]:
    """The rows of a list of one verdict, in their order in the sheet."""
    rows = select(ImportRow).where(ImportRow.list_id == list_id, ImportRow.verdict == verdict)
    if keys := decode_cursor(cursor, (int,)):
        rows = rows.where(ImportRow.position > keys[0])
    found = list(session.scalars(rows.order_by(ImportRow.position).limit(PAGE_OF_ROWS + 1)))
    after = encode_cursor(found[PAGE_OF_ROWS - 1].position) if len(found) > PAGE_OF_ROWS else None
    return Page(found[:PAGE_OF_ROWS], after)


def rows_of_list(list_id: int, verdicts: Sequence[str] = ()) -> list[ImportRow]:
    """All rows of a list, or those of some verdicts, in their order."""
    rows = select(ImportRow).where(ImportRow.list_id == list_id)
    if verdicts:
        rows = rows.where(ImportRow.verdict.in_(verdicts))
    return list(session.scalars(rows.order_by(ImportRow.position)))


def find_row(list_id: int, position: int) -> ImportRow:
    """One row of a list; NotFound when there is none."""
    found = session.scalar(select(ImportRow).where(ImportRow.list_id == list_id, ImportRow.position == position))
    if found is None:
        raise NotFound(row=position)
    return found


def count_verdicts(list_id: int) -> dict[str, int]:
    """How many rows of a list have each verdict."""
    rows = select(ImportRow.verdict, func.count()).where(ImportRow.list_id == list_id)
    return dict(session.execute(rows.group_by(ImportRow.verdict)).all())


def next_to_write(list_id: int, most: int) -> list[ImportRow]:
    """The next rows of a list that are to be written and are not yet; rows of which all was known among them."""
    rows = select(ImportRow).where(ImportRow.list_id == list_id, ImportRow.verdict.in_(LOOKED_AT))
    rows = rows.where(ImportRow.entered_at.is_(None)).order_by(ImportRow.position).limit(most)
    return list(session.scalars(rows))


def next_to_take_back(list_id: int, most: int) -> list[ImportRow]:
    """The next rows of a list that entered something which was not taken back, the last first."""
    rows = select(ImportRow).where(ImportRow.list_id == list_id, ImportRow.verdict.in_(WRITTEN))
    rows = rows.where(ImportRow.entered_at.is_not(None))
    rows = rows.where(ImportRow.undone_at.is_(None)).order_by(ImportRow.position.desc()).limit(most)
    return list(session.scalars(rows))


def count_entered(list_id: int) -> int:
    """How many rows of a list entered something that was not taken back."""
    rows = select(func.count()).select_from(ImportRow).where(ImportRow.list_id == list_id)
    rows = rows.where(ImportRow.verdict.in_(WRITTEN))
    return session.scalar(rows.where(ImportRow.entered_at.is_not(None), ImportRow.undone_at.is_(None))) or 0


def kept_rows(list_id: int, most: int = 200) -> list[ImportRow]:
    """The rows of a list that was taken back of which something stays."""
    rows = select(ImportRow).where(ImportRow.list_id == list_id, ImportRow.kept_why != "")
    return list(session.scalars(rows.order_by(ImportRow.position).limit(most)))


def rows_resting_on(row: ImportList, person_ids: Iterable[int]) -> dict[int, list[ImportRow]]:
    """Rows of other lists of its kind that stand, of some persons: what they say was found recorded, or added to."""
    found: dict[int, list[ImportRow]] = {}
    for keys in in_pieces(person_ids):
        rows = select(ImportRow).join(ImportList, ImportList.id == ImportRow.list_id)
        rows = rows.where(ImportRow.person_id.in_(keys), ImportRow.verdict.in_(OF_KNOWN))
        rows = rows.where(ImportRow.entered_at.is_not(None), ImportRow.undone_at.is_(None))
        same = (ImportList.kind == row.kind, ImportList.id != row.id, ImportList.status.in_(WRITING))
        for other in session.scalars(rows.where(*same).order_by(ImportRow.id)):
            found.setdefault(other.person_id or 0, []).append(other)
    return found


def open_rows_naming(person_ids: Iterable[int]) -> dict[int, list[int]]:
    """Rows of lists that are being looked at and that mean, or may mean, one of some persons: list → row keys."""
    keys, found = set(person_ids), dict[int, list[int]]()
    rows = select(ImportRow.list_id, ImportRow.id, ImportRow.person_id, ImportRow.choices)
    rows = rows.join(ImportList, ImportList.id == ImportRow.list_id).where(ImportList.status == READ)
    rows = rows.where(ImportRow.verdict.in_(TOUCHING)).order_by(ImportRow.list_id, ImportRow.position)
    for list_id, row_id, person_id, choices in session.execute(rows):
        if person_id in keys or any(key in keys for key, how in choices if how != TWICE):
            found.setdefault(list_id, []).append(row_id)
    return found


def rows_by_key(row_ids: Iterable[int]) -> list[ImportRow]:
    """Rows by key, in their order."""
    found: list[ImportRow] = []
    for keys in in_pieces(row_ids):
        found += session.scalars(select(ImportRow).where(ImportRow.id.in_(keys)))
    return sorted(found, key=lambda line: line.position)


def forget_rows(list_id: int) -> Delete:
    """The statement that erases the rows of a list that entered nothing."""
    return delete(ImportRow).where(ImportRow.list_id == list_id, ImportRow.entered_at.is_(None))


def forget_sheets(list_id: int) -> Delete:
    """The statement that erases the texts of a list's sheets."""
    return delete(ImportSheet).where(ImportSheet.list_id == list_id)


def entered_rows(since: datetime | None, slice_of: int = 2_000) -> Iterator[list[ImportRow]]:
    """The rows that entered something (since an instant), in slices, for a check of all."""
    last = 0
    while True:
        rows = select(ImportRow).where(ImportRow.id > last, ImportRow.entered_at.is_not(None))
        rows = rows.where(ImportRow.verdict.in_(WRITTEN))
        if since is not None:
            rows = rows.where(ImportRow.entered_at >= since)
        found = list(session.scalars(rows.where(ImportRow.undone_at.is_(None)).order_by(ImportRow.id).limit(slice_of)))
        if not found:
            return
        yield found
        last = found[-1].id
        session.expire_all()


def in_pieces(keys: Iterable[object], of: int = 400) -> Iterator[list[object]]:
    """Different keys in an order, so many at a time: how many one statement asks for."""
    ordered = sorted(set(keys), key=str)
    yield from (ordered[at : at + of] for at in range(0, len(ordered), of))
