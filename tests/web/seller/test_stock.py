"""Price and stock on one page: they hold at once, and somebody buying meanwhile is noticed."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from marketplace.catalog.models import Product
from marketplace.core.clock import now
from marketplace.core.transactions import transaction
from marketplace.inventory.queries import items_of, stock_of
from marketplace.inventory.services import claim_at_once, hold
from tests.builders import make_shop
from tests.visitors import Visitor, text_of
from tests.web.seller.test_products import again, product, seller, shop

__all__ = ["product", "seller", "shop"]


def _fields(product: Product, price: str, left: str, seen: str) -> dict[str, Any]:
    prefix = f"v{product.variants[0].id}-"
    return {f"{prefix}price": price, f"{prefix}left": left, f"{prefix}seen": seen}


def _left(product: Product) -> int:
    variant_id = again(product).variants[0].id
    return stock_of([variant_id])[variant_id]


def test_price_and_stock_are_changed_together(seller: Visitor, product: Product) -> None:
    path = f"/seller/products/{product.id}/stock"
    assert "một trăm nghìn đồng" in text_of(seller.get(path))
    for _ in range(2):
        answer = seller.post(path, _fields(product, "120k", "25", "10"))
        fields = _fields(product, "120k", "25", "25")
    assert answer.status_code == 422  # the seller sent the same old page again: told, nothing lost
    assert seller.post(path, fields).status_code == 303
    assert again(product).variants[0].price_dong == 120_000
    assert _left(product) == 25


def test_what_is_held_for_customers_is_not_counted(seller: Visitor, product: Product) -> None:
    with transaction():
        hold(1, product.variants[0].id, 4, now() + timedelta(hours=1))
    path = f"/seller/products/{product.id}/stock"
    assert "Không tính 4 món đang giữ" in text_of(seller.get(path))
    assert seller.post(path, _fields(product, "100k", "0", "6")).status_code == 303
    assert _left(product) == 0


def test_somebody_buying_meanwhile_is_noticed(seller: Visitor, product: Product) -> None:
    with transaction():
        claim_at_once(1, product.variants[0].id, 3)
    answer = seller.post(f"/seller/products/{product.id}/stock", _fields(product, "120k", "20", "10"))
    assert answer.status_code == 422
    assert "nay còn 7" in text_of(answer)
    assert 'value="20"' in answer.get_data(as_text=True)
    assert 'value="7"' in answer.get_data(as_text=True)
    assert (again(product).variants[0].price_dong, _left(product)) == (100_000, 7)
    assert seller.post(f"/seller/products/{product.id}/stock", _fields(product, "120k", "20", "7")).status_code == 303
    assert _left(product) == 20


@pytest.mark.parametrize(("price", "left"), [("", "5"), ("100k", ""), ("100k", "-1"), ("5", "5"), ("100k", "1e3")])
def test_odd_figures_are_asked_again(seller: Visitor, product: Product, price: str, left: str) -> None:
    answer = seller.post(f"/seller/products/{product.id}/stock", _fields(product, price, left, "10"))
    assert answer.status_code == 422
    assert "Chưa lưu được" in text_of(answer)
    assert (again(product).variants[0].price_dong, _left(product)) == (100_000, 10)


def test_one_press_says_that_nothing_is_left(seller: Visitor, product: Product) -> None:
    variant = product.variants[0]
    with transaction():
        hold(1, variant.id, 4, now() + timedelta(hours=1))
    path = f"/seller/products/{product.id}/variants/{variant.id}/empty"
    for _ in range(2):
        assert seller.post(path).headers["Location"] == f"/seller/products/{product.id}"
    assert _left(product) == 0
    assert items_of([variant.id])[variant.id].reserved == 4  # what is promised stays promised


def test_a_stranger_empties_nothing(app: Flask, product: Product) -> None:
    with transaction():
        owner = make_shop("Gian hàng khác").seller.person
    path = f"/seller/products/{product.id}/variants/{product.variants[0].id}/empty"
    assert Visitor(app).sign_in(owner).post(path).status_code == 404
    assert _left(product) == 10
