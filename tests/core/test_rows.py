"""Plain statements: what they write is what the ORM would have written, and they write nothing twice."""

import pytest
from flask import Flask
from sqlalchemy import bindparam, select, update
from sqlalchemy.exc import IntegrityError

from marketplace.cart.models import Cart, CartLine
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.rows import bulk_insert, execute_update, insert_at_once, rows_of
from marketplace.core.transactions import transaction
from tests.builders import make_product
from tests.statements import counted

CARTS = select(Cart.token_hash, Cart.area_code).where(Cart.token_hash == bindparam("token"))


def test_an_object_inserted_at_once_is_as_if_read(app: Flask) -> None:
    with transaction():
        cart = Cart(token_hash="a" * 64)
        insert_at_once(cart)
        session.add(cart)
        assert cart in session and not session.dirty and not session.new
    written = session.get_one(Cart, cart.id, populate_existing=True)
    assert (written.token_hash, written.person_id, written.area_code) == ("a" * 64, None, None)
    assert written.created_at <= written.touched_at <= now()
    assert cart.lines == []


def test_a_family_inserted_at_once_is_not_written_again(app: Flask) -> None:
    with transaction():
        variant = make_product().variants[0]
    with transaction(), counted() as asked:
        cart = Cart(token_hash="b" * 64, lines=[CartLine(variant_id=variant.id, quantity=2, seen_price_dong=5_000)])
        insert_at_once(cart)
        cart.lines[0].cart_id = cart.id
        insert_at_once(cart.lines[0])
        session.add(cart)
        session.flush()
    assert [statement.split()[:3] for statement in asked if "INSERT" in statement or "UPDATE" in statement] == [
        ["INSERT", "INTO", "cart"],
        ["INSERT", "INTO", "cart_line"],
    ]
    assert session.get_one(CartLine, cart.lines[0].id, populate_existing=True).quantity == 2


def test_what_the_database_refuses_is_refused_here_too(app: Flask) -> None:
    with pytest.raises(IntegrityError), transaction():
        insert_at_once(CartLine(cart_id=1, variant_id=1, quantity=0, seen_price_dong=1))
    assert session.query(CartLine).count() == 0


def test_plain_rows_are_written_read_and_changed(app: Flask) -> None:
    with transaction():
        bulk_insert(Cart, {"token_hash": "c" * 64}, {"token_hash": "d" * 64})
        assert rows_of(CARTS, {"token": "c" * 64}) == [("c" * 64, None)]
        statement = update(Cart).where(Cart.token_hash == bindparam("token")).values(area_code=bindparam("area"))
        assert execute_update(statement, {"token": "c" * 64, "area": "38"}) == 1
        assert execute_update(statement, {"token": "e" * 64, "area": "38"}) == 0
    assert [tuple(row) for row in session.execute(select(Cart.token_hash, Cart.area_code).order_by(Cart.id))] == [
        ("c" * 64, "38"),
        ("d" * 64, None),
    ]
