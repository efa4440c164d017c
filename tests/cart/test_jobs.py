"""Carts nobody touched for a season are forgotten; the others stay."""

from datetime import timedelta

from flask import Flask

from marketplace.cart.jobs import forget_old_carts
from marketplace.cart.models import Cart, CartLine
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from tests.purchases import make_cart, make_goods


def test_old_carts_go_with_their_lines_and_young_ones_stay(app: Flask) -> None:
    with transaction():
        goods = make_goods()
        old, young = make_cart((goods, 1)), make_cart((goods, 2))
        old.touched_at, young.touched_at = now() - timedelta(days=91), now() - timedelta(days=89)
    for _twice in range(2):
        with transaction():
            forget_old_carts()
    assert [cart.id for cart in session.query(Cart)] == [young.id]
    assert [line.quantity for line in session.query(CartLine)] == [2]
