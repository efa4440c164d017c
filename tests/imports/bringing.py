"""Bringing a list in as an officer of Biện Thượng does, without the pages."""

from collections.abc import Sequence
from typing import Any

from marketplace.association.models import Unit
from marketplace.association.scope import Scope
from marketplace.core import outbox
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.imports.models import ImportList, ImportRow
from marketplace.imports.queries import lock_list, rows_of_list, sheet_rows
from marketplace.imports.registries import KINDS
from marketplace.imports.services import begin_taking_back, bring_in, check_list, choose_columns, read_rows
from marketplace.imports.sheets import read_file
from marketplace.imports.tables import find_table
from tests.builders import BIEN_THUONG, unit_of

BY = Actor(OFFICER, 1)


def by(unit: Unit) -> dict[str, Any]:
    """Who does it: an officer of a unit."""
    return {"actor": BY, "scope": Scope((unit.path,))}


def read(
    data: bytes, kind: str = "members", area_code: str = BIEN_THUONG, for_all: dict[str, str] | None = None
) -> ImportList:
    """A list that was brought in, its columns taken as they were recognised."""
    sheets = read_file(data)
    with transaction():
        unit = unit_of(area_code)
        row = bring_in(kind, unit, "danh sach.xlsx", sheets, **by(unit))
    judged = read_rows(row, row.sheet, find_table(sheet_rows(row.id, row.sheet), KINDS.get(kind).fields), for_all or {})
    with transaction():
        choose_columns(lock_list(row.id), judged, **by(row.unit))
    return row


def check(row: ImportList) -> ImportList:
    """Say that a list be written."""
    with transaction():
        row = lock_list(row.id)
        check_list(row, **by(row.unit))
    return row


def take_back(row: ImportList) -> ImportList:
    """Take a list back."""
    with transaction():
        row = lock_list(row.id)
        begin_taking_back(row, **by(row.unit))
    return row


def work() -> None:
    """Let the worker do all that is due."""
    while outbox.run_due():
        pass


def lines(row: ImportList, verdict: str = "") -> Sequence[ImportRow]:
    """The rows of a list as they are now."""
    session.rollback()
    session.expire_all()
    return rows_of_list(row.id, (verdict,) if verdict else ())


def verdicts(row: ImportList) -> list[str]:
    """What would become of each row, in order."""
    return [line.verdict for line in lines(row)]
