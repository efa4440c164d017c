"""The cast: one person of every kind the product knows, for tests that ask everything of everybody."""

from flask import Flask

from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from marketplace.shops.models import Shop, ShopMember
from tests.builders import (
    HAC_THANH,
    make_account,
    make_customer,
    make_officer,
    make_operator,
    make_person,
    make_province_officer,
    make_seller,
    make_shop,
)
from tests.visitors import Visitor

NOBODY = "nobody"
ROLES: dict[str, set[str]] = {
    NOBODY: set(),
    "customer": set(),
    "shop owner": {"owner"},
    "shop editor": {"editor"},
    "shop packer": {"packer"},
    "shop accountant": {"accountant"},
    "commune officer": {"commune_officer"},
    "province officer": {"province_officer"},
    "operator": {"operator"},
}


def make_cast() -> dict[str, Person]:
    """Everybody but nobody; the shop and the commune officer are of Phường Hạc Thành."""
    shop = make_shop(seller=make_seller("Hoàng Thị Chủ", area_code=HAC_THANH))
    return {
        "customer": make_customer(),
        "shop owner": shop.seller.person,
        "shop editor": _member(shop, "editor"),
        "shop packer": _member(shop, "packer"),
        "shop accountant": _member(shop, "accountant"),
        "commune officer": make_officer(HAC_THANH),
        "province officer": make_province_officer(),
        "operator": make_operator(),
    }


def sign_in_cast(app: Flask) -> dict[str, Visitor]:
    """The cast at their browsers, all signed in but nobody."""
    with transaction():
        people = make_cast()
    return {NOBODY: Visitor(app), **{name: Visitor(app).sign_in(person) for name, person in people.items()}}


def _member(shop: Shop, role: str) -> Person:
    person = make_account(make_person(f"Người nhà {role}")).person
    session.add(ShopMember(shop_id=shop.id, person_id=person.id, role=role))
    session.flush()
    return person
