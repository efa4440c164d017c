"""What a customer does in her browser: find goods, fill a cart, order as a guest, pay, follow her order."""

import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import zxingcpp
from PIL import Image

from tests.builders import HAC_THANH
from tests.pages import Browser

PHONE = "+84912000111"
ANSWERS = {"name": "Trần Thị Mua", "phone": "0912 000 111", "address_line": "Số 1, phố Mẫu"}
COD, TRANSFER, CARD = "cod", "vietqr", "stripe_checkout"


@dataclass(frozen=True)
class Transfer:
    """What a banking app reads from the picture it scans."""

    bin: str
    account: str
    amount_dong: int
    memo: str


def put_in_cart(customer: Browser, path: str, quantity: int = 1, **typed: Any) -> Browser:
    """Open a product's page and put pieces of it into the cart."""
    customer.open(path).press("Thêm vào giỏ", quantity=str(quantity), **typed)
    assert "Đã thêm vào giỏ." in customer.text
    return customer


def say_where(customer: Browser, *, province: str = "38", commune: str = HAC_THANH) -> Browser:
    """Choose the place on the cart's page, the province first, as without scripts."""
    customer.open("/cart").press("Xem các xã, phường của tỉnh này", province=province)
    return customer.press("Xem phí giao", commune=commune)


def fill_in(customer: Browser, method: str, *, commune: str = HAC_THANH, **answers: Any) -> Browser:
    """From the cart through the one form to the last screen."""
    customer.open("/cart").press("Tiếp tục ·")
    customer.press("Xem các xã, phường của tỉnh này", province="38", **ANSWERS | answers)
    return customer.press("Xem lại đơn hàng", commune=commune, method=method)


def order(customer: Browser, method: str, **answers: Any) -> str:
    """Order what lies in the cart; gives the order's number and ends on its page."""
    fill_in(customer, method, **answers).press("Đặt hàng,")
    return order_number(customer)


def order_number(customer: Browser) -> str:
    """The number of the order whose page the customer sees."""
    found = re.match(r"/orders/([A-Z0-9-]+)", customer.address)
    assert found, f"{customer.address} ({customer.status}): {customer.text[:600]}"
    return found[1]


def scan_codes(customer: Browser, number: str) -> list[Transfer]:
    """Save the picture of each code on the payment page, and read it with a banking app's eyes."""
    customer.open(f"/orders/{number}/pay")
    links = dict.fromkeys(re.findall(r'href="(/orders/[^"]+\.png)"', customer.html))
    return [_scan(customer.fetch(link)[1]) for link in links]


def path_of(link: str) -> str:
    """A link in a text message, as a path to open."""
    parts = urlsplit(link)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _scan(png: bytes) -> Transfer:
    [code] = zxingcpp.read_barcodes(Image.open(BytesIO(png)))
    fields = _fields(code.text)
    receiver = _fields(_fields(fields["38"])["01"])
    return Transfer(receiver["00"], receiver["01"], int(fields["54"]), _fields(fields["62"])["08"])


def _fields(text: str) -> dict[str, str]:
    """The fields of an EMV code: two figures of name, two of length, the value."""
    found: dict[str, str] = {}
    while text:
        name, length, rest = text[:2], int(text[2:4]), text[4:]
        found[name], text = rest[:length], rest[length:]
    return found
