"""Thêm: where a seller finds the rest, fitting what she is."""

from flask import Flask

from marketplace.core.transactions import transaction
from tests.builders import BIEN_THUONG, make_customer, make_shop, unit_of
from tests.visitors import Visitor, text_of


def test_a_seller_finds_her_shop_her_account_and_help(visitor: Visitor, app: Flask) -> None:
    with transaction():
        unit_of(BIEN_THUONG).contact_phone = "+84912000111"
        shop = make_shop()
    page = text_of(visitor.sign_in(shop.seller.person).get("/seller/more"))
    for words in ("Gian hàng của tôi", "Phí gửi hàng", "Tài khoản nhận tiền", "Dữ liệu của tôi", "Gọi 0912 000 111"):
        assert words in page
    assert "Quyền riêng tư" not in page, "the page has one name wherever it is named"


def test_a_woman_without_a_shop_finds_only_her_own_pages(visitor: Visitor, app: Flask) -> None:
    with transaction():
        woman = make_customer()
    page = text_of(visitor.sign_in(woman).get("/seller/more"))
    assert "Hồ sơ của tôi" in page and "Phí gửi hàng" not in page


def test_a_visitor_signs_in_first(visitor: Visitor) -> None:
    assert visitor.get("/seller/more").headers["Location"].startswith("/sign-in")
