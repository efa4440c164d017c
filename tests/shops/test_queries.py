"""Finding shops."""

import pytest
from flask import Flask

from marketplace.core.errors import NotFound
from marketplace.core.transactions import transaction
from marketplace.shops import queries
from tests.builders import make_customer, make_shop


def test_a_shop_is_found_by_key_and_person(app: Flask) -> None:
    with transaction():
        shop, stranger = make_shop(), make_customer()
    assert queries.lock_shop(shop.id) == shop
    assert queries.find_shop_of(shop.seller.person_id) == shop
    assert queries.find_shop_of(stranger.id) is None
    with pytest.raises(NotFound):
        queries.lock_shop(shop.id + 1000)
