"""A shop follows its seller's standing; a seller without a shop troubles nobody."""

from flask import Flask

from marketplace.core.actors import OPERATOR, Actor
from marketplace.core.transactions import transaction
from marketplace.sellers.services import restore_seller, suspend_seller
from tests.builders import make_operator, make_seller, make_shop


def test_the_shop_is_off_the_market_while_its_seller_is_stopped(app: Flask) -> None:
    with transaction():
        shop, by = make_shop(), Actor(OPERATOR, make_operator().id)
        suspend_seller(shop.seller, "Xem xét khiếu nại", by)
    assert shop.status == "suspended"
    with transaction():
        restore_seller(shop.seller, "Đã xong", by)
    assert shop.status == "closed"


def test_a_seller_without_a_shop_is_stopped_all_the_same(app: Flask) -> None:
    with transaction():
        seller, by = make_seller(), Actor(OPERATOR, make_operator().id)
        suspend_seller(seller, "Xem xét", by)
        restore_seller(seller, "Đã xong", by)
    assert seller.status == "active"
