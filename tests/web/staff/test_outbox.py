"""What the worker still has to do, and the codes of a demo."""

import dataclasses
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from marketplace.accounts.demo_factor import DEMO_TOTP_SECRET
from marketplace.accounts.services import codes
from marketplace.accounts.services.second_factor import number_now
from marketplace.core import outbox
from marketplace.core.actors import SYSTEM_ACTOR
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.heartbeat import MISSED_AFTER, Heart, WorkerBeat
from marketplace.core.runtime import config
from marketplace.core.transactions import transaction
from marketplace.notifications.queries import Recipient
from marketplace.notifications.services import notify
from marketplace.site.services import change_settings
from tests.builders import make_operator, make_province_officer
from tests.codes import sent_code
from tests.pages import Browser
from tests.payments.making import configured
from tests.visitors import Visitor

PHONE = "+84912345678"


@pytest.fixture
def page(app: Flask, visitor: Visitor) -> Browser:
    with transaction():
        person = make_operator()
    return Browser(visitor.sign_in(person)).open("/staff/outbox")


def park(work: str = "marketplace.notifications.exchanges:deliver") -> int:
    with transaction():
        row = outbox.OutboxRow(
            work=work, payload={}, state=outbox.PARKED, attempts=8, last_error="Traceback\nNotTaken: cổng trả lời 500"
        )
        session.add(row)
    return row.id


def test_nothing_stuck_is_said(page: Browser) -> None:
    page.sees("Không có việc nào bị kẹt", "đang chờ", "đã xong")


def test_a_stuck_row_says_what_and_why_and_is_tried_again(page: Browser) -> None:
    first, second = park(), park("marketplace.payments.exchanges:x")
    page.open("/staff/outbox").sees("Gửi thông báo", "Việc thanh toán", "NotTaken: cổng trả lời 500", "đã thử 8 lần")
    page.visitor.send(f"/staff/outbox/{first}/again", page.form("Thử lại tất cả").fields)
    states = {row.id: row.state for row in session.query(outbox.OutboxRow)}
    assert (states[first], states[second]) == (outbox.READY, outbox.PARKED)
    page.open("/staff/outbox").press("Thử lại tất cả").sees("Sẽ thử lại 1 việc", "Không có việc nào bị kẹt")
    page.open("/staff/audit").sees("Gửi lại tin")


def test_codes_and_number_show_on_a_demo_alone(page: Browser, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Mã của bản dùng thử" not in page.text
    with transaction():
        change_settings({"is_demo": True}, actor=SYSTEM_ACTOR)
        codes.issue_code(codes.SIGN_IN, PHONE)
    in_a_minute = (now() + timedelta(minutes=1)).replace(second=10)
    with time_machine.travel(in_a_minute, tick=False):  # the six figures are of one half minute
        page.open("/staff/outbox").sees("Mã của bản dùng thử", sent_code(PHONE), number_now(DEMO_TOTP_SECRET))
    production = dataclasses.replace(config(), environment="production")
    monkeypatch.setitem(app.extensions, "config", production)
    page.open("/staff/outbox")
    assert "Mã của bản dùng thử" not in page.text and sent_code(PHONE) not in page.text


def test_it_is_the_operators(app: Flask, visitor: Visitor) -> None:
    with transaction():
        officer = make_province_officer()
    row = park()
    visitor.sign_in(officer)
    assert visitor.get("/staff/outbox").status_code == 403
    assert visitor.post(f"/staff/outbox/{row}/again").status_code == 403
    assert session.get_one(outbox.OutboxRow, row).state == outbox.PARKED


def test_whether_a_worker_is_at_work_is_said(page: Browser) -> None:
    page.open("/staff/outbox").sees("Chưa thấy máy làm việc nền nào chạy")
    Heart().beat()
    page.open("/staff/outbox").sees("Máy làm việc nền đang chạy")
    with transaction():
        session.query(WorkerBeat).update({"beat_at": now() - MISSED_AFTER})
    page.open("/staff/outbox").sees("Máy làm việc nền im lặng từ")


def test_that_the_copy_is_late_is_said(page: Browser, tmp_path: Path) -> None:
    """Where a continuous copy is wished for alone (8.29)."""
    assert "Bản sao liên tục" not in page.open("/staff/outbox").text
    with configured(copy_to=tmp_path):
        page.open("/staff/outbox").sees("Bản sao liên tục đã ngừng hoặc đang chậm")


def test_messages_to_phones_are_read_on_a_demo_alone(page: Browser, app: Flask) -> None:
    with transaction():
        told = [Recipient(f"phone:{PHONE}", phone=PHONE)]
        notify("order_link", "order_link:1:a", told, {"order_number": "DH1"}, "/orders/DH1")
    assert "Liên kết xem đơn hàng" not in page.open("/staff/outbox").text
    with transaction():
        change_settings({"is_demo": True}, actor=SYSTEM_ACTOR)
    page.open("/staff/outbox").sees("Tin nhắn của bản dùng thử", "Liên kết xem đơn hàng DH1", "0912 345 678")
    assert page.has_link("/orders/DH1")
