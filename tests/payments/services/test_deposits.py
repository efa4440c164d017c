"""Bank lines: exact ones pay, all others wait for a person, and nothing counts twice."""

import itertools
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask

from marketplace.core.actors import OFFICER, Actor
from marketplace.core.clock import VIETNAM, local_date, now
from marketplace.core.db import session
from marketplace.core.errors import NotAllowed
from marketplace.core.outbox import OutboxRow
from marketplace.core.transactions import transaction
from marketplace.ledger.models import LedgerEntry, LedgerTransaction
from marketplace.ledger.queries import account_balance
from marketplace.orders.models import Order
from marketplace.payments.errors import DepositSettled, NoteMissing, NotThePayee, PaymentEnded
from marketplace.payments.jobs import end_overdue_payments
from marketplace.payments.models import BankAllocation, BankTransaction
from marketplace.payments.queries.outside import list_unmatched_deposits, underpaid_by
from marketplace.payments.queries.payments import payments_of
from marketplace.payments.services.deposits import (
    attach_deposit,
    match_bank_transaction,
    return_deposit,
    set_deposit_aside,
)
from marketplace.payments.services.transfers import confirm_transfer
from marketplace.payments.vietqr.memo import new_memo
from marketplace.rules.bank_accounts import account_fingerprint
from marketplace.shops.models import Shop
from tests.builders import make_officer
from tests.payments.making import (
    account_number_of,
    again,
    an_operator,
    broken_promises,
    make_paid_shop,
    placed,
    seller_of,
    set_settings,
    the_payment,
)

_references = itertools.count(1)
PLATFORM_NUMBER = "0011002233"


@pytest.fixture
def shop(app: Flask) -> Shop:
    with transaction():
        return make_paid_shop()


@pytest.fixture
def order(shop: Shop) -> Order:
    return placed(shop)


def came(shop: Shop | None, memo: str, amount_dong: int = 230_000, *, number: str | None = None) -> BankTransaction:
    """A stored bank line."""
    number = number or (account_number_of(shop) if shop else PLATFORM_NUMBER)
    with transaction():
        deposit = BankTransaction(
            feed="test",
            account_fingerprint=account_fingerprint("970436", number),
            reference=f"FT{next(_references)}",
            amount_dong=amount_dong,
            memo=memo,
        )
        session.add(deposit)
        session.flush()
        return deposit


def matched(*given: Any, **more: Any) -> str:
    deposit = came(*given, **more)
    with transaction():
        return match_bank_transaction(deposit.id)


def memo_of(order: Order) -> str:
    return str(the_payment(order).memo)


def test_an_exact_line_pays_whatever_the_bank_wrote_around_the_memo(shop: Shop, order: Order) -> None:
    memo = memo_of(order)
    noisy = f"MBVCB.123. {memo[:5].lower()} {memo[5:].lower()}.CT tu 00123 TRAN THI KHACH"
    assert matched(shop, noisy) == "matched"
    [part] = again(order).shop_orders
    assert (part.status, part.money_status, again(the_payment(order)).confirmed_how) == ("new", "paid", "bank_feed")
    assert broken_promises() == []


def test_money_of_the_last_day_of_a_year_counts_in_that_year(shop: Shop) -> None:
    """The bank's line comes, and is matched, after midnight: ledger, payment and order say 31 December (8.30)."""
    with time_machine.travel(datetime(2026, 12, 31, 23, 50, tzinfo=VIETNAM), tick=False):
        late = placed(shop)
        paid_at = now()
    with time_machine.travel(datetime(2027, 1, 1, 0, 20, tzinfo=VIETNAM), tick=False):
        deposit = came(shop, memo_of(late))
        with transaction():
            session.get_one(BankTransaction, deposit.id).happened_at = paid_at
        with transaction():
            assert match_bank_transaction(deposit.id) == "matched"
        [part] = again(late).shop_orders
        assert part.paid_at == again(the_payment(late)).ended_at == paid_at
        assert {posted.occurred_at for posted in session.query(LedgerTransaction)} == {paid_at}
        assert local_date(part.paid_at) == date(2026, 12, 31)
        assert broken_promises() == []


