"""Money at the card provider that needs a person: the operator reads what to do by when, and does it (8.22)."""

import pytest
from flask import Flask

from marketplace.core.db import session
from marketplace.core.outbox import run_due
from marketplace.core.transactions import transaction
from marketplace.notifications.models import Notice
from marketplace.orders.models import Order
from marketplace.payments import exchanges
from marketplace.payments.models import ProviderTask, Refund
from marketplace.payments.provider_tasks import KINDS
from marketplace.payments.services.provider_tasks import raise_task
from tests.builders import make_officer, make_operator
from tests.fakes.stripe_server import FakeStripe
from tests.payments.conftest import stripe_fake  # noqa: F401
from tests.payments.making import again, broken_promises, make_paid_shop, placed, the_payment
from tests.visitors import Visitor, text_of

PAGE = "/staff/money/provider"


@pytest.fixture
def operator(app: Flask, visitor: Visitor) -> Visitor:
    with transaction():
        person = make_operator()
    return visitor.sign_in(person)


@pytest.fixture
def unsplit(app: Flask, stripe_fake: FakeStripe) -> Order:  # noqa: F811
    """Some money of a paid order was given back at the provider, nobody knows for what."""
    with transaction():
        shop = make_paid_shop()
    order = placed(shop, method="stripe_checkout")
    exchanges.begin_card_session(the_payment(order))
    stripe_fake.pay(the_payment(order).provider_ref)
    exchanges.recheck_payment(the_payment(order).id)
    stripe_fake.refund_there(again(the_payment(order)).provider_payment, 100_000)
    exchanges.compare_with_provider("stripe")
    return order


def a_task(kind: str = "unknown_payment") -> int:
    with transaction():
        return raise_task("stripe", kind, "pi_1", amount_dong=230_000, order_number="DH261130-LOST").id


def test_each_kind_says_what_to_do_and_by_when(operator: Visitor) -> None:
    for kind in KINDS:
        a_task(kind)
    page = text_of(operator.get(PAGE))
    assert page.count("DH261130-LOST") == len(KINDS)
    for task in session.query(ProviderTask):
        words = text_of(operator.get(f"{PAGE}/{task.id}"))
        assert "Hạn làm" in words and "Quản trị hệ thống" in words and "pi_1" in words
    assert f"{len(KINDS)} việc với cổng thanh toán" in text_of(operator.get("/staff"))


def test_she_writes_what_she_did_and_it_is_done(operator: Visitor) -> None:
    task_id = a_task()
    assert operator.post(f"{PAGE}/{task_id}", {"note": ""}).status_code == 422
    operator.post(f"{PAGE}/{task_id}", {"note": "đã gọi khách, hoàn tại cổng thanh toán"})
    assert "Không có việc nào" in text_of(operator.get(PAGE))
    assert "Tiền ở cổng thanh toán" in text_of(operator.get(f"{PAGE}?tab=done"))
    assert "đã gọi khách" in text_of(operator.get(f"{PAGE}/{task_id}"))
    again_done = operator.follow(operator.post(f"{PAGE}/{task_id}", {"note": "lần nữa"}))
    assert "vừa được người khác làm xong" in text_of(again_done)


def test_she_says_for_which_goods_money_was_given_back(operator: Visitor, unsplit: Order) -> None:
    [task] = session.query(ProviderTask)
    part = unsplit.shop_orders[0]
    line, shipping = f"line_{part.lines[0].id}", f"shipping_{part.id}"
    path = f"{PAGE}/{task.id}/goods"
    wrong = operator.post(path, {line: "2", shipping: "", "note": "vỡ"})
    assert wrong.status_code == 422
    assert "200.000đ" in text_of(wrong) and "100.000đ" in text_of(wrong)
    assert operator.post(path, {line: "1"}).status_code == 422
    operator.post(path, {line: "1", "note": "một hũ vỡ"})
    assert session.query(Refund).one().amount_dong == 100_000
    assert again(part).money_status == "partly_refunded"
    assert operator.post(path, {line: "1", "note": "lần nữa"}).status_code == 422
    assert session.query(Refund).count() == 1
    assert broken_promises() == []


def test_the_last_comparison_is_told(operator: Visitor, unsplit: Order) -> None:
    assert "giao lại 1 việc" in text_of(operator.get(PAGE))


def test_the_operators_are_told(operator: Visitor) -> None:
    task_id = a_task()
    run_due()
    assert {notice.path for notice in session.query(Notice)} == {f"{PAGE}/{task_id}"}


def test_an_officer_sees_and_settles_nothing(app: Flask, visitor: Visitor) -> None:
    task_id = a_task()
    with transaction():
        person = make_officer()
    officer = visitor.sign_in(person)
    assert officer.get(PAGE).status_code == 403
    assert officer.post(f"{PAGE}/{task_id}", {"note": "x"}).status_code == 403
    assert session.get_one(ProviderTask, task_id).status == "open"
