"""Who is in the list of a class hears of a place that became free and of what becomes of the class."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from marketplace.association.scope import EVERYTHING
from marketplace.core import outbox
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.clock import now, today
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.notifications.messages.certificate_issued import tell_who_earned_one
from marketplace.notifications.models import Notice
from marketplace.notifications.rendering import render
from marketplace.training.events import CertificatesIssued
from marketplace.training.models import ClassCall, Enrolment, TrainingClass
from marketplace.training.services import (
    add_session,
    cancel_class,
    change_class,
    drop_session,
    end_class,
    enrol,
    issue_certificates,
    move_session,
    plan_again,
    plan_of,
    withdraw,
)
from tests.builders import make_customer, make_person
from tests.statements import counted
from tests.training.making import all_came, fill, make_class

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


def test_who_gets_a_place_as_the_class_is_on_again_hears_of_the_place_alone(full: TrainingClass) -> None:
    seated, waiting, _third = session.query(Enrolment).order_by(Enrolment.id)
    with transaction():
        cancel_class(full, why="bão số 5", **BY)
        session.get_one(Enrolment, seated.id).withdrawn_at = now()
        plan_again(full, **BY)
    hers = [title[:14] for who, title in told() if who == f"person:{waiting.person_id}"]
    assert hers == ["Lớp Bán hàng q", "Chị đã có chỗ "]


def test_a_session_of_a_class_that_has_begun_tells_its_list_of_its_new_day_and_of_its_end(app: Flask) -> None:
    with transaction():
        row = make_class(today(), capacity=2)
        people = fill(row, [make_person("Lê Thị Mận", phone=PHONE), make_person("Cao Thị Già", phone=PHONE)])
        all_came(row, people)
        later = add_session(row, today() + SOON, "07:30", "11:00", **BY)
    first, second = f"{today() + SOON:%d/%m/%Y} 07:30–11:00", f"{today() + 2 * SOON:%d/%m/%Y} 14:00"
    assert told() == []
    for _again in range(2):
        with transaction():
            move_session(row, session.merge(later), today() + 2 * SOON, "14:00", **BY)
    names = ("Cao Thị Già", "Lê Thị Mận")
    words = [f"Gửi chị {name}: Lớp {row.title}: buổi {first} chuyển sang {second}" for name in names]
    assert sorted(title for _who, title in told()) == words
    assert {who for who, _title in told()} == {f"phone:{PHONE}"}
    with transaction():
        drop_session(row, session.merge(later), **BY)
    words += [f"Gửi chị {name}: Lớp {row.title} nghỉ buổi {second}" for name in names]
    assert sorted(title for _who, title in told()) == sorted(words)
    assert {(call.what, call.called_at) for call in session.query(ClassCall)} == {("session_off", None)}


def test_a_certificate_is_told_once_with_the_page_that_checks_it_in_few_statements(app: Flask) -> None:
    sent = []
    for many in (2, 40):
        with transaction():
            row = make_class(capacity=50)
            women = [make_person("Lê Thị Mận", phone=f"+8491{many:03}{n:04}", birth_year=1980) for n in range(many)]
            all_came(row, fill(row, women))
            end_class(row, **BY)
            issued = [each.id for each in issue_certificates(row, **BY)]
        for _again in range(2):
            with transaction(), counted() as statements:
                tell_who_earned_one(CertificatesIssued(issued))
            sent.append(len(statements))
    found = session.query(Notice).filter_by(kind="certificate_issued").order_by(Notice.id).all()
    assert len(found) == 42 and found[0].path == f"/certificates/{found[0].facts['number']}"
    assert render(found[0]).title == f"Chị có giấy chứng nhận lớp Bán hàng qua Zalo, số {found[0].facts['number']}"
    assert sent[2] - sent[0] <= 2 and sent[1] < sent[0]


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
