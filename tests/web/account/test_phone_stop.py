"""The link in the warning to the old number: one press stops the change, reading it does not."""

import pytest
from flask import Flask

from marketplace.accounts.models import PhoneChange
from marketplace.accounts.services.phone_changes import KNOWN, Check, ask_for_phone_change, withdraw_phone_change
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from tests.builders import make_account, make_officer, make_person
from tests.codes import sent_phone_change, sent_phone_warning
from tests.pages import Browser
from tests.visitors import Visitor

OLD, NEW = "+84912345678", "+84987654321"
PRESS = "Không phải tôi, dừng lại"


@pytest.fixture
def token(app: Flask) -> str:
    with transaction():
        account, by = make_account(make_person("Hoàng Thị Hoa"), phone=OLD), Actor(OFFICER, make_officer().id)
        ask_for_phone_change(account.id, NEW, Check(KNOWN, "Gặp ở chợ xã, sáng 21/11", in_person=True), by)
    return sent_phone_warning(OLD)


def status() -> str:
    session.rollback()
    session.expire_all()
    return session.query(PhoneChange).one().status


def test_one_press_stops_it(visitor: Visitor, token: str) -> None:
    page = Browser(visitor).open(f"/phone-change/stop/{token}")
    page.sees("Có người đang đổi số của tài khoản này", "Hoàng Thị Hoa", "0912•••678", "0987•••321")
    assert status() == "waiting"
    page.press(PRESS).sees("Đã dừng việc đổi số", "vẫn dùng số 0912•••678", "Đổi mật khẩu")
    assert status() == "stopped"
    page.open(f"/phone-change/{sent_phone_change(NEW)}").sees("Việc đổi số đã được dừng", status=410)


def test_pressed_twice_it_is_stopped_once(visitor: Visitor, token: str) -> None:
    for _ in range(2):
        assert "Đã dừng việc đổi số" in visitor.post(f"/phone-change/stop/{token}").get_data(as_text=True)
    assert status() == "stopped"


def test_too_late_it_says_whom_to_call(visitor: Visitor, token: str) -> None:
    with transaction():
        session.query(PhoneChange).one().status = "done"
    page = Browser(visitor).open(f"/phone-change/stop/{token}").sees("Số này đã được đổi rồi", "gọi ngay")
    assert not page.has_button(PRESS)
    assert visitor.post(f"/phone-change/stop/{token}").status_code == 200
    assert status() == "done"


def test_of_what_ended_otherwise_and_of_a_guess_there_is_nothing_to_stop(visitor: Visitor, token: str) -> None:
    with transaction():
        row = session.query(PhoneChange).one()
        withdraw_phone_change(row.id, Actor(OFFICER, row.asked_by))
    Browser(visitor).open(f"/phone-change/stop/{token}").sees("Việc đổi số đã được rút lại", status=410)
    for guess in ("x", sent_phone_change(NEW)):  # the link of the new number is another key
        assert visitor.post(f"/phone-change/stop/{guess}").status_code == 404
    assert status() == "withdrawn"
