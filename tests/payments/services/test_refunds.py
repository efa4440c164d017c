"""Giving money back: once, never more than came, and a transfer by two persons."""

import pytest
from flask import Flask

from marketplace.audit.models import AuditEntry
from marketplace.core.actors import CUSTOMER, GUEST, OFFICER, OPERATOR, Actor
from marketplace.core.db import session
from marketplace.core.errors import NotAllowed
from marketplace.core.transactions import transaction
from marketplace.ledger.models import LedgerEntry
from marketplace.ledger.queries import account_balance, balances, position_of
from marketplace.orders.models import Order
from marketplace.orders.queries import lock_shop_orders
from marketplace.orders.services.fulfilment import decline
from marketplace.payments.errors import AccountMissing, NothingToRefund, SamePerson
from marketplace.payments.models import Refund
from marketplace.payments.services.refunds import (
    confirm_refund,
    deny_refund,
    give_account,
    record_transfer_back,
    refund_shop_order,
    reveal_account,
    try_refund_again,
)
from marketplace.payments.services.transfers import collect_cash, confirm_transfer
from marketplace.rules.errors import BadAccount
from tests.builders import make_officer
from tests.payments.making import (
    BUYER,
    again,
    an_operator,
    broken_promises,
    make_paid_shop,
    placed,
    received_for,
    seller_of,
    the_payment,
)


@pytest.fixture
def declined(app: Flask) -> Order:
    """An order paid by transfer to the seller, which she then cannot deliver."""
    with transaction():
        shop = make_paid_shop()
    order = placed(shop)
    with transaction():
        confirm_transfer(the_payment(order), by=seller_of(shop))
    with transaction():
        [part] = lock_shop_orders([order.shop_orders[0].id])
        decline(part, by=seller_of(shop), reason="sold_out")
    return again(order)


def the_refund() -> Refund:
    session.rollback()
    session.expire_all()
    return session.query(Refund).one()


def give(number: str = "0071 000 999", bank_bin: str = "970436", holder: str = "Trần Thị Khách") -> None:
    with transaction():
        give_account(the_refund(), bank_bin=bank_bin, number=number, holder=holder, by=BUYER)


def send(by: Actor) -> None:
    with transaction():
        record_transfer_back(the_refund(), "FT26111", by=by)


def test_declining_a_paid_order_asks_for_a_refund_at_once(declined: Order) -> None:
    refund = the_refund()
    assert (refund.status, refund.way, refund.amount_dong, refund.reason) == (
        "requested",
        "transfer",
        230_000,
        "sold_out",
    )
    [part] = declined.shop_orders
    assert part.money_status == "refund_due"
    assert received_for(part.id) == 230_000
    assert balances(part.shop_id)["commission"] == balances(part.shop_id)["tax:vat"] == 0
    assert account_balance("refund_due") == -230_000
    assert broken_promises() == []


def test_asked_again_it_is_the_same_refund(declined: Order) -> None:
    with transaction():
        [part] = lock_shop_orders([declined.shop_orders[0].id])
        assert refund_shop_order(part, reason="again", by=BUYER).id == the_refund().id
    assert session.query(Refund).count() == 1


def test_the_whole_way_by_two_persons(declined: Order) -> None:
    shop = declined.shop_orders[0].shop
    give()
    assert the_refund().to_shown == {
        "bin": "970436",
        "bank": "Vietcombank",
        "number_masked": "00•••••999",
        "holder": "TRAN THI KHACH",
    }
    with transaction():
        assert reveal_account(the_refund(), by=seller_of(shop)) == "0071000999"
    send(seller_of(shop))
    assert the_refund().status == "sent"
    with transaction():
        confirm_refund(the_refund(), by=BUYER)
    with transaction():
        confirm_refund(the_refund(), by=BUYER)
    [part] = again(declined).shop_orders
    assert (the_refund().status, part.money_status) == ("done", "refunded")
    assert (position_of(part.shop_id), account_balance("refund_due"), received_for(part.id)) == (0, 0, 0)
    assert all(amount == 0 for amount in balances(part.shop_id).values())
    assert broken_promises() == []


