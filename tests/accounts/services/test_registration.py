"""Opening accounts, and changing how they are reached."""

import pytest
from flask import Flask

from marketplace.accounts.demo_factor import DEMO_TOTP_SECRET
from marketplace.accounts.errors import BadEmail, EmailTaken, PhoneTaken
from marketplace.accounts.models import Account, SignIn
from marketplace.accounts.queries import find_account, find_account_by_email, has_demo_accounts
from marketplace.accounts.services.passwords import check_password, make_hash
from marketplace.accounts.services.registration import (
    change_phone,
    choose_display,
    confirm_email,
    open_demo_account,
    register,
    remove_email,
    tidy_email,
)
from marketplace.accounts.services.second_factor import check_factor, number_now
from marketplace.accounts.services.sessions import begin_sign_in
from marketplace.core.actors import SYSTEM_ACTOR
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from marketplace.site.services import change_settings
from tests.builders import make_account, make_person
from tests.codes import told

PHONE = "+84912345678"


def test_an_account_opens_for_a_new_person(app: Flask) -> None:
    with transaction():
        account = register(PHONE, "Nguyễn Thị Hoa", make_hash("con trâu đi trước"), locale="en")
    assert (account.person.full_name, account.person.phone, account.locale) == ("Nguyễn Thị Hoa", PHONE, "en")
    assert check_password(account, "con trâu đi trước") and account.status == "active" and not account.is_demo


def test_an_account_opens_for_a_person_known_already(app: Flask) -> None:
    with transaction():
        person = make_person("Lê Thị Biết")
        account = register(PHONE, "bỏ qua", "con trâu đi trước", person=person)
    assert account.person_id == person.id and session.query(Person).count() == 1


@pytest.mark.parametrize(
    ("name", "is_same"), [("lê thị mận", True), ("Lê Thị  Mận", True), ("Lê Thị Mẫn", False), ("Trần Thị Na", False)]
)
def test_whom_the_union_knows_by_phone_and_name_is_no_second_person(app: Flask, name: str, is_same: bool) -> None:
    """Entered by an officer before, she opens an account on the same phone herself (8.3)."""
    with transaction():
        known = make_person("Lê Thị Mận", phone="+84912345678")
        account = register("+84912345678", name, make_hash("con trâu đi trước"))
    assert (account.person_id == known.id) is is_same


def test_whose_phone_it_is_stays_open_between_two_of_one_name_or_who_has_an_account(app: Flask) -> None:
    with transaction():
        twice = [make_person("Lê Thị Mận", phone="+84912345678") for _ in range(2)]
        owner = make_account(make_person("Trần Thị Na", phone="+84912345677"), phone="+84912345670")
        hashed = make_hash("con trâu đi trước")
        first = register("+84912345678", "Lê Thị Mận", hashed)
        second = register("+84912345677", "Trần Thị Na", hashed)
    assert first.person_id not in {person.id for person in twice} and second.person_id != owner.person_id


def test_a_phone_has_one_account(app: Flask) -> None:
    with transaction():
        make_account(phone=PHONE)
    people = session.query(Person).count()
    with pytest.raises(PhoneTaken), transaction():
        register(PHONE, "Người Khác", "con trâu đi trước")
    assert session.query(Account).count() == 1 and session.query(Person).count() == people


def test_changing_the_phone_ends_other_sessions(app: Flask) -> None:
    with transaction():
        account = make_account(phone=PHONE)
        here, _ = begin_sign_in(account)
        there, _ = begin_sign_in(account)
        change_phone(account, "+84987654321", keep=here)
    assert find_account("+84987654321") is not None and find_account(PHONE) is None
    assert account.person.phone == "+84987654321" and told(account.id) == ["phone"]
    assert session.get_one(SignIn, there.id).ended_at and not session.get_one(SignIn, here.id).ended_at


def test_another_ones_phone_cannot_be_taken(app: Flask) -> None:
    with transaction():
        account = make_account(phone=PHONE)
        make_account(phone="+84987654321")
    with pytest.raises(PhoneTaken), transaction():
        change_phone(account, "+84987654321")
    assert find_account(PHONE) is not None


@pytest.mark.parametrize(
    ("typed", "stored"), [("Hoa@Gmail.com", "hoa@gmail.com"), (" a.b+c@mail.example.vn ", "a.b+c@mail.example.vn")]
)
def test_an_address_is_tidied(typed: str, stored: str) -> None:
    assert tidy_email(typed) == stored


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "hoa",
        "hoa@",
        "@gmail.com",
        "hoa@gmail",
        "hoa@gm ail.com",
        "a@b..vn",
        "hoa@mail.vn\r\nBcc: x@y.vn",
        "á@mail.vn",
        "x" * 300 + "@mail.vn",
        "<a@b.vn>",
        "a@b.vn,c@d.vn",
    ],
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(BadEmail):
        tidy_email(typed)


def test_a_confirmed_address_belongs_to_one_account(app: Flask) -> None:
    with transaction():
        first, second = make_account(), make_account()
        confirm_email(first, "hoa@example.vn")
    assert find_account_by_email("hoa@example.vn") is not None
    with pytest.raises(EmailTaken), transaction():
        confirm_email(second, "hoa@example.vn")
    with transaction():
        remove_email(first)
    assert find_account_by_email("hoa@example.vn") is None
    assert told(first.id) == ["email", "email"] and told(second.id) == []


def test_an_unconfirmed_address_finds_nobody(app: Flask) -> None:
    with transaction():
        make_account(email="hoa@example.vn")
    assert find_account_by_email("hoa@example.vn") is None


def test_display_preferences_are_stored_and_unknown_languages_are_not(app: Flask) -> None:
    with transaction():
        account = make_account()
        choose_display(account, locale="en", large_text=True)
        choose_display(account, locale="fr")
    assert (account.locale, account.large_text) == ("en", True)


def test_demo_staff_have_the_printed_second_factor_and_are_known_as_demo(app: Flask) -> None:
    assert not has_demo_accounts()
    with transaction():
        account = open_demo_account(PHONE, "Cán bộ Mẫu", "demo", staff=True)
    with transaction():
        check_factor(account.id, number_now(DEMO_TOTP_SECRET))
    assert has_demo_accounts()


def test_a_demo_site_counts_as_holding_demo_accounts(app: Flask) -> None:
    with transaction():
        change_settings({"is_demo": True}, actor=SYSTEM_ACTOR)
    assert has_demo_accounts()
