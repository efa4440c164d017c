import json
import re

from flask import Flask

from marketplace.core.transactions import transaction
from marketplace.web.storefront.structured import breadcrumb_data, organisation_data
from tests.builders import make_live, make_product
from tests.visitors import Visitor


def test_a_product_page_tells_machines_price_stock_and_seller(app: Flask, visitor: Visitor) -> None:
    with transaction():
        product = make_live(make_product("Củ sâm Báo tươi", price_dong=850_000, stock=0))
    page = visitor.get(f"/products/{product.slug}").get_data(as_text=True)
    found = [json.loads(b) for b in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)]
    data, trail = found
    assert data["name"] == "Củ sâm Báo tươi" and data["image"][0].startswith("http://localhost/media/")
    (offer,) = data["offers"]
    assert (offer["price"], offer["priceCurrency"]) == (850_000, "VND")
    assert offer["availability"] == "https://schema.org/OutOfStock"
    assert offer["seller"]["name"] == product.shop.name
    assert [item["position"] for item in trail["itemListElement"]] == [1, 2, 3]


def test_crumbs_are_absolute(app: Flask) -> None:
    (only,) = breadcrumb_data([("/", "Trang chủ")])["itemListElement"]
    assert only["item"] == "http://localhost/"


def test_the_market_names_its_parent_and_telephone_where_known(app: Flask) -> None:
    assert "contactPoint" not in organisation_data("Chợ", "", "")
    whole = organisation_data("Chợ", "Hội", "0237 385 2345")
    assert whole["parentOrganization"]["name"] == "Hội" and whole["contactPoint"]["telephone"] == "0237 385 2345"
