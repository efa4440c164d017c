from xml.etree import ElementTree

from flask import Flask

from marketplace.core.transactions import transaction
from tests.builders import make_live, make_product
from tests.visitors import Visitor


def addresses(visitor: Visitor) -> list[str]:
    root = ElementTree.fromstring(visitor.get("/sitemap.xml").get_data(as_text=True).encode())
    return [loc.text or "" for loc in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]


def test_every_public_page_is_in_the_sitemap_and_answers(app: Flask, visitor: Visitor) -> None:
    with transaction():
        product = make_live(make_product())
    found = addresses(visitor)
    assert f"http://localhost/products/{product.slug}" in found
    assert f"http://localhost/shops/{product.shop.slug}" in found
    assert "http://localhost/categories/thuc-pham-mau" in found and "http://localhost/" in found
    own = [url.removeprefix("http://localhost") or "/" for url in found if "/policies/" not in url]
    assert [path for path in own if visitor.get(path).status_code != 200] == []


def test_a_new_product_is_there_at_once_and_a_hidden_one_is_not(app: Flask, visitor: Visitor) -> None:
    before = addresses(visitor)
    with transaction():
        product = make_live(make_product())
    assert set(addresses(visitor)) - set(before) >= {f"http://localhost/products/{product.slug}"}


def test_its_type_is_xml(visitor: Visitor) -> None:
    assert visitor.get("/sitemap.xml").mimetype == "application/xml"


def test_robots_keep_out_of_personal_pages(visitor: Visitor) -> None:
    response = visitor.get("/robots.txt")
    assert response.mimetype == "text/plain"
    lines = response.get_data(as_text=True).splitlines()
    assert "Disallow: /account" in lines and "Disallow: /staff" in lines
    assert "Sitemap: http://localhost/sitemap.xml" in lines
