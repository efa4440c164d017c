"""The receipt: all that the last screen showed, as it was, whatever is changed afterwards."""

from datetime import timedelta
from html.parser import HTMLParser

import pytest
import time_machine
from flask import Flask

from marketplace.catalog.models import Product
from marketplace.core.actors import OPERATOR, Actor
from marketplace.core.clock import now, today
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.orders.models import Order
from marketplace.rules.services import Wording, publish_policy
from marketplace.shops.models import Shop
from marketplace.site.services import change_settings
from marketplace.web.parts.contract_views import frozen_contract, opens_before_taking
from tests.builders import make_shop
from tests.pages import Browser
from tests.payments.making import an_operator
from tests.purchases import ANSWERS, allow_orders, make_goods, make_order, variant_of
from tests.visitors import Visitor

PLATFORM = {
    "hotline": "1900 6868",
    "email": "hoi@example.vn",
    "owner_name": "Công ty Nền tảng Mẫu",
    "owner_address": "Số 2, phố Mẫu",
    "registration_number": "123/ĐK",
    "registration_date": "01/07/2026",
    "registration_place": "Bộ Công Thương",
}
NOT_FACTS = {"form", "button", "h1", "h2", "h3", "summary", "nav"}
NOT_FACTS_BY_CLASS = {"stepper", "notices", "page-head", "hidden-text", "short-policies"}
VOID = {"img", "input", "br", "use", "meta", "link", "source", "hr"}


class Facts(HTMLParser):
    """The pieces of text in the main part of a page that state something, not what to do next."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, bool]] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        a = dict(attributes)
        classes = set((a.get("class") or "").split())
        left_out = tag in NOT_FACTS or bool(classes & NOT_FACTS_BY_CLASS) or a.get("href") == "/cart"
        self.open.append((tag, left_out))

    def handle_endtag(self, tag: str) -> None:
        if tag in [name for name, _left_out in self.open]:
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split()).strip(" ·.")
        inside = any(tag == "main" for tag, _left_out in self.open)
        if words and inside and not any(left_out for _tag, left_out in self.open):
            self.found.append(words)


def facts_of(html: str) -> list[str]:
    reader = Facts()
    reader.feed(html)
    return reader.found


@pytest.fixture
def goods(app: Flask) -> list[Product]:
    with transaction():
        allow_orders(**PLATFORM)
        lan = make_shop("Sâm Báo chị Lan", address_line="Thôn 3")
        group = make_shop("Tổ Nem Hạc Thành")
        group.seller.legal_name = "Tổ Nem Hạc Thành"
        group.seller.legal_form = "to_hop_tac"
        for shop in (lan, group):
            shop.return_policy = f"{shop.name}: đổi trong 3 ngày."
            shop.delivery_policy = f"{shop.name}: gửi thứ Hai và thứ Năm."
        return [
            make_goods(shop=lan, price_dong=120_000),
            make_goods("Nem chua", shop=group, price_dong=60_000, delivery_scope="province", keeps_cold=True),
        ]


@pytest.fixture
def buyer(app: Flask, goods: list[Product]) -> Browser:
    visitor = Visitor(app)
    for product in goods:
        visitor.post("/cart/add", {"variant_id": variant_of(product).id})
    browser = Browser(visitor)
    return browser._arrive("/checkout/review", visitor.post("/checkout/review", ANSWERS))


def order_it(buyer: Browser) -> str:
    buyer.press("Đặt hàng")
    return session.query(Order).one().number


def test_everything_the_last_screen_showed_stands_on_the_receipt(buyer: Browser) -> None:
    shown = facts_of(buyer.html)
    assert len(shown) > 60, shown
    for known in ("1 × 120.000đ", "Tổ hợp tác", "Gọi trước khi giao", "Được kiểm hàng trước khi nhận"):
        assert known in shown
    assert sum("hiệu lực" in words for words in shown) == 13
    number = order_it(buyer)
    receipt = buyer.open(f"/orders/{number}/receipt").sees(*shown).text
    assert all(PLATFORM[key] in receipt for key in PLATFORM if key != "hotline") and "19006868" in receipt.replace(
        " ", ""
    )


def test_nothing_changed_afterwards_changes_the_receipt(buyer: Browser, goods: list[Product]) -> None:
    number = order_it(buyer)
    before = buyer.open(f"/orders/{number}/receipt").text
    with transaction():
        change_settings({key: f"khác {key}" for key in PLATFORM}, actor=Actor(OPERATOR, label="test"))
        for product in goods:
            shop = session.get_one(Shop, product.shop_id)
            shop.name, shop.phone = f"Tên mới {shop.id}", "+84987654321"
            shop.return_policy = shop.delivery_policy = "Không còn như trước."
            shop.open_before_paying = False
        publish_new_returns()
    assert buyer.open(f"/orders/{number}/receipt").text == before


def publish_new_returns() -> None:
    words = {"vi": ("Đổi trả kiểu mới", "Không đổi trả nữa."), "en": ("New returns", "No returns any more.")}
    publish_policy(
        "doi-tra-hoan-tien",
        {locale: Wording(*text) for locale, text in words.items()},
        effective_on=today() + timedelta(days=1),
        change_note="đổi",
        actor=an_operator(),
    )


def test_each_policy_leads_to_the_version_the_customer_read(buyer: Browser) -> None:
    number = order_it(buyer)
    with transaction():
        publish_new_returns()
    with time_machine.travel(now() + timedelta(days=2), tick=True):
        buyer.open("/policies/doi-tra-hoan-tien").sees("Không đổi trả nữa.")
        with transaction():
            contract = frozen_contract(session.query(Order).filter_by(number=number).one().contract)
        [returns] = [policy for policy in contract.policies if "doi-tra" in policy.url]
        assert returns.version == 1 and len(contract.policies) == 13
        old = buyer.open(returns.url).sees("Đây là bản cũ.")
        assert "Không đổi trả nữa." not in old.text


def test_whether_a_parcel_may_be_opened_first_is_what_was_agreed_for_that_parcel(app: Flask) -> None:
    with transaction():
        lan, group = make_shop("Sâm Báo chị Lan"), make_shop("Tổ Nem Hạc Thành")
        group.open_before_paying = False
        order = make_order((make_goods(shop=lan), 1), (make_goods("Nem chua", shop=group), 1))
        lan.open_before_paying, group.open_before_paying = False, True
    assert [opens_before_taking(part) for part in order.shop_orders] == [True, False]
    order.contract = {}
    assert [opens_before_taking(part) for part in order.shop_orders] == [None, None]
    session.rollback()


def test_an_english_reader_keeps_links_to_english_texts(app: Flask) -> None:
    page = Browser(Visitor(app)).open("/policies/kiem-hang?version=1&language=en")
    assert page.open("/policies/kiem-hang?version=1&language=xx").status == 200
    english = page.open("/policies/kiem-hang?version=1&language=en").text
    assert english != page.open("/policies/kiem-hang?version=1&language=vi").text


def test_a_contract_that_lacks_something_is_still_a_receipt(app: Flask) -> None:
    empty = frozen_contract({})
    assert (empty.parcels, empty.policies, empty.rights, empty.total_dong) == ([], [], [], 0)


def test_when_a_shop_changes_its_words_the_buyer_is_asked_again(buyer: Browser, goods: list[Product]) -> None:
    with transaction():
        session.get_one(Shop, goods[0].shop_id).return_policy = "Không đổi trả."
    buyer.press("Đặt hàng").sees("Đơn chưa được đặt", "Không đổi trả.", status=409)
    assert session.query(Order).count() == 0
    buyer.press("Đặt hàng")
    assert session.query(Order).count() == 1
