"""Visits, next steps, mentors and who was not in touch for 90 days; the timeline that tells all of it."""

from datetime import timedelta
from typing import Any

import pytest

from marketplace.association.scope import EVERYTHING, Scope
from marketplace.core.actors import SELLER, Actor
from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.errors import Invalid, NotAllowed, NotFound
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from marketplace.programme.errors import DoneBefore
from marketplace.programme.models import SupportRecord, SupportVisit
from marketplace.programme.queries import (
    conditions_of_woman,
    count_out_of_touch,
    list_out_of_touch,
    list_women,
    list_workloads,
    lock_condition_of,
    lock_step_of,
    mentors_now,
    steps_due,
    steps_of_woman,
    timeline_of,
)
from marketplace.programme.services import (
    add_condition,
    end_mentorship,
    finish_step,
    note_repayment,
    reopen_step,
    say_condition_done,
    void_mentorship,
    void_visit,
)
from tests.builders import BIEN_THUONG, HAC_THANH, make_officer, make_person, make_seller, make_shop, unit_of
from tests.outcomes import make_support, sell
from tests.programme.making import BY, make_granted, make_mentor, make_visit

pytestmark = pytest.mark.usefixtures("app")
HERE, ELSEWHERE = BIEN_THUONG, HAC_THANH


def scope_of(area_code: str) -> Scope:
    return Scope((unit_of(area_code).path,))


def supported(days: int, area_code: str = HERE) -> Person:
    woman = make_person(f"Lê Thị Xa {days}", area_code=area_code)
    make_support(woman, area_code).given_on = today() - timedelta(days=days)
    return woman


def names(scope: Scope = EVERYTHING) -> list[str]:
    return [row.person.full_name for row in list_out_of_touch(scope).items]


def test_who_was_not_in_touch_for_90_days_comes_first_and_leaves_with_a_visit() -> None:
    with transaction():
        officer = make_officer()
        far, near = supported(200), supported(91)
        for days in (90, 10, 800):
            supported(days)
        supported(300, ELSEWHERE)
    assert names(scope_of(HERE)) == [far.full_name, near.full_name]
    assert count_out_of_touch(scope_of(HERE)) == 2 and len(names()) == 3
    with transaction():
        visit = make_visit(far, officer)
    assert names(scope_of(HERE)) == [near.full_name]
    with transaction():
        void_visit(visit, why="nhầm người", **BY)
        session.query(SupportRecord).filter_by(person_id=near.id).one().voided_at = visit.recorded_at
    assert names(scope_of(HERE)) == [far.full_name]


def test_the_list_goes_on_where_a_page_ends() -> None:
    with transaction():
        for days in range(100, 130):
            supported(days)
    first = list_out_of_touch(EVERYTHING)
    second = list_out_of_touch(EVERYTHING, first.next_cursor)
    days = [row.days for row in (*first.items, *second.items)]
    assert days == list(range(129, 99, -1)) and second.next_cursor is None


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"visited_on": "tomorrow"}, "visited_on"),
        ({"way": "dream"}, "way"),
        ({"next_due_on": "tomorrow"}, "next_step"),
        ({"next_step": "Chụp ảnh", "next_due_on": "long ago"}, "next_due_on"),
    ],
)
def test_a_visit_that_cannot_be_is_refused(told: dict[str, Any], field: str) -> None:
    days = {"tomorrow": today() + timedelta(days=1), "long ago": today() - timedelta(days=99)}
    with pytest.raises(Invalid) as fault, transaction():
        make_visit(make_person(), make_officer(), **{name: days.get(value, value) for name, value in told.items()})
    assert fault.value.facts["field"] == field and session.query(SupportVisit).count() == 0


def test_the_same_visit_is_written_down_once_and_elsewhere_is_refused() -> None:
    with transaction():
        woman, officer = make_person(), make_officer()
        row = make_visit(woman, officer, next_step="Chụp ảnh")
    with pytest.raises(DoneBefore), transaction():
        make_visit(woman, officer)
    with pytest.raises(NotAllowed), transaction():
        void_visit(row, why="nhầm", actor=BY["actor"], scope=scope_of(ELSEWHERE))
    assert session.query(SupportVisit).one().voided_at is None


