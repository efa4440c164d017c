"""Grants and loans: what was granted is never passed, what is paid is counted once, mistakes are taken back."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from marketplace.association.scope import EVERYTHING, Scope
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.errors import Conflict, NotAllowed
from marketplace.core.transactions import transaction
from marketplace.programme.errors import BadFunding, DoneBefore, HasFunding
from marketplace.programme.models import Funding, OutcomeFact, SupportRecord
from marketplace.programme.periods import span
from marketplace.programme.promises import every_fact_is_right, money_stays_within_what_was_granted
from marketplace.programme.queries import (
    every_record,
    get_programme,
    is_overdue,
    list_mobilised,
    list_records,
    value_of,
)
from marketplace.programme.registries import INDICATORS
from marketplace.programme.services import (
    add_condition,
    close_funding,
    correct_aim,
    fulfil_condition,
    grant_funding,
    merge_people,
    note_repayment,
    pay_tranche,
    plan_tranche,
    refuse_funding,
    reopen_funding,
    unmerge_people,
    unpay_tranche,
    void_funding,
    void_support,
)
from marketplace.programme.shape import Place
from tests.builders import HAC_THANH, make_person, unit_of
from tests.outcomes import make_support
from tests.programme.making import BY, days_ago, make_file, make_granted

pytestmark = pytest.mark.usefixtures("app")
MONEY = "resources_mobilised"


def figure(code: str) -> int:
    programme = get_programme("2415")
    return value_of(INDICATORS.get(code), programme, Place(unit_of("38").path), span(programme.begins_on, today()))


def refused(why: str, act: Callable[[], object]) -> None:
    with pytest.raises(BadFunding) as fault, transaction():
        act()
    assert fault.value.why == why
    session.expire_all()


def sound() -> bool:
    return [*money_stays_within_what_was_granted(), *every_fact_is_right()] == []


def test_what_is_granted_is_support_and_what_is_paid_is_counted() -> None:
    with transaction():
        row = make_granted(make_person(), 30_000, paid=20_000)
    assert (figure("women_supported"), figure("women_trade"), figure("women_start_up")) == (1, 1, 0)
    assert figure(MONEY) == 20_000 and sound()
    [support] = session.query(SupportRecord)
    assert row.support_id == support.id and row.made_support and support.amount_dong == 30_000
    [one] = list_mobilised(EVERYTHING)
    assert (one.funder, one.amount_dong, one.tranches, one.women) == ("Quỹ Hội", 20_000, 1, 1)


def test_list_and_file_are_the_number() -> None:
    with transaction():
        for dong in (10_000, 7_000):
            make_granted(make_person(), 30_000, paid=dong)
    plug, programme, place = INDICATORS.get(MONEY), get_programme("2415"), Place(unit_of("38").path)
    days = span(programme.begins_on, today())
    listed = list_records(plug, programme, place, days).items
    assert sum(row.amount_dong or 0 for row in listed) == figure(MONEY) == 17_000
    assert listed == every_record(plug, programme, place, days)


def test_a_refused_file_is_no_support_and_may_be_asked_for_again() -> None:
    with transaction():
        row = make_file(make_person())
        refuse_funding(row, decided_on=today(), why="thiếu giấy tờ", **BY)
    assert figure("women_supported") == 0 and row.result == "thiếu giấy tờ"
    with transaction():
        reopen_funding(row, **BY)
    assert (row.status, row.decided_on, row.result) == ("applied", None, "")


@pytest.mark.parametrize(
    ("why", "act"),
    [
        ("over_granted", lambda row: plan_tranche(row, planned_on=today(), amount_dong=10_001, **BY)),
        ("over_granted", lambda row: plan_tranche(row, planned_on=today(), amount_dong=0, **BY)),
        ("before_decided", lambda row: plan_tranche(row, planned_on=row.applied_on, amount_dong=1, **BY)),
        ("over_paid", lambda row: note_repayment(row, repaid_on=today(), amount_dong=20_001, **BY)),
        ("not_yet", lambda row: note_repayment(row, repaid_on=tomorrow(), amount_dong=1, **BY)),
        ("before_paid", lambda row: note_repayment(row, repaid_on=row.applied_on, amount_dong=1, **BY)),
        ("was_paid", lambda row: void_funding(row, why="nhầm", **BY)),
        ("needs_reason", lambda row: close_funding(row, closed_on=today(), result="xong", **BY)),
        ("needs_result", lambda row: close_funding(row, closed_on=today(), result=" ", **BY)),
        ("before_last", lambda row: close_funding(row, closed_on=row.applied_on, result="xong", **BY)),
        ("before_last", lambda row: close_funding(row, closed_on=tomorrow(), result="xong", **BY)),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(why: str, act: Callable[[Any], object]) -> None:
    with transaction():
        row = make_granted(make_person(), 30_000, "loan", paid=20_000)
    refused(why, lambda: act(row))
    assert (len(row.tranches), len(row.repayments), row.status) == (1, 0, "granted") and sound()


def tomorrow() -> Any:
    return today() + timedelta(days=1)


def test_a_tranche_is_paid_once_on_a_day_that_has_come() -> None:
    with transaction():
        row = make_granted(make_person())
        tranche = plan_tranche(row, planned_on=today(), amount_dong=30_000, **BY)
    refused("not_yet", lambda: pay_tranche(row, tranche.id, paid_on=tomorrow(), **BY))
    refused("before_decided", lambda: pay_tranche(row, tranche.id, paid_on=row.applied_on, **BY))
    assert figure(MONEY) == 0
    with transaction():
        pay_tranche(row, tranche.id, paid_on=today(), **BY)
    with pytest.raises(DoneBefore), transaction():
        pay_tranche(row, tranche.id, paid_on=today(), **BY)
    assert figure(MONEY) == 30_000 and sound()


def test_a_payment_that_never_was_is_taken_back_with_its_fact() -> None:
    with transaction():
        row = make_granted(make_person(), kind="loan", paid=30_000)
        note_repayment(row, repaid_on=today(), amount_dong=5_000, **BY)
    [tranche] = row.tranches
    refused("was_repaid", lambda: unpay_tranche(row, tranche.id, why="nhầm", **BY))
    with transaction():
        session.delete(row.repayments.pop())
        unpay_tranche(row, tranche.id, why="nhầm người", **BY)
    assert figure(MONEY) == 0 and session.query(OutcomeFact).filter_by(kind="money_paid").count() == 0 and sound()


def test_closing_asks_for_open_tranches_and_for_a_reason_where_a_condition_is_open() -> None:
    with transaction():
        row = make_granted(make_person(), paid=20_000)
        condition = add_condition(row, text="Nộp hóa đơn", due_on=today(), **BY)
        last = plan_tranche(row, planned_on=today(), amount_dong=10_000, **BY)
    refused("open_tranches", lambda: close_funding(row, closed_on=today(), result="xong", why="vội", **BY))
    with transaction():
        pay_tranche(row, last.id, paid_on=today(), **BY)
    refused("needs_reason", lambda: close_funding(row, closed_on=today(), result="xong", **BY))
    with transaction():
        fulfil_condition(row, condition.id, fulfilled_on=today(), **BY)
        close_funding(row, closed_on=today(), result="đã mua máy", **BY)
    refused("is_closed", lambda: close_funding(row, closed_on=today(), result="đã mua máy", **BY))
    refused("is_closed", lambda: plan_tranche(row, planned_on=today(), amount_dong=1, **BY))
    assert row.status == "closed" and sound()
    with transaction():
        reopen_funding(row, **BY)
    assert (row.status, row.closed_on) == ("granted", None)


def test_a_loan_is_overdue_until_it_is_paid_back() -> None:
    with transaction():
        row = make_granted(make_person(), kind="loan", paid=30_000)
        row.repay_by = today() - timedelta(days=1)
    assert is_overdue(row)
    with transaction():
        note_repayment(row, repaid_on=today(), amount_dong=30_000, **BY)
    assert not is_overdue(row)


def test_voiding_takes_the_support_along_that_the_decision_made() -> None:
    with transaction():
        row = make_granted(make_person())
    support = session.query(SupportRecord).one()
    with pytest.raises(HasFunding), transaction():
        void_support(support, why="nhầm", **BY)
    with transaction():
        void_funding(row, why="ghi nhầm người", **BY)
    assert row.status == "voided" and support.voided_at is not None and figure("women_supported") == 0 and sound()


def test_support_that_was_recorded_before_stands_behind_its_file() -> None:
    with transaction():
        woman = make_person()
        support = make_support(woman)
        support.kind = "grant"
        row = make_file(woman)
        told: Any = {"decision_number": "", "funder": "Quỹ Hội", "granted_dong": 5_000}
        grant_funding(row, decided_on=support.given_on, **told, **BY)
    assert row.support_id == support.id and not row.made_support
    assert session.query(SupportRecord).count() == 1
    with transaction():
        second = make_file(woman)
    refused("two_files", lambda: grant_funding(second, decided_on=support.given_on, **told, **BY))


@pytest.mark.parametrize("day", ["not_yet", "before_applied"])
def test_a_decision_stands_between_application_and_today(day: str) -> None:
    with transaction():
        row = make_file(make_person())
    on = tomorrow() if day == "not_yet" else row.applied_on - timedelta(days=1)
    refused(day, lambda: refuse_funding(row, decided_on=on, why="chưa đủ", **BY))
    assert row.status == "applied"


def test_another_commune_is_refused_and_nothing_changes() -> None:
    with transaction():
        row = make_granted(make_person())
    elsewhere: Any = BY | {"scope": Scope((unit_of(HAC_THANH).path,))}
    with pytest.raises(NotAllowed), transaction():
        plan_tranche(row, planned_on=today(), amount_dong=1, **elsewhere)
    assert session.query(Funding).one().tranches == []


def test_one_woman_may_be_in_both_and_the_whole_counts_her_once() -> None:
    with transaction():
        woman, other = make_person(), make_person("Lê Thị Rõ")
        make_granted(woman)
        first, unclear = make_support(woman), make_support(other)
        assert correct_aim(first, "start_up", **BY) and not correct_aim(first, "start_up", **BY)
    parts = ("women_start_up", "women_trade", "women_aim_unclear")
    assert [figure(code) for code in parts] == [1, 1, 1] and figure("women_supported") == 2
    with transaction():
        correct_aim(unclear, "trade", **BY)
    assert [figure(code) for code in parts] == [1, 2, 0] and figure("women_supported") == 2
    with transaction():
        void_support(unclear, why="nhầm", **BY)
    with pytest.raises(Conflict), transaction():
        correct_aim(unclear, "start_up", **BY)


def test_money_goes_with_a_woman_who_is_merged_and_comes_back() -> None:
    with transaction():
        kept, merged = make_person("Lê Thị Một"), make_person("Lê Thị Một")
        make_support(kept)
        make_granted(merged, paid=10_000)
    by: Any = {"actor": Actor(OFFICER, 999), "scope": EVERYTHING}
    with transaction():
        merge = merge_people(kept, merged, {}, **by)
    assert {fact.person_id for fact in session.query(OutcomeFact)} == {kept.id}
    assert figure(MONEY) == 10_000 and figure("women_supported") == 1 and sound()
    with transaction():
        unmerge_people(merge, **by)
    assert session.query(Funding).one().person_id == merged.id and figure("women_supported") == 2 and sound()


def test_verify_names_money_that_passed_what_was_granted() -> None:
    with transaction():
        row = make_granted(make_person(), 30_000, paid=30_000)
        row.granted_dong = 20_000
        other = make_granted(make_person(), days=50)
        plan_tranche(other, planned_on=days_ago(1), amount_dong=1, **BY)
        other.status = "closed"
    faults = list(money_stays_within_what_was_granted())
    assert [fault.partition(":")[0] for fault in faults] == [f"funding {row.id}", f"funding {other.id}"]
