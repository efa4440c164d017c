"""What a customer saw against what holds now; and a cart to nowhere yet."""

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from marketplace.catalog.models import Product, Variant
from marketplace.checkout.summary import CheckoutSummary, changes_since, summarise_cart
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.places.errors import NoSuchArea
from marketplace.site.queries import current_settings
from tests.builders import HAC_THANH
from tests.purchases import allow_orders, make_cart, make_goods, variant_of


@pytest.fixture
def goods(app: Flask) -> Product:
    with transaction():
        allow_orders()
        return make_goods(price_dong=100_000, stock=5)


def _review(goods: Product, quantity: int, area_code: str | None = HAC_THANH) -> CheckoutSummary:
    with transaction():
        lines = make_cart((goods, quantity)).lines
        return summarise_cart(lines, area_code, current_settings())


def test_without_a_commune_there_is_no_fee_and_nothing_to_place(goods: Product) -> None:
    summary = _review(goods, 2, None)
    assert (summary.goods_dong, summary.shipping_dong, summary.total_dong) == (200_000, 0, 200_000)
    assert not summary.can_be_placed and summary.problems == []


def test_with_a_commune_everything_is_known(goods: Product) -> None:
    summary = _review(goods, 2)
    assert summary.can_be_placed and summary.area_text == "Phường Hạc Thành, tỉnh Thanh Hóa"
    assert summary.total_dong == summary.goods_dong + summary.shipping_dong > summary.goods_dong


def test_a_place_that_is_none_is_refused(goods: Product) -> None:
    with pytest.raises(NoSuchArea):
        _review(goods, 1, "38")


def test_the_same_cart_is_seen_the_same_and_each_difference_is_named(goods: Product) -> None:
    two, again, three = _review(goods, 2), _review(goods, 2), _review(goods, 3)
    assert two.seen == again.seen and changes_since(two.seen, again) == []
    found = {(change.what, change.before, change.after) for change in changes_since(two.seen, three)}
    assert ("quantity", 2, 3) in found
    with transaction():
        session.get_one(Variant, variant_of(goods).id).price_dong = 90_000
    [change] = changes_since(two.seen, _review(goods, 2))
    assert (change.what, change.before, change.after) == ("price", 100_000, 90_000)


def test_what_fell_out_of_the_release_stays_in_the_cart_with_its_name(goods: Product) -> None:
    with transaction():
        session.get_one(Product, goods.id).live_revision_id = None
    summary = _review(goods, 1)
    [line] = summary.parcels[0].lines
    assert line.goods.name == goods.name and line.problem is not None and line.problem.code == "hidden"
    assert summary.sent == [] and summary.total_dong == 0 and not summary.can_be_placed


@given(
    seen=st.one_of(st.text(max_size=200), st.sampled_from(["[]", "[1,2,3]", "[1,2,[[1]]]", "9" * 5_000, "[" * 3_000]))
)
def test_a_text_that_was_never_ours_says_nothing_and_breaks_nothing(seen: str) -> None:
    assert changes_since(seen, CheckoutSummary([], [], None, "")) == []
