"""Cash on delivery, and the customer does not take the parcel: it comes back, and so does the stock."""

from collections.abc import Callable

from tests.fakes.message_gateway import MessageGateway
from tests.journeys import customers, sellers
from tests.journeys.market import two_stalls
from tests.journeys.outside import broken_promises, run_worker
from tests.pages import Browser


def test_a_parcel_refused_at_the_door(browser: Callable[[], Browser], phones: MessageGateway) -> None:
    stall, _other = two_stalls(stock=2)
    customer, seller = browser(), sellers.sign_in(browser(), stall.owner)

    customers.put_in_cart(customer, stall.page, 2)
    number = customers.order(customer, customers.COD)
    assert "Chờ gian hàng nhận đơn" in customer.text and "Trả khi nhận hàng" in customer.text
    assert "Tạm hết hàng" in customer.open(stall.page).text
    run_worker()

    sellers.accept_and_send(seller, number)
    seller.press("Ghi lại", reason="did_not_want")
    assert "Khách không nhận, hàng đang về" in seller.text
    run_worker()
    assert f"Đơn {number}-1 không được nhận" in [message.text for message in phones.read(customers.PHONE)][-1]
    assert "Tạm hết hàng" in customer.open(stall.page).text

    seller.press("Hàng đã về")
    assert "Hàng đã về kho" in seller.text and "Không phải trả" in seller.text
    customer.open(f"/orders/{number}")
    assert "Hàng đã quay về" in customer.text and "Khách không muốn nhận nữa" in customer.text
    assert customer.open(stall.page).has_button("Thêm vào giỏ")
    assert "Chị nhận" not in seller.open("/seller/money").text
    assert broken_promises() == []
