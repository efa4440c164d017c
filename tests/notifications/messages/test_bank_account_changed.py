"""A seller is told of a change of her bank account, in case somebody else changed it."""

import pytest
from flask import Flask

from marketplace.association.models import Unit
from marketplace.core import outbox
from marketplace.core.actors import SELLER, Actor
from marketplace.core.clock import local_date
from marketplace.core.db import session
from marketplace.core.events import publish
from marketplace.core.transactions import transaction
from marketplace.notifications.models import Notice
from marketplace.notifications.registries import CHANNELS, MESSAGES
from marketplace.notifications.rendering import render
from marketplace.people.models import Person
from marketplace.sellers.events import BankAccountChanged
from marketplace.sellers.models import BankAccount
from marketplace.sellers.services import set_bank_account
from marketplace.sellers.services.bank_accounts import CHANGE_WAITS
from marketplace.shops.models import Shop
from tests.builders import make_shop
from tests.days import typed
from tests.visitors import Visitor, text_of

AGRIBANK, VIETCOMBANK = "970405", "970436"


@pytest.fixture
def shop(app: Flask) -> Shop:
    with transaction():
        return make_shop()


def pay_to(person: Person, bin: str, number: str) -> BankAccount:
    with transaction():
        account = set_bank_account(person, bin, number, person.full_name, Actor(SELLER, person.id))
    outbox.run_due()
    return account


def told() -> list[Notice]:
    return session.query(Notice).filter_by(kind="bank_account_changed").order_by(Notice.id).all()


def test_she_reads_which_account_it_is_now_and_whom_to_call(shop: Shop) -> None:
    person = shop.seller.person
    with transaction():
        unit = session.get_one(Unit, shop.seller.unit_id)
        unit.contact_phone = "+84373456789"
    pay_to(person, AGRIBANK, "3500205123456")
    account = pay_to(person, VIETCOMBANK, "0071000888999")
    [notice] = told()
    words = render(notice)
    assert words.title == (
        "Tài khoản nhận tiền của chị vừa đổi sang Vietcombank, số tận cùng 8999. "
        "Nếu không phải chị đổi, gọi ngay 0373 456 789."
    )
    for fact in (
        "HOANG THI BAN",
        f"hãy gọi ngay cho {unit.name}, số 0373 456 789",
        f"ngày {typed(local_date(account.added_at))}",
    ):
        assert fact in words.text
    assert "0071000888999" not in words.text and "0071000888999" not in str(notice.facts)
    assert words.link.endswith("/seller/shop/bank")


def test_nothing_is_told_of_the_first_account_or_of_the_same_one_given_again(shop: Shop) -> None:
    for _again in range(2):
        pay_to(shop.seller.person, AGRIBANK, "3500205123456")
    assert told() == []


def test_she_is_told_once_however_often_the_event_is_delivered(shop: Shop) -> None:
    person = shop.seller.person
    pay_to(person, AGRIBANK, "3500205123456")
    account = pay_to(person, VIETCOMBANK, "0071000888999")
    with transaction():
        publish(BankAccountChanged(person.id, account.id))
    outbox.run_due()
    assert len(told()) == 1
    pay_to(person, AGRIBANK, "3500205123456")  # and back again is a change of its own
    assert [notice.facts["bank"] for notice in told()] == ["Vietcombank", "Agribank"]


def test_it_stands_on_the_sellers_own_page_and_on_nobody_elses(app: Flask, shop: Shop) -> None:
    with transaction():
        other = make_shop()
    pay_to(shop.seller.person, AGRIBANK, "3500205123456")
    pay_to(shop.seller.person, VIETCOMBANK, "0071000888999")
    owners, another = (text_of(Visitor(app).sign_in(of.seller.person).get("/seller/notices")) for of in (shop, other))
    assert "Tài khoản nhận tiền của chị vừa đổi sang Vietcombank" in owners
    assert "Tài khoản nhận tiền" not in another


def test_a_change_that_waits_says_from_when_and_how_to_keep_the_old_one(shop: Shop) -> None:
    """At once, over every channel, before the new account is used (8.7)."""
    person = shop.seller.person
    pay_to(person, AGRIBANK, "3500205123456")
    with transaction():
        args = (VIETCOMBANK, "0071000888999", person.full_name, Actor(SELLER, person.id))
        account = set_bank_account(person, *args, waits=True)
    outbox.run_due()
    words = render(told()[-1])
    assert "Có người vừa đổi tài khoản nhận tiền của chị sang Vietcombank" in words.title
    assert "“Giữ tài khoản cũ”" in words.text
    assert f"ngày {typed(local_date(account.added_at + CHANGE_WAITS))}" in words.title
    assert all(MESSAGES.get("bank_account_changed").manner in channel.carries for channel in CHANNELS.all().values())
