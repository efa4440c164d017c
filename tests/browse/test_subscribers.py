"""The shelf hears of everything it shows, inside the transaction that changed it."""

import pytest
from flask import Flask

from marketplace.browse.models import Listing
from marketplace.catalog.events import CategoryChanged, ProductApproved, ProductChanged
from marketplace.core.db import session
from marketplace.core.events import publish, subscribers_of
from marketplace.core.transactions import transaction
from marketplace.inventory.events import StockChanged
from marketplace.shops.events import ShopChanged, ShopOpened
from tests.builders import make_live, make_product


@pytest.mark.parametrize(
    "event", [ProductApproved, ProductChanged, StockChanged, ShopOpened, ShopChanged, CategoryChanged]
)
def test_each_event_has_a_listener_in_the_same_transaction(app: Flask, event: type) -> None:
    now, _later = subscribers_of(event)
    assert any(listener.__module__ == "marketplace.browse.subscribers" for listener in now)


def test_a_shop_that_changed_is_relisted_at_once(app: Flask) -> None:
    with transaction():
        product = make_live(make_product())
    with transaction():
        product.shop.name = "Tên mới"
        publish(ShopChanged(product.shop_id))
        assert session.get_one(Listing, product.id).shop_name == "Tên mới"


def test_stock_of_something_never_listed_is_no_matter(app: Flask) -> None:
    with transaction():
        publish(StockChanged(424242))
        publish(ProductChanged(424242))
    assert session.query(Listing).count() == 0
