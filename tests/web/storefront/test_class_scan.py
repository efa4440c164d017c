"""The code of a session: who is in the list ticks herself present, once; anybody else is refused with a sentence."""

from datetime import timedelta

import pytest
from flask import Flask

from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from marketplace.programme.promises import every_fact_is_right
from marketplace.training.models import Attendance, ClassSession, TrainingClass
from marketplace.training.promises import attendance_agrees
from marketplace.training.services import cancel_class, close_scan, enrol, open_scan
from marketplace.web.storefront import class_scan
from tests.builders import HAC_THANH, make_customer, make_person
from tests.outcomes import signed_in
from tests.pages import Browser
from tests.training.making import ALL, all_came, fill, first_session, make_class
from tests.visitors import Visitor

HERE = "Tôi có mặt"
PHONE, HER = "+84912345678", {"phone": "0912 345 678", "birth_year": "1985"}


@pytest.fixture
def held(app: Flask) -> TrainingClass:
    """A class of today for one, with the code open: Mận has its place, another woman of her phone waits for one."""
    with transaction():
        row = make_class(today(), capacity=1)
        man = make_person("Lê Thị Mận", phone=PHONE, birth_year=1985)
        fill(row, [man, make_person("Lê Thị Út", phone=PHONE, birth_year=2001)])
        open_scan(row, first_session(row), **ALL)
    return row


def path_of(row: TrainingClass) -> str:
    return f"/classes/{row.code}/here/{first_session(row).id}"


def came() -> list[tuple[str, str, int | None]]:
    session.rollback()
    session.expire_all()
    found = session.query(Attendance).order_by(Attendance.id)
    return [(one.enrolment.person.full_name, one.mark, one.noted_by) for one in found]


def test_by_phone_and_year_she_is_present_once_and_figures_follow(app: Flask, held: TrainingClass) -> None:
    visitor = Browser(Visitor(app)).open(path_of(held))
    visitor.press(HERE, **HER).sees("Đã điểm danh: chị Lê Thị Mận có mặt.")
    visitor.press(HERE, **HER).sees("đã được điểm danh trước đó")
    assert came() == [("Lê Thị Mận", "present", None)]
    assert list(every_fact_is_right()) == list(attendance_agrees()) == []
    assert session.merge(held).status == "running" and first_session(held).called_at is None
    officer = signed_in(app, "commune").open(f"/staff/classes/{held.code}").sees("1 chị có mặt", "Đang học")
    officer.follow("Điểm danh").sees("tự quét mã")


def test_of_whom_the_list_says_no_year_her_phone_is_enough(app: Flask, held: TrainingClass) -> None:
    with transaction():
        session.query(Person).filter_by(full_name="Lê Thị Mận").one().birth_year = None
    Browser(Visitor(app)).open(path_of(held)).press(HERE, **HER).sees("Đã điểm danh: chị Lê Thị Mận có mặt.")


def test_signed_in_one_tap_is_enough(app: Flask, held: TrainingClass) -> None:
    with transaction():
        mai = make_customer("Trần Thị Mai")
        enrol(session.merge(held), mai, beyond=True, **ALL)
    her = Browser(Visitor(app).sign_in(mai)).open(path_of(held)).sees("Điểm danh với tên Trần Thị Mai.")
    her.press(HERE).sees("Đã điểm danh: chị Trần Thị Mai có mặt.")
    assert came() == [("Trần Thị Mai", "present", mai.id)]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"birth_year": "1986"}, "Không có ai trong danh sách lớp này"),
        ({"phone": "0912345679"}, "Không có ai trong danh sách lớp này"),
        ({"birth_year": "2001"}, "Chị đang chờ chỗ của lớp này."),
        ({"phone": "12"}, "còn thiếu chữ số"),
        ({"birth_year": ""}, "Vui lòng nhập năm sinh"),
    ],
)
def test_who_is_not_she_is_told(app: Flask, held: TrainingClass, fields: dict[str, str], words: str) -> None:
    visitor = Browser(Visitor(app)).open(path_of(held)).press(HERE, **(HER | fields)).sees(words, status=422)
    assert visitor.form(HERE).fields["birth_year"] == (HER | fields)["birth_year"] and came() == []


