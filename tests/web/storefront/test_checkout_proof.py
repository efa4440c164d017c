"""Stock cannot be emptied by made-up phones: unproven holds are few, short and fair, and a code frees them (8.23)."""

import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from marketplace.catalog.models import Product
from marketplace.core.actors import SELLER, Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.inventory.models import Hold
from marketplace.inventory.queries import stock_of
from marketplace.orders.models import Order
from marketplace.orders.queries import lock_shop_orders
from marketplace.orders.services.fulfilment import accept
from marketplace.payments.models import Payment
from tests.builders import make_account, make_customer, make_shop
from tests.purchases import ANSWERS, allow_orders, broken_promises, give_account, make_goods, variant_of
from tests.visitors import Visitor, text_of

KINDS, PIECES = 12, 10


@pytest.fixture
def shelf(app: Flask) -> list[Product]:
    """Twelve kinds of goods, ten pieces of each, of a shop that takes transfers."""
    with transaction():
        allow_orders(is_demo=True)
        shop = make_shop()
        give_account(shop)
        return [make_goods(f"Nem {n}", shop=shop, stock=PIECES) for n in range(KINDS)]


def _last_screen(visitor: Visitor, goods: Product, quantity: int = 1, **answers: str) -> dict[str, str]:
    visitor.post("/cart/add", {"variant_id": variant_of(goods).id, "quantity": quantity})
    return _fields(visitor.post("/checkout/review", {**ANSWERS, "method": "vietqr", **answers}))


def _fields(page: Any) -> dict[str, str]:
    form = page.get_data(as_text=True).split('action="/checkout/place"')[1].split("</form>")[0]
    found = re.findall(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)">', form)
    return {name: value.replace("&#34;", '"') for name, value in found}


def _place(visitor: Visitor, goods: Product, quantity: int = 1, **answers: str) -> Any:
    return visitor.post("/checkout/place", _last_screen(visitor, goods, quantity, **answers))


def _code_in(page: Any) -> str:
    return re.search(r'class="ref num">([0-9]{6})<', page.get_data(as_text=True))[1]  # type: ignore[index]


def _taken(shelf: list[Product]) -> int:
    session.rollback()
    return KINDS * PIECES - sum(stock_of([variant_of(goods).id for goods in shelf]).values())


def test_made_up_phones_take_a_small_part_for_a_short_time(shelf: list[Product], new_visitor: Any) -> None:
    """54 orders, each with another phone and another browser, as much of each kind as can be had."""
    answers = []
    for n in range(54):
        visitor = new_visitor()
        answers.append(_place(visitor, shelf[n % KINDS], 5, phone=f"0987 000 {n:03}").status_code)
    assert answers[:8] == [303] * 8 and set(answers[8:]) == {422}
    assert _taken(shelf) == 40, "four kinds' worth, a third of this small market"
    latest = max(held.expires_at for held in session.query(Hold).all() if held.expires_at)
    assert latest < now() + timedelta(hours=2, minutes=1)
    assert broken_promises() == []


def test_cash_on_delivery_takes_no_more(shelf: list[Product], new_visitor: Any) -> None:
    assert _place(new_visitor(), shelf[0], 5, method="cod").status_code == 303
    assert _place(new_visitor(), shelf[0], 1, method="cod", phone="0987 111 222").status_code == 422
    [order] = session.query(Order).all()
    with transaction():
        [part] = lock_shop_orders([order.shop_orders[0].id])
        accept(part, by=Actor(SELLER, 1))
    assert _place(new_visitor(), shelf[0], 1, method="cod", phone="0987 111 222").status_code == 303, "the shop called"


