"""Choosing a language and coming back to the same page."""

import pytest
from flask import Flask

from marketplace.accounts.queries import find_account_of
from marketplace.core.transactions import transaction
from tests.builders import make_customer
from tests.visitors import ORIGIN, Visitor


def choose(visitor: Visitor, locale: str, referer: str = f"{ORIGIN}/policies?x=1") -> str:
    answer = visitor.post("/language", {"locale": locale}, headers={"Referer": referer})
    assert answer.status_code == 303
    return str(answer.headers["Location"])


def test_the_same_page_comes_back_in_the_other_language(app: Flask, visitor: Visitor) -> None:
    assert choose(visitor, "en") == "/policies?x=1"
    assert '<html lang="en">' in visitor.get("/policies").get_data(as_text=True)
    choose(visitor, "vi")
    assert '<html lang="vi">' in visitor.get("/policies").get_data(as_text=True)


def test_it_is_kept_on_the_account(app: Flask, visitor: Visitor) -> None:
    with transaction():
        person = make_customer()
    choose(visitor.sign_in(person), "en")
    account = find_account_of(person.id)
    assert account is not None and account.locale == "en"


@pytest.mark.parametrize("locale", ["", "fr", "vi;en", "../en"])
def test_an_unknown_language_changes_nothing(app: Flask, visitor: Visitor, locale: str) -> None:
    choose(visitor, locale)
    assert '<html lang="vi">' in visitor.get("/policies").get_data(as_text=True)


@pytest.mark.parametrize("referer", ["http://evil.example/x", "http://localhost.evil.example/", "nonsense", ""])
def test_it_never_leads_away(app: Flask, visitor: Visitor, referer: str) -> None:
    assert choose(visitor, "en", referer) == "/"
