"""A photograph of a list becomes rows: read by the worker, what is not sure looked at, written and taken back."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from PIL import Image

from marketplace.association.models import Membership
from marketplace.association.services import add_branch
from marketplace.core.actors import SYSTEM_ACTOR
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.imports import exchanges
from marketplace.imports.errors import NotSeen
from marketplace.imports.events import PicturesBroughtIn
from marketplace.imports.models import ImportList, ImportPicture, ImportSheet
from marketplace.imports.promises import every_row_is_right
from marketplace.imports.queries import find_row, lock_list, sheet_rows
from marketplace.imports.registries import KINDS, READERS
from marketplace.imports.services import answer_row, bring_in_pictures, choose_columns, mend_row, read_rows, throw_away
from marketplace.imports.shape import Line
from marketplace.imports.states import (
    APPLIED,
    DOUBTFUL,
    NEW,
    READING,
    THROWN_AWAY,
    UNDONE,
    UNREADABLE,
    UNSEEN,
    UPLOADED,
)
from marketplace.imports.tables import find_table
from marketplace.media.exchanges import prepare_document
from marketplace.media.models import PrivateFile
from marketplace.media.services import keep_document
from tests.builders import BIEN_THUONG, make_person, unit_of
from tests.imports.bringing import by, check, lines, take_back, verdicts, work
from tests.imports.printed import page
from tests.imports.test_readers import FEW_WORDS

MAN = ("1", "Lê Thị Mận", "1985", "Thôn Đông", "0912345678")
HOA = ("2", "Trần Thị Hoa", "1990", "Thôn Tây", "")
GUESSED = ("3", "Hà Thị Ba", "1979", "Thôn Tây", "O912345679")


@pytest.fixture(autouse=True)
def reader(app: Flask) -> Iterator[Any]:
    with READERS.with_plug(FEW_WORDS) as plug:
        yield plug


def bring(*pictures: bytes) -> ImportList:
    prepared = [prepare_document(data) for data in pictures]
    with transaction():
        unit = unit_of(BIEN_THUONG)
        files = [keep_document(each, None) for each in prepared]
        return bring_in_pictures("members", unit, "danh sach.jpg", files, "a_few_words", **by(unit))


def read(*pictures: bytes) -> ImportList:
    row = bring(*pictures)
    work()
    session.expire_all()
    table = find_table(sheet_rows(row.id, 0), KINDS.get("members").fields)
    judged = read_rows(row, 0, table, {})
    with transaction():
        choose_columns(lock_list(row.id), judged, **by(row.unit))
    return row


def look(row: ImportList, position: int, **said: str) -> None:
    with transaction():
        mend_row(lock_list(row.id), find_row(row.id, position), said, **by(row.unit))


def left() -> tuple[int, int, list[bool]]:
    session.rollback()
    session.expire_all()
    counts = [session.query(model).count() for model in (ImportPicture, ImportSheet)]
    return counts[0], counts[1], [file.erased_at is not None for file in session.query(PrivateFile)]


def test_two_pages_are_read_by_the_worker_as_one_list() -> None:
    row = bring(page(MAN, turn=0.8, grain=10), page(HOA))
    assert row.status == READING
    work()
    session.expire_all()
    assert (row.status, row.columns) == (
        UPLOADED,
        {"full_name": 1, "birth_year": 2, "village": 3, "phone": 4},
    )
    assert [cells[1] for cells in sheet_rows(row.id, 0)] == ["Họ và tên", "Lê Thị Mận", "Họ và tên", "Trần Thị Hoa"]


def test_what_is_not_sure_is_looked_at_before_anything_is_written() -> None:
    row = read(page(MAN, HOA, GUESSED))
    assert verdicts(row) == [NEW, NEW, UNSEEN]
    [doubtful] = lines(row, UNSEEN)
    assert doubtful.doubts == {"phone": "0912345679"} and doubtful.given["phone"] == "+84912345679"
    with pytest.raises(NotSeen):
        check(row)
    assert session.query(Membership).count() == 0
    look(row, doubtful.position, phone="0912345670")
    assert verdicts(row) == [NEW] * 3 and check(row).status == APPLIED
    assert {person.person.phone for person in session.query(Membership)} == {"+84912345678", None, "+84912345670"}
    assert left() == (0, 0, [True]) and not list(every_row_is_right())
    assert take_back(row).status == UNDONE and session.query(Membership).count() == 0


def test_a_row_that_is_left_out_need_not_be_seen_and_is_asked_again_when_taken_in() -> None:
    row = read(page(MAN, GUESSED))
    [doubtful] = lines(row, UNSEEN)
    for answer, verdict in (("out", "left_out"), ("", UNSEEN)):
        with transaction():
            answer_row(lock_list(row.id), find_row(row.id, doubtful.position), answer, **by(row.unit))
        assert verdicts(row)[1] == verdict


def test_names_become_those_of_the_register_and_are_doubtful() -> None:
    with transaction():
        make_person("Lê Thị Mận", birth_year=1985, area_code=BIEN_THUONG, address_line="Thôn Đông")
    row = read(page(("1", "Lê Thị Mân", "1985", "Thôn Đông", ""), HOA))
    [doubtful] = lines(row, UNSEEN)
    assert doubtful.typed["full_name"] == "Lê Thị Mận" and doubtful.doubts == {"full_name": "Lê Thị Mân"}
    look(row, doubtful.position)
    assert verdicts(row)[0] == DOUBTFUL


def test_villages_become_branches_and_what_is_known_as_it_was_read_is_not_doubtful(reader: Any) -> None:
    with transaction():
        add_branch(unit_of(BIEN_THUONG), "Chi hội thôn Đông", SYSTEM_ACTOR)
    reader.sure = 1.1  # of nothing
    try:
        row = read(page(("1", "Lê Thị Mận", "1985", "Thôn Đông", ""), ("2", "Hà Thị Ba", "1990", "Thôn Đổng", "")))
    finally:
        reader.sure = 0.75
    known, snapped = lines(row)
    assert set(known.doubts) == {"full_name", "birth_year"}
    assert snapped.typed["village"] == "Thôn Đông" and snapped.doubts["village"] == "Thôn Đổng"


def test_a_worker_that_ends_midway_leaves_what_was_read(reader: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def read_some(strips: Any) -> list[Line]:
        asked.append(len(strips))
        if len(asked) == 2:
            raise RuntimeError("killed")
        return type(reader).read(reader, strips)

    monkeypatch.setattr(reader, "read", read_some, raising=False)
    row = bring(page(MAN, HOA))
    with pytest.raises(RuntimeError):
        exchanges.read_pictures(PicturesBroughtIn(row.id))
    session.expire_all()
    assert (row.status, row.done, row.to_do) == (READING, 8, 14)
    work()
    session.expire_all()
    assert row.status == UPLOADED and sum(asked) == 14 + asked[1]


def test_a_picture_without_any_text_ends_there_and_one_thrown_away_is_erased() -> None:
    row = bring(blank())
    work()
    session.expire_all()
    assert row.status == UNREADABLE and left() == (0, 0, [True])
    other = bring(page(MAN))
    with transaction():
        throw_away(lock_list(other.id), **by(other.unit))
    work()
    session.expire_all()
    assert other.status == THROWN_AWAY and left() == (0, 0, [True, True])


def blank() -> bytes:
    made = io.BytesIO()
    Image.new("L", (800, 600), 240).save(made, "JPEG")
    return made.getvalue()
