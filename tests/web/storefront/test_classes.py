"""Registering for a class: by phone without an account, once however often, and nobody learns who is in its list."""

import pytest
from flask import Flask

from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.training.models import Enrolment
from marketplace.training.services import cancel_class, end_class, issue_certificates, revoke_certificate
from marketplace.web.storefront import classes
from marketplace.web.words.training import initials
from tests.builders import BIEN_THUONG, make_customer, make_person
from tests.pages import Browser
from tests.training.making import ALL, all_came, fill, make_class, make_done
from tests.visitors import Visitor

PRESS = "Đăng ký dự lớp"
FULL = "Lớp hiện đã đủ chỗ. Chị vẫn đăng ký được và được xếp chờ theo thứ tự."
HER = {"full_name": "Lê Thị Mận", "birth_year": "1985", "phone": "0912 345 678"}


@pytest.fixture
def visitor(app: Flask) -> Browser:
    return Browser(Visitor(app))


def lines() -> list[Enrolment]:
    session.rollback()
    session.expire_all()
    return list(session.query(Enrolment).order_by(Enrolment.id))


def test_she_registers_by_phone_once_and_learns_nothing_of_others(app: Flask, visitor: Browser) -> None:
    with transaction():
        code = make_class(capacity=2).code
        known = make_person("Lê Thị Mận", phone="+84912345678", birth_year=1985, area_code=BIEN_THUONG).id
    answers = []
    for fields in (HER, HER, {**HER, "full_name": "Cao Thị Lan", "phone": "0912345679"}):
        visitor.open(f"/classes/{code.lower()}").press(PRESS, **fields).sees("Đã nhận đăng ký.")
        answers.append(visitor.text.replace(FULL, ""))
    assert answers[0].split() == answers[1].split() == answers[2].split()
    assert [(one.person_id == known, one.way) for one in lines()] == [(True, "herself"), (False, "herself")]
    visitor.open(f"/classes/{code}").sees("Lớp hiện đã đủ chỗ.").press(PRESS, **{**HER, "full_name": "Hà Thị Xuân"})
    assert [one.is_seated for one in lines()] == [True, True, False]


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("full_name", " ", "Vui lòng nhập họ và tên."),
        ("full_name", "x", "Vui lòng nhập cả họ và tên bằng chữ"),
        ("full_name", "=cmd|' /C calc'!A0 <b>", "Vui lòng nhập cả họ và tên bằng chữ"),
        ("full_name", "+Lê Thị Mận", "Vui lòng nhập cả họ và tên bằng chữ"),
        ("full_name", "@Lê Thị Mận", "Vui lòng nhập cả họ và tên bằng chữ"),
        ("full_name", "Lê Thị <b>Mận", "Vui lòng nhập cả họ và tên bằng chữ"),
        ("birth_year", "", "Vui lòng nhập năm sinh"),
        ("phone", "12", "còn thiếu chữ số"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_kept(
    app: Flask, visitor: Browser, field: str, typed: str, words: str
) -> None:
    with transaction():
        code = make_class().code
    visitor.open(f"/classes/{code}").press(PRESS, **{**HER, field: typed}).sees(words, status=422)
    assert visitor.form(PRESS).fields.items() >= {**HER, field: typed.strip()}.items() and lines() == []


def test_a_signed_in_woman_registers_with_one_tap_and_withdraws(app: Flask) -> None:
    with transaction():
        code, person = make_class(capacity=1).code, make_customer("Trần Thị Mai")
    mai = Browser(Visitor(app).sign_in(person))
    mai.open(f"/classes/{code}").press(PRESS).sees("Chị đã có tên trong lớp.")
    mai.open("/account/classes").sees("Bán hàng qua Zalo", "Sắp mở")
    mai.open(f"/classes/{code}").press("Tôi không đi được, xin rút tên").sees("Đã rút tên.")
    assert [one.person_id for one in lines()] == [person.id] and lines()[0].withdrawn_at is not None
    mai.open("/account/classes").sees("Chị chưa dự lớp nào")
    Browser(Visitor(app)).open(f"/classes/{code}").press(PRESS, **HER)
    mai.open(f"/classes/{code}").press(PRESS).sees("Chị đang chờ chỗ.")


def test_a_cancelled_or_unknown_class_takes_nobody(app: Flask, visitor: Browser) -> None:
    with transaction():
        row = make_class()
        code = row.code
    visitor.open(f"/classes/{code}")
    fields = {**visitor.form(PRESS).fields, **HER}
    with transaction():
        cancel_class(session.merge(row), why="bão số 5", **ALL)
    visitor.visitor.post(f"/classes/{code}/register", fields)
    visitor.open(f"/classes/{code}").sees("Lớp này đã hủy. Lý do: bão số 5")
    assert lines() == [] and visitor.open("/classes/KHONG2").status == 404


def test_who_registers_too_often_is_asked_to_wait(
    app: Flask, visitor: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(classes, "OF_ADDRESS", 2)
    with transaction():
        code = make_class().code
    for number in range(2):
        visitor.open(f"/classes/{code}").press(PRESS, **{**HER, "phone": f"091234567{number}"}).sees("Đã nhận")
    visitor.press(PRESS, **HER).sees("Đã thử nhiều lần.", status=429)
    assert visitor.form(PRESS).fields["full_name"] == "Lê Thị Mận" and len(lines()) == 2


def test_a_certificate_is_checked_by_initials_alone(app: Flask, visitor: Browser) -> None:
    with transaction():
        row = make_done(1)
        [certificate] = issue_certificates(row, **ALL)
        number = certificate.number
    visitor.open(f"/certificates/{number.lower()}").sees("Giấy này có thật", "L. T. M.", "Bán hàng qua Zalo")
    assert "Mận" not in visitor.text and "1960" not in visitor.text
    with transaction():
        revoke_certificate(session.merge(certificate), why="sai tên", **ALL)
    visitor.open(f"/certificates/{number}").sees("Giấy này đã bị thu hồi")
    assert "sai tên" not in visitor.text


def test_a_number_no_certificate_has_is_said_to_be_none(app: Flask, visitor: Browser) -> None:
    for number in ("CN261201-3W5NAQ", "<b>x", "9" * 300):
        visitor.open(f"/certificates/{number}").sees("Không có giấy chứng nhận nào mang số này", status=404)
        assert "Giấy này" not in visitor.text and "<b>x" not in visitor.html


def test_her_own_certificate_is_hers_alone(app: Flask) -> None:
    with transaction():
        row, mai, other = make_class(), make_customer("Trần Thị Mai"), make_customer("Lê Thị Khác")
        all_came(row, fill(row, [mai]))
        end_class(row, **ALL)
        [certificate] = issue_certificates(row, **ALL)
        path = f"/account/classes/certificates/{certificate.number}"
    hers = Browser(Visitor(app).sign_in(mai)).open("/account/classes").sees("Mở giấy chứng nhận")
    assert hers.fetch(path)[1].startswith(b"%PDF")
    assert Visitor(app).sign_in(other).get(path).status_code == 404


@pytest.mark.parametrize(
    ("name", "shown"), [("Lê Thị Mận", "L. T. M."), ("H'Hen Niê", "H. N."), ("Đỗ (út) Ba", "Đ. B.")]
)
def test_initials(name: str, shown: str) -> None:
    assert initials(name) == shown
