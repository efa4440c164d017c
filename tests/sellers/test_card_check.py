"""What a number says of its holder, and what a reviewer is told to look at."""

import pytest
from flask import Flask

from marketplace.core.transactions import transaction
from marketplace.sellers import steps
from marketplace.sellers.card_check import birth_year_in, doubts, is_number, is_of_a_man
from marketplace.sellers.services import answer
from tests.sellers.applicants import applicant_actor, make_draft


@pytest.mark.parametrize(("text", "verdict"), [("038190000001", True), ("03819000000", False), ("03819000000x", False)])
def test_a_number_has_twelve_digits(text: str, verdict: bool) -> None:
    assert is_number(text) is verdict


def test_other_digits_are_no_digits() -> None:
    assert not is_number("٠٣٨١٩٠٠٠٠٠٠١")


@pytest.mark.parametrize(
    ("number", "year", "man"),
    [("038190000001", 1990, False), ("038085000001", 1985, True), ("038305000001", 2005, False)],
)
def test_the_number_states_year_and_sex(number: str, year: int, man: bool) -> None:
    assert (birth_year_in(number), is_of_a_man(number)) == (year, man)


def test_a_card_that_fits_raises_no_doubt(app: Flask) -> None:
    assert doubts(make_draft(card={"card_name": "NGUYỄN THỊ MẪU"})) == []


def test_what_does_not_fit_is_named_until_it_is_mended(app: Flask) -> None:
    application = make_draft(
        card={"id_number": "038085000001", "card_name": "TRẦN THỊ KHÁC", "card_warnings": ["gender_differs"]}
    )
    assert doubts(application) == ["male_number", "year_differs", "name_differs", "gender_differs"]
    with transaction():
        answer(application, steps.CARD, {"id_number": "038190000001"}, applicant_actor(application.person))
    assert doubts(application) == []