def test_of_money_in_two_parts_the_day_of_the_last_counts(shop: Shop, order: Order) -> None:
    first, second = came(shop, memo_of(order), 200_000), came(shop, "tra not", 30_000)
    times = {first.id: now() - timedelta(days=3), second.id: now() - timedelta(days=1)}
    with transaction():
        again(the_payment(order)).created_at = now() - timedelta(days=5)
        for key, at in times.items():
            session.get_one(BankTransaction, key).happened_at = at
    for deposit in (first, second):
        with transaction():
            match_bank_transaction(deposit.id)
    for deposit in (first, second):
        with transaction():
            attach_deposit(deposit, the_payment(order), note="đủ rồi", by=seller_of(shop))
    assert again(order).shop_orders[0].paid_at == times[second.id]
    assert broken_promises() == []


def test_the_same_line_is_acted_on_once(shop: Shop, order: Order) -> None:
    deposit = came(shop, memo_of(order))
    for _ in range(10):
        with transaction():
            assert match_bank_transaction(deposit.id) == "matched"
    assert session.query(BankAllocation).count() == 1
    assert broken_promises() == []


@pytest.mark.parametrize(
    ("amount", "outcome"), [(1, "too_little"), (229_999, "too_little"), (230_001, "too_much"), (460_000, "too_much")]
)
def test_another_amount_waits_for_a_person(shop: Shop, order: Order, amount: int, outcome: str) -> None:
    assert matched(shop, memo_of(order), amount) == outcome
    assert again(the_payment(order)).status == "pending"
    [stray] = list_unmatched_deposits(shop.id)
    assert stray.payment_id == the_payment(order).id
    told = session.query(OutboxRow).filter(OutboxRow.work.contains("stray_money")).count()
    assert told == 1
    assert session.query(LedgerEntry).count() == 0  # a seller's own account is not in our book
    assert broken_promises() == []


def test_an_unknown_memo_a_damaged_one_and_two_at_once_wait(shop: Shop, order: Order) -> None:
    other = placed(shop)
    assert matched(shop, "cam on chi") == "unknown_memo"
    assert matched(shop, new_memo()) == "unknown_memo"
    assert matched(shop, memo_of(order)[:-1]) == "unknown_memo"
    assert matched(shop, f"{memo_of(order)} {memo_of(other)}", 460_000) == "several_memos"
    assert [again(the_payment(o)).status for o in (order, other)] == ["pending", "pending"]


def test_money_on_another_account_waits(shop: Shop, order: Order) -> None:
    with transaction():
        other = make_paid_shop()
    assert matched(other, memo_of(order)) == "other_account"
    assert [deposit.payee_shop_id for deposit in list_unmatched_deposits()] == [other.id]
    assert matched(None, memo_of(order), number="5556667778") == "other_account"
    assert again(the_payment(order)).status == "pending"


def test_a_second_line_for_a_paid_order_waits(shop: Shop, order: Order) -> None:
    assert matched(shop, memo_of(order)) == "matched"
    assert matched(shop, memo_of(order)) == "duplicate"
    assert len(list_unmatched_deposits(shop.id)) == 1
    assert broken_promises() == []


def test_a_line_after_the_payees_word_agrees_with_it_once(shop: Shop, order: Order) -> None:
    with transaction():
        confirm_transfer(the_payment(order), by=seller_of(shop))
    assert matched(shop, memo_of(order)) == "confirmed"
    assert matched(shop, memo_of(order)) == "duplicate"
    assert broken_promises() == []


