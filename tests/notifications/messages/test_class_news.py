"""Who is in the list of a class hears of a place that became free and of what becomes of the class."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from marketplace.association.scope import EVERYTHING
from marketplace.core import outbox
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.notifications.models import Notice
from marketplace.notifications.rendering import render
from marketplace.training.models import Enrolment, TrainingClass
from marketplace.training.services import cancel_class, change_class, enrol, plan_again, plan_of, withdraw
from tests.builders import make_customer, make_person
from tests.training.making import make_class

BY = {"actor": Actor(OFFICER, 1), "scope": EVERYTHING}
SOON = timedelta(days=3)
PHONE = "+84912345678"


def told() -> list[tuple[str, str]]:
    """Whom the news of classes reached, and with which title, the oldest first."""
    outbox.run_due()
    news = session.query(Notice).filter_by(kind="class_news").order_by(Notice.id)
    return [(notice.recipient, render(notice).title) for notice in news]


@pytest.fixture
def full(app: Flask) -> TrainingClass:
    """A class of one place: a stranger's by phone, for which a customer with an account waits."""
    with transaction():
        row = make_class(today() + SOON, capacity=1)
        enrol(row, make_person("Lê Thị Mận", phone=PHONE), **BY)
        enrol(row, make_customer(), **BY)
        enrol(row, make_person("Bùi Thị Không Máy", phone=None), **BY)
    return row


def test_who_registers_is_told_by_the_page_and_who_waited_by_a_message_once(full: TrainingClass) -> None:
    assert told() == []
    with transaction():
        seated, waiting = session.query(Enrolment).order_by(Enrolment.id).limit(2)
        withdraw(seated, **BY)
    assert told() == [
        (f"person:{waiting.person_id}", f"Chị đã có chỗ trong lớp {full.title} ngày {today() + SOON:%d/%m/%Y}")
    ]
    assert told() == told()


def test_a_class_called_off_reaches_account_and_phone_each_time(full: TrainingClass) -> None:
    with transaction():
        cancel_class(full, why="bão số 5", **BY)
    assert {title for _who, title in told()} == {f"Lớp {full.title} ngày {today() + SOON:%d/%m/%Y} đã hủy"} and len(
        told()
    ) == 2
    assert f"phone:{PHONE}" in dict(told())
    words = render(session.query(Notice).filter_by(kind="class_news", phone=PHONE, person_id=None).one()).text
    assert "bão số 5" in words
    with transaction():
        plan_again(full, **BY)
        cancel_class(full, why="bão số 6", **BY)
    assert [who for who, title in told() if "vẫn diễn ra" in title] == [f"phone:{PHONE}"]  # who waits has no place
    assert len(told()) == 5


def test_another_place_is_told_and_other_changes_are_not(full: TrainingClass) -> None:
    with transaction():
        change_class(full, replace(plan_of(full), funder="Hội tỉnh"), **BY)
    assert told() == []
    with transaction():
        change_class(full, replace(plan_of(full), place="Nhà văn hóa thôn Đông"), **BY)
    day = f"{today() + SOON:%d/%m/%Y}"
    assert told() == [(f"phone:{PHONE}", f"Lớp {full.title} nay học từ ngày {day} tại Nhà văn hóa thôn Đông")]


def test_a_class_of_the_past_tells_nobody(app: Flask) -> None:
    with transaction():
        row = make_class(today() - SOON)
        enrol(row, make_person("Lê Thị Mận", phone=PHONE), **BY)
        cancel_class(row, why="ghi nhầm", **BY)
    assert told() == []
