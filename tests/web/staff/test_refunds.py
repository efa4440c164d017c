"""Refunds on the operator's side: what is stuck comes first, and nobody confirms her own transfer."""

from typing import Any

import pytest
from flask import Flask

from marketplace.core.db import session
from marketplace.core.outbox import run_due
from marketplace.core.transactions import transaction
from marketplace.orders.queries import lock_shop_orders
from marketplace.payments import exchanges
from marketplace.payments.models import Payment, Refund
from marketplace.payments.services.refunds import give_account, record_transfer_back, refund_shop_order
from marketplace.payments.services.transfers import confirm_transfer
from tests.builders import make_officer, make_operator, make_province_officer
from tests.fakes.stripe_server import FakeStripe
from tests.payments.conftest import stripe_fake
from tests.payments.making import (
    BUYER,
    broken_promises,
    make_paid_shop,
    placed,
    seller_of,
    the_payment,
)
from tests.visitors import Visitor, text_of

__all__ = ["stripe_fake"]


@pytest.fixture
def operator(app: Flask, visitor: Visitor) -> Visitor:
    with transaction():
        person = make_operator()
    return visitor.sign_in(person)


def the_refund() -> Refund:
    session.rollback()
    session.expire_all()
    return session.query(Refund).one()


def path(more: str = "") -> str:
    return f"/staff/refunds/{the_refund().public_id}{more}"


def refunded_transfer(*, to_platform: bool = False) -> Any:
    """A refund by transfer with its account given."""
    with transaction():
        shop = make_paid_shop()
    order = placed(shop)
    with transaction():
        confirm_transfer(the_payment(order), by=seller_of(shop))
        if to_platform:
            session.get_one(Payment, the_payment(order).id).payee_shop_id = None
    with transaction():
        [part] = lock_shop_orders([order.shop_orders[0].id])
        refund_shop_order(part, reason="spoilt", by=BUYER)
    with transaction():
        give_account(the_refund(), bank_bin="970436", number="0071000999", holder="TRAN THI KHACH", by=BUYER)
    return shop


def refunded_card(fake: FakeStripe) -> None:
    with transaction():
        shop = make_paid_shop()
    order = placed(shop, method="stripe_checkout")
    exchanges.begin_card_session(the_payment(order))
    fake.pay(the_payment(order).provider_ref)
    exchanges.recheck_payment(the_payment(order).id)
    with transaction():
        [part] = lock_shop_orders([order.shop_orders[0].id])
        refund_shop_order(part, reason="spoilt", by=BUYER)


def test_she_confirms_what_a_seller_sent(operator: Visitor) -> None:
    shop = refunded_transfer()
    assert "Cần chuyển trả" in text_of(operator.get("/staff/refunds"))
    assert "Chờ gian hàng chuyển trả" in text_of(operator.get(path()))
    with transaction():
        record_transfer_back(the_refund(), "FT5", by=seller_of(shop))
    assert "Đã ghi" in text_of(operator.follow(operator.post(path("/confirm"))))
    assert the_refund().status == "done"
    assert "Không có khoản nào" in text_of(operator.get("/staff/refunds"))
    assert "230.000đ" in text_of(operator.get("/staff/refunds?tab=done"))
    assert broken_promises() == []


def test_an_operator_does_not_confirm_what_she_sent_herself(operator: Visitor, new_visitor: Any) -> None:
    refunded_transfer(to_platform=True)
    assert "0071000999" in operator.post(path("/reveal")).get_data(as_text=True)
    assert "Vui lòng nhập mã giao dịch" in text_of(operator.post(path("/sent"), {"reference": ""}))
    operator.post(path("/sent"), {"reference": "FT5"})
    assert "không tự xác nhận" in text_of(operator.follow(operator.post(path("/confirm"))))
    assert the_refund().status == "sent"
    with transaction():
        second = make_operator("Lê Vận Hành")
    new_visitor().sign_in(second).post(path("/confirm"))
    assert the_refund().status == "done"


def test_officers_have_no_part_in_it(app: Flask, new_visitor: Any) -> None:
    refunded_transfer()
    with transaction():
        people = [make_officer(), make_province_officer()]
    for person in people:
        officer = new_visitor().sign_in(person)
        assert officer.get("/staff/refunds").status_code == 403
        assert officer.get(path()).status_code == 403
        for more in ("/confirm", "/deny", "/again", "/answer", "/sent", "/reveal"):
            assert officer.post(path(more)).status_code == 403
    assert the_refund().status == "requested"


def test_a_failed_card_refund_is_sent_again(operator: Visitor, stripe_fake: FakeStripe) -> None:
    refunded_card(stripe_fake)
    stripe_fake.keep_refunds_pending()
    run_due()
    stripe_fake.finish_refund(the_refund().provider_ref, succeeds=False)
    exchanges.requery_refunds()
    with transaction():
        session.query(Refund).one().tried_at = None
    from marketplace.payments.exchanges.refunding import settle_refund
    from marketplace.payments.exchanges.stripe_api import see_refund

    settle_refund(the_refund().id, see_refund(the_refund().provider_ref))
    assert "Thẻ đã hết hạn" in text_of(operator.get(path()))
    stripe_fake.keep_refunds_pending(False)
    operator.post(path("/again"))
    run_due()
    assert the_refund().status == "done"
    assert broken_promises() == []


@pytest.mark.parametrize(("said", "status"), [("yes", "done"), ("no", "failed")])
def test_an_uncertain_refund_is_looked_up_by_hand(
    operator: Visitor, stripe_fake: FakeStripe, said: str, status: str
) -> None:
    refunded_card(stripe_fake)
    stripe_fake.fail_next("down", on="POST /v1/refunds")
    run_due()
    assert "chưa trả lời" in text_of(operator.get(path()))
    operator.post(path("/answer"), {"done": said})
    assert the_refund().status == status
