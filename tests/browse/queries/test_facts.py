from collections import Counter

from flask import Flask

from marketplace.browse.models import SHELF, Listing
from marketplace.browse.queries import facts
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.core.versions import version_of
from marketplace.shops.services import close_shop
from tests.builders import HAC_THANH, make_category, make_live, make_product, make_seller, make_shop


def stocked() -> int:
    with transaction():
        food = make_category("an", name="Ăn")
        sauce = make_category("mam", name="Mắm", parent_id=food.id)
        make_category("ruou-mau", name="Rượu", is_enabled=False)
        here, there = make_shop(), make_shop(seller=make_seller("Lê Thị Xa", area_code=HAC_THANH))
        for number in range(3):
            make_live(make_product(f"Mắm {number}", shop=here, category=sauce))
        make_live(make_product("Gạo", shop=there, category=food))
    return version_of(SHELF)


def test_counts_equal_a_brute_force_count(app: Flask) -> None:
    version = stocked()
    rows = session.query(Listing).filter_by(is_shown=True).all()
    found = facts.groups(version)
    assert found.total == len(rows) == 4
    assert found.by_shop == Counter(row.shop_id for row in rows)
    assert {p.code: p.goods_count for p in found.communes} == Counter(row.area_code for row in rows)
    assert {p.code: p.goods_count for p in found.provinces} == {"38": 4}


def test_a_category_counts_what_stands_below_it(app: Flask) -> None:
    version = stocked()
    counts = {category.slug: category.goods_count for category in facts.categories(version)}
    assert (counts["an"], counts["mam"]) == (4, 3)


def test_a_category_that_is_off_is_not_there(app: Flask) -> None:
    version = stocked()
    assert facts.find_category(version, "ruou-mau") is None
    assert facts.find_category(version, "ruou") is None


def test_categories_and_shops_have_photos_of_their_goods(app: Flask) -> None:
    version = stocked()
    sauce = facts.find_category(version, "mam")
    assert sauce is not None and sauce.photo is not None
    assert [len(shop.goods) for shop in facts.shops(version)] == [1, 3]


def test_shops_that_are_closed_are_not_there(app: Flask) -> None:
    version = stocked()
    from marketplace.core.actors import SELLER, Actor
    from marketplace.shops.models import Shop

    shop = session.get_one(Shop, facts.shops(version)[0].id)
    with transaction():
        close_shop(shop, Actor(SELLER, shop.seller.person_id))
    assert shop.id not in {other.id for other in facts.shops(version_of(SHELF))}
    assert version_of(SHELF) > version