def test_a_late_line_brings_the_order_back_or_the_money(shop: Shop, order: Order) -> None:
    with time_machine.travel(now() + timedelta(hours=25), tick=True):
        end_overdue_payments()
        assert matched(shop, memo_of(order)) == "matched"
        assert again(order).shop_orders[0].status == "new"
        assert broken_promises() == []


def test_a_late_line_whose_goods_are_gone_is_refunded(shop: Shop) -> None:
    from marketplace.inventory.services import correct_stock

    order = placed(shop, stock=2)
    with time_machine.travel(now() + timedelta(hours=25), tick=True):
        end_overdue_payments()
        with transaction():
            correct_stock(order.shop_orders[0].lines[0].variant_id, 0, seller_of(shop))
        assert matched(shop, memo_of(order)) == "late"
        assert again(order).shop_orders[0].money_status == "refund_due"
        assert broken_promises() == []


@pytest.mark.parametrize("parts", [(200_000, 30_000), (100_000, 80_000, 50_000)])
def test_parts_that_reach_the_sum_pay(shop: Shop, order: Order, parts: tuple[int, ...]) -> None:
    """With the same code, on the right account; the last one pays, and nobody has to put them together."""
    *short, last = parts
    assert [matched(shop, memo_of(order), part) for part in short] == ["too_little"] * len(short)
    assert underpaid_by([the_payment(order).id]) == {the_payment(order).id: sum(short)}
    assert matched(shop, memo_of(order), last) == "matched"
    assert again(order).shop_orders[0].status == "new" and list_unmatched_deposits(shop.id) == []
    assert matched(shop, memo_of(order), last) == "duplicate"
    assert broken_promises() == []


def test_while_the_rest_may_be_on_its_way_the_goods_are_held_longer_once(shop: Shop, order: Order) -> None:
    until = the_payment(order).expires_at
    matched(shop, memo_of(order), 100_000)
    longer = again(the_payment(order)).expires_at
    matched(shop, memo_of(order), 1_000)
    assert longer - until >= timedelta(hours=12) and again(the_payment(order)).expires_at == longer
    with time_machine.travel(until + timedelta(minutes=1), tick=True):
        end_overdue_payments()
        assert again(the_payment(order)).status == "pending"
        assert matched(shop, memo_of(order), 129_000) == "matched"
    assert broken_promises() == []


def test_parts_that_do_not_fit_are_put_together_by_hand(shop: Shop, order: Order) -> None:
    assert matched(shop, memo_of(order), 200_000) == "too_little"
    assert matched(shop, memo_of(order), 40_000) == "too_little"
    first, second = list_unmatched_deposits(shop.id)
    with transaction():
        assert attach_deposit(first, the_payment(order), note="phần đầu", by=seller_of(shop)) == "noted"
    assert again(the_payment(order)).status == "pending"
    with transaction():
        assert attach_deposit(second, the_payment(order), note="phần sau", by=seller_of(shop)) == "received"
    assert again(order).shop_orders[0].status == "new"
    assert [left.rest_dong for left in list_unmatched_deposits(shop.id)] == [10_000]
    assert broken_promises() == []


def test_what_is_missing_may_come_by_itself(shop: Shop, order: Order) -> None:
    matched(shop, memo_of(order), 200_000)
    [first] = list_unmatched_deposits(shop.id)
    with transaction():
        attach_deposit(first, the_payment(order), note="thiếu 30", by=seller_of(shop))
    assert underpaid_by([the_payment(order).id]) == {the_payment(order).id: 200_000}
    assert matched(shop, memo_of(order), 30_000) == "matched"
    assert again(order).shop_orders[0].status == "new"
    assert broken_promises() == []


