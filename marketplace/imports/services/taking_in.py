"""Bringing in a file and saying which column is which; throwing a list away."""

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from marketplace.association.models import Unit
from marketplace.association.scope import Scope
from marketplace.audit.services import record
from marketplace.core.actors import Actor
from marketplace.core.db import session
from marketplace.core.errors import Invalid, require
from marketplace.core.rows import bulk_insert, execute_update
from marketplace.imports.cells import read_place
from marketplace.imports.drafts import Draft
from marketplace.imports.errors import NameColumnMissing, UnderWay
from marketplace.imports.fields import COMMUNE, VILLAGE
from marketplace.imports.models import ImportList, ImportSheet
from marketplace.imports.policies import can_bring_in
from marketplace.imports.queries import sheet_rows, territory_of
from marketplace.imports.queries.lists import forget_rows
from marketplace.imports.registries import KINDS
from marketplace.imports.services.checking import judge_typed, keep_rows
from marketplace.imports.services.reading import forget_read
from marketplace.imports.services.snapping import doubtful_of
from marketplace.imports.sheets import Sheet
from marketplace.imports.states import READ, THROWN_AWAY, UPLOADED
from marketplace.imports.tables import Table, add_units, find_table, lacking, rows_of

MOST_FILE_NAME = 120
MOST_PASSED = 500  # rows passed over that are shown


def bring_in(
    kind: str, unit: Unit, file_name: str, sheets: Sequence[Sheet], *, actor: Actor, scope: Scope
) -> ImportList:
    """Keep the texts of a file, and propose which sheet, heading and columns are meant."""
    require(can_bring_in(scope, unit))
    if kind not in KINDS or unit.valid_to is not None or actor.person_id is None:
        raise Invalid(field="kind" if kind not in KINDS else "unit")
    row = ImportList(kind=kind, unit_id=unit.id, file_name=file_name[-MOST_FILE_NAME:], brought_by=actor.person_id)
    row.unit = unit
    row.begin_at(UPLOADED, by=actor)
    for position, sheet in enumerate(sheets):
        packed = zlib.compress(json.dumps(sheet.rows, ensure_ascii=False, separators=(",", ":")).encode(), 3)
        bulk_insert(ImportSheet, {"list_id": row.id, "position": position, "name": sheet.name, "cells": packed})
    tables = [find_table(sheet.rows, KINDS.get(kind).fields) for sheet in sheets]
    best = max(range(len(sheets)), key=lambda place: (len(tables[place].columns), len(sheets[place].rows), -place))
    _point_at(row, best, tables[best])
    record("import_list.brought_in", "import_list", row.id, by=actor, details={"unit_id": unit.id})
    session.flush()
    return row


@dataclass(frozen=True)
class Judged:
    """A list read by the columns that somebody said: its rows as they were judged, and what was passed over."""

    sheet: int
    table: Table
    for_all: dict[str, str]
    drafts: list[Draft]
    passed: list[tuple[int, str]]


def read_rows(row: ImportList, sheet: int, table: Table, for_all: Mapping[str, str]) -> Judged:
    """Read and judge the rows below a heading; takes seconds for a long list, so never inside a transaction.

    NameColumnMissing while something that every row needs is nowhere; Invalid where there is no row.
    """
    said = {code: text for code, text in for_all.items() if text}
    if missing := list(lacking(table.columns, KINDS.get(row.kind).fields, list(said))):
        raise NameColumnMissing(fields=missing)
    found = rows_of(sheet_rows(row.id, sheet), table.last, table.columns)
    if not found.rows:
        raise Invalid(field="sheet")
    fields = KINDS.get(row.kind).fields
    typed = found.rows
    for _position, texts in typed:
        add_units(texts, table, fields)
        _say_for_all(texts, said)
    doubts = doubtful_of(row, sheet, table, typed, territory_of(row.unit))
    return Judged(sheet, table, said, judge_typed(row, typed, doubts), found.passed)


def choose_columns(row: ImportList, judged: Judged, *, actor: Actor, scope: Scope) -> None:
    """Keep which column is which, and the rows as they were read; what changed since is seen when they are written."""
    require(can_bring_in(scope, row.unit))
    if row.status != UPLOADED:
        raise UnderWay(status=row.status)
    _point_at(row, judged.sheet, judged.table)
    row.for_all, row.passed = dict(judged.for_all), [list(each) for each in judged.passed[:MOST_PASSED]]
    keep_rows(row, judged.drafts, actor=actor)
    row.move_to(READ, by=actor)


def choose_other_columns(row: ImportList, *, actor: Actor, scope: Scope) -> None:
    """Go back to the columns: what was mended and answered is forgotten."""
    require(can_bring_in(scope, row.unit))
    execute_update(forget_rows(row.id), {})
    row.counts = {}
    row.move_to(UPLOADED, by=actor)


def throw_away(row: ImportList, *, actor: Actor, scope: Scope) -> None:
    """Throw a list away that was not written; its texts are erased."""
    require(can_bring_in(scope, row.unit))
    row.move_to(THROWN_AWAY, by=actor)
    execute_update(forget_rows(row.id), {})
    forget_read(row)
    row.passed, row.counts, row.for_all = [], {}, {}
    record("import_list.thrown_away", "import_list", row.id, by=actor)


def _point_at(row: ImportList, sheet: int, table: Table) -> None:
    row.sheet, row.heading_first, row.heading_last = sheet, table.first, table.last
    row.columns = dict(table.columns)


def _say_for_all(texts: dict[str, str], for_all: Mapping[str, str]) -> None:
    """What is said for the whole list, where a row says nothing itself; an address may name its commune."""
    for code, text in for_all.items():
        says_itself = code == COMMUNE and read_place(texts.get(VILLAGE, ""))[1]
        texts[code] = texts.get(code) or ("" if says_itself else text)
