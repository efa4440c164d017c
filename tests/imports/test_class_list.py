"""A list of a class that was taught: who was in it is in its list and was present, once, and all is taken back."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import openpyxl
import pytest
from flask import Flask

from marketplace.association.scope import EVERYTHING, Scope
from marketplace.core.db import session
from marketplace.core.errors import NotAllowed
from marketplace.core.transactions import transaction
from marketplace.imports.cells import read_topic
from marketplace.imports.models import ImportList
from marketplace.imports.promises import every_row_is_right
from marketplace.imports.queries import lock_list
from marketplace.imports.services import answer_all_exact
from marketplace.imports.states import ADDS, APPLIED, KNOWN, NEW, REFUSED, UNDONE
from marketplace.people.models import Person
from marketplace.programme.models import OutcomeFact
from marketplace.programme.promises import every_fact_is_right
from marketplace.training.errors import ClassCancelled
from marketplace.training.events import AttendanceNoted
from marketplace.training.models import Attendance, Enrolment, TrainingClass
from marketplace.training.promises import attendance_agrees, certificates_are_earned, places_are_given_in_turn
from marketplace.training.queries import list_enrolments
from marketplace.training.services import (
    add_session,
    call_roll,
    cancel_class,
    end_class,
    issue_certificates,
    record_came,
    take_back_came,
)
from marketplace.training.states import CANCELLED, PLANNED, RUNNING
from marketplace.training.topics import DIGITAL_SKILLS, PRESENT, TOPICS
from tests.builders import BIEN_THUONG, HAC_THANH, unit_of
from tests.imports.bringing import by, check, lines, read, take_back, verdicts
from tests.imports.messy import workbook
from tests.listening import listening
from tests.outcomes import signed_in
from tests.training.making import ALL, all_came, fill, first_session, make_class, make_women

HEADS = ("TT", "Họ và tên", "Năm sinh", "Thôn")
WOMEN = ((1, "Lê Thị Mận", 1985, "Thôn Đông"), (2, "Cao Thị Lan", 1979, "Thôn Đoài"))
DAY = date(2025, 3, 15)
TITLE = "Bán hàng qua Zalo"
CLASS = {"title": TITLE, "topic": "Kỹ năng số", "held_on": "15/03/2025", "programme": "Đề án 2415"}


def bring(rows: Sequence[Any] = WOMEN, heads: Sequence[str] = HEADS, **said: str) -> ImportList:
    return read(workbook([heads, *rows]), "class_list", for_all={**CLASS, **said})


def count(model: Any, **narrowed: Any) -> int:
    session.rollback()
    session.expire_all()
    return int(session.query(model).filter_by(**narrowed).count())


def is_sound() -> bool:
    told = (attendance_agrees(), certificates_are_earned(), places_are_given_in_turn())
    return [*every_row_is_right(), *every_fact_is_right(), *(fault for each in told for fault in each)] == []


def the_class() -> TrainingClass:
    session.expire_all()
    return session.query(TrainingClass).one()


def answered(row: ImportList) -> ImportList:
    with transaction():
        answer_all_exact(lock_list(row.id), **by(row.unit))
    return row


def test_a_class_is_opened_with_who_came_and_counts(app: Flask) -> None:
    row = bring()
    assert verdicts(row) == [NEW, NEW] and "chưa có" in lines(row)[0].notes[0]["words"]
    assert check(row).status == APPLIED
    held = the_class()
    assert (held.title, held.topic, held.begins_on, held.unit_id) == (TITLE, DIGITAL_SKILLS, DAY, row.unit_id)
    assert held.status == RUNNING and held.sessions[0].called_at is not None
    assert [(line.is_seated, line.is_extra, line.first_came_on) for line in list_enrolments(held)] == [
        (True, False, DAY),
        (True, False, DAY),
    ]
    assert count(OutcomeFact) == 2 and is_sound()


def test_the_same_list_again_adds_nothing_and_one_more_is_one_more(app: Flask) -> None:
    check(bring())
    before = count(Person)
    assert verdicts(bring(title="bán hàng  qua ZALO", topic="")) == [KNOWN, KNOWN]
    more = bring([*WOMEN, (3, "Phạm Thị Hồng", 1990, "Thôn Đông")])
    assert verdicts(more) == [KNOWN, KNOWN, NEW] and check(more).status == APPLIED
    assert (count(TrainingClass), count(Enrolment), count(Attendance)) == (1, 3, 3)
    assert count(Person) == before + 1 and is_sound()


def test_who_is_entered_already_is_noted_in_the_class_that_is_there(app: Flask) -> None:
    with transaction():
        held = make_class(DAY)
        her = make_women(1)[0]
        fill(held, [her])
        name, born = her.full_name, her.birth_year
        her.address_line = "Thôn Đông"
    row = answered(bring([(1, name, born, "Thôn Đông"), WOMEN[1]]))
    assert verdicts(row) == [ADDS, NEW] and check(row).status == APPLIED
    assert (count(TrainingClass), count(Enrolment), count(Attendance)) == (1, 2, 2) and is_sound()
    assert take_back(row).status == UNDONE
    assert (count(Enrolment), count(Attendance), the_class().status) == (1, 0, PLANNED) and is_sound()


def test_facts_follow_a_class_once(app: Flask) -> None:
    with listening(AttendanceNoted) as heard:
        check(bring())
    assert [event.class_id for event in heard] == [the_class().id]


def test_what_cannot_be_is_refused_with_what_to_do(app: Flask) -> None:
    with transaction():
        cancel_class(make_class(DAY), why="mưa bão", **ALL)
    [line, _other] = lines(bring())
    assert line.verdict == REFUSED and "mở lại" in line.problems[0]["words"]
    [line, _other] = lines(bring(title="Lớp khác", topic="", held_on="15/03/2009"))
    assert {each["field"] for each in line.problems} == {"held_on", "topic"}
    [line, _other] = lines(bring(topic="vui chơi", programme="7"))
    assert {each["field"] for each in line.problems} == {"title", "topic", "programme"}
    assert the_class().status == CANCELLED and count(Enrolment) == 0


def test_a_woman_in_another_commune_that_day_is_refused(app: Flask) -> None:
    with transaction():
        there = make_class(DAY, HAC_THANH, title="Lớp ở Hạc Thành")
        her = make_women(1)[0]
        her.address_line = "Thôn Đông"
        all_came(there, fill(there, [her]))
        line = (1, her.full_name, her.birth_year, "Thôn Đông")
    [found] = lines(answered(bring([line])))
    assert found.verdict == REFUSED and "nơi khác" in found.problems[0]["words"]


def test_another_communes_list_and_class_are_left_alone(app: Flask) -> None:
    with transaction():
        there = make_class(DAY, HAC_THANH)
        woman = make_women(1)[0]
        mine: Any = {**ALL, "scope": Scope((unit_of(BIEN_THUONG).path,))}
        with pytest.raises(NotAllowed):
            record_came(there, first_session(there), [woman], **mine)
    foreign = [(*each, "Phường Hạc Thành") for each in WOMEN]
    [line, _other] = lines(bring(foreign, (*HEADS, "Xã, phường")))
    assert line.verdict == REFUSED and "không thuộc địa bàn" in line.problems[0]["words"]
    assert check(bring()).status == APPLIED
    assert count(TrainingClass) == 2 and count(Enrolment, unit_id=unit_of(HAC_THANH).id) == 0
    with transaction(), pytest.raises(NotAllowed):
        ours = session.query(Enrolment).first()
        theirs: Any = {**ALL, "scope": Scope((unit_of(HAC_THANH).path,))}
        take_back_came([ours.id if ours else 0], [], why="nhầm", **theirs)
    assert count(Enrolment, voided_at=None) == 2


def test_a_full_class_takes_who_came_and_a_cancelled_one_nobody(app: Flask) -> None:
    with transaction():
        held = make_class(DAY, capacity=1)
        fill(held, make_women(2))
    assert check(bring()).status == APPLIED
    assert [line.is_extra for line in list_enrolments(the_class()) if line.first_came_on] == [True, True] and is_sound()
    with transaction():
        other = make_class(DAY, title="Lớp hủy")
        cancel_class(other, why="mưa bão", **ALL)
        with pytest.raises(ClassCancelled):
            record_came(other, first_session(other), make_women(1), actor=ALL["actor"], scope=EVERYTHING)


def test_all_is_taken_back_and_can_be_brought_in_anew(app: Flask) -> None:
    before = count(Person)
    row = check(bring())
    assert take_back(row).status == UNDONE
    assert (count(Person), count(Enrolment), count(Attendance), count(OutcomeFact)) == (before, 0, 0, 0)
    assert the_class().status == PLANNED and the_class().sessions[0].called_at is None and is_sound()
    assert check(bring()).status == APPLIED
    assert (count(TrainingClass), count(Attendance)) == (1, 2) and is_sound()


def test_who_has_a_certificate_or_came_again_stays(app: Flask) -> None:
    row = check(bring([*WOMEN, (3, "Phạm Thị Hồng", 1990, "Thôn Đông")]))
    with transaction():
        held = the_class()
        one, two, three = sorted(list_enrolments(held), key=lambda line: line.id)
        later = add_session(held, date(2025, 3, 16), **ALL)
        call_roll(held, later, {one.id: PRESENT, two.id: PRESENT}, **ALL)
        held.needed_sessions = 2
        second = two.id
        call_roll(held, held.sessions[0], dict.fromkeys((one.id, three.id), PRESENT), **ALL)
        end_class(held, **ALL)
        assert len(issue_certificates(held, **ALL)) == 1
    assert is_sound()  # a roll that was called anew is no fault of the list
    assert take_back(row).status == UNDONE
    kept = [line.kept_why for line in lines(row)]
    assert "giấy chứng nhận" in kept[0] and "buổi khác" in kept[1] and kept[2] == ""
    assert count(Enrolment, voided_at=None) == 2 and count(Attendance, enrolment_id=second) == 1
    assert count(Attendance) == 3 and is_sound()


def test_the_template_comes_back_as_a_list(app: Flask) -> None:
    _kind, sheet = signed_in(app, "commune").fetch("/staff/imports/templates/class_list.xlsx")
    [rule] = openpyxl.load_workbook(io.BytesIO(sheet))["Danh sách"].data_validations.dataValidation
    offered = rule.formula1.strip('"').split(",")
    assert {read_topic(each, "topic")[0] for each in offered} == set(TOPICS) and len(offered) == len(TOPICS)
    row = read(sheet, "class_list")
    assert verdicts(row) == [NEW] and check(row).status == APPLIED
    assert (the_class().topic, the_class().begins_on) == (DIGITAL_SKILLS, DAY)
