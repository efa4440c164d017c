"""One purchase of two shops, paid in two ways: each shop and the customer read what holds for each parcel."""

from collections.abc import Callable

import pytest

from marketplace.core.db import session
from marketplace.orders.models import ShopOrder
from tests.fakes.message_gateway import MessageGateway
from tests.journeys import customers, sellers
from tests.journeys.market import Stall, two_stalls
from tests.journeys.outside import bank_reports, broken_promises, run_worker
from tests.pages import Browser

CASH_TO_COLLECT = "Khách trả tiền mặt khi nhận hàng"
TO_HER_ACCOUNT = "Khách chuyển khoản thẳng vào tài khoản của chị."


@pytest.fixture
def stalls(browser: Callable[[], Browser]) -> tuple[Stall, Stall]:
    return two_stalls()


def ordered(customer: Browser, stalls: tuple[Stall, Stall], method: str) -> str:
    for stall in stalls:
        customers.put_in_cart(customer, stall.page)
    return customers.order(customer, method)


def change_to(customer: Browser, number: str, method: str) -> Browser:
    customer.open(f"/orders/{number}").follow("Đổi cách trả tiền").press("Dùng cách này", method=method)
    return customer.open(f"/orders/{number}")


def parcels(customer: Browser) -> list[str]:
    """What the customer's page says of each parcel."""
    [_before, *rest] = customer.text.split("Kiện ")
    return [text.partition("Tổng cộng")[0] for text in rest]


def marks(number: str) -> list[tuple[str, str]]:
    rows = session.query(ShopOrder).filter(ShopOrder.number.like(f"{number}-%")).order_by(ShopOrder.id)
    found = [(part.status, part.money_status) for part in rows]
    session.rollback()
    return found


def test_one_part_is_paid_by_transfer_and_the_rest_changed_to_cash(
    browser: Callable[[], Browser], phones: MessageGateway, stalls: tuple[Stall, Stall]
) -> None:
    lan, hanh = stalls
    customer = browser()
    number = ordered(customer, stalls, customers.TRANSFER)
    first, _second = customers.scan_codes(customer, number)
    assert bank_reports(first).json == {"outcome": "matched"}
    change_to(customer, number, customers.COD).sees("Mỗi gian hàng một cách, ghi ở từng kiện")
    assert "Cách trả tiền: Chuyển khoản bằng mã QR. Đã trả tiền." in parcels(customer)[0]
    assert "Cách trả tiền: Trả tiền khi nhận hàng (COD)." in parcels(customer)[1]
    customer.open(f"/orders/{number}/receipt")
    customer.sees("Chuyển khoản bằng mã QR", "Sau khi đặt đã đổi sang: Trả tiền khi nhận hàng (COD) (Nem chua cô Hạnh)")
    run_worker()

    seller = sellers.sign_in(browser(), lan.owner)
    sellers.open_order(seller, number).sees(TO_HER_ACCOUNT, "Cách trả tiền: Chuyển khoản bằng mã QR. Đã trả tiền.")
    assert CASH_TO_COLLECT not in seller.text
    seller.press("Nhận đơn").follow("In phiếu gửi hàng").sees("Đã trả tiền, không thu thêm")
    sellers.send(sellers.open_order(seller, number, "packing")).press("Đã giao tới khách")

    other = sellers.sign_in(browser(), hanh.owner)
    sellers.open_order(other, number).sees(CASH_TO_COLLECT, "Cách trả tiền: Trả tiền khi nhận hàng (COD).")
    other.press("Nhận đơn").follow("In phiếu gửi hàng").sees("Thu hộ 82.000đ")
    sellers.send(sellers.open_order(other, number, "packing")).press("Đã giao, đã thu 82.000đ")
    assert marks(number) == [("delivered", "paid")] * 2
    assert broken_promises() == []


def test_one_part_is_taken_on_for_cash_and_the_rest_changed_to_transfer(
    browser: Callable[[], Browser], phones: MessageGateway, stalls: tuple[Stall, Stall]
) -> None:
    lan, hanh = stalls
    customer, seller = browser(), sellers.sign_in(browser(), lan.owner)
    number = ordered(customer, stalls, customers.COD)
    run_worker()
    sellers.accept(seller, number)
    change_to(customer, number, customers.TRANSFER).sees("Còn phải trả 82.000đ bằng chuyển khoản.")
    assert "Cách trả tiền: Trả tiền khi nhận hàng (COD)." in parcels(customer)[0]
    assert "Cách trả tiền: Chuyển khoản bằng mã QR. Chưa trả tiền." in parcels(customer)[1]

    sellers.open_order(seller, number, "packing").sees(CASH_TO_COLLECT)
    assert TO_HER_ACCOUNT not in seller.text
    sellers.send(seller).press("Đã giao, đã thu 122.000đ").sees("Xong rồi")
    assert marks(number) == [("delivered", "paid"), ("awaiting_payment", "unpaid")]
    assert "122.000đ" in seller.open("/seller/money").text

    other = sellers.sign_in(browser(), hanh.owner)
    sellers.open_order(other, number, "waiting").sees(TO_HER_ACCOUNT, "Chuyển khoản bằng mã QR. Chưa trả tiền.")
    [transfer] = customers.scan_codes(customer, number)
    assert bank_reports(transfer).json == {"outcome": "matched"}
    sellers.accept(other, number)
    assert broken_promises() == []


def test_when_all_is_changed_one_way_is_told(
    browser: Callable[[], Browser], phones: MessageGateway, stalls: tuple[Stall, Stall]
) -> None:
    customer = browser()
    number = ordered(customer, stalls, customers.TRANSFER)
    change_to(customer, number, customers.COD).sees("Cách trả tiền Trả tiền khi nhận hàng (COD) Người nhận")
    assert "Mỗi gian hàng một cách" not in customer.text
    customer.open(f"/orders/{number}/receipt").sees("Sau khi đặt đã đổi sang: Trả tiền khi nhận hàng (COD)")
    assert "Trả tiền khi nhận hàng (COD) (" not in customer.text
    assert broken_promises() == []


def test_a_seller_lets_go_of_an_unpaid_order_and_the_money_comes_all_the_same(
    browser: Callable[[], Browser], phones: MessageGateway, stalls: tuple[Stall, Stall]
) -> None:
    lan, _hanh = stalls
    customer = browser()
    customers.put_in_cart(customer, lan.page)
    number = customers.order(customer, customers.TRANSFER)
    [transfer] = customers.scan_codes(customer, number)
    seller = sellers.sign_in(browser(), lan.owner)
    sellers.open_order(seller, number, "waiting").press("Hủy đơn chưa trả tiền").sees("Chị không chờ đơn này nữa.")
    run_worker()
    customer.open(f"/orders/{number}").sees("Lý do: Gian hàng không chờ tiền nữa", "tiền sẽ được trả lại")
    assert "Quá hạn trả tiền" not in customer.text

    assert bank_reports(transfer).status_code == 200
    assert marks(number) == [("cancelled", "refund_due")]
    customer.open(f"/orders/{number}").sees("Gian hàng sẽ chuyển khoản trả lại 122.000đ.")
    seller.open("/seller/transfers").follow("122.000đ").sees("Tiền tới khi đơn đã kết thúc")
    assert broken_promises() == []
