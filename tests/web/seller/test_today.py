"""Việc hôm nay: the one next step of a person without a shop, then what waits, most pressing first."""

import pytest
from flask import Flask

from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.payments.models import Payment
from marketplace.payments.services.transfers import say_transferred
from marketplace.people.models import Person
from marketplace.shops.models import Shop
from tests.builders import make_customer, make_officer, make_photo, make_product, make_shop
from tests.payments.making import BUYER, make_order, make_paid_shop
from tests.sellers.applicants import make_approved, make_draft, make_submitted
from tests.visitors import Visitor, text_of


@pytest.fixture
def shop(app: Flask) -> Shop:
    with transaction():
        photos = {"cover_photo_id": make_photo().id, "portrait_photo_id": make_photo().id}
        return make_shop("Sâm Báo", story="Tôi trồng sâm", **photos)


def _today(visitor: Visitor, person: Person) -> str:
    return text_of(visitor.sign_in(person).get("/seller"))


def test_before_applying_there_is_one_thing_to_do(visitor: Visitor, app: Flask) -> None:
    with transaction():
        woman = make_customer()
    page = _today(visitor, woman)
    assert "Đăng ký bán hàng" in page and "Đơn hàng" not in page


def test_the_application_is_the_task_until_it_is_decided(visitor: Visitor, app: Flask) -> None:
    assert "Làm tiếp hồ sơ đăng ký" in _today(visitor, make_draft().person)
    assert "Hội đang xem hồ sơ của chị" in _today(Visitor(app), make_submitted().person)


def test_an_admitted_seller_opens_her_shop(visitor: Visitor, app: Flask) -> None:
    with transaction():
        by = make_officer()
    assert "Mở gian hàng" in _today(visitor, make_approved(by).person)


def test_a_new_shop_lists_its_first_goods_then_tells_its_story(visitor: Visitor, app: Flask) -> None:
    with transaction():
        shop = make_shop("Cói")
    page = _today(visitor, shop.seller.person)
    assert page.index("Đăng món hàng đầu tiên") < page.index("Kể câu chuyện của chị") < page.index("Thêm ảnh")


def test_returned_and_unfinished_goods_are_counted(visitor: Visitor, shop: Shop) -> None:
    with transaction():
        make_product(shop=shop)
        make_product(shop=shop).status = "changes_asked"
    page = _today(visitor, shop.seller.person)
    assert page.index("1 món hàng cần sửa") < page.index("1 món hàng đăng dở")


def test_nothing_to_do_is_said_kindly(visitor: Visitor, shop: Shop) -> None:
    with transaction():
        make_product(shop=shop).status = "live"
    assert "Hôm nay chị xong việc rồi" in _today(visitor, shop.seller.person)


def test_a_closed_and_a_suspended_shop_say_so(visitor: Visitor, shop: Shop) -> None:
    for status, words in (("closed", "Gian hàng đang nghỉ"), ("suspended", "Hội đang tạm dừng gian hàng")):
        with transaction():
            shop.status = status
        assert words in _today(visitor, shop.seller.person)


def test_a_visitor_signs_in_first(visitor: Visitor) -> None:
    assert visitor.get("/seller").headers["Location"].startswith("/sign-in")


def test_orders_come_first_each_kind_with_its_number(visitor: Visitor, shop: Shop) -> None:
    with transaction():
        states = ("new", "new", "accepted", "packed", "shipped", "refused", "undelivered", "delivered")
        for number, state in enumerate(states):
            make_order(shop, method="cod", phone=f"+8491200020{number}").shop_orders[0].status = state
    page = _today(visitor, shop.seller.person)
    expected = ["2 đơn mới", "1 đơn cần gói", "1 đơn cần gửi", "2 đơn chưa giao được", "1 đơn đang trên đường"]
    places = [page.index(words) for words in expected]
    assert places == sorted(places)


def test_a_transfer_the_customer_says_she_made_waits_for_a_look(visitor: Visitor, app: Flask) -> None:
    with transaction():
        shop = make_paid_shop("Sâm Báo")
        order = make_order(shop)
        for payment in session.query(Payment).filter_by(order_id=order.id):
            say_transferred(payment, by=BUYER)
    assert "1 khách báo đã chuyển tiền" in _today(visitor, shop.seller.person)
