"""What a seller does in her browser: sign in, answer an order, send it, note what became of it and of its money."""

from marketplace.accounts.queries import find_account_of
from marketplace.core.db import session
from marketplace.people.models import Person
from tests.builders import PASSWORD
from tests.pages import Browser


def sign_in(browser: Browser, person: Person) -> Browser:
    """Come in by phone and password, through the page."""
    account = find_account_of(person.id)
    assert account is not None
    phone = account.phone.replace("+84", "0")
    session.rollback()
    browser.open("/sign-in").press("Đăng nhập", phone=phone, password=PASSWORD)
    assert not browser.has_button("Đăng nhập"), browser.text[:400]
    return browser


def open_order(seller: Browser, number: str, tab: str = "new") -> Browser:
    """Find an order of hers in its tab, by the purchase's number, and open it."""
    return seller.open(f"/seller/orders?tab={tab}").follow(number)


def accept(seller: Browser, number: str) -> Browser:
    """Take a new order on."""
    return open_order(seller, number).press("Nhận đơn")


def send(seller: Browser, tracking: str = "EE123456789VN") -> Browser:
    """From an accepted order: pack it and bring it to the post office."""
    seller.press("Đã đóng gói xong")
    return seller.press("Đã gửi hàng", carrier="post_office", carrier_name="Bưu điện xã", tracking_number=tracking)


def accept_and_send(seller: Browser, number: str) -> Browser:
    """Take a new order on and send it off."""
    accept(seller, number)
    return send(seller)
