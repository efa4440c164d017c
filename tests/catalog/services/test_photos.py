"""The gallery: in the seller's order, each photo once, no more than fit."""

import pytest
from flask import Flask

from marketplace.catalog.errors import NoSuchPart, TooMany
from marketplace.catalog.models import Product
from marketplace.catalog.queries import get_photo
from marketplace.catalog.services import photos
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from tests.builders import make_photo, make_product


@pytest.fixture
def product(app: Flask) -> Product:
    with transaction():
        product = make_product()
        for _ in range(3):
            photos.add_photo(product, make_photo())
        return product


def _order(product: Product) -> list[int]:
    session.expire_all()
    return [shown.id for shown in session.get_one(Product, product.id).photos]


def test_photos_are_ordered_by_hand(product: Product) -> None:
    one, two, three = _order(product)
    with transaction():
        again = session.get_one(Product, product.id)
        photos.make_first(again, get_photo(again, three))
    assert _order(product) == [three, one, two]
    with transaction():
        again = session.get_one(Product, product.id)
        photos.move_photo(again, get_photo(again, three), +1)
        photos.move_photo(again, get_photo(again, two), +1)
        photos.move_photo(again, get_photo(again, one), -1)
    assert _order(product) == [one, three, two]


def test_a_photo_is_taken_out_and_the_rest_closes_up(product: Product) -> None:
    one, two, three = _order(product)
    with transaction():
        again = session.get_one(Product, product.id)
        photos.remove_photo(again, get_photo(again, two))
    assert _order(product) == [one, three]
    assert [shown.position for shown in session.get_one(Product, product.id).photos] == [0, 1]


def test_one_photo_hangs_once(product: Product) -> None:
    with transaction():
        again = session.get_one(Product, product.id)
        photos.add_photo(again, again.photos[0].photo)
    assert len(_order(product)) == 3


def test_no_more_than_eight(product: Product) -> None:
    with transaction():
        again = session.get_one(Product, product.id)
        for _ in range(photos.MOST_PHOTOS - 3):
            photos.add_photo(again, make_photo())
        with pytest.raises(TooMany):
            photos.add_photo(again, make_photo())
    assert len(_order(product)) == photos.MOST_PHOTOS


def test_words_for_those_who_cannot_see(product: Product) -> None:
    with transaction():
        again = session.get_one(Product, product.id)
        assert again.photos[0].alt == again.name
        photos.describe_photo(again.photos[0], "Rổ củ sâm vừa đào")
    session.expire_all()
    assert session.get_one(Product, product.id).photos[0].alt == "Rổ củ sâm vừa đào"


def test_another_products_photo_is_not_found(product: Product) -> None:
    with transaction():
        other = make_product(shop=session.get_one(Product, product.id).shop)
    with pytest.raises(NoSuchPart):
        get_photo(other, product.photos[0].id)
