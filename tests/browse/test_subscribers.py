"""The shelf hears of everything it shows, inside the transaction that changed it."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from marketplace.browse.models import Listing
from marketplace.catalog.events import ProductApproved, ProductChanged
from marketplace.catalog.models import Product
from marketplace.core.db import session
from marketplace.core.events import publish
from marketplace.core.transactions import transaction
from marketplace.inventory.events import StockChanged
from marketplace.inventory.models import StockItem
from marketplace.shops.events import ShopChanged, ShopOpened
from tests.builders import make_live, make_product

EVENTS: dict[str, Callable[[Product], Any]] = {
    "approved": lambda product: ProductApproved(product.id, 1),
    "changed": lambda product: ProductChanged(product.id),
    "shop opened": lambda product: ShopOpened(product.shop_id),
    "shop changed": lambda product: ShopChanged(product.shop_id),
}


@pytest.mark.parametrize("event_of", EVENTS.values(), ids=EVENTS.keys())
def test_what_changed_is_relisted_at_once(app: Flask, event_of: Callable[[Product], Any]) -> None:
    with transaction():
        product = make_live(make_product())
    with transaction():
        product.shop.name = "Tên mới"
        publish(event_of(product))
        assert session.get_one(Listing, product.id).shop_name == "Tên mới"


def test_pieces_that_went_are_seen_at_once(app: Flask) -> None:
    with transaction():
        product = make_live(make_product(stock=50))
        assert session.get_one(Listing, product.id).stock_state == "in"
    with transaction():
        session.query(StockItem).update({"on_hand": 0})
        publish(StockChanged(product.variants[0].id))
        session.expire_all()
        assert session.get_one(Listing, product.id).stock_state == "out"


def test_stock_of_something_never_listed_is_no_matter(app: Flask) -> None:
    with transaction():
        publish(StockChanged(424242))
        publish(ProductChanged(424242))
    assert session.query(Listing).count() == 0
