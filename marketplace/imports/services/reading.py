"""Pictures of a list: kept, read line by line by the worker, and put together as the sheet that officers look at."""

import json
import zlib
from collections.abc import Sequence

from marketplace.association.models import Unit
from marketplace.association.scope import Scope
from marketplace.audit.services import record
from marketplace.core.actors import SYSTEM_ACTOR, Actor
from marketplace.core.db import session
from marketplace.core.errors import Invalid, require
from marketplace.core.events import publish
from marketplace.core.rows import bulk_insert, execute_update
from marketplace.imports.events import PicturesBroughtIn
from marketplace.imports.models import ImportList, ImportPicture, ImportSheet
from marketplace.imports.pictures import Cell
from marketplace.imports.policies import can_bring_in
from marketplace.imports.queries import lock_list
from marketplace.imports.queries.lists import forget_sheets
from marketplace.imports.queries.pictures import files_of_pictures, forget_pictures, pictures_of
from marketplace.imports.readings import sheet_of
from marketplace.imports.registries import KINDS, READERS
from marketplace.imports.shape import Line
from marketplace.imports.states import READING, UNREADABLE, UPLOADED
from marketplace.imports.tables import find_table
from marketplace.media.models import PrivateFile
from marketplace.media.services import erase_document

MOST_FILE_NAME = 120
MOST_PICTURES = 8  # of one list


def bring_in_pictures(
    kind: str, unit: Unit, file_name: str, files: Sequence[PrivateFile], reader: str, *, actor: Actor, scope: Scope
) -> ImportList:
    """Keep pictures of a list's pages, whose text the worker reads."""
    require(can_bring_in(scope, unit))
    if kind not in KINDS or unit.valid_to is not None or actor.person_id is None:
        raise Invalid(field="kind" if kind not in KINDS else "unit")
    if not 0 < len(files) <= MOST_PICTURES or reader not in READERS:
        raise Invalid(field="file")
    row = ImportList(
        kind=kind, unit_id=unit.id, file_name=file_name[-MOST_FILE_NAME:], brought_by=actor.person_id, reader=reader
    )
    row.unit = unit
    row.begin_at(READING, by=actor)
    session.add_all(
        ImportPicture(list_id=row.id, position=position, private_file_id=file.id) for position, file in enumerate(files)
    )
    record("import_list.brought_in", "import_list", row.id, by=actor, details={"unit_id": unit.id})
    session.flush()
    publish(PicturesBroughtIn(row.id))
    return row


def note_lines(list_id: int, position: int, turn: int, cells: Sequence[Cell], lines: Sequence[Line]) -> bool:
    """Keep what was read on a page since, `cells` being all of it; False where the list is read no longer."""
    row = lock_list(list_id)
    if row.status != READING:
        return False
    picture = pictures_of(list_id)[position]
    read = cells[len(picture.lines) : len(picture.lines) + len(lines)]
    more = [
        [cell.row, cell.column, *cell.box, line.text, round(line.sureness, 3)]
        for cell, line in zip(read, lines, strict=True)
    ]
    picture.lines, picture.turn = [*picture.lines, *more], turn
    row.to_do = row.done + len(cells) - len(picture.lines) + len(more)
    row.done += len(more)
    session.flush()
    return True


def end_reading(list_id: int) -> None:
    """Put what was read together as a sheet whose columns are to be said; a list with no text in it ends here."""
    row = lock_list(list_id)
    if row.status != READING:
        return
    reader = READERS.get(row.reader) if row.reader in READERS else None
    pages = [picture.lines for picture in pictures_of(list_id)]
    rows, doubts = sheet_of(pages, reader.sure if reader else 1.0)
    if not any(cell for cells in rows for cell in cells):
        forget_read(row)
        row.move_to(UNREADABLE, by=SYSTEM_ACTOR)
        return
    packed = zlib.compress(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode(), 3)
    bulk_insert(ImportSheet, {"list_id": row.id, "position": 0, "name": "", "cells": packed, "doubts": doubts})
    table = find_table(rows, KINDS.get(row.kind).fields)
    row.sheet, row.heading_first, row.heading_last = 0, table.first, table.last
    row.columns, row.to_do, row.done = dict(table.columns), 0, 0
    row.move_to(UPLOADED, by=SYSTEM_ACTOR)


def forget_read(row: ImportList) -> None:
    """Erase the texts of a list's sheets and the pictures that they were read in."""
    for file in files_of_pictures(row.id):
        erase_document(file)
    execute_update(forget_pictures(row.id), {})
    execute_update(forget_sheets(row.id), {})