def test_a_stranger_with_an_account_and_two_of_one_phone_and_year_are_refused(app: Flask, held: TrainingClass) -> None:
    with transaction():
        stranger = make_customer("Trần Thị Lạ")
        twin = make_person("Lê Thị Cam", phone=PHONE, birth_year=1985)
        enrol(session.merge(held), twin, beyond=True, **ALL)
    her = Browser(Visitor(app).sign_in(stranger)).open(path_of(held)).press(HERE)
    her.sees("Chưa thấy chị trong danh sách lớp này.", status=422)
    Browser(Visitor(app)).open(path_of(held)).press(HERE, **HER).sees("Không có ai", status=422)
    assert came() == []


def test_only_while_the_code_is_open_on_its_day_in_a_class_that_takes_place(app: Flask, held: TrainingClass) -> None:
    visitor = Browser(Visitor(app)).open(path_of(held))
    path, sent = path_of(held), {**visitor.form(HERE).fields, **HER}
    for act, words in (
        (lambda row: close_scan(row, first_session(row), **ALL), "chưa mở mã điểm danh của buổi này"),
        (lambda row: _held_yesterday(first_session(row)), "Mã này chỉ dùng trong ngày học"),
        (lambda row: cancel_class(row, why="bão số 5", **ALL), "Lớp này đã hủy. Lý do: bão số 5"),
    ):
        with transaction():
            act(session.merge(held))
        for typed in (sent, {**sent, "birth_year": "1951"}):
            answer = visitor.visitor.post(path, typed)
            assert answer.status_code == 422 and "Không có ai trong danh sách" not in answer.get_data(as_text=True)
        visitor.open(path).sees(words)
    assert came() == []


def _held_yesterday(each: ClassSession) -> None:
    each.held_on = each.training_class.begins_on = today() - timedelta(days=1)


def test_who_is_in_a_class_elsewhere_at_that_time_is_refused(app: Flask, held: TrainingClass) -> None:
    with transaction():
        there = make_class(today(), area_code=HAC_THANH)
        man = session.query(Person).filter_by(full_name="Lê Thị Mận").one()
        all_came(there, fill(there, [man]))
    Browser(Visitor(app)).open(path_of(held)).press(HERE, **HER).sees("cùng lúc ở lớp nơi khác", status=422)
    assert len(came()) == 1


def test_guessing_is_limited(app: Flask, held: TrainingClass, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(class_scan, "OF_PHONE", 2)
    visitor = Browser(Visitor(app)).open(path_of(held))
    for year in ("1970", "1971"):
        visitor.press(HERE, **(HER | {"birth_year": year})).sees("Không có ai", status=422)
    visitor.press(HERE, **HER).sees("Đã thử nhiều lần.", status=429)
    assert came() == []


def test_an_officer_opens_and_closes_the_code_on_the_day_alone(app: Flask) -> None:
    with transaction():
        row, past = make_class(today()), make_class(today() - timedelta(days=1))
    officer = signed_in(app, "commune").open(f"/staff/classes/{row.code}/sessions/{first_session(row).id}")
    officer.press("Mở mã điểm danh").sees("Đã mở mã.", path_of(row), "Đóng mã điểm danh")
    Browser(Visitor(app)).open(path_of(row)).sees("Vui lòng ghi số điện thoại và năm sinh")
    officer.press("Đóng mã điểm danh").sees("Đã đóng mã điểm danh.")
    roll = f"/staff/classes/{past.code}/sessions/{first_session(past).id}"
    officer.open(roll)
    assert "Mở mã điểm danh" not in officer.text
    officer.visitor.post(f"{roll}/open-code", {})
    officer.open(roll).sees("Mã điểm danh chỉ mở được trong ngày học.")
    session.expire_all()
    assert first_session(session.merge(past)).scan_opened_at is None
