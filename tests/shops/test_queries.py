"""Finding shops."""

import pytest
from flask import Flask

from marketplace.core.errors import NotFound
from marketplace.core.transactions import transaction
from marketplace.shops import queries
from tests.builders import HAC_THANH, make_customer, make_seller, make_shop


def test_open_shops_are_listed_by_name_and_place(app: Flask) -> None:
    with transaction():
        shops = [make_shop(name) for name in ("Cói", "An", "Bưởi")]
        shops[2].status = "closed"
        there = make_shop("Dệt", seller=make_seller(area_code=HAC_THANH))
    assert [shop.name for shop in queries.list_open_shops()] == ["An", "Cói", "Dệt"]
    assert [shop.name for shop in queries.list_open_shops(after="an", limit=1)] == ["Cói"]
    assert [shop.id for shop in queries.list_open_shops(area_code=HAC_THANH)] == [there.id]


def test_a_shop_is_found_by_key_and_person(app: Flask) -> None:
    with transaction():
        shop, stranger = make_shop(), make_customer()
    assert queries.get_shop(shop.id) == queries.lock_shop(shop.id) == shop
    assert queries.find_shop_of(shop.seller.person_id) == shop
    assert queries.find_shop_of(stranger.id) is None
    for read in (queries.get_shop, queries.lock_shop):
        with pytest.raises(NotFound):
            read(shop.id + 1000)
