"""The first page of an account, and its display preferences."""

import re

from flask import Flask

from marketplace.accounts.queries import find_account_of
from marketplace.core.transactions import transaction
from tests.builders import make_customer, make_officer, make_shop
from tests.pages import Browser
from tests.sellers.applicants import make_draft, make_submitted
from tests.visitors import Visitor


def test_each_role_finds_its_links(app: Flask, new_visitor) -> None:  # type: ignore[no-untyped-def]
    with transaction():
        customer, seller, officer = make_customer(), make_shop().seller.person, make_officer()
    page = Browser(new_visitor().sign_in(customer)).open("/account").sees("Chào Trần Khách Hàng", "Tôi muốn bán hàng")
    assert not page.has_link("Việc của Hội")
    page = Browser(new_visitor().sign_in(seller)).open("/account")
    assert page.has_link("Gian hàng của tôi") and not page.has_link("Tôi muốn bán hàng")
    assert Browser(new_visitor().sign_in(officer)).open("/account").has_link("Việc của Hội")


def test_somebody_of_whom_only_the_account_is_known_is_not_addressed_as_a_seller(app: Flask, new_visitor) -> None:  # type: ignore[no-untyped-def]
    """Customers are «quý khách»: the pages that everyone passes say neither that nor «chị»."""
    with transaction():
        customer = make_customer()
    outside = ("/sign-in", "/sign-in/code", "/sign-up", "/password/reset")
    inside = ("/account", "/account/security", "/account/security/password", "/account/orders", "/prove")
    pages = [Browser(new_visitor()).open(path) for path in outside]
    pages += [Browser(new_visitor().sign_in(customer)).open(path) for path in inside]
    for page in pages:
        said = page.html.split("<main")[1].split("</main>")[0]
        assert page.status == 200 and not re.search(r"\bchị\b", said, re.IGNORECASE), page.text


def test_large_letters_and_language_are_kept_on_the_account(app: Flask, visitor: Visitor, new_visitor) -> None:  # type: ignore[no-untyped-def]
    with transaction():
        person = make_customer()
    page = Browser(visitor.sign_in(person)).open("/account")
    assert 'class="large"' not in page.html
    page.press("Lưu cách hiển thị", locale="vi", large_text="1").sees("Đã lưu cách hiển thị.")
    assert '<html lang="vi" class="large">' in page.html
    elsewhere = new_visitor().sign_in(person)
    assert '<html lang="vi" class="large">' in elsewhere.get("/policies").get_data(as_text=True)
    assert "large" not in new_visitor().get("/policies").get_data(as_text=True).split("<head>")[0]
    visitor.post("/account/display", {"locale": "en", "large_text": "0"})
    account = find_account_of(person.id)
    assert account is not None and account.locale == "en" and not account.large_text
    assert '<html lang="en">' in new_visitor().sign_in(person).get("/account").get_data(as_text=True)


def test_nonsense_is_borne(app: Flask, visitor: Visitor) -> None:
    with transaction():
        person = make_customer()
    answer = visitor.sign_in(person).post("/account/display", {"locale": "xx", "large_text": "7", "next": "//evil"})
    assert answer.headers["Location"] == "/account"


def test_strangers_are_sent_to_sign_in(app: Flask, visitor: Visitor) -> None:
    assert visitor.get("/account").headers["Location"] == "/sign-in?next=/account"
    assert visitor.post("/account/display", {"large_text": "1"}).headers["Location"].startswith("/sign-in")


def test_an_application_begun_is_where_selling_goes_on(app: Flask, visitor: Visitor) -> None:
    draft = make_draft()
    page = Browser(visitor.sign_in(draft.person)).open("/account")
    assert not page.has_link("Tôi muốn bán hàng")
    page.follow("Hồ sơ đang làm dở – tiếp tục")
    assert page.address.startswith("/seller/apply/")


def test_an_application_handed_in_is_read_from_the_account(app: Flask, visitor: Visitor) -> None:
    page = Browser(visitor.sign_in(make_submitted().person)).open("/account").follow("Hồ sơ đăng ký bán hàng")
    page.sees("Hội đang xem hồ sơ của chị")
