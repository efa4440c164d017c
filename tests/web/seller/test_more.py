"""Mục khác: where a seller finds the rest, fitting what she is."""

from typing import Any

from flask import Flask

from marketplace.core.actors import SYSTEM_ACTOR
from marketplace.core.transactions import transaction
from marketplace.site.services import change_settings
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


def test_whom_to_call_is_her_own_commune_on_every_page(visitor: Visitor, app: Flask) -> None:
    """(8.15) «Gọi Hội» calls her commune's officer, the unit above where that has no phone, then the help line."""
    with transaction():
        shop = make_shop()
        change_settings({"hotline": "1900 6868"}, actor=SYSTEM_ACTOR)
    visitor.sign_in(shop.seller.person)
    assert 'href="tel:19006868"' in visitor.get("/seller").get_data(as_text=True)
    for code, phone in (("38", "+84912000999"), (BIEN_THUONG, "+84912000111")):
        with transaction():
            unit_of(code).contact_phone = phone
        for page in ("/seller", "/seller/orders", "/account/security", "/seller/more"):
            assert f'href="tel:{phone}"' in visitor.get(page).get_data(as_text=True), page


def test_her_menu_stays_on_the_pages_of_her_account(visitor: Visitor, new_visitor: Any, app: Flask) -> None:
    """(8.15) A seller finds her five places there too; a customer the shopfront's."""
    with transaction():
        shop, customer = make_shop(), make_customer()
    visitor.sign_in(shop.seller.person)
    hers, other = visitor, new_visitor().sign_in(customer)
    for page in ("/account", "/account/orders", "/account/notices", "/account/security", "/account/privacy"):
        assert '<nav class="thumb-nav"' in hers.get(page).get_data(as_text=True), page
        assert '<nav class="thumb-nav"' not in other.get(page).get_data(as_text=True), page


def test_a_visitor_signs_in_first(visitor: Visitor) -> None:
    assert visitor.get("/seller/more").headers["Location"].startswith("/sign-in")
