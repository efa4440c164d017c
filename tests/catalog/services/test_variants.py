"""Variants: told apart by name, each with its own price and stock, at least one on sale."""

from dataclasses import replace

import pytest
from flask import Flask

from marketplace.catalog.errors import BadValue, LastVariant, TooMany
from marketplace.catalog.models import Product
from marketplace.catalog.services import photos, variants
from marketplace.catalog.services.variants import VariantFields
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.inventory.queries import stock_of
from tests.builders import make_photo, make_product
from tests.catalog.services.test_products import seller_of

BAG = VariantFields(name="Túi 500 g", price_dong=60_000, unit="túi", content_amount=500, content_unit="g", weight_g=520)


@pytest.fixture
def product(app: Flask) -> Product:
    with transaction():
        return make_product()


def _again(product: Product) -> Product:
    session.expire_all()
    return session.get_one(Product, product.id)


def _name_first(product: Product) -> None:
    first = product.variants[0]
    variants.edit_variant(first, VariantFields(name="Ký lẻ", price_dong=first.price_dong), seller_of(product.shop))


def test_a_second_variant_has_its_own_price_and_stock(product: Product) -> None:
    with transaction():
        again = _again(product)
        _name_first(again)
        added = variants.add_variant(again, BAG, 7, seller_of(again.shop))
    assert [(v.name, v.price_dong) for v in _again(product).variants] == [("Ký lẻ", 100_000), ("Túi 500 g", 60_000)]
    assert stock_of([added.id]) == {added.id: 7}


@pytest.mark.parametrize(
    ("changes", "field", "why"),
    [
        ({"name": ""}, "name", "empty"),
        ({"name": "KÝ lẻ"}, "name", "taken"),
        ({"price_dong": 0}, "price", "out_of_bounds"),
        ({"content_amount": None}, "content_amount", "half"),
        ({"content_unit": "con"}, "content_unit", "unknown"),
        ({"content_amount": 0}, "content_amount", "out_of_bounds"),
        ({"weight_g": 0}, "weight_g", "out_of_bounds"),
        ({"photo_id": 999}, "photo", "unknown"),
    ],
)
def test_impossible_variants_are_refused(product: Product, changes: dict[str, object], field: str, why: str) -> None:
    with pytest.raises(BadValue) as refusal, transaction():
        again = _again(product)
        _name_first(again)
        variants.add_variant(again, replace(BAG, **changes), 1, seller_of(again.shop))  # type: ignore[arg-type]
    assert (refusal.value.field, refusal.value.why) == (field, why)
    assert len(_again(product).variants) == 1


def test_a_variants_picture_is_one_of_the_products(product: Product) -> None:
    with transaction():
        again = _again(product)
        shown = photos.add_photo(again, make_photo())
        _name_first(again)
        variants.add_variant(again, replace(BAG, photo_id=shown.photo_id), 1, seller_of(again.shop))
    assert _again(product).variants[1].photo_id == shown.photo_id
    with transaction():
        again = _again(product)
        photos.remove_photo(again, again.photos[0])
    assert _again(product).variants[1].photo_id is None


def test_one_variant_always_stays_on_sale(product: Product) -> None:
    with transaction():
        again = _again(product)
        _name_first(again)
        second = variants.add_variant(again, BAG, 1, seller_of(again.shop))
        for _ in range(2):
            variants.set_active(second, False)
        with pytest.raises(LastVariant):
            variants.set_active(again.variants[0], False)
    assert [v.is_active for v in _again(product).variants] == [True, False]


def test_a_nameless_variant_does_not_stand_beside_another(product: Product) -> None:
    with transaction():
        again = _again(product)
        variants.add_variant(again, BAG, 1, seller_of(again.shop))
        variants.set_active(again.variants[0], False)
        with pytest.raises(BadValue):
            variants.set_active(again.variants[0], True)


def test_not_more_than_twenty(product: Product) -> None:
    with transaction():
        again = _again(product)
        _name_first(again)
        for number in range(variants.MOST_VARIANTS - 1):
            variants.add_variant(again, replace(BAG, name=f"Túi {number}"), 0, seller_of(again.shop))
        with pytest.raises(TooMany):
            variants.add_variant(again, replace(BAG, name="Túi nữa"), 0, seller_of(again.shop))
