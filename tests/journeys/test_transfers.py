"""Paying by transfer: the seller's own word or the bank's signed line, a wrong amount, a second notice, a late one."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine

from marketplace.core.clock import now
from tests.fakes.message_gateway import MessageGateway
from tests.journeys import customers, sellers
from tests.journeys.market import Stall, two_stalls
from tests.journeys.outside import bank_reports, broken_promises, run_clock, run_worker
from tests.pages import Browser


@pytest.fixture
def stall(browser: Callable[[], Browser]) -> Stall:
    return two_stalls(stock=1)[0]


@pytest.fixture
def customer(browser: Callable[[], Browser], stall: Stall) -> Browser:
    """The customer has ordered and sees the page of the code."""
    one = browser()
    customers.put_in_cart(one, stall.page)
    number = customers.order(one, customers.TRANSFER)
    return one.open(f"/orders/{number}/pay")


def number_of(customer: Browser) -> str:
    return customers.order_number(customer)


def test_the_seller_says_the_money_is_there(
    browser: Callable[[], Browser], phones: MessageGateway, stall: Stall, customer: Browser
) -> None:
    number = number_of(customer)
    customer.press("Tôi đã chuyển khoản")
    assert "Gian hàng đã được báo" in customer.text and not customer.has_button("Tôi đã chuyển khoản")
    customer.open(f"/orders/{number}")
    assert "Quý khách đã báo chuyển khoản 122.000đ." in customer.text
    run_worker()

    seller = sellers.sign_in(browser(), stall.owner)
    assert "Khách báo đã chuyển tiền" in sellers.open_order(seller, number, "waiting").text
    seller.open("/seller/transfers").follow("122.000đ").follow("Tiền đã vào tài khoản")
    assert "122.000đ" in seller.text
    seller.press("Đúng, đã nhận đủ")
    assert "Đã ghi nhận tiền. Đơn hàng đang chờ chị nhận." in seller.text
    run_worker()

    assert "Đã trả tiền" in customer.open(f"/orders/{number}").text
    assert f"Đã nhận 122.000đ cho đơn {number}" in [message.text for message in phones.read(customers.PHONE)]
    sellers.accept(seller, number)
    assert broken_promises() == []


def test_the_bank_says_the_money_is_there_and_again(
    browser: Callable[[], Browser], stall: Stall, customer: Browser
) -> None:
    number = number_of(customer)
    [transfer] = customers.scan_codes(customer, number)
    assert bank_reports(transfer, reference="FT1").json == {"outcome": "matched"}
    assert bank_reports(transfer, reference="FT1").status_code == 200
    customer.open(f"/orders/{number}/pay")
    assert "Đã nhận được tiền. Cảm ơn quý khách." in customer.text

    answer = bank_reports(transfer, reference="FT2")
    assert answer.status_code == 200 and answer.json != {"outcome": "matched"}
    seller = sellers.sign_in(browser(), stall.owner)
    assert "122.000đ" in seller.open("/seller/transfers").text
    seller.follow("122.000đ")
    seller.press("Ghi lại", what="return", reference="FT77", note="Khách chuyển hai lần")
    assert "Đã ghi là đã trả lại." in seller.text
    assert broken_promises() == []


def test_both_say_so_and_it_counts_once(browser: Callable[[], Browser], stall: Stall, customer: Browser) -> None:
    number, seller = number_of(customer), sellers.sign_in(browser(), stall.owner)
    [transfer] = customers.scan_codes(customer, number)
    seller.open("/seller/transfers").follow("122.000đ").follow("Tiền đã vào tài khoản")
    bank_reports(transfer)
    seller.press("Đúng, đã nhận đủ")
    assert "Khoản này đã được ghi nhận từ trước." in seller.text
    assert seller.open("/seller/money").text.count("Bán hàng") == 1
    assert broken_promises() == []


@pytest.mark.parametrize("amount_dong", [12_200, 121_999])
def test_too_little_money_is_told_and_the_order_waits(
    browser: Callable[[], Browser], stall: Stall, customer: Browser, amount_dong: int
) -> None:
    number = number_of(customer)
    [transfer] = customers.scan_codes(customer, number)
    assert bank_reports(transfer, amount=amount_dong).status_code == 200
    customer.open(f"/orders/{number}/pay")
    assert "còn thiếu" in customer.text
    assert "Chờ trả tiền" in customer.open(f"/orders/{number}").text
    seller = sellers.sign_in(browser(), stall.owner)
    assert "Chờ khách trả tiền" in sellers.open_order(seller, number, "waiting").text
    assert bank_reports(transfer, amount=transfer.amount_dong - amount_dong).status_code == 200
    assert "Đã trả tiền" in customer.open(f"/orders/{number}").text
    assert broken_promises() == []


def test_too_much_money_pays_once_the_seller_says_what_it_was(
    browser: Callable[[], Browser], stall: Stall, customer: Browser
) -> None:
    number = number_of(customer)
    [transfer] = customers.scan_codes(customer, number)
    assert bank_reports(transfer, amount=130_000).status_code == 200
    seller = sellers.sign_in(browser(), stall.owner)
    seller.open("/seller/transfers").follow("130.000đ")
    assert "Chuyển thừa tiền." in seller.text
    [choice] = [value for value in seller.form("Ghi lại").choices["payment"] if value]
    seller.press("Ghi lại", what="attach", payment=choice, note="Khách chuyển thừa 8.000đ")
    assert "Đã ghép tiền với đơn hàng." in seller.text and "8.000đ" in seller.text
    assert "Đã trả tiền" in customer.open(f"/orders/{number}").text
    seller.follow("8.000đ").press("Ghi lại", what="return", reference="FT78", note="Trả lại phần thừa")
    assert "8.000đ" not in seller.open("/seller/transfers").text
    assert broken_promises() == []


def test_money_that_comes_after_the_goods_were_let_go(
    browser: Callable[[], Browser], phones: MessageGateway, stall: Stall, customer: Browser
) -> None:
    number = number_of(customer)
    [transfer] = customers.scan_codes(customer, number)
    with time_machine.travel(now() + timedelta(days=3), tick=True):
        run_clock()
        customer.open(f"/orders/{number}")
        assert "Đã hủy" in customer.text and "Quá hạn trả tiền" in customer.text
        assert any("đã hết hạn trả tiền" in message.text for message in phones.read(customers.PHONE))
        other = browser()
        customers.put_in_cart(other, stall.page)
        customers.order(other, customers.COD, name="Lê Thị Khác", phone="0912 000 222")
        bank_reports(transfer)
        customer.open(f"/orders/{number}")
        assert "Gian hàng sẽ chuyển khoản trả lại 122.000đ." in customer.text
        assert broken_promises() == []