def test_what_is_too_much_stays_until_it_is_given_back(shop: Shop, order: Order) -> None:
    matched(shop, memo_of(order), 300_000)
    [deposit] = list_unmatched_deposits(shop.id)
    with transaction():
        assert attach_deposit(deposit, the_payment(order), note="thừa 70", by=seller_of(shop)) == "received"
    [left] = list_unmatched_deposits(shop.id)
    assert left.rest_dong == 70_000
    with transaction():
        return_deposit(left, bank_reference="FT9", note="trả lại", by=seller_of(shop))
    assert list_unmatched_deposits(shop.id) == []
    assert again(deposit).returned_dong == 70_000
    assert broken_promises() == []


def test_on_the_platforms_account_an_unmatched_deposit_stands_in_the_book_till_it_is_dealt_with(app: Flask) -> None:
    from marketplace.core.sealing import seal
    from marketplace.site.settings import PLATFORM_ACCOUNT_SEAL

    sealed = seal(PLATFORM_NUMBER, bound_to=PLATFORM_ACCOUNT_SEAL)
    set_settings(money_flow="licensed_partner", platform_bank_bin="970436", platform_bank_account_sealed=sealed)
    with transaction():
        shop, operator = make_paid_shop(), an_operator()
    order = placed(shop)
    matched(None, memo_of(order), 200_000)
    matched(None, "hoc phi", 55_000)
    assert (account_balance("unallocated"), account_balance("clearing:bank")) == (-255_000, 255_000)
    assert broken_promises() == []
    wrong, fees = list_unmatched_deposits()
    with transaction():
        attach_deposit(wrong, the_payment(order), note="thiếu", by=operator)
    assert broken_promises() == []
    assert matched(None, memo_of(order), 30_000) == "matched"
    assert again(order).shop_orders[0].status == "new"
    with transaction():
        return_deposit(fees, bank_reference="FT8", note="nhầm", by=operator)
    assert (account_balance("unallocated"), account_balance("clearing:bank")) == (0, 230_000)
    assert broken_promises() == []


def test_a_stranger_settles_nothing(shop: Shop, order: Order) -> None:
    matched(shop, "nham", 10_000)
    [deposit] = list_unmatched_deposits(shop.id)
    with transaction():
        other, officer = make_paid_shop(), make_officer()
    for stranger in (seller_of(other), Actor(OFFICER, officer.id)):
        with pytest.raises(NotAllowed), transaction():
            set_deposit_aside(deposit, note="x", by=stranger)
        with pytest.raises(NotAllowed), transaction():
            attach_deposit(deposit, the_payment(order), note="x", by=stranger)
    assert len(list_unmatched_deposits(shop.id)) == 1


def test_a_reason_must_be_given_and_a_settled_line_stays_settled(shop: Shop, order: Order) -> None:
    matched(shop, "nham", 10_000)
    [deposit] = list_unmatched_deposits(shop.id)
    with pytest.raises(NoteMissing), transaction():
        set_deposit_aside(deposit, note=" ", by=seller_of(shop))
    with transaction():
        set_deposit_aside(deposit, note="bạn trả nợ", by=seller_of(shop))
    with pytest.raises(DepositSettled), transaction():
        return_deposit(deposit, bank_reference="1", note="y", by=seller_of(shop))
    assert list_unmatched_deposits(shop.id) == []


def test_it_is_attached_only_to_an_open_payment_of_the_same_payee(shop: Shop, order: Order) -> None:
    with transaction():
        other = make_paid_shop()
    foreign, cash, done = placed(other), placed(shop, method="cod"), placed(shop)
    matched(shop, memo_of(done))
    matched(shop, "nham", 230_000)
    [deposit] = list_unmatched_deposits(shop.id)
    for target, refusal in ((foreign, NotThePayee), (cash, NotThePayee), (done, PaymentEnded)):
        with pytest.raises(refusal), transaction():
            attach_deposit(deposit, payments_of(target.id)[0], note="x", by=seller_of(shop))
    assert session.query(BankAllocation).count() == 1
    with transaction():
        attach_deposit(deposit, the_payment(order), note="khách quên ghi", by=an_operator())
    assert again(order).shop_orders[0].status == "new"
    assert broken_promises() == []
