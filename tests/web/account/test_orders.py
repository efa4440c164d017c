"""A signed-in customer's orders: all of her own, newest first, and nobody else's."""

from flask import Flask

from marketplace.core.actors import CUSTOMER, Actor
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.orders.models import Order
from marketplace.people.models import Person
from tests.builders import make_customer
from tests.pages import Browser
from tests.purchases import allow_orders, make_goods, make_order
from tests.visitors import Visitor


def orders_of(person: Person, count: int = 1) -> list[Order]:
    with transaction():
        goods = make_goods(stock=100)
        by = Actor(CUSTOMER, person.id, person.full_name)
        allow_orders(unpaid_orders_per_phone=100)
        return [make_order((goods, 1), by=by) for _ in range(count)]


def her_page(app: Flask, name: str = "Trần Khách Quen") -> tuple[Person, Browser]:
    with transaction():
        person = make_customer(name)
    return person, Browser(Visitor(app).sign_in(person))


def test_nothing_bought_yet(app: Flask) -> None:
    _person, page = her_page(app)
    page.open("/account/orders").sees("Chưa có đơn hàng nào")


def test_each_order_leads_to_its_page(app: Flask) -> None:
    person, page = her_page(app)
    [order] = orders_of(person)
    page.open("/account/orders").sees(order.number, "Chờ gian hàng nhận đơn", "122.000đ")
    name = order.shop_orders[0].lines[0].product_name
    assert page.text.index(f"{name} ×1") < page.text.index(order.number)
    page.follow(f"{name} ×1").sees(f"Đơn hàng {order.number}", "Hủy đơn hàng")


def test_other_peoples_orders_are_not_listed(app: Flask) -> None:
    other, _page = her_page(app, "Người Khác")
    _person, page = her_page(app)
    [order] = orders_of(other)
    assert order.number not in page.open("/account/orders").html


def test_newest_first_in_pages_of_twenty(app: Flask) -> None:
    person, page = her_page(app)
    numbers = [order.number for order in orders_of(person, 21)]
    page.open("/account/orders")
    shown = sorted(numbers, key=lambda number: page.html.find(f">{number}<") if number in page.html else 10**9)
    assert shown[0] == numbers[-1] and numbers[0] not in page.html
    assert numbers[0] in page.follow("Trang sau").html
    session.rollback()


def test_who_is_not_signed_in_is_asked_to(visitor: Visitor) -> None:
    answer = visitor.get("/account/orders")
    assert answer.status_code == 303 and answer.headers["Location"].startswith("/sign-in")
