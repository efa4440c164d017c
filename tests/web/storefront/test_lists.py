import pytest
from flask import Flask

from marketplace.browse.models import SHELF
from marketplace.browse.queries import facts
from marketplace.core.transactions import transaction
from marketplace.core.versions import version_of
from marketplace.web.parts.list_request import read_list
from marketplace.web.storefront.lists import place_choices, total_of
from tests.builders import HAC_THANH, make_category, make_live, make_product, make_seller, make_shop


@pytest.fixture
def version(app: Flask) -> int:
    with transaction():
        food = make_category("an", name="Ăn")
        sauce = make_category("mam", name="Mắm", parent_id=food.id)
        make_live(make_product("Mắm", category=sauce))
        make_live(make_product("Gạo", category=food, shop=make_shop(seller=make_seller(area_code=HAC_THANH))))
    return version_of(SHELF)


@pytest.mark.parametrize(
    ("address", "filters", "sort", "total"),
    [
        ("/products", {}, "newest", 2),
        ("/products?place=38", {"province_code": "38"}, "newest", 2),
        (f"/products?place={HAC_THANH}", {"area_code": HAC_THANH}, "newest", 1),
        ("/products?place=01&sort=nonsense", {}, "newest", 2),
        ("/products?in_stock=1&sort=price_down", {"in_stock": True}, "price_down", None),
        ("/products?in_stock=yes", {}, "newest", 2),
    ],
)
def test_the_address_is_read_strictly(
    app: Flask, version: int, address: str, filters: dict[str, object], sort: str, total: int | None
) -> None:
    with app.test_request_context(address):
        asked = read_list(version)
        given = {name: getattr(asked.filters, name) for name in asked.filters.given()}
        assert (given, asked.sort, total_of(version, asked)) == (filters, sort, total)


def test_a_top_shelf_takes_in_those_below(app: Flask, version: int) -> None:
    top, below = facts.find_category(version, "an"), facts.find_category(version, "mam")
    with app.test_request_context("/"):
        whole, part = read_list(version, top), read_list(version, below)
        assert top and whole.filters.root_category_id == top.id and total_of(version, whole) == 2
        assert below and part.filters.category_id == below.id and total_of(version, part) == 1


def test_places_are_those_goods_come_from(app: Flask, version: int) -> None:
    ((province, communes),) = place_choices(version)
    assert province.name == "Tỉnh Thanh Hóa"
    assert [commune.name for commune in communes] == ["Phường Hạc Thành", "Xã Biện Thượng"]


def test_a_shelf_offers_only_the_places_its_own_goods_come_from(app: Flask, version: int) -> None:
    below = facts.find_category(version, "mam")
    assert below
    ((province, communes),) = place_choices(version, below.id)
    assert (province.goods_count, [(c.name, c.goods_count) for c in communes]) == (1, [("Xã Biện Thượng", 1)])
    with app.test_request_context("/categories/mam?place=38"):
        assert total_of(version, read_list(version, below)) == 1
    with app.test_request_context(f"/categories/mam?place={HAC_THANH}"):
        assert total_of(version, read_list(version, below)) == 0
