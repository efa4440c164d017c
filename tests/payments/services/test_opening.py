"""Asking for money: one payment per payee, and only by ways that are offered."""

from datetime import timedelta

import pytest
from flask import Flask

from marketplace.core.actors import CUSTOMER, Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.runtime import config
from marketplace.core.transactions import transaction
from marketplace.orders.services.adopting import adopt_guest_orders
from marketplace.payments.errors import MethodNotOffered, NothingToPay, PayTooLate, TooManyUnpaid
from marketplace.payments.models import Payment
from marketplace.payments.queries.payments import payee_number, payments_of
from marketplace.payments.services.opening import hold_ends_at, methods_offered, open_payments
from marketplace.payments.vietqr.memo import is_memo
from marketplace.site.queries import current_settings
from tests.builders import make_customer, make_shop
from tests.payments.making import (
    BUYER,
    account_number_of,
    broken_promises,
    configured,
    make_order,
    make_paid_shop,
    placed,
    set_settings,
)


def offered(order: object) -> list[str]:
    return methods_offered(current_settings(), config(), order.shop_orders)  # type: ignore[attr-defined]


def test_two_shops_paid_directly_are_two_transfers_each_with_its_memo(app: Flask) -> None:
    with transaction():
        one, other = make_paid_shop(), make_paid_shop()
        order = make_order(one, other)
    payments = payments_of(order.id)
    assert [payment.payee_shop_id for payment in payments] == [one.id, other.id]
    assert [payment.amount_dong for payment in payments] == [230_000, 230_000]
    assert all(is_memo(payment.memo or "") for payment in payments)
    assert payments[0].memo != payments[1].memo
    assert [payee_number(payment) for payment in payments] == [account_number_of(one), account_number_of(other)]


def test_the_account_is_frozen_and_sealed(app: Flask) -> None:
    from marketplace.sellers.services import set_bank_account
    from tests.payments.making import seller_of

    with transaction():
        shop = make_paid_shop()
        order = make_order(shop)
    before = account_number_of(shop)
    with transaction():
        set_bank_account(shop.seller.person, "970405", "99887766554", "HOANG THI BAN", seller_of(shop))
    [payment] = payments_of(order.id)
    assert payee_number(payment) == before
    assert payment.payee_account["bin"] == "970436"
    assert before not in str(payment.payee_account) + (payment.payee_number_sealed or "")


def test_cash_is_one_payment_per_shop_without_end(app: Flask) -> None:
    order = placed(make_shop_now(), make_shop_now(), method="cod")
    assert [(p.method, p.expires_at, p.memo) for p in payments_of(order.id)] == [("cod", None, None)] * 2


def make_shop_now(**fields: object) -> object:
    with transaction():
        return make_paid_shop(**fields)


def test_a_card_pays_the_platform_once_for_all_shops(app: Flask) -> None:
    order = placed(make_shop_now(), make_shop_now(), method="stripe_checkout")
    [payment] = payments_of(order.id)
    assert (payment.payee_shop_id, payment.amount_dong) == (None, 460_000)
    assert [part.amount_dong for part in payment.parts] == [230_000, 230_000]


def test_where_the_platform_collects_one_transfer_goes_to_it(app: Flask) -> None:
    from marketplace.core.sealing import seal
    from marketplace.site.settings import PLATFORM_ACCOUNT_SEAL

    with app.app_context():
        sealed = seal("0011002233", bound_to=PLATFORM_ACCOUNT_SEAL)
    set_settings(
        money_flow="platform_collects",
        platform_bank_bin="970436",
        platform_bank_account_sealed=sealed,
        platform_bank_holder="HOI LHPN TINH THANH HOA",
    )
    order = placed(make_shop_now(), make_shop_now())
    [payment] = payments_of(order.id)
    assert (payment.payee_shop_id, payment.amount_dong, payee_number(payment)) == (None, 460_000, "0011002233")


def test_ways_are_offered_as_settings_and_shops_allow(app: Flask) -> None:
    order = placed(make_shop_now(), pay=False)
    assert offered(order) == ["cod", "vietqr", "stripe_checkout"]
    order.shop_orders[0].shop.accepts_cod = False
    assert offered(order) == ["vietqr", "stripe_checkout"]
    session.rollback()
    with configured(stripe_secret_key=None):
        assert offered(order) == ["cod", "vietqr"]


def test_each_switch_of_the_operator_counts(app: Flask) -> None:
    order = placed(make_shop_now(), pay=False)
    for key, gone in (("cod_enabled", "cod"), ("vietqr_enabled", "vietqr"), ("card_enabled", "stripe_checkout")):
        set_settings(**{key: False})
        assert gone not in offered(order)
        set_settings(**{key: True})
    set_settings(money_flow="listing_only")
    assert offered(order) == []


def test_no_transfer_to_a_seller_without_account_and_no_cash_above_the_limit(app: Flask) -> None:
    with transaction():
        poor, careful = make_shop(), make_paid_shop(cod_limit_dong=200_000)
    assert offered(placed(poor, pay=False)) == ["cod", "stripe_checkout"]
    assert offered(placed(careful, pay=False)) == ["vietqr", "stripe_checkout"]


def test_a_card_needs_a_sum_the_provider_takes(app: Flask) -> None:
    small = placed(make_shop_now(), pay=False, price_dong=5_000, quantity=1, shipping_dong=0)
    assert "stripe_checkout" not in offered(small)
    with pytest.raises(MethodNotOffered), transaction():
        open_payments(small, "stripe_checkout", BUYER)
    assert payments_of(small.id) == []


def test_an_unknown_way_is_refused(app: Flask) -> None:
    with pytest.raises(MethodNotOffered):
        hold_ends_at("bitcoin")


@pytest.mark.parametrize("method", ["cod", "vietqr", "stripe_checkout"])
def test_a_phone_with_many_unpaid_orders_gets_no_more_of_any_kind(app: Flask, method: str) -> None:
    set_settings(unpaid_orders_per_phone=2)
    shop = make_shop_now()
    placed(shop, method="cod")
    placed(shop, method="vietqr")
    with pytest.raises(TooManyUnpaid):
        placed(shop, method=method)
    placed(shop, method=method, phone="+84912999888")
    assert session.query(Payment).count() == 3


def test_guests_under_her_phone_never_stop_its_signed_in_owner(app: Flask) -> None:
    """Also once those orders came to her account; her own still count, whatever phone stands on them."""
    set_settings(unpaid_orders_per_phone=2)
    shop = make_shop_now()
    with transaction():
        owner = make_customer()
        signed_in = Actor(CUSTOMER, owner.id, owner.full_name)
    for _ in range(2):
        placed(shop)
    with transaction():
        assert adopt_guest_orders(owner.id, "+84912000111") == 2
    placed(shop, by=signed_in)
    placed(shop, by=signed_in, phone="+84912999888")
    with pytest.raises(TooManyUnpaid):
        placed(shop, by=signed_in, phone="+84912777666")


def test_nothing_is_asked_for_twice_over(app: Flask) -> None:
    order = placed(make_shop_now(), pay=False)
    with transaction():
        order.shop_orders[0].status = "packed"
    with pytest.raises(NothingToPay), transaction():
        open_payments(order, "vietqr", BUYER)


def test_an_order_waits_three_days_at_most(app: Flask) -> None:
    order = placed(make_shop_now(), pay=False, placed_at=now() - timedelta(days=3))
    with pytest.raises(PayTooLate), transaction():
        open_payments(order, "vietqr", BUYER)


def test_opening_breaks_no_promise(app: Flask) -> None:
    placed(make_shop_now(), make_shop_now())
    assert broken_promises() == []
