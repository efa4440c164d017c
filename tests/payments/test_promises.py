"""The checks of money find what is planted: each promise names the fault it is there for."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from marketplace.core.actors import SYSTEM_ACTOR
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.ledger.accounts import CLEARING_BANK, HELD_BY_SELLER, SELLER, TAX_VAT, UNALLOCATED
from marketplace.ledger.services import Posting, post
from marketplace.orders.models import Order, ShopOrder
from marketplace.orders.queries import lock_shop_orders
from marketplace.payments.models import BankAllocation, BankTransaction, Payment, PaymentPart, Refund, RefundLine
from marketplace.payments.services.refunds import refund_lines
from marketplace.payments.services.transfers import confirm_transfer
from tests.payments.making import broken_promises, make_paid_shop, placed, seller_of, the_payment


@pytest.fixture
def paid(app: Flask) -> Order:
    """A sound order, paid by transfer."""
    with transaction():
        shop = make_paid_shop()
    order = placed(shop)
    with transaction():
        confirm_transfer(the_payment(order), by=seller_of(shop))
    assert broken_promises() == []
    return order


def found(promise: str) -> list[str]:
    return [line for line in broken_promises() if line.startswith(promise)]


def test_more_back_than_came(paid: Order) -> None:
    payment = the_payment(paid)
    with transaction():
        for amount in (200_000, 40_000):
            session.add(
                Refund(
                    payment_id=payment.id,
                    shop_order_id=paid.shop_orders[0].id,
                    way="transfer",
                    status="requested",
                    amount_dong=amount,
                    cause=f"complaint:{amount}",
                )
            )
    assert found("M5") == [f"M5 payment {payment.id}: 240000 claimed back of 230000"]


def test_a_bank_line_counted_for_more_than_it_holds(paid: Order) -> None:
    with transaction():
        deposit = BankTransaction(feed="t", account_fingerprint="f", reference="1", amount_dong=100, memo="")
        session.add(deposit)
        session.flush()
        session.add(
            BankAllocation(bank_transaction_id=deposit.id, payment_id=the_payment(paid).id, amount_dong=101, at=now())
        )
    assert found("M5") == [f"M5 deposit {deposit.id}: 101 counted of 100"]


def test_an_unmatched_deposit_that_no_bank_line_explains(paid: Order) -> None:
    with transaction():
        post("stray_money", "x", [Posting(CLEARING_BANK, 5), Posting(UNALLOCATED, -5)])
    assert found("M5") == ["M5 unallocated: the book says 5, the bank lines 0"]


def test_marked_paid_without_money_and_money_without_mark(paid: Order) -> None:
    with transaction():
        shop = make_paid_shop()
    unpaid = placed(shop)
    with transaction():
        session.get_one(ShopOrder, unpaid.shop_orders[0].id).money_status = "paid"
    number = unpaid.shop_orders[0].number
    assert f"M6 {number}: marked paid, the book holds 0" in found("M6")
    assert f"M6 {number}: marked paid, paid by 0 payments" in found("M6")
    with transaction():
        session.get_one(ShopOrder, unpaid.shop_orders[0].id).money_status = "unpaid"
        session.get_one(ShopOrder, paid.shop_orders[0].id).money_status = "unpaid"
    assert f"M6 {paid.shop_orders[0].number}: marked unpaid, the book holds 230000" in found("M6")


def test_one_dong_too_little_in_the_book(paid: Order) -> None:
    part = paid.shop_orders[0]
    with transaction():
        entries = [Posting(HELD_BY_SELLER, -1, part.shop_id, part.id), Posting(UNALLOCATED, 1)]
        post("planted", "x", entries)
    assert found("M6") == [f"M6 {part.number}: marked paid, the book holds 229999"]


@pytest.mark.parametrize("how", ["provider", "bank_feed", None, "a friend"])
def test_received_without_proof(paid: Order, how: str | None) -> None:
    with transaction():
        session.get_one(Payment, the_payment(paid).id).confirmed_how = how
    assert found("M6") == [f"M6 payment {the_payment(paid).id}: received by {how or 'nobody'} without proof"]


def test_parts_that_do_not_add_up(paid: Order) -> None:
    with transaction():
        session.query(PaymentPart).one().amount_dong = 229_000
    assert f"M6 payment {the_payment(paid).id}: 230000 asked, parts add up to 229000" in found("M6")


def test_a_refund_done_at_the_provider_without_its_name(paid: Order) -> None:
    with transaction():
        session.add(
            Refund(
                payment_id=the_payment(paid).id,
                shop_order_id=paid.shop_orders[0].id,
                way="provider",
                status="done",
                amount_dong=1,
            )
        )
    assert len(found("M13")) == 1


def test_a_demand_that_outlived_its_time(paid: Order) -> None:
    with transaction():
        shop = make_paid_shop()
    late = placed(shop)
    with transaction():
        session.get_one(Payment, the_payment(late).id).expires_at = now() - timedelta(seconds=61)
    assert f"S5 payment {the_payment(late).id}: still open after its time" in found("S5")


def test_money_kept_for_what_was_never_delivered(paid: Order) -> None:
    part = paid.shop_orders[0]
    with transaction():
        session.get_one(ShopOrder, part.id).status = "cancelled"
    assert f"S5 {part.number}: ended, but its money is kept" in found("S5")


def test_money_owed_that_nobody_was_told_to_send(paid: Order) -> None:
    part = paid.shop_orders[0]
    with transaction():
        session.get_one(ShopOrder, part.id).money_status = "refund_due"
    [line] = found("S5")
    assert "nobody was told to send it" in line


def test_fees_booked_otherwise_than_frozen_are_named(paid: Order) -> None:
    line = paid.shop_orders[0].lines[0]
    where = (line.shop_order_id, line.shop_order_id, line.id)
    with transaction():
        post("sale", "a test", [Posting(SELLER, 1, *where), Posting(TAX_VAT, -1, *where)])
    says = f"M8 order line {line.id}: the book holds {-line.vat_dong - 1} on tax:vat, which is not what was frozen"
    assert found("M8") == [says]


def test_a_state_of_money_that_payments_and_refunds_do_not_say(paid: Order) -> None:
    number = paid.shop_orders[0].number
    with transaction():
        session.execute(update(ShopOrder).values(money_status="partly_refunded"))
    assert f"M6 {number}: marked partly_refunded, its payments and refunds say paid" in found("M6")


def test_a_refund_line_that_grew(paid: Order) -> None:
    part = paid.shop_orders[0]
    with transaction():
        [locked] = lock_shop_orders([part.id])
        refund = refund_lines(locked, {part.lines[0].id: 1}, cause="return:1", reason="", by=SYSTEM_ACTOR)
    assert broken_promises() == []
    with transaction():
        more = {RefundLine.commission_dong: RefundLine.commission_dong + 1}
        session.query(RefundLine).update(more | {RefundLine.amount_dong: RefundLine.amount_dong + 1})
    assert f"M8 order line {part.lines[0].id}: its refunds do not follow its rates" in found("M8")
    assert f"M8 refund {refund.id}: 100000 go back, its lines add up to 100001" in found("M8")
    assert any(f"{part.number}: marked refund_due, the book holds" in line for line in found("M6"))
