import re

from flask import Flask

from marketplace.catalog.models import Category
from marketplace.core.transactions import transaction
from tests.builders import make_category, make_live, make_product, make_shop
from tests.visitors import Visitor, text_of


def stocked() -> tuple[Category, Category]:
    top = make_category("an", name="Đồ ăn", name_en="Eatables")
    below = make_category("mam", name="Mắm", name_en="Sauces", parent_id=top.id)
    shop = make_shop()
    make_live(make_product("Gạo nếp", shop=shop, category=top))
    make_live(make_product("Mắm tép", shop=shop, category=below))
    return top, below


def test_shelves_with_goods_are_listed_with_those_below(app: Flask, visitor: Visitor) -> None:
    with transaction():
        stocked()
        make_category("trong", name="Kệ trống")
    page = text_of(visitor.get("/categories"))
    assert "Đồ ăn" in page and "Mắm" in page and "Xem 2 sản phẩm" in page
    assert "/categories/trong" not in re.sub(
        "<nav.*?</nav>", "", visitor.get("/categories").get_data(as_text=True), flags=re.S
    )


def test_a_shelf_shows_what_stands_on_it_and_below(app: Flask, visitor: Visitor) -> None:
    with transaction():
        stocked()
    whole, part = text_of(visitor.get("/categories/an")), text_of(visitor.get("/categories/mam"))
    assert "Gạo nếp" in whole and "Mắm tép" in whole and "2 sản phẩm đang bán" in whole
    assert "Gạo nếp" not in part and "Mắm tép" in part and "1 sản phẩm đang bán" in part


def test_a_shelf_has_its_name_in_both_languages(app: Flask, visitor: Visitor) -> None:
    with transaction():
        stocked()
    assert "Eatables" in text_of(visitor.get("/categories/an?lang=en"))


def test_a_restricted_shelf_does_not_exist_for_the_public(app: Flask, visitor: Visitor) -> None:
    with transaction():
        spirits = make_category("ruou-mau", name="Rượu mẫu", is_restricted=True, is_enabled=False)
        make_live(make_product("Rượu sâm mẫu", category=spirits))
    assert visitor.get("/categories/ruou-mau").status_code == 404
    assert visitor.get("/categories/ruou").status_code == 404
    for path in ("/", "/products", "/categories", "/search?q=ruou", "/sitemap.xml", "/api/v1/products"):
        assert "Rượu sâm mẫu" not in visitor.get(path).get_data(as_text=True), path


def test_an_unknown_shelf_is_not_found(visitor: Visitor) -> None:
    assert visitor.get("/categories/khong-co").status_code == 404


def test_an_empty_shelf_leads_on(app: Flask, visitor: Visitor) -> None:
    with transaction():
        make_category("trong", name="Kệ trống")
    page = visitor.get("/categories/trong")
    assert page.status_code == 200 and "Danh mục này đang chờ hàng mới" in text_of(page)
