"""Doubts about a citizen card's number and text, for the reviewing officer; none of them is a refusal.

Structure of the twelve digits: Decree 137/2015/NĐ-CP. The fourth is century and sex (0 a man, 1 a woman of the 1900s,
2 and 3 of the 2000s …), the next two are the year of birth.
"""

from marketplace.core.folding import fold
from marketplace.sellers.models import Application

MALE_NUMBER, YEAR_DIFFERS, NAME_DIFFERS, BIRTH_DATE_DIFFERS = (
    "male_number",
    "year_differs",
    "name_differs",
    "birth_date_differs",
)
DIGITS = 12


def is_number(text: str) -> bool:
    """Whether a text has the form of a personal number."""
    return len(text) == DIGITS and text.isascii() and text.isdecimal()


def birth_year_in(number: str) -> int:
    """The year of birth a number states."""
    return 1900 + 100 * (int(number[3]) // 2) + int(number[4:6])


def is_of_a_man(number: str) -> bool:
    """Whether a number states a man."""
    return int(number[3]) % 2 == 0


def doubts(application: Application) -> list[str]:
    """The codes of contradictions between number, card text and answers, computed from their present state."""
    said, person = application.answers, application.person
    found = {
        MALE_NUMBER: bool(said.get("card_of_a_man")),
        YEAR_DIFFERS: said.get("card_year") not in (None, person.birth_year),
        NAME_DIFFERS: bool(said.get("card_name")) and fold(said["card_name"]) != person.folded_name,
    }
    return [code for code, is_so in found.items() if is_so] + list(said.get("card_warnings") or ())