def test_a_step_is_done_by_her_seen_by_the_officer_and_reopened() -> None:
    with transaction():
        woman, officer = make_person(), make_officer()
        row = make_visit(woman, officer, next_step="Chụp ảnh", next_due_on=today())
    assert steps_due(scope_of(HERE), today(), 9) == steps_of_woman(woman.id) == [row]
    assert steps_due(scope_of(ELSEWHERE), today(), 9) == []
    by = Actor(SELLER, woman.id)
    with transaction():
        assert finish_step(lock_step_of(woman.id, row.id), actor=by)
        assert not finish_step(lock_step_of(woman.id, row.id), actor=by)
    assert (row.step_done_on, row.step_done_by) == (today(), "seller") and steps_of_woman(woman.id) == []
    with transaction():
        assert reopen_step(row, **BY) and not reopen_step(row, **BY)
    assert steps_of_woman(woman.id) == [row]
    with pytest.raises(NotFound):
        lock_step_of(officer.id, row.id)


def test_she_says_that_a_condition_is_done_and_nobody_else_can() -> None:
    with transaction():
        woman, other = make_person(), make_person("Lê Thị Khác")
        condition = add_condition(make_granted(woman), text="Nộp hóa đơn", due_on=today(), **BY)
    with pytest.raises(NotFound):
        lock_condition_of(other.id, condition.id)
    by = Actor(SELLER, woman.id)
    with transaction():
        assert say_condition_done(lock_condition_of(woman.id, condition.id), actor=by)
        assert not say_condition_done(lock_condition_of(woman.id, condition.id), actor=by)
    assert conditions_of_woman(woman.id) == [condition] and condition.fulfilled_on is None


def test_a_mentor_stands_by_her_once_from_day_to_day() -> None:
    with transaction():
        woman, mentor = make_person(), make_person("Trần Thị Dìu")
        row = make_mentor(woman, mentor)
    with pytest.raises(DoneBefore), transaction():
        make_mentor(woman, mentor)
    with pytest.raises(Invalid), transaction():
        make_mentor(woman, woman)
    assert mentors_now([woman.id]) == {woman.id: [row]}
    [found] = list_women(scope_of(HERE), role="mentor").items
    assert found.person == mentor and found.roles.mentoring == 1
    with pytest.raises(Invalid), transaction():
        end_mentorship(row, ended_on=row.began_on - timedelta(days=1), **BY)
    with transaction():
        end_mentorship(row, ended_on=today(), **BY)
    assert mentors_now([woman.id]) == {woman.id: []}
    with transaction():
        void_mentorship(row, why="nhầm", **BY)
    with pytest.raises(DoneBefore), transaction():
        void_mentorship(row, why="nhầm", **BY)


def test_who_looks_after_whom_is_counted_in_the_territory() -> None:
    with transaction():
        officer, one, two = make_officer(), make_person(), make_person("Lê Thị Hai")
        make_mentor(one, officer)
        make_mentor(two, officer)
        make_visit(one, officer, days=10, next_step="Chụp ảnh", next_due_on=today() - timedelta(days=2))
        make_visit(two, officer, next_step="Viết lời giới thiệu")
        make_visit(two, officer, days=1, area_code=ELSEWHERE)
    [mine] = list_workloads(scope_of(HERE))
    assert (mine.person, mine.women, mine.visits, mine.open_steps, mine.overdue_steps) == (officer, 2, 2, 2, 1)


def test_her_timeline_tells_all_in_order_within_the_territory() -> None:
    with transaction():
        seller, officer = make_seller("Hoàng Thị Bán"), make_officer()
        woman = seller.person
        shop = make_shop("Bưởi chị Bán", seller=seller)
        row = make_granted(woman, kind="loan", paid=20_000)
        note_repayment(row, repaid_on=today(), amount_dong=5_000, **BY)
        make_mentor(woman, officer)
        make_visit(woman, officer)
    sell(shop)
    told = timeline_of(woman.id, scope_of(HERE))
    kinds = [entry.kind for entry in told]
    expected = {"funding_applied", "support", "money_paid", "seller_admitted", "shop_opened", "mentor_given", "visit"}
    assert expected | {"repaid", "first_product", "first_sale", "sold_in_year"} == set(kinds)
    assert [entry.on for entry in told] == sorted(entry.on for entry in told)
    assert kinds.index("funding_applied") < kinds.index("support") < kinds.index("money_paid") < kinds.index("visit")
    assert next(entry for entry in told if entry.kind == "sold_in_year").facts["amount_dong"] == 200_000
    assert timeline_of(woman.id, scope_of(ELSEWHERE)) == []
