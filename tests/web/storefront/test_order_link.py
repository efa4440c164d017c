"""A customer changes the link of her order: what was forwarded opens nothing, the customer's own browser goes on."""

import pytest
from flask import Flask

from marketplace.core.transactions import transaction
from marketplace.orders.links import order_path
from marketplace.orders.models import Order
from marketplace.orders.queries import get_order
from tests.pages import Browser
from tests.purchases import make_goods, make_order
from tests.visitors import Visitor


@pytest.fixture
def order(app: Flask) -> Order:
    with transaction():
        return make_order((make_goods(), 1))


@pytest.fixture
def customer(app: Flask, order: Order) -> Browser:
    return Browser(Visitor(app)).open(order_path(order))


def test_old_links_end_and_the_customer_goes_on(app: Flask, customer: Browser, order: Order) -> None:
    forwarded = order_path(order)
    friend = Visitor(app)
    assert friend.follow(friend.get(forwarded)).status_code == 200
    customer.press("Đổi đường dẫn").sees("Các đường dẫn cũ của đơn này không mở được nữa", order.number)
    assert Visitor(app).get(forwarded).status_code == 404
    assert friend.get(f"/orders/{order.number}").status_code == 404
    customer.open(f"/orders/{order.number}").sees(order.number)
    Browser(Visitor(app)).open(order_path(get_order(order.number))).sees(order.number)


def test_a_stranger_changes_nothing(visitor: Visitor, order: Order) -> None:
    link = order_path(order)
    assert visitor.post(f"/orders/{order.number}/link").status_code == 404
    assert visitor.follow(visitor.get(link)).status_code == 200
