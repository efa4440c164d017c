"""A knowledge contest on a phone: begun without an account, reloaded safely, over by the server's clock, once."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from marketplace.contests.models import KnowledgeContest, Paper
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from tests.builders import BIEN_THUONG, make_person, unit_of
from tests.contests.test_knowledge import contest_of
from tests.pages import Browser
from tests.statements import counted
from tests.visitors import Visitor

HER = {"full_name": "Lê Thị Mận", "phone": "0912 345 678", "birth_year": "1985"}
BEGIN, SAVE, REVIEW = "Bắt đầu làm bài", "Lưu, sang phần sau", "Lưu, xem lại bài"


@pytest.fixture
def page(app: Flask) -> str:
    with transaction():
        return f"/contests/{contest_of().code.lower()}"


def her() -> dict[str, str]:
    return HER | {"unit": unit_of(BIEN_THUONG).code}


def stored() -> list[Paper]:
    session.rollback()
    session.expire_all()
    return list(session.query(Paper))


def right(paper: Paper, first: int, last: int) -> dict[str, str]:
    return {f"answer-{n}": str(paper.questions[n][2]) for n in range(first, last)}


def test_she_begins_answers_hands_in_and_reads_the_answers_later(app: Flask, page: str) -> None:
    phone = Browser(Visitor(app))
    with time_machine.travel(now(), tick=False) as clock:
        phone.open(page).sees("6 câu trong 10 phút").press(BEGIN, **her()).sees("Bước 1/2", "Câu 5", "Hết giờ lúc")
        [paper] = stored()
        phone.press(SAVE, **right(paper, 0, 5)).sees("Câu 6").open(f"{phone.address[:-1]}1")
        assert phone.form(SAVE).fields["answer-0"] == str(paper.questions[0][2]), "a reload keeps what she saved"
        phone.open(f"{phone.address[:-1]}2").press(REVIEW).sees("Chị đã trả lời 5/6 câu.", "Câu chưa trả lời: 6")
        clock.shift(timedelta(minutes=2))
        phone.press("Nộp bài").sees("Chị đúng 5/6 câu, trong 2 phút 0 giây.", "khi cuộc thi đóng")
        assert "Đáp án và xếp hạng có ở trang này" in phone.text and "sai một" not in phone.text
        mine = phone.address
        phone.open(mine + "/1").sees("Đã nộp bài")
        clock.shift(timedelta(hours=2))
        phone.open(mine).sees("Chị xếp thứ 1.", "Đáp án", "Chị chưa trả lời")
        phone.open(page).sees("Cuộc thi đã đóng", "Hội LHPN xã Biện Thượng: 1 người")
        phone.press("Xem bài của tôi", **her()).sees("Chị xếp thứ 1.")


def test_a_second_try_is_refused_and_a_known_phone_tells_nothing(app: Flask, page: str) -> None:
    with transaction():
        make_person("Trần Thị Kín", phone="+84912345678", birth_year=1970)
    phone, other = Browser(Visitor(app)), Browser(Visitor(app))
    phone.open(page).press(BEGIN, **her()).sees("Câu 1")
    assert "Kín" not in phone.text
    other.open(page).press(BEGIN, **{**her(), "full_name": "Trần Thị Kín"})
    other.sees("mỗi số thi một lần", status=422)
    assert "Mận" not in other.text and other.form(BEGIN).fields["full_name"] == "Trần Thị Kín"
    other.press(BEGIN, full_name="le thi man").sees("Câu 1")
    assert len(stored()) == 1


def test_what_was_saved_counts_when_time_is_over(app: Flask, page: str) -> None:
    phone = Browser(Visitor(app))
    with time_machine.travel(now(), tick=False) as clock:
        phone.open(page).press(BEGIN, **her())
        [paper] = stored()
        phone.press(SAVE, **right(paper, 0, 3))
        clock.shift(timedelta(minutes=11))
        phone.press(REVIEW, **right(paper, 5, 6)).sees("Hết giờ: những câu đã lưu được tính", "Chị đúng 3/6 câu")
    assert stored()[0].right_count == 3


def test_before_its_hour_and_when_it_is_no_more(app: Flask, page: str) -> None:
    phone = Browser(Visitor(app))
    with transaction():
        contest = session.query(KnowledgeContest).one()
        contest.opens_at = now() + timedelta(minutes=30)
    phone.open(page).sees("Cuộc thi mở lúc")
    assert phone.visitor.post(page, her()).status_code == 422 and stored() == []
    assert phone.open("/contests/KHONGCO").status == 404


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("full_name", "", "Vui lòng nhập họ và tên."),
        ("phone", "12", "còn thiếu chữ số"),
        ("birth_year", "2025", "Vui lòng nhập năm sinh bằng bốn chữ số"),
    ],
)
def test_what_is_wrong_is_said_and_kept(app: Flask, page: str, field: str, typed: str, words: str) -> None:
    phone = Browser(Visitor(app)).open(page)
    phone.press(BEGIN, **{**her(), field: typed}).sees(words, status=422)
    assert phone.form(BEGIN).fields[field] == typed and stored() == []


def test_somebody_elses_paper_is_found_by_its_own_address_alone(app: Flask, page: str) -> None:
    Browser(Visitor(app)).open(page).press(BEGIN, **her())
    stranger = Browser(Visitor(app))
    assert stranger.open(page + "/khong-co").status == stranger.open(page + "/khong-co/1").status == 404


def test_a_request_takes_few_statements(app: Flask, page: str) -> None:
    phone = Browser(Visitor(app)).open(page)
    phone.press(BEGIN, **her())
    form, address = dict(phone.form(SAVE).fields), phone.address
    with counted() as shown:
        phone.visitor.get(address)
    with counted() as saved:
        phone.visitor.post(address, form | {"answer-0": "1"})
    assert len(shown) <= 4 and len(saved) <= 5, (shown, saved)
