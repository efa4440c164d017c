from flask import Flask

from marketplace.core.transactions import transaction
from tests.builders import make_category, make_live, make_product, make_shop
from tests.visitors import Visitor

PRODUCTS = "/api/v1/products"


def test_the_list_by_shelf_and_words(app: Flask, visitor: Visitor) -> None:
    with transaction():
        shop = make_shop()
        roots = make_category("cu", name="Củ")
        make_live(make_product("Củ sâm Báo tươi", shop=shop, category=roots, price_dong=850_000))
        make_live(make_product("Nem chua", shop=shop))
    names = [item["name"] for item in visitor.get(PRODUCTS).json["products"]]
    assert names == ["Nem chua", "Củ sâm Báo tươi"]
    (item,) = visitor.get(f"{PRODUCTS}?category=cu").json["products"]
    assert item["price_dong"] == 850_000 and item["in_stock"] and item["url"].startswith("http://localhost/products/")
    assert [item["name"] for item in visitor.get(f"{PRODUCTS}?q=nem").json["products"]] == ["Nem chua"]


def test_pages_by_cursor(app: Flask, visitor: Visitor) -> None:
    with transaction():
        shop = make_shop()
        for number in range(26):
            make_live(make_product(f"Món {number}", shop=shop))
    first = visitor.get(PRODUCTS).json
    rest = visitor.get(f"{PRODUCTS}?cursor={first['next']}").json
    assert (len(first["products"]), len(rest["products"]), rest["next"]) == (24, 2, None)


def test_one_product(app: Flask, visitor: Visitor) -> None:
    with transaction():
        product = make_live(make_product("Củ sâm Báo tươi", price_dong=850_000))
    found = visitor.get(f"{PRODUCTS}/{product.slug}").json
    assert found["name"] == "Củ sâm Báo tươi" and found["place"]["name"] == "Xã Biện Thượng"
    assert found["variants"] == [
        {"id": product.variants[0].id, "name": "", "unit": "kg", "price_dong": 850_000, "in_stock": True}
    ]
    assert "phone" not in str(found)


def test_problems(visitor: Visitor) -> None:
    for path in (f"{PRODUCTS}/khong-co", f"{PRODUCTS}?category=khong-co"):
        answer = visitor.get(path)
        assert answer.status_code == 404 and answer.mimetype == "application/problem+json"
