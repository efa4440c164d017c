"""Classes: opened, filled in turn, the roll called once however often it is sent, certificates earned."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from marketplace.association.scope import Scope
from marketplace.core.clock import as_if, now, today
from marketplace.core.db import session
from marketplace.core.errors import Conflict, Invalid, NotAllowed, NotFound
from marketplace.core.states import WrongState
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from marketplace.programme.promises import every_fact_is_right, merges_can_be_undone
from marketplace.training import errors
from marketplace.training.models import Attendance, ClassCertificate, Enrolment
from marketplace.training.promises import attendance_agrees, certificates_are_earned, places_are_given_in_turn
from marketplace.training.queries import counts_of, list_sessions
from marketplace.training.services import (
    add_session,
    call_roll,
    cancel_class,
    change_class,
    drop_session,
    end_class,
    enrol,
    go_on_with,
    issue_certificates,
    open_class,
    plan_again,
    plan_of,
    register_by_phone,
    repeat_class,
    revoke_certificate,
    take_beyond_capacity,
    void_enrolment,
    withdraw,
)
from marketplace.training.states import CANCELLED, PLANNED, RUNNING
from marketplace.training.topics import LATE, LAW, LEFT_EARLY, PRESENT
from tests.builders import BIEN_THUONG, HAC_THANH, make_person, unit_of
from tests.training.making import ALL, BY, a_plan, all_came, fill, first_session, make_class, make_done, make_women

ROOM = (certificates_are_earned, places_are_given_in_turn, attendance_agrees)


def broken() -> list[str]:
    """What of the room's promises, and of the facts', is broken."""
    return [line for check in (*ROOM, every_fact_is_right, merges_can_be_undone) for line in check()]


@pytest.fixture
def writing(app: Flask) -> Iterator[None]:
    with transaction():
        yield
        session.flush()
        assert broken() == []


def test_a_class_is_opened_with_its_first_session(writing: None) -> None:
    row = make_class(trainers=("Bà Hoa", " bà  hoa ", "Ông Nam"))
    assert (row.status, len(row.code), row.begins_on) == (PLANNED, 6, first_session(row).held_on)
    assert [trainer.name for trainer in row.trainers] == ["bà hoa", "Ông Nam"] or len(row.trainers) == 2
    again = repeat_class(row, today() + timedelta(days=3), **ALL)
    assert plan_of(again) == plan_of(row) and again.repeats_id == row.id and again.code != row.code


@pytest.mark.parametrize("field", ["title", "topic", "audience", "capacity", "begins_on"])
def test_what_cannot_be_a_class_is_refused(writing: None, field: str) -> None:
    wrong = {"title": " ", "topic": "x", "audience": "men", "capacity": 0}.get(field)
    plan = a_plan() if field == "begins_on" else a_plan(**{field: wrong})
    day = today() + timedelta(days=9999 if field == "begins_on" else 1)
    with pytest.raises(Invalid) as refused:
        open_class(unit_of(BIEN_THUONG), plan, day, **ALL)
    assert refused.value.facts["field"] == field


def test_an_officer_of_elsewhere_is_refused_and_nothing_changed(writing: None) -> None:
    row = make_class()
    [one] = fill(row, make_women(1))
    there = {"actor": BY, "scope": Scope((unit_of(HAC_THANH).path,))}
    for act in (
        lambda: open_class(unit_of(BIEN_THUONG), a_plan(), today(), **there),
        lambda: change_class(row, a_plan(title="Khác"), **there),
        lambda: cancel_class(row, why="không", **there),
        lambda: enrol(row, make_person(), **there),
        lambda: call_roll(row, first_session(row), {one.id: PRESENT}, **there),
        lambda: withdraw(one, **there),
        lambda: issue_certificates(row, **there),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert (row.title, row.status, one.is_seated, session.query(Attendance).count()) == (
        "Bán hàng qua Zalo", PLANNED, True, 0,
    )  # fmt: skip


def test_places_are_given_in_turn_and_a_free_one_goes_to_who_waits_longest(writing: None) -> None:
    row = make_class(capacity=2)
    first, second, third, fourth = fill(row, make_women(4))
    assert [one.is_seated for one in (first, second, third, fourth)] == [True, True, False, False]
    withdraw(first, **ALL)
    assert third.is_seated and fourth.is_waiting and broken() == []
    again = enrol(row, first.person, **ALL)
    assert again is first and first.is_waiting and broken() == []
    change_class(row, replace(plan_of(row), capacity=3), **ALL)
    assert fourth.is_seated and first.is_waiting
    take_beyond_capacity(first, **ALL)
    assert first.is_extra and counts_of([row.id])[row.id].seated == 4 and broken() == []
    with pytest.raises(errors.TooFewPlaces):
        change_class(row, replace(plan_of(row), capacity=2), **ALL)
    with pytest.raises(Conflict):
        take_beyond_capacity(first, **ALL)


def test_a_woman_stands_in_a_list_once(writing: None) -> None:
    row = make_class()
    [one] = fill(row, make_women(1))
    with pytest.raises(errors.AlreadyEnrolled):
        enrol(row, one.person, **ALL)
    void_enrolment(one, why="nhầm người", **ALL)
    assert enrol(row, one.person, **ALL).id != one.id
    with pytest.raises(Conflict):
        void_enrolment(one, why="lần nữa", **ALL)


def test_the_roll_is_called_once_however_often_it_is_sent(writing: None) -> None:
    row = make_class(trainers=("Bà Hoa",))
    one, two, three = fill(row, make_women(3))
    marks = {one.id: PRESENT, two.id: LATE}
    for _again in range(2):
        assert call_roll(row, first_session(row), marks, **ALL) == 2
    counts = counts_of([row.id])[row.id]
    assert (counts.seated, counts.came, counts.attendances, row.status) == (3, 2, 2, RUNNING)
    second = add_session(row, today(), "07:30", "11:00", **ALL)
    call_roll(row, second, {one.id: LEFT_EARLY, three.id: PRESENT}, **ALL)
    counts = counts_of([row.id])[row.id]
    assert (counts.came, counts.attendances) == (3, 4)
    assert [each.first_came_on for each in (one, two, three)] == [row.begins_on, row.begins_on, today()]
    call_roll(row, first_session(row), {}, **ALL)
    assert one.first_came_on == today() and two.first_came_on is None and row.status == RUNNING
    call_roll(row, second, {}, **ALL)
    assert row.status == PLANNED and session.query(Attendance).count() == 0


def test_who_waits_and_comes_is_taken(writing: None) -> None:
    row = make_class(capacity=1)
    one, two = fill(row, make_women(2))
    all_came(row, [one, two])
    assert two.is_seated and two.is_extra


def test_a_cancelled_class_takes_nobody_and_has_no_attendance(writing: None) -> None:
    row = make_class()
    [one] = fill(row, make_women(1))
    with pytest.raises(Invalid):
        cancel_class(row, why=" ", **ALL)
    cancel_class(row, why="bão số 5", **ALL)
    with pytest.raises(errors.ClassCancelled):
        all_came(row, [one])
    with pytest.raises(errors.ClassCancelled):
        enrol(row, make_person(), **ALL)
    with pytest.raises(WrongState):
        cancel_class(row, why="lần nữa", **ALL)
    assert (row.status, row.cancelled_why, session.query(Attendance).count()) == (CANCELLED, "bão số 5", 0)
    plan_again(row, **ALL)
    all_came(row, [one])
    with pytest.raises(errors.HasAttendance):
        cancel_class(row, why="muộn", **ALL)


def test_what_is_wrong_with_a_roll_is_refused_and_nothing_is_written(writing: None) -> None:
    row, other = make_class(), make_class()
    [one], [stranger] = fill(row, make_women(1)), fill(other, make_women(1))
    with pytest.raises(NotFound):
        call_roll(row, first_session(row), {one.id: PRESENT, stranger.id: PRESENT}, **ALL)
    with pytest.raises(Invalid):
        call_roll(row, first_session(row), {one.id: "asleep"}, **ALL)
    tomorrow = add_session(row, today() + timedelta(days=1), **ALL)
    with pytest.raises(errors.NotYet):
        call_roll(row, tomorrow, {one.id: PRESENT}, **ALL)
    assert session.query(Attendance).count() == 0


def test_no_woman_is_in_two_communes_at_one_time(writing: None) -> None:
    row, there = make_class(), make_class(area_code=HAC_THANH)
    [woman] = make_women(1)
    all_came(row, fill(row, [woman]))
    [line] = fill(there, [woman])
    with pytest.raises(errors.ElsewhereThatDay) as refused:
        all_came(there, [line])
    assert [other.class_id for _here, other in refused.value.found] == [row.id]
    held, elsewhere = first_session(row), first_session(there)
    held.begins, held.ends, elsewhere.begins, elsewhere.ends = "07:30", "10:00", "14:00", "16:00"
    all_came(there, [line])


def test_sessions_are_added_and_taken_out(writing: None) -> None:
    row = make_class(today())
    with pytest.raises(errors.SessionExists):
        add_session(row, today(), **ALL)
    with pytest.raises(Invalid):
        add_session(row, today(), "10:00", "09:00", **ALL)
    with pytest.raises(errors.LastSession):
        drop_session(row, first_session(row), **ALL)
    earlier = add_session(row, today() - timedelta(days=2), **ALL)
    assert row.begins_on == earlier.held_on
    all_came(row, fill(row, make_women(1)))
    with pytest.raises(errors.HasAttendance):
        drop_session(row, earlier, **ALL)
    drop_session(row, list_sessions(row)[1], **ALL)
    assert len(list_sessions(row)) == 1


def test_certificates_go_to_who_came_often_enough_once_and_stay_when_revoked(writing: None) -> None:
    row = make_class(needed_sessions=2)
    one, two = fill(row, make_women(2))
    all_came(row, [one, two])
    call_roll(row, add_session(row, today(), **ALL), {one.id: PRESENT}, **ALL)
    with pytest.raises(errors.NotEarned):
        issue_certificates(row, **ALL)
    end_class(row, **ALL)
    [certificate] = issue_certificates(row, **ALL)
    assert certificate.enrolment is one and issue_certificates(row, **ALL) == []
    go_on_with(row, **ALL)
    with pytest.raises(errors.AlreadyCertified):
        all_came(row, [two])
    with pytest.raises(errors.AlreadyCertified):
        void_enrolment(one, why="nhầm", **ALL)
    revoke_certificate(certificate, why="sai tên", **ALL)
    with pytest.raises(Conflict):
        revoke_certificate(certificate, why="lần nữa", **ALL)
    end_class(row, **ALL)
    [anew] = issue_certificates(row, **ALL)
    assert anew.number != certificate.number and session.query(ClassCertificate).count() == 2


def test_what_a_class_was_about_stays_once_somebody_came(writing: None) -> None:
    row = make_done()
    with pytest.raises(errors.HasAttendance):
        change_class(row, replace(plan_of(row), topic=LAW), **ALL)
    with pytest.raises(errors.ClassOver):
        enrol(row, make_person(), **ALL)
    change_class(row, replace(plan_of(row), title="Tên mới", relatives=12), **ALL)
    assert (row.title, row.relatives) == ("Tên mới", 12)


def test_a_class_to_which_nobody_came_cannot_be_ended(writing: None) -> None:
    with pytest.raises(errors.NobodyCame):
        end_class(make_class(), **ALL)


def test_who_registers_by_phone_is_known_only_by_phone_and_name(writing: None) -> None:
    row, phone = make_class(), "+84912345678"
    known = make_person("Lê Thị Mận", phone=phone, birth_year=1985)
    one = register_by_phone(row, "LÊ THỊ MẬN", phone, 1985, actor=BY)
    assert one.person is known and register_by_phone(row, "le thi man", phone, None, actor=BY) is one
    daughter = register_by_phone(row, "Lê Thị Mơ", phone, 2005, actor=BY)
    namesake = register_by_phone(row, "Lê Thị Mận", phone, 1960, actor=BY)
    assert len({known.id, daughter.person_id, namesake.person_id}) == 3
    assert session.query(Enrolment).count() == 3 and session.query(Person).filter_by(phone=phone).count() == 3


def test_planted_faults_are_named(app: Flask) -> None:
    with transaction():
        row = make_class(capacity=1)
        one, two = fill(row, make_women(2))
        all_came(row, [one])
    session.query(Enrolment).filter_by(id=one.id).update({"first_came_on": today()})
    session.query(Enrolment).filter_by(id=two.id).update({"seated_at": now()})
    session.add(ClassCertificate(number="CN1", enrolment_id=two.id, full_name="x", issued_on=today()))
    session.flush()
    assert all(list(check()) for check in (*ROOM, every_fact_is_right))
    session.rollback()


def test_time_goes_by_and_the_order_of_waiting_stays(app: Flask) -> None:
    with transaction():
        row = make_class(capacity=1)
        women = make_women(3)
        lines = []
        for hours, woman in enumerate(women):
            with as_if(now() + timedelta(hours=hours)):
                lines.append(enrol(row, woman, **ALL))
        withdraw(lines[0], **ALL)
    assert [line.is_seated for line in lines] == [False, True, False]