def test_the_account_is_sealed_and_each_look_is_in_the_trail(declined: Order) -> None:
    shop = declined.shop_orders[0].shop
    give()
    assert "0071000999" not in str(vars(the_refund()))
    for _ in range(2):
        with transaction():
            reveal_account(the_refund(), by=seller_of(shop))
    looks = session.query(AuditEntry).filter_by(action="refund.account_revealed").all()
    assert [look.person_id for look in looks] == [shop.seller.person_id] * 2


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({"bank_bin": "000000"}, "bank"),
        ({"number": "12"}, "number"),
        ({"number": "0071٠٠٠999"}, "number"),
        ({"number": "<script>"}, "number"),
        ({"holder": " "}, "holder"),
        ({"holder": "a" * 80}, "holder"),
    ],
)
def test_an_account_that_cannot_be_is_refused(declined: Order, wish: dict[str, str], field: str) -> None:
    with pytest.raises(BadAccount) as refusal:
        give(**wish)
    assert refusal.value.field == field
    assert the_refund().to_account is None


def test_nothing_is_sent_or_shown_before_the_customer_says_where_to(declined: Order) -> None:
    shop = declined.shop_orders[0].shop
    with pytest.raises(AccountMissing):
        send(seller_of(shop))
    with pytest.raises(AccountMissing), transaction():
        reveal_account(the_refund(), by=seller_of(shop))
    assert the_refund().status == "requested"


def test_a_stranger_sends_and_sees_nothing(declined: Order) -> None:
    give()
    with transaction():
        other, officer, operator = make_paid_shop(), make_officer(), an_operator()
    for stranger in (seller_of(other), Actor(OFFICER, officer.id), operator, BUYER):
        with pytest.raises(NotAllowed):
            send(stranger)
        with pytest.raises(NotAllowed), transaction():
            reveal_account(the_refund(), by=stranger)
    assert the_refund().status == "requested"
    assert session.query(AuditEntry).filter_by(action="refund.account_revealed").count() == 0


def test_whoever_sent_it_does_not_confirm_it(declined: Order) -> None:
    shop = declined.shop_orders[0].shop
    give()
    send(seller_of(shop))
    for kind in (CUSTOMER, OPERATOR):
        with pytest.raises(SamePerson), transaction():
            confirm_refund(the_refund(), by=Actor(kind, shop.seller.person_id))
    with pytest.raises(NotAllowed), transaction():
        confirm_refund(the_refund(), by=seller_of(shop))
    assert the_refund().status == "sent"
    with transaction():
        confirm_refund(the_refund(), by=an_operator())
    assert the_refund().status == "done"


def test_it_did_not_arrive_and_is_sent_again(declined: Order) -> None:
    shop = declined.shop_orders[0].shop
    give()
    send(seller_of(shop))
    with transaction():
        deny_refund(the_refund(), by=Actor(GUEST))
    assert (the_refund().status, the_refund().failure) == ("failed", "not_arrived")
    give(number="0071000888")
    assert the_refund().status == "requested"
    send(seller_of(shop))
    with transaction():
        deny_refund(the_refund(), by=BUYER)
    with transaction():
        try_refund_again(the_refund(), by=an_operator())
    assert the_refund().status == "requested"
    assert broken_promises() == []


def test_cash_comes_back_by_transfer(app: Flask) -> None:
    with transaction():
        shop = make_paid_shop()
    order = placed(shop, method="cod")
    with transaction():
        [part] = lock_shop_orders([order.shop_orders[0].id])
        collect_cash(part, by=seller_of(shop))
    with transaction():
        [part] = lock_shop_orders([order.shop_orders[0].id])
        assert refund_shop_order(part, reason="spoilt", by=an_operator()).way == "transfer"
    assert again(order).shop_orders[0].money_status == "refund_due"


def test_nothing_goes_back_of_what_never_came(app: Flask) -> None:
    with transaction():
        shop = make_paid_shop()
    order = placed(shop)
    with pytest.raises(NothingToRefund), transaction():
        [part] = lock_shop_orders([order.shop_orders[0].id])
        refund_shop_order(part, reason="x", by=BUYER)
    assert session.query(LedgerEntry).count() == session.query(Refund).count() == 0


def test_an_unpaid_order_that_ends_asks_for_nothing_more(app: Flask) -> None:
    with transaction():
        shop = make_paid_shop()
    for method in ("cod", "vietqr", "stripe_checkout"):
        order = placed(shop, method=method)
        with transaction():
            [part] = lock_shop_orders([order.shop_orders[0].id])
            from marketplace.orders.services.cancelling import cancel_shop_order

            cancel_shop_order(part, by=BUYER, reason="changed_mind")
        assert again(order).shop_orders[0].money_status == "void"
        assert again(the_payment(order)).status == "cancelled"
    assert broken_promises() == []
