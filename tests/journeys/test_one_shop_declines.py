"""One of two shops declines after the customer has paid both: its part ends, the money goes back, the rest goes on."""

from collections.abc import Callable

import pytest

from tests.fakes.message_gateway import MessageGateway
from tests.journeys import customers, sellers
from tests.journeys.market import Stall, two_stalls
from tests.journeys.outside import bank_reports, broken_promises, run_worker
from tests.pages import Browser


@pytest.fixture
def stalls(browser: Callable[[], Browser]) -> tuple[Stall, Stall]:
    return two_stalls(stock=2)


def test_a_shop_declines_cash_on_delivery(
    browser: Callable[[], Browser], phones: MessageGateway, stalls: tuple[Stall, Stall]
) -> None:
    lan, hanh = stalls
    customer, seller, other = browser(), sellers.sign_in(browser(), hanh.owner), sellers.sign_in(browser(), lan.owner)
    customers.put_in_cart(customer, lan.page, 1)
    customers.put_in_cart(customer, hanh.page, 2)
    number = customers.order(customer, customers.COD)
    run_worker()
    assert any(number in message.text for message in phones.read(hanh.owner.phone or ""))

    sellers.open_order(seller, number).follow("Không nhận đơn này")
    seller.press("Báo khách không nhận đơn")
    assert seller.status == 422 and "Mời chị chọn một lý do." in seller.text
    seller.press("Báo khách không nhận đơn", reason="other", words="Chồng ốm, tuần này nhà nghỉ làm")
    assert "Chị đã không nhận" in seller.text and "Chị nhận được" not in seller.text
    run_worker()

    told = [message.text for message in phones.read(customers.PHONE)]
    assert f"Nem chua cô Hạnh chưa thể nhận đơn {number}-2" in told
    customer.open(f"/orders/{number}")
    assert "Gian hàng không nhận đơn" in customer.text
    assert "Phần không giao nữa −146.000đ Tổng cộng 122.000đ" in customer.text
    assert "Chồng ốm, tuần này nhà nghỉ làm" in customer.text
    assert customer.open(hanh.page).has_button("Thêm vào giỏ")

    sellers.accept_and_send(other, number).press("Đã giao, đã thu 122.000đ")
    customer.open(f"/orders/{number}")
    assert "Đã giao" in customer.text and "Đã trả tiền" in customer.text and "Không phải trả" in customer.text
    assert broken_promises() == []


def test_a_shop_declines_what_was_paid_by_transfer(
    browser: Callable[[], Browser], phones: MessageGateway, stalls: tuple[Stall, Stall]
) -> None:
    lan, hanh = stalls
    customer = browser()
    customers.put_in_cart(customer, lan.page, 1)
    customers.put_in_cart(customer, hanh.page, 2)
    number = customers.order(customer, customers.TRANSFER)
    transfers = customers.scan_codes(customer, number)
    assert [bank_reports(transfer).json for transfer in transfers] == [{"outcome": "matched"}] * 2
    run_worker()

    seller = sellers.sign_in(browser(), hanh.owner)
    sellers.open_order(seller, number).follow("Không nhận đơn này")
    seller.press("Báo khách không nhận đơn", reason="sold_out")
    run_worker()
    assert f"Sẽ hoàn lại 146.000đ của đơn {number}-2" in [m.text for m in phones.read(customers.PHONE)]

    customer.open(f"/orders/{number}")
    assert "Gian hàng sẽ chuyển khoản trả lại 146.000đ." in customer.text and "Hết hàng" in customer.text
    customer.follow("Số tài khoản nhận tiền và xác nhận")
    customer.press("Gửi số tài khoản", bank="970415", number="0", holder="")
    assert customer.status == 422
    customer.press("Gửi số tài khoản", bank="970415", number="101002003004", holder="TRAN THI MUA")
    assert "101002003004" not in customer.html

    seller.open("/seller/transfers").follow("146.000đ")
    assert "101002003004" not in seller.text
    seller.press("Hiện số tài khoản")
    assert "101002003004" in seller.text.replace(" ", "")
    seller.press("Tôi đã chuyển 146.000đ", reference="FT2632600077")
    run_worker()

    customer.open(f"/orders/{number}").follow("Xác nhận đã nhận tiền")
    customer.press("Tôi đã nhận được tiền")
    assert "Khoản hoàn tiền này đã xong." in customer.text
    assert "Đã hoàn tiền" in customer.open(f"/orders/{number}").text

    other = sellers.sign_in(browser(), lan.owner)
    sellers.accept_and_send(other, number).press("Đã giao tới khách")
    assert "Đã giao" in customer.open(f"/orders/{number}").text
    assert "Giảm tiền bán hàng vì hoàn cho khách" in seller.open("/seller/money").text
    assert broken_promises() == []
