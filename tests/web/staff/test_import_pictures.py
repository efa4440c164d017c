"""A photograph of a list through the pages: read in the worker, doubtful cells marked and looked at, then written."""

import io
import sys
from collections.abc import Iterator

import pytest
from flask import Flask

from marketplace.association.models import Membership
from marketplace.core.db import session
from marketplace.imports.models import ImportList
from marketplace.imports.registries import READERS
from tests.builders import HAC_THANH
from tests.imports.bringing import work
from tests.imports.printed import page
from tests.imports.test_readers import FEW_WORDS
from tests.imports.test_reading import GUESSED, HOA, MAN
from tests.outcomes import signed_in
from tests.pages import Browser

NEW, READ = "/staff/imports/new", "Đọc danh sách"


@pytest.fixture
def officer(app: Flask) -> Iterator[Browser]:
    with READERS.with_plug(FEW_WORDS):
        yield signed_in(app, "commune")


def send(officer: Browser, *files: tuple[bytes, str]) -> Browser:
    return officer.open(NEW).press(READ, kind="members", files={"file": [(io.BytesIO(d), name) for d, name in files]})


def test_a_photograph_is_read_looked_at_and_written(officer: Browser) -> None:
    officer.open(NEW).sees("hoặc ảnh của danh sách", "Máy này đọc bằng Bộ đọc vài chữ")
    send(officer, (page(MAN, HOA, GUESSED, turn=1.1, grain=8), "trang 1.jpg")).sees("Đang đọc ảnh")
    assert '<meta http-equiv="refresh"' in officer.html
    work()
    mine = f"/staff/imports/{session.query(ImportList).one().public_id}"
    officer.open(mine).sees("Cột nào là gì", "Máy đọc danh sách này từ ảnh", "Trần Thị Hoa")
    officer.press("Đọc danh sách và xem trước")
    officer.sees("Máy đọc chưa chắc (1)", "Người mới (2)", "Chưa chắc", "1 dòng có chỗ máy đọc chưa chắc")
    assert "Đồng ý ghi" not in officer.text
    for picture in (f"{mine}/rows/4/phone.jpg", f"{mine}/pictures/0.jpg"):
        kind, data = officer.fetch(picture)
        assert kind == "image/jpeg" and data.startswith(b"\xff\xd8")
    officer.open(mine).press("Đã xem", phone="0912 345 670").sees("Sẽ ghi 3 dòng")
    officer.press("Đồng ý ghi").sees("Danh sách đã ghi xong.")
    assert session.query(Membership).count() == 3
    assert officer.open(f"{mine}/pictures/0.jpg").status == 404


def test_what_is_no_one_list_or_no_picture_is_refused(officer: Browser) -> None:
    send(officer, (page(MAN), "a.jpg"), (b"a,b\n", "b.csv")).sees("Mời gửi riêng", status=422)
    send(officer, (page(MAN)[:4000], "a.jpg")).sees("đoạn cuối bị thiếu", status=422)
    session.rollback()
    assert session.query(ImportList).count() == 0


def test_where_no_reader_is_installed_the_page_says_so(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setitem(sys.modules, "asterocr", None)  # as if its package were not there
    assert not any(reader.is_there() for reader in READERS.all().values())
    officer = signed_in(app, "commune")
    officer.open(NEW).sees("Máy này chưa cài bộ đọc ảnh", "vẫn nhận Excel và CSV")
    send(officer, (page(MAN), "a.jpg")).sees("Vẫn nhận tệp Excel và CSV", status=422)


def test_a_stranger_sees_no_picture_and_says_nothing_of_it(app: Flask, officer: Browser) -> None:
    send(officer, (page(GUESSED), "a.jpg"))
    work()
    mine = f"/staff/imports/{session.query(ImportList).one().public_id}"
    stranger = signed_in(app, "commune", HAC_THANH)
    assert [stranger.open(f"{mine}/{path}").status for path in ("pictures/0.jpg", "rows/2/phone.jpg")] == [404, 404]
    assert stranger.visitor.post(f"{mine}/rows/2/seen", data={}).status_code in (403, 404)
