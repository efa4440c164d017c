"""A visitor sees on every personal page how many notices are unread; public pages do not ask."""

from collections.abc import Callable

import pytest
from flask import Flask

from marketplace.core.transactions import transaction
from marketplace.notifications.queries import person_recipient
from marketplace.notifications.services import notify
from marketplace.people.models import Person
from tests.builders import make_customer, make_officer, make_operator, make_shop
from tests.pages import Browser
from tests.statements import counted
from tests.visitors import Visitor, words_of


def tell(person: Person, times: int, first: int = 1) -> None:
    with transaction():
        recipient = person_recipient(person.id)
        assert recipient is not None
        for number in range(first, first + times):
            notify("account_changed", f"test:{number}", [recipient], {"what": "password"}, "/account/security")


def make_seller_person() -> Person:
    return make_shop().seller.person


WHO: dict[str, tuple[Callable[[], Person], str, str]] = {
    "seller": (make_seller_person, "/seller/orders", "/seller/notices"),
    "customer": (make_customer, "/account/orders", "/account/notices"),
    "officer": (make_officer, "/staff", "/staff/notices"),
    "operator": (make_operator, "/staff/settings", "/staff/notices"),
}


def link_to(html: str, notices: str) -> str:
    """The text of the link to the notices, as it is read out."""
    return words_of(html.split(f'href="{notices}"', 1)[1].split(">", 1)[1].split("</a>", 1)[0])


@pytest.mark.parametrize("who", WHO)
def test_the_number_comes_with_news_and_goes_when_they_are_opened(app: Flask, visitor: Visitor, who: str) -> None:
    make, page, notices = WHO[who]
    with transaction():
        person = make()
    reader = Browser(visitor.sign_in(person))
    assert link_to(reader.open(page).html, notices) == "Thông báo"
    tell(person, 2)
    assert link_to(reader.open(page).html, notices) == "Thông báo 2 tin chưa đọc"
    reader.open(notices).sees("Mật khẩu đăng nhập vừa được đổi", "mới")
    assert link_to(reader.html, notices) == "Thông báo"
    assert link_to(reader.open(page).html, notices) == "Thông báo"
    tell(person, 1, first=3)
    assert link_to(reader.open(page).html, notices) == "Thông báo 1 tin chưa đọc"


def test_many_are_not_counted_out(app: Flask, visitor: Visitor) -> None:
    with transaction():
        person = make_seller_person()
    tell(person, 100)
    assert (
        link_to(Browser(visitor.sign_in(person)).open("/seller").html, "/seller/notices")
        == "Thông báo 99+ tin chưa đọc"
    )


def test_the_first_page_of_an_account_says_it_in_words(app: Flask, visitor: Visitor) -> None:
    with transaction():
        person = make_customer()
    tell(person, 3)
    Browser(visitor.sign_in(person)).open("/account").sees("3 tin chưa đọc")


def test_nobody_sees_anothers(app: Flask, visitor: Visitor) -> None:
    with transaction():
        person, other = make_customer(), make_customer("Người Khác")
    tell(other, 2)
    assert link_to(Browser(visitor.sign_in(person)).open("/account/orders").html, "/account/notices") == "Thông báo"


@pytest.mark.parametrize(("page", "asked"), [("/", 0), ("/products", 0), ("/account/orders", 1), ("/seller", 1)])
def test_shop_pages_do_not_ask_and_personal_ones_ask_once(app: Flask, visitor: Visitor, page: str, asked: int) -> None:
    with transaction():
        person = make_seller_person()
    reader = visitor.sign_in(person)
    with counted() as sent:
        reader.get(page)
    assert len([statement for statement in sent if "FROM notice" in statement]) == asked


def test_before_the_second_step_an_officer_is_shown_no_way_there(app: Flask, visitor: Visitor) -> None:
    with transaction():
        officer = make_officer()
    page = visitor.sign_in(officer, second_factor=False).get("/staff/notices")
    assert page.status_code in (302, 303, 403) and "Thông báo" not in page.get_data(as_text=True)
