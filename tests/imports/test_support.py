"""A list of support: one woman in several rows is one woman, an act is recorded once, and all is taken back."""

from datetime import date
from typing import Any

from flask import Flask

from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.imports.promises import every_row_is_right
from marketplace.imports.queries import lock_list
from marketplace.imports.services import answer_all_exact
from marketplace.imports.states import ADDS, APPLIED, KNOWN, NEW, REFUSED, UNDONE
from marketplace.people.models import Person
from marketplace.programme.models import OutcomeFact, SupportRecord
from marketplace.programme.promises import every_fact_is_right
from tests.imports.bringing import by, check, lines, read, take_back, verdicts
from tests.imports.messy import workbook

HEADS = ("TT", "Họ tên", "Năm sinh", "Thôn", "Đề án", "Hình thức", "Ngày hỗ trợ", "Số tiền (triệu đồng)", "Nguồn")
LOAN = (1, "Lê Thị Mận", 1985, "Thôn Đông", "Đề án 939", "Vay vốn NHCSXH", "15/03/2025", 20.5, "Ngân hàng CSXH")
CLASS = (2, "Lê Thị Mận", 1985, "Thôn Đông", 939, "Tập huấn", date(2025, 4, 1), "", "")


def supports(*rows: tuple[Any, ...]) -> bytes:
    return workbook([HEADS, *rows])


def count(model: Any) -> int:
    session.rollback()
    session.expire_all()
    return int(session.query(model).count())


def test_two_acts_for_one_new_woman_are_two_records_of_one(app: Flask) -> None:
    before = count(Person)
    row = read(supports(LOAN, CLASS), "support")
    assert verdicts(row) == [NEW, NEW]
    assert check(row).status == APPLIED and count(Person) == before + 1
    loan, lesson = session.query(SupportRecord).order_by(SupportRecord.id)
    assert (loan.kind, loan.amount_dong, loan.given_on) == ("loan", 20_500_000, date(2025, 3, 15))
    assert (lesson.kind, lesson.amount_dong, lesson.person_id) == ("training", None, loan.person_id)
    assert loan.funder == "Ngân hàng CSXH" and count(OutcomeFact) == 2
    assert [*every_row_is_right(), *every_fact_is_right()] == []
    assert verdicts(read(supports(LOAN, CLASS), "support")) == [KNOWN, KNOWN]
    third = (*CLASS[:5], "Tư vấn", "02/04/2025", "", "")
    again = read(supports(LOAN, third), "support")
    assert verdicts(again)[0] == KNOWN and check(answer(again)).status == APPLIED
    assert count(SupportRecord) == 3 and count(Person) == before + 1


def answer(row: Any) -> Any:
    with transaction():
        answer_all_exact(lock_list(row.id), **by(row.unit))
    assert ADDS in verdicts(row)
    return row


def test_what_is_alike_for_all_is_said_once(app: Flask) -> None:
    data = workbook([HEADS[:4], LOAN[:4]])
    row = read(data, "support", for_all={"programme": "939", "kind": "Tập huấn", "given_on": "1/4/2025"})
    assert verdicts(row) == [NEW] and check(row).status == APPLIED


def test_what_cannot_be_is_refused_with_the_reason(app: Flask) -> None:
    bad = (1, "Lê Thị Mận", 1985, "Thôn Đông", "Đề án 7", "Tặng hoa và vay", "1/4/2005", "vài", "")
    [line] = lines(read(supports(bad), "support"))
    assert line.verdict == REFUSED and {each["field"] for each in line.problems} == {"programme", "kind", "amount"}
    [early] = lines(read(supports((*LOAN[:6], "1/4/2005", "", "")), "support"))
    assert "nằm ngoài thời gian của Đề án" in early.problems[0]["words"]


def test_all_is_taken_back(app: Flask) -> None:
    before = count(Person)
    row = check(read(supports(LOAN, CLASS), "support"))
    assert take_back(row).status == UNDONE
    assert (count(Person), count(SupportRecord), count(OutcomeFact)) == (before, 0, 0)
    assert list(every_row_is_right()) == []
