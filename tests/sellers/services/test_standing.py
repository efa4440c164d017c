"""A seller is suspended and restored by an officer above her, with a reason, and her shop follows."""

import pytest
from flask import Flask

from marketplace.audit.models import AuditEntry
from marketplace.core.actors import OPERATOR, SELLER, Actor
from marketplace.core.db import session
from marketplace.core.errors import NotAllowed
from marketplace.core.transactions import transaction
from marketplace.sellers.errors import BadAnswer
from marketplace.sellers.models import Seller
from marketplace.sellers.services import restore_seller, suspend_seller
from marketplace.shops.models import Shop
from tests.builders import BIEN_THUONG, HAC_THANH, make_officer, make_operator, make_shop
from tests.sellers.applicants import officer


def _shop() -> Shop:
    with transaction():
        return make_shop()


def _stop(seller: Seller, actor: Actor, note: str = "Có khiếu nại đang xem xét") -> None:
    with transaction():
        suspend_seller(seller, note, actor)


def test_an_officer_above_a_seller_stops_and_restores_her_once(app: Flask) -> None:
    shop = _shop()
    with transaction():
        by = officer(make_officer(BIEN_THUONG))
    for _ in range(2):
        _stop(shop.seller, by)
    assert (shop.seller.status, shop.status) == ("suspended", "suspended")
    for _ in range(2):
        with transaction():
            restore_seller(shop.seller, "Đã giải quyết xong", by)
    assert (shop.seller.status, shop.status) == ("active", "closed")
    assert session.query(AuditEntry).filter_by(action="seller.suspended").count() == 1


def test_the_operator_may_too(app: Flask) -> None:
    shop = _shop()
    with transaction():
        operator = make_operator()
    _stop(shop.seller, Actor(OPERATOR, operator.id))
    assert shop.seller.status == "suspended"


def test_a_stranger_changes_nothing(app: Flask) -> None:
    shop = _shop()
    with transaction():
        foreign = officer(make_officer(HAC_THANH))
    for actor in (foreign, Actor(SELLER, shop.seller.person_id), officer(shop.seller.person)):
        with pytest.raises(NotAllowed):
            _stop(shop.seller, actor)
    session.expire_all()
    assert (shop.seller.status, shop.status) == ("active", "open")


def test_a_reason_is_needed(app: Flask) -> None:
    shop = _shop()
    with transaction():
        by = officer(make_officer(BIEN_THUONG))
    with pytest.raises(BadAnswer):
        _stop(shop.seller, by, " ")