def test_a_code_on_the_last_screen_frees_the_order(shelf: list[Product], visitor: Visitor) -> None:
    asked = _place(visitor, shelf[0], 6, note="Gọi buổi trưa")
    assert asked.status_code == 422 and "Xin xác nhận số điện thoại" in text_of(asked)
    assert "Gửi mã tới 0912 000 111" in text_of(asked) and session.query(Order).count() == 0
    sent = visitor.post("/checkout/code", _fields(asked))
    assert sent.status_code == 200 and 'name="code"' in sent.get_data(as_text=True)
    wrong = visitor.post("/checkout/place", {**_fields(sent), "code": "x"})
    assert wrong.status_code == 422 and "Còn 4 lần thử" in text_of(wrong) and session.query(Order).count() == 0
    typed = {**_fields(wrong), "code": _code_in(wrong)}
    assert visitor.post("/checkout/place", typed).status_code == 303
    assert visitor.post("/checkout/place", typed).status_code == 303, "twice is once"
    [order] = session.query(Order).all()
    assert (order.phone_proof, order.note) == ("given", "Gọi buổi trưa")
    [held] = session.query(Hold).all()
    assert held.asker_phone is None and held.expires_at is not None
    assert held.expires_at > now() + timedelta(hours=23)


def test_a_code_for_another_phone_frees_nothing(shelf: list[Product], visitor: Visitor, new_visitor: Any) -> None:
    sent = visitor.post("/checkout/code", _fields(_ask(visitor, shelf[0])))
    code = _code_in(sent)
    other = new_visitor()
    fields = {**_fields(_ask(other, shelf[1], phone="0987 111 222")), "proof": _fields(sent)["proof"], "code": code}
    assert other.post("/checkout/place", fields).status_code == 422 and session.query(Order).count() == 0


def _ask(visitor: Visitor, goods: Product, **answers: str) -> Any:
    return _place(visitor, goods, 6, **answers)


def test_an_order_is_proven_afterwards_and_then_held_for_a_day(shelf: list[Product], visitor: Visitor) -> None:
    page = visitor.follow(_place(visitor, shelf[0], 2))
    assert "Xác nhận số điện thoại" in text_of(page)
    number = session.query(Order).one().number
    asked = visitor.follow(visitor.post(f"/orders/{number}/prove", {}))
    done = visitor.post("/code", {"code": _code_in(asked)})
    assert done.headers["Location"] == f"/orders/{number}"
    page = visitor.follow(done)
    assert "Đã xác nhận số điện thoại" in text_of(page) and "chưa được xác nhận" not in text_of(page)
    session.rollback()
    ends = {session.query(Payment).one().expires_at, session.query(Hold).one().expires_at}
    assert len(ends) == 1 and ends.pop() > now() + timedelta(hours=23)
    assert broken_promises() == []


def test_signing_in_proves_what_was_ordered_before(shelf: list[Product], visitor: Visitor) -> None:
    assert _place(visitor, shelf[0], 2).status_code == 303
    with transaction():
        make_account(phone="+84912000111")
    asked = visitor.follow(visitor.post("/sign-in/code", {"phone": "0912 000 111"}))
    visitor.post("/code", {"code": _code_in(asked)})
    session.rollback()
    assert session.query(Order).one().phone_proof == "given" and session.query(Hold).one().asker_line is None


def test_who_is_signed_in_is_never_asked(shelf: list[Product], visitor: Visitor) -> None:
    with transaction():
        customer = make_customer()
    assert _place(visitor.sign_in(customer), shelf[0], PIECES).status_code == 303
    assert session.query(Order).one().phone_proof == ""


def test_a_stranger_proves_no_order(shelf: list[Product], visitor: Visitor, new_visitor: Any) -> None:
    assert _place(visitor, shelf[0], 2).status_code == 303
    number = session.query(Order).one().number
    assert new_visitor().post(f"/orders/{number}/prove", {}).status_code == 404
    assert session.query(Order).one().is_unproven


def test_what_ended_keeps_no_trace_of_who_asked(shelf: list[Product], visitor: Visitor) -> None:
    for method in ("vietqr", "cod"):
        assert _place(visitor, shelf[0], 1, method=method).status_code == 303
    assert {bool(held.asker_line) for held in session.query(Hold)} == {True}
    for order in session.query(Order).all():
        visitor.post(f"/orders/{order.number}/cancel", {"reason": "other"})
    session.rollback()
    assert {held.asker_line for held in session.query(Hold)} == {None} and _taken(shelf) == 0
