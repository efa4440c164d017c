"""Paying by card at the provider's page: whatever the order of return and notification, the books are right once."""

from collections.abc import Callable

import pytest
from flask import Flask

from marketplace.ledger.queries import account_balance
from tests.fakes.message_gateway import MessageGateway
from tests.fakes.stripe_server import FakeStripe
from tests.journeys import customers, sellers
from tests.journeys.market import Stall, two_stalls
from tests.journeys.outside import broken_promises, run_worker
from tests.pages import Browser


@pytest.fixture
def stalls(stripe_fake: FakeStripe, browser: Callable[[], Browser]) -> tuple[Stall, Stall]:
    return two_stalls(stock=2)


@pytest.fixture
def webhook(app: Flask) -> Callable[[bytes, dict[str, str]], int]:
    """Where the provider sends its notifications."""

    def receive(body: bytes, headers: dict[str, str]) -> int:
        with app.app_context():
            return app.test_client().post("/webhooks/stripe", data=body, headers=headers).status_code

    return receive


def go_to_card_page(customer: Browser, stalls: tuple[Stall, Stall], fake: FakeStripe) -> tuple[str, str]:
    """Order goods of both shops and go on to the provider; gives the order's number and the provider's session."""
    for stall in stalls:
        customers.put_in_cart(customer, stall.page)
    number = customers.order(customer, customers.CARD)
    customer.follow("Trả tiền").press("bằng thẻ")
    assert customer.status == 303 and customer.address.startswith(fake.base_url)
    [session] = fake.sessions()
    assert session["amount_total"] == 204_000
    return number, session["id"]


def assert_paid(customer: Browser, number: str, fake: FakeStripe) -> None:
    customer.open(f"/orders/{number}")
    assert customer.text.count("Đã trả tiền") == 2 and "Chờ gian hàng nhận đơn" in customer.text
    held = sum(totals.captured - totals.refunded for totals in fake.books().values())
    assert account_balance("clearing:stripe") == held == 204_000


def test_the_return_page_is_lost(
    browser: Callable[[], Browser],
    phones: MessageGateway,
    stalls: tuple[Stall, Stall],
    stripe_fake: FakeStripe,
    webhook: Callable[[bytes, dict[str, str]], int],
) -> None:
    customer = browser()
    number, session_id = go_to_card_page(customer, stalls, stripe_fake)
    stripe_fake.pay(session_id)
    assert "Chờ trả tiền" in customer.open(f"/orders/{number}").text
    taken = stripe_fake.deliver(webhook, duplicates=1)
    assert taken and all(delivery.is_taken for delivery in taken)
    run_worker()
    assert_paid(customer, number, stripe_fake)
    assert f"Đã nhận 204.000đ cho đơn {number}" in [message.text for message in phones.read(customers.PHONE)]
    seller = sellers.sign_in(browser(), stalls[0].owner)
    sellers.accept_and_send(seller, number).press("Đã giao tới khách")
    assert "Tiền về gian hàng chung trước, rồi chuyển cho chị." in seller.text
    assert broken_promises() == []


def test_the_return_page_comes_before_the_notification(
    browser: Callable[[], Browser],
    stalls: tuple[Stall, Stall],
    stripe_fake: FakeStripe,
    webhook: Callable[[bytes, dict[str, str]], int],
) -> None:
    customer = browser()
    number, session_id = go_to_card_page(customer, stalls, stripe_fake)
    stripe_fake.pay(session_id)
    customer.open(f"/orders/{number}/pay/return")
    assert "Đã nhận được tiền. Cảm ơn quý khách." in customer.text
    assert_paid(customer, number, stripe_fake)
    stripe_fake.deliver(webhook, duplicates=1, order="reversed")
    run_worker()
    assert_paid(customer, number, stripe_fake)
    assert broken_promises() == []


def test_back_without_paying_the_order_still_stands(
    browser: Callable[[], Browser], stalls: tuple[Stall, Stall], stripe_fake: FakeStripe
) -> None:
    customer = browser()
    number, session_id = go_to_card_page(customer, stalls, stripe_fake)
    stripe_fake.decline(session_id)
    customer.open(f"/orders/{number}/pay/return")
    assert "Chưa thấy tiền về" in customer.text and "Đơn vẫn còn nguyên" in customer.text
    customer.follow("Đổi cách trả tiền").press("Dùng cách này", method=customers.COD)
    assert "Đã đổi sang trả tiền khi nhận hàng." in customer.text
    assert customer.text.count("Chờ gian hàng nhận đơn") == 2
    run_worker()
    assert stripe_fake.session(session_id)["status"] == "expired"
    assert broken_promises() == []


def test_the_provider_is_away_when_the_customer_wants_to_pay(
    browser: Callable[[], Browser], stalls: tuple[Stall, Stall], stripe_fake: FakeStripe
) -> None:
    customer = browser()
    customers.put_in_cart(customer, stalls[0].page)
    number = customers.order(customer, customers.CARD)
    stripe_fake.fail_next("down", times=10)
    customer.follow("Trả tiền").press("bằng thẻ")
    assert "Chưa nối được với trang trả thẻ. Chưa có khoản nào bị trừ." in customer.text
    stripe_fake.heal()
    customer.press("bằng thẻ")
    [session] = stripe_fake.sessions()
    stripe_fake.pay(session["id"])
    assert "Đã trả tiền" in customer.open(f"/orders/{number}/pay/return").text
    assert broken_promises() == []


def test_cancelled_after_paying_the_money_goes_back_to_the_card(
    browser: Callable[[], Browser],
    phones: MessageGateway,
    stalls: tuple[Stall, Stall],
    stripe_fake: FakeStripe,
    webhook: Callable[[bytes, dict[str, str]], int],
) -> None:
    customer = browser()
    number, session_id = go_to_card_page(customer, stalls, stripe_fake)
    stripe_fake.pay(session_id)
    stripe_fake.deliver(webhook)
    customer.open(f"/orders/{number}").follow("Hủy phần hàng của gian hàng này").press(
        "Hủy phần này", reason="too_slow"
    )
    assert "Đang hoàn lại 122.000đ về thẻ đã dùng" in customer.text
    run_worker()
    stripe_fake.deliver(webhook)
    run_worker()
    customer.open(f"/orders/{number}")
    assert "Đã hoàn lại 122.000đ." in customer.text and "Đã hoàn tiền" in customer.text
    [totals] = stripe_fake.books().values()
    assert (totals.captured, totals.refunded) == (204_000, 122_000)
    assert any("Đã hoàn xong 122.000đ" in message.text for message in phones.read(customers.PHONE))
    assert broken_promises() == []
