"""Filling a cart: within limits, once, and nothing lost at signing in."""

import pytest
from flask import Flask

from marketplace.cart.errors import CartFull, NoSuchLine, NotEnoughLeft, NotForSale, TooManyPieces
from marketplace.cart.models import Cart, CartLine
from marketplace.cart.queries import find_cart, hash_of
from marketplace.cart.services import (
    add_line,
    join_carts,
    note_prices_seen,
    open_cart,
    remove_line,
    set_area,
    set_quantity,
)
from marketplace.catalog.models import Product
from marketplace.core.actors import SELLER, Actor
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.places.errors import NoSuchArea
from tests.builders import HAC_THANH, make_customer
from tests.purchases import make_goods, variant_of


@pytest.fixture
def goods(app: Flask) -> Product:
    with transaction():
        return make_goods(price_dong=80_000, stock=6, order_limit=4)


def _cart(token: str = "a-token", person_id: int | None = None) -> Cart:
    return open_cart(hash_of(token), person_id)


def _lines() -> list[tuple[int, int]]:
    return [(line.variant_id, line.quantity) for line in session.query(CartLine).order_by(CartLine.id)]


def test_pieces_are_put_in_at_the_price_the_visitor_sees(goods: Product) -> None:
    with transaction():
        line = add_line(_cart(), variant_of(goods).id, 2)
    assert (line.quantity, line.seen_price_dong) == (2, 80_000)


def test_adding_again_adds_to_the_same_line(goods: Product) -> None:
    with transaction():
        cart = _cart()
        add_line(cart, variant_of(goods).id, 1)
        add_line(cart, variant_of(goods).id, 2)
    assert _lines() == [(variant_of(goods).id, 3)]


@pytest.mark.parametrize("quantity", [0, -1, 5, 10**9])
def test_more_than_one_order_may_hold_is_refused(goods: Product, quantity: int) -> None:
    with pytest.raises(TooManyPieces) as refused, transaction():
        add_line(_cart(), variant_of(goods).id, quantity)
    assert refused.value.limit == 4
    assert _lines() == []


def test_the_limit_counts_what_lies_there_already(goods: Product) -> None:
    with transaction():
        cart = _cart()
        add_line(cart, variant_of(goods).id, 3)
    with pytest.raises(TooManyPieces), transaction():
        add_line(session.get_one(Cart, cart.id), variant_of(goods).id, 2)
    assert _lines() == [(variant_of(goods).id, 3)]


def test_more_than_is_left_is_refused_with_what_is_left(app: Flask) -> None:
    with transaction():
        scarce = make_goods(stock=2)
    with pytest.raises(NotEnoughLeft) as refused, transaction():
        add_line(_cart(), variant_of(scarce).id, 3)
    assert refused.value.left == 2


def test_what_is_hidden_or_unknown_is_not_for_sale(goods: Product) -> None:
    with transaction():
        product = session.get_one(Product, goods.id)
        product.move_to("hidden", by=Actor(SELLER, 1))
    for variant_id in (variant_of(goods).id, 2**40):
        with pytest.raises(NotForSale), transaction():
            add_line(_cart(f"t{variant_id}"), variant_id, 1)


def test_a_full_cart_says_so(goods: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("marketplace.cart.services.MOST_LINES", 1)
    with transaction():
        other = make_goods("Nem chua")
        cart = _cart()
        add_line(cart, variant_of(goods).id, 1)
    with pytest.raises(CartFull), transaction():
        add_line(session.get_one(Cart, cart.id), variant_of(other).id, 1)


def test_the_number_of_a_line_is_changed_and_a_line_taken_out(goods: Product) -> None:
    with transaction():
        cart = _cart()
        line = add_line(cart, variant_of(goods).id, 1)
        set_quantity(cart, line.id, 4)
    assert _lines() == [(variant_of(goods).id, 4)]
    with transaction():
        remove_line(session.get_one(Cart, cart.id), line.id)
    assert _lines() == []


def test_somebody_elses_line_is_not_found_and_stays_as_it_is(goods: Product) -> None:
    with transaction():
        line = add_line(_cart("own"), variant_of(goods).id, 1)
        stranger = _cart("a stranger's")
    for act in (lambda c: set_quantity(c, line.id, 2), lambda c: remove_line(c, line.id)):
        with pytest.raises(NoSuchLine), transaction():
            act(session.get_one(Cart, stranger.id))
    assert _lines() == [(variant_of(goods).id, 1)]


def test_where_to_is_remembered_and_must_exist(goods: Product) -> None:
    with transaction():
        cart = _cart()
        set_area(cart, HAC_THANH)
    assert cart.area_code == HAC_THANH
    with pytest.raises(NoSuchArea), transaction():
        set_area(session.get_one(Cart, cart.id), "99999")


def test_prices_told_are_remembered(goods: Product) -> None:
    with transaction():
        cart = _cart()
        line = add_line(cart, variant_of(goods).id, 1)
        note_prices_seen(cart, {line.id: 95_000})
    assert line.seen_price_dong == 95_000


def test_signing_in_joins_both_carts_and_keeps_the_larger_number(goods: Product) -> None:
    with transaction():
        person, other = make_customer(), make_goods("Nem chua")
        own, visitors = _cart("own", person.id), _cart("visitor")
        add_line(own, variant_of(goods).id, 1)
        add_line(visitors, variant_of(goods).id, 3)
        add_line(visitors, variant_of(other).id, 2)
        joined = join_carts(visitors, person.id, own)
    assert joined.id == own.id
    assert _lines() == [(variant_of(goods).id, 3), (variant_of(other).id, 2)]
    assert find_cart(token_hash=hash_of("visitor")) is None


def test_a_first_cart_becomes_the_accounts_and_is_not_shown_to_the_browser_alone(goods: Product) -> None:
    with transaction():
        person = make_customer()
        visitors = _cart("visitor")
        add_line(visitors, variant_of(goods).id, 1)
        join_carts(visitors, person.id, None)
    assert find_cart(token_hash=hash_of("visitor")) is None
    found = find_cart(token_hash=hash_of("visitor"), person_id=person.id)
    assert found is not None and len(found.lines) == 1
    with transaction():
        stranger = make_customer("Người Khác")
    assert find_cart(token_hash=hash_of("visitor"), person_id=stranger.id) is None
