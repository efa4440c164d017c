"""Orders of a guest come to whoever proves the phone they were placed with, and to nobody else."""

from flask import Flask

from marketplace.accounts.queries import find_account
from marketplace.audit.models import AuditEntry
from marketplace.core.actors import CUSTOMER, Actor
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.orders.models import Order
from marketplace.orders.services.adopting import adopt_guest_orders
from tests.builders import make_customer
from tests.codes import sent_code
from tests.pages import Browser
from tests.purchases import details, make_order
from tests.visitors import Visitor

PHONE, OTHER = "+84912345678", "+84912345679"
PASSWORD = "con trâu đi trước"


def guest_order(phone: str = PHONE) -> Order:
    with transaction():
        return make_order(details=details(phone=phone))


def owner_of(order: Order) -> int | None:
    session.rollback()
    session.expire_all()
    return session.get_one(Order, order.id).person_id


def signed_up(visitor: Visitor, phone: str) -> Browser:
    page = Browser(visitor).open("/sign-up").press("Gửi mã cho tôi", phone=phone)
    page.press("Tiếp tục", code=sent_code(phone))
    return page.press("Mở tài khoản", full_name="Nguyễn Thị Hoa", password=PASSWORD, agrees="y")


def test_whoever_opens_an_account_finds_what_she_bought_before(app: Flask, visitor: Visitor) -> None:
    first, second, foreign = guest_order(), guest_order(), guest_order(OTHER)
    page = signed_up(visitor, PHONE)
    account = find_account(PHONE)
    assert account is not None
    assert owner_of(first) == owner_of(second) == account.person_id and owner_of(foreign) is None
    page.open("/account/orders").sees(first.number, second.number)
    assert foreign.number not in page.html
    assert page.open(f"/orders/{first.number}").status == 200
    assert session.query(AuditEntry).filter_by(action="order.claimed").count() == 2


def test_a_stranger_with_another_phone_finds_nothing(app: Flask, visitor: Visitor) -> None:
    order = guest_order()
    page = signed_up(visitor, OTHER)
    assert owner_of(order) is None
    assert order.number not in page.open("/account/orders").html
    assert page.open(f"/orders/{order.number}").status == 404


def test_without_the_code_nothing_is_claimed(app: Flask, visitor: Visitor) -> None:
    order = guest_order()
    page = Browser(visitor).open("/sign-up").press("Gửi mã cho tôi", phone=PHONE)
    page.press("Tiếp tục", code="000000" if sent_code(PHONE) != "000000" else "111111")
    assert owner_of(order) is None and find_account(PHONE) is None


def test_signing_in_by_code_brings_what_was_bought_meanwhile(app: Flask, visitor: Visitor) -> None:
    with transaction():
        person = make_customer()
    order = guest_order(person.phone or "")
    page = Browser(visitor).open("/sign-in/code").press("Gửi mã cho tôi", phone=person.phone)
    page.press("Tiếp tục", code=sent_code(person.phone or ""))
    assert owner_of(order) == person.id


def test_an_order_that_has_an_owner_keeps_it(app: Flask) -> None:
    with transaction():
        customer, other = make_customer(), make_customer("Người Khác")
        order = make_order(details=details(phone=PHONE), by=Actor(CUSTOMER, customer.id))
    with transaction():
        assert adopt_guest_orders(other.id, PHONE) == 0
    assert owner_of(order) == customer.id


def test_twice_is_once(app: Flask) -> None:
    order = guest_order()
    with transaction():
        customer = make_customer()
        assert adopt_guest_orders(customer.id, PHONE) == 1
    with transaction():
        assert adopt_guest_orders(customer.id, PHONE) == 0
    assert owner_of(order) == customer.id and session.query(AuditEntry).filter_by(action="order.claimed").count() == 1
