"""The customer changes her mind: before packing it is one button, afterwards she is told whom to call."""

from collections.abc import Callable

from tests.fakes.message_gateway import MessageGateway
from tests.journeys import customers, sellers
from tests.journeys.market import two_stalls
from tests.journeys.outside import bank_reports, broken_promises, run_worker
from tests.pages import Browser


def test_cancelled_before_packing(browser: Callable[[], Browser], phones: MessageGateway) -> None:
    stall, _other = two_stalls(stock=1)
    customer, seller = browser(), sellers.sign_in(browser(), stall.owner)
    customers.put_in_cart(customer, stall.page)
    number = customers.order(customer, customers.COD)
    sellers.accept(seller, number)
    run_worker()

    customer.open(f"/orders/{number}").follow("Hủy đơn hàng")
    assert f"Hủy đơn hàng {number}?" in customer.text and "122.000đ" in customer.text
    customer.press("Hủy đơn", reason="changed_mind")
    assert "Đã hủy." in customer.text and "Tôi đổi ý" in customer.text
    run_worker()

    assert f"Đơn {number}-1 đã hủy, chị dừng chuẩn bị hàng nhé" in [
        message.text for message in phones.read(stall.owner.phone or "")
    ]
    assert "Chị dừng chuẩn bị hàng nhé." in sellers.open_order(seller, number, "ended").text
    assert not seller.has_button("Đã đóng gói xong")
    assert customer.open(stall.page).has_button("Thêm vào giỏ")
    assert broken_promises() == []


def test_after_packing_the_customer_is_told_whom_to_call(browser: Callable[[], Browser]) -> None:
    stall, _other = two_stalls()
    customer, seller = browser(), sellers.sign_in(browser(), stall.owner)
    customers.put_in_cart(customer, stall.page)
    number = customers.order(customer, customers.COD)
    late = customer.open(f"/orders/{number}").follow("Hủy đơn hàng")
    sellers.accept(seller, number).press("Đã đóng gói xong")

    late.press("Hủy đơn", reason="too_slow")
    assert "không hủy được nữa" in customer.text and "Đã đóng gói" in customer.text
    assert not customer.has_link("Hủy đơn hàng")
    assert "Không hủy được nữa" in customer.open(f"/orders/{number}/cancel").text
    assert broken_promises() == []


def test_one_of_two_parcels_paid_by_transfer(browser: Callable[[], Browser], phones: MessageGateway) -> None:
    lan, hanh = two_stalls()
    customer = browser()
    customers.put_in_cart(customer, lan.page)
    customers.put_in_cart(customer, hanh.page)
    number = customers.order(customer, customers.TRANSFER)
    first, second = customers.scan_codes(customer, number)
    bank_reports(first)

    customer.open(f"/orders/{number}").follow("Hủy phần hàng của gian hàng này")
    customer.press("Hủy phần này")
    assert "Gian hàng sẽ chuyển khoản trả lại 122.000đ." in customer.text
    assert "Còn phải trả 82.000đ" in customer.text
    assert bank_reports(second).json == {"outcome": "matched"}
    customer.open(f"/orders/{number}")
    assert "Chờ gian hàng nhận đơn" in customer.text and "Đang hoàn tiền" in customer.text
    run_worker()
    assert any("Cần trả lại khách 122.000đ" in message.text for message in phones.read(lan.owner.phone or ""))
    assert broken_promises() == []


def test_cancelling_twice_is_cancelling_once(browser: Callable[[], Browser]) -> None:
    stall, _other = two_stalls(stock=1)
    customer, second_tab = browser(), None
    customers.put_in_cart(customer, stall.page)
    number = customers.order(customer, customers.COD)
    second_tab = Browser(customer.visitor).open(f"/orders/{number}/cancel")
    customer.open(f"/orders/{number}/cancel").press("Hủy đơn")
    second_tab.press("Hủy đơn")
    assert "không hủy được nữa" in second_tab.text
    assert customer.open(stall.page).has_button("Thêm vào giỏ")
    assert broken_promises() == []
