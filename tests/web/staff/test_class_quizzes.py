"""The quiz of a class: written by officers, answered on phones before and after, counted once, no name asked."""

import pytest
from flask import Flask

from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.training.models import QuizQuestion, QuizSheet, TrainingClass
from marketplace.training.services import cancel_class
from tests.builders import HAC_THANH
from tests.outcomes import signed_in
from tests.pages import Browser
from tests.training.making import ALL, make_class
from tests.visitors import Visitor

SAVE, SEND = "Thêm câu hỏi này", "Gửi câu trả lời"
ASKED = {"question": "Mật khẩu tốt thế nào?", "right": "Dài và riêng", "others": "Ngày sinh\nTên con"}


@pytest.fixture
def row(app: Flask) -> TrainingClass:
    with transaction():
        return make_class()


@pytest.fixture
def officer(app: Flask) -> Browser:
    return signed_in(app, "commune")


def answered(app: Flask, row: TrainingClass, moment: str, text: str) -> Browser:
    trainee = Browser(Visitor(app)).open(f"/classes/{row.code}/quiz/{moment}")
    name = next(name for name in trainee.form(SEND).choices if name.startswith("q-"))
    return trainee.press(SEND, **{name: text})


def test_what_was_right_before_and_after_stands_on_the_page_of_the_class(
    app: Flask, officer: Browser, row: TrainingClass
) -> None:
    officer.open(f"/staff/classes/{row.code}").follow("Câu hỏi của lớp").press(SAVE, **ASKED)
    officer.sees("Đã thêm câu hỏi.", "Đúng: Dài và riêng. Khác: Ngày sinh; Tên con", "Mã QR trước lớp học")
    answered(app, row, "before", "Tên con").sees("Chị trả lời đúng 0/1 câu.")
    answered(app, row, "before", "Dài và riêng")
    answered(app, row, "after", "Dài và riêng").sees("Chị trả lời đúng 1/1 câu.")
    officer.open(f"/staff/classes/{row.code}").sees("trước lớp học 50 %".replace(" %", "%"), "sau lớp học 100%")


def test_a_sheet_sent_twice_counts_once_and_an_unanswered_one_not(
    app: Flask, officer: Browser, row: TrainingClass
) -> None:
    officer.open(f"/staff/classes/{row.code}/quiz").press(SAVE, **ASKED)
    trainee = Browser(Visitor(app)).open(f"/classes/{row.code}/quiz/before")
    fields, name = dict(trainee.form(SEND).fields), f"q-{session.query(QuizQuestion).one().id}"
    trainee.press(SEND).sees("Còn câu chưa trả lời:", status=422)
    assert trainee.form(SEND).fields["sheet"] == fields["sheet"] and session.query(QuizSheet).count() == 0
    for _again in range(2):
        trainee.visitor.post(f"/classes/{row.code}/quiz/before/answers", {**fields, name: "Ngày sinh"})
    assert session.query(QuizSheet).count() == 1
    assert trainee.visitor.get(f"/classes/{row.code}/quiz/never").status_code == 404


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("question", " ", "Vui lòng nhập câu hỏi."),
        ("right", "", "Vui lòng nhập câu trả lời đúng."),
        ("others", "Dài và riêng", "Cần từ một đến bốn câu trả lời khác nhau"),
    ],
)
def test_what_is_no_question_is_said(officer: Browser, row: TrainingClass, field: str, typed: str, words: str) -> None:
    officer.open(f"/staff/classes/{row.code}/quiz").press(SAVE, **{**ASKED, field: typed}).sees(words, status=422)
    assert session.query(QuizQuestion).count() == 0


def test_a_dropped_question_is_asked_no_more_and_a_stranger_is_refused(
    app: Flask, officer: Browser, row: TrainingClass
) -> None:
    page = f"/staff/classes/{row.code}/quiz"
    officer.open(page).press(SAVE, **ASKED)
    key = session.query(QuizQuestion).one().id
    stranger = signed_in(app, "commune", HAC_THANH).visitor
    assert stranger.get(page).status_code == stranger.post(f"{page}/{key}/drop").status_code == 404
    assert stranger.post(page, ASKED).status_code == 404 and session.query(QuizQuestion).one().dropped_at is None
    officer.open(page).press("Đúng, bỏ câu này").sees("Đã bỏ câu hỏi này")
    Browser(Visitor(app)).open(f"/classes/{row.code}/quiz/before").sees("Lớp này chưa có câu hỏi.")


def test_a_cancelled_class_asks_nothing(app: Flask, officer: Browser, row: TrainingClass) -> None:
    officer.open(f"/staff/classes/{row.code}/quiz").press(SAVE, **ASKED)
    trainee = Browser(Visitor(app)).open(f"/classes/{row.code}/quiz/before")
    fields = trainee.form(SEND).fields | {f"q-{session.query(QuizQuestion).one().id}": "Ngày sinh"}
    with transaction():
        cancel_class(session.merge(row), why="bão", **ALL)
    trainee.visitor.post(f"/classes/{row.code}/quiz/before/answers", fields)
    assert session.query(QuizSheet).count() == 0
