from flask import Flask

from marketplace.browse.queries import pages
from marketplace.catalog.models import FormerSlug as FormerProductSlug
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.shops.models import FormerSlug as FormerShopSlug
from tests.builders import make_live, make_product


def test_a_product_comes_with_shop_seller_and_place_in_one_row(app: Flask) -> None:
    with transaction():
        product = make_live(make_product("Củ sâm Báo tươi"))
    row = pages.find_product(product.slug)
    assert row is not None
    assert (row.is_shown, row.shop_name, row.area_name) == (True, product.shop.name, "Xã Biện Thượng")
    assert row.province_name == "Tỉnh Thanh Hóa" and row.verified_at == product.shop.seller.verified_at
    assert pages.content_of_row(row)["name"] == "Củ sâm Báo tươi"


def test_prices_and_stock_are_those_of_this_moment(app: Flask) -> None:
    with transaction():
        product = make_live(make_product(price_dong=70_000, stock=3))
    (variant,) = pages.variants_now(product.id)
    assert (variant.price_dong, variant.available) == (70_000, 3)


def test_a_shop_in_one_row(app: Flask) -> None:
    with transaction():
        product = make_live(make_product())
    row = pages.find_shop(product.shop.slug)
    assert row is not None and row.owner == product.shop.seller.person.full_name and row.portrait_id is None


def test_unknown_addresses(app: Flask) -> None:
    assert pages.find_product("khong-co") is None and pages.find_shop("khong-co") is None
    assert pages.product_slug_now("khong-co") is None and pages.shop_slug_now("khong-co") is None


def test_former_addresses_lead_to_those_of_today(app: Flask) -> None:
    with transaction():
        product = make_live(make_product())
        session.add(FormerProductSlug(slug="ten-cu", product_id=product.id))
        session.add(FormerShopSlug(slug="gian-cu", shop_id=product.shop_id))
    assert pages.product_slug_now("ten-cu") == product.slug
    assert pages.shop_slug_now("gian-cu") == product.shop.slug
