"""Transfers and cash: who may say that money came, and what saying it does."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from marketplace.audit.models import AuditEntry
from marketplace.core.actors import CUSTOMER, OFFICER, OPERATOR, SELLER, Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.errors import NotAllowed
from marketplace.core.transactions import transaction
from marketplace.inventory.queries import find_hold
from marketplace.ledger.models import LedgerEntry
from marketplace.orders.models import Order
from marketplace.orders.queries import lock_shop_orders
from marketplace.payments.errors import AlreadySaid, MethodNotOffered, NothingSaid, NothingToPay, PaymentEnded
from marketplace.payments.jobs import end_overdue_payments
from marketplace.payments.queries.payments import (
    count_transfers_to,
    get_payment,
    is_reported,
    list_transfers_to,
    said_and_ended,
)
from marketplace.payments.queries.ways import is_cash_expected
from marketplace.payments.services.changing import change_method
from marketplace.payments.services.transfers import collect_cash, confirm_transfer, say_not_found, say_transferred
from marketplace.shops.models import Shop, ShopMember
from tests.builders import make_customer, make_officer
from tests.payments.making import (
    BUYER,
    again,
    an_operator,
    broken_promises,
    make_paid_shop,
    placed,
    seller_of,
    the_payment,
)


@pytest.fixture
def shop(app: Flask) -> Shop:
    with transaction():
        return make_paid_shop()


def test_saying_so_extends_the_time_once_by_a_day(shop: Shop) -> None:
    order = placed(shop)
    before = the_payment(order).expires_at
    with transaction():
        say_transferred(the_payment(order), by=BUYER)
    after = again(the_payment(order))
    assert after.expires_at == before + timedelta(hours=24)
    assert find_hold(order.shop_orders[0].lines[0].id).expires_at == after.expires_at
    assert count_transfers_to(shop.id) == 1
    with pytest.raises(AlreadySaid), transaction():
        say_transferred(the_payment(order), by=BUYER)
    assert again(the_payment(order)).expires_at == after.expires_at


def test_it_cannot_be_said_of_another_way_nor_of_money_that_came(shop: Shop) -> None:
    order, card = placed(shop), placed(shop, method="stripe_checkout")
    with pytest.raises(MethodNotOffered), transaction():
        say_transferred(the_payment(card), by=BUYER)
    with transaction():
        confirm_transfer(the_payment(order), by=seller_of(shop))
    with pytest.raises(PaymentEnded), transaction():
        say_transferred(the_payment(order), by=BUYER)


def test_a_report_after_the_time_is_kept_and_holds_nothing(shop: Shop) -> None:
    late, later = placed(shop), placed(shop)
    ends_at = the_payment(late).expires_at
    with time_machine.travel(now() + timedelta(hours=25), tick=True):
        with transaction():
            say_transferred(the_payment(late), by=BUYER)
        assert again(the_payment(late)).expires_at == ends_at
        end_overdue_payments()
        with transaction():
            say_transferred(the_payment(later), by=BUYER)
        with pytest.raises(AlreadySaid), transaction():
            say_transferred(the_payment(later), by=BUYER)
    for order in (late, later):
        assert again(the_payment(order)).status == "expired"
        assert said_and_ended([order.shop_orders[0].id])[order.shop_orders[0].id].id == the_payment(order).id
    assert count_transfers_to(shop.id) == 2 and broken_promises() == []


def test_the_payee_confirms_and_the_order_waits_for_her_answer(shop: Shop) -> None:
    order = placed(shop)
    assert [p.id for p in list_transfers_to(shop.id)] == [the_payment(order).id]
    with transaction():
        assert confirm_transfer(the_payment(order), by=seller_of(shop)) == "received"
    with transaction():
        assert confirm_transfer(the_payment(order), by=seller_of(shop)) == "already"
    [part] = again(order).shop_orders
    assert (part.status, part.money_status, again(the_payment(order)).confirmed_how) == ("new", "paid", "payee")
    assert list_transfers_to(shop.id) == []
    assert broken_promises() == []


def test_nobody_else_confirms(shop: Shop) -> None:
    order = placed(shop)
    with transaction():
        other, officer, buyer = make_paid_shop(), make_officer(), make_customer()
        packer = make_customer("Lê Thị Gói")
        session.add(ShopMember(shop_id=shop.id, person_id=packer.id, role="packer"))
    strangers = [
        seller_of(other),
        Actor(SELLER, packer.id),
        Actor(OFFICER, officer.id),
        Actor(CUSTOMER, buyer.id),
        Actor(SELLER, None),
        an_operator_now(),
        BUYER,
    ]
    for stranger in strangers:
        with pytest.raises(NotAllowed), transaction():
            confirm_transfer(the_payment(order), by=stranger)
    assert again(the_payment(order)).status == "pending"
    assert session.query(LedgerEntry).count() == 0


def an_operator_now() -> Actor:
    with transaction():
        return an_operator()


def test_only_a_transfer_is_confirmed(shop: Shop) -> None:
    order = placed(shop, method="cod")
    with pytest.raises(MethodNotOffered), transaction():
        confirm_transfer(the_payment(order), by=seller_of(shop))


def test_where_the_platform_collects_the_operator_confirms_and_no_seller(shop: Shop) -> None:
    order = placed(shop)
    with transaction():
        again_payment = the_payment(order)
        again_payment.payee_shop_id = None
    with pytest.raises(NotAllowed), transaction():
        confirm_transfer(the_payment(order), by=seller_of(shop))
    operator = an_operator_now()
    assert operator.kind == OPERATOR
    with transaction():
        assert confirm_transfer(the_payment(order), by=operator) == "received"
    entries = {entry.account for entry in session.query(LedgerEntry)}
    assert "clearing:bank" in entries and "held_by_seller" not in entries


def collect(order: object, by: Actor) -> str:
    with transaction():
        [part] = lock_shop_orders([order.shop_orders[0].id])  # type: ignore[attr-defined]
        return collect_cash(part, by=by)


def test_cash_at_the_door_pays_the_order(shop: Shop) -> None:
    order = placed(shop, method="cod")
    assert collect(order, seller_of(shop)) == "received"
    [part] = again(order).shop_orders
    assert (part.status, part.money_status) == ("new", "paid")
    assert again(the_payment(order)).confirmed_how == "cash"
    with pytest.raises(NothingToPay):
        collect(order, seller_of(shop))
    assert broken_promises() == []


def test_no_other_shop_collects_and_no_cash_is_collected_for_a_transfer(shop: Shop) -> None:
    order, transfer = placed(shop, method="cod"), placed(shop)
    with transaction():
        other = make_paid_shop()
    with pytest.raises(NotAllowed):
        collect(order, seller_of(other))
    with pytest.raises(NothingToPay):
        collect(transfer, seller_of(shop))
    assert session.query(LedgerEntry).count() == 0


def changed_after_saying(shop: Shop) -> tuple[Order, int]:
    """An order by transfer, reported, then changed to cash; with the key of the reported payment."""
    order = placed(shop)
    said_id = the_payment(order).id
    with transaction():
        say_transferred(the_payment(order), by=BUYER)
    with transaction():
        change_method(again(order), "cod", BUYER)
    return order, said_id


def test_a_reported_transfer_stays_until_its_payee_answers(shop: Shop) -> None:
    order, said_id = changed_after_saying(shop)
    assert [payment.id for payment in list_transfers_to(shop.id)] == [said_id] and count_transfers_to(shop.id) == 1
    assert said_and_ended([order.shop_orders[0].id])[order.shop_orders[0].id].id == said_id
    with transaction():
        stranger = seller_of(make_paid_shop())
    with pytest.raises(NotAllowed), transaction():
        say_not_found(get_payment(said_id), by=stranger)
    assert get_payment(said_id).not_found_at is None
    for _ in range(2):
        with transaction():
            say_not_found(get_payment(said_id), by=seller_of(again(shop)))
    assert session.query(AuditEntry).filter_by(action="payment.not_found").count() == 1
    assert list(list_transfers_to(shop.id)) == [] and count_transfers_to(shop.id) == 0
    assert said_and_ended([order.shop_orders[0].id]) == {} and not is_reported(get_payment(said_id))
    assert broken_promises() == []


def test_what_is_waited_for_or_was_never_reported_is_not_searched_in_vain(shop: Shop) -> None:
    order = placed(shop)
    with transaction():
        say_transferred(the_payment(order), by=BUYER)
    with pytest.raises(NothingSaid), transaction():
        say_not_found(the_payment(order), by=seller_of(shop))
    unsaid = placed(shop)
    unsaid_id = the_payment(unsaid).id
    with transaction():
        change_method(again(unsaid), "cod", BUYER)
    with pytest.raises(NothingSaid), transaction():
        say_not_found(get_payment(unsaid_id), by=seller_of(shop))


def test_money_that_comes_after_nothing_was_found_is_counted(shop: Shop) -> None:
    order, said_id = changed_after_saying(shop)
    with transaction():
        say_not_found(get_payment(said_id), by=seller_of(shop))
    with transaction():
        assert confirm_transfer(get_payment(said_id), by=seller_of(again(shop))) == "received"
    assert again(order).shop_orders[0].money_status == "paid" and not is_cash_expected(order.shop_orders[0].id)
    assert broken_promises() == []
