"""A signed link opens one order, for thirty days, and no longer than its public id stays the same."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from marketplace.core.clock import now
from marketplace.core.references import new_public_id
from marketplace.core.signing import sign_link
from marketplace.core.transactions import transaction
from marketplace.orders.links import opens, order_key, order_path
from marketplace.orders.models import Order
from tests.purchases import make_order


@pytest.fixture
def orders(app: Flask) -> list[Order]:
    with transaction():
        return [make_order(), make_order()]


def test_a_key_opens_its_own_order_only(orders: list[Order]) -> None:
    mine, other = orders
    key = order_key(mine)
    assert opens(mine, key) and not opens(other, key)
    assert order_path(mine) == f"/orders/{mine.number}?key={order_key(mine)}"


@pytest.mark.parametrize("key", [None, "", "x", "a.b.c", "é" * 50])
def test_what_is_no_key_opens_nothing(orders: list[Order], key: str | None) -> None:
    assert not opens(orders[0], key)


def test_a_key_of_another_purpose_or_number_opens_nothing(orders: list[Order]) -> None:
    assert not opens(orders[0], sign_link("something else", orders[0].public_id))
    assert not opens(orders[0], sign_link("order", orders[0].number))


def test_a_key_ends_with_time_and_with_a_new_public_id(orders: list[Order]) -> None:
    key = order_key(orders[0])
    with time_machine.travel(now() + timedelta(days=31), tick=False):
        assert not opens(orders[0], key)
    with transaction():
        orders[0].public_id = new_public_id()
    assert not opens(orders[0], key)
