"""Every code of buying has its words."""

import pytest
from flask import Flask

from marketplace.checkout import summary as codes
from marketplace.checkout.summary import Problem
from marketplace.payments.registries import METHODS
from marketplace.sellers.legal_forms import LEGAL_FORMS
from marketplace.shipping.errors import REASONS
from marketplace.web.words.buying import legal_form_words, method_hint, problem_words

FACTS = {"before_dong": 1_000, "after_dong": 2_000, "left": 3, "limit": 4, "wanted": 9, "days": 5}
CODES = (
    codes.PRICE_CHANGED,
    codes.HIDDEN,
    codes.SHOP_CLOSED,
    codes.SOLD_OUT,
    codes.FEWER_LEFT,
    codes.OVER_LIMIT,
    codes.ORDERS_CLOSED,
)


@pytest.mark.parametrize("code", CODES)
def test_each_problem_has_a_sentence(app: Flask, code: str) -> None:
    words = problem_words(Problem(code, True, facts=FACTS), "Nem chua")
    assert words.endswith(".") and "%" not in words


@pytest.mark.parametrize("reason", REASONS)
def test_each_limit_of_sending_has_a_sentence(app: Flask, reason: str) -> None:
    words = problem_words(Problem(codes.CANNOT_DELIVER, True, facts={**FACTS, "reason": reason}), "Nem chua")
    assert words.endswith(".") and "%" not in words


def test_each_way_of_paying_says_what_happens(app: Flask) -> None:
    assert all(method_hint(code)[0] for code in METHODS.all())
    assert method_hint("gold") == ("", "money")


def test_each_legal_form_has_a_name(app: Flask) -> None:
    assert all(legal_form_words(form) for form in LEGAL_FORMS) and legal_form_words("?") == ""
