"""Storing the applicant's answer to each question: sensitive ones sealed, the rest with the application."""

from collections.abc import Callable, Collection
from datetime import date
from typing import Any

from marketplace.association.queries import find_unit_of_area
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.clock import now, today
from marketplace.core.db import session
from marketplace.core.errors import Invalid
from marketplace.core.folding import tidy, tidy_lines
from marketplace.core.typed_numbers import bare_number
from marketplace.people.purposes import BIRTH_DATE, PURPOSES
from marketplace.people.queries import find_trait
from marketplace.people.services import give_consent, keep_trait, rename_person
from marketplace.places.queries import find_area
from marketplace.sellers import steps
from marketplace.sellers.card_check import BIRTH_DATE_DIFFERS, birth_year_in, is_number, is_of_a_man
from marketplace.sellers.errors import BadAnswer, NoUnitThere
from marketplace.sellers.goods import GOODS
from marketplace.sellers.legal_forms import COMPANY, COOPERATIVE, GROUP, LEGAL_FORMS
from marketplace.sellers.models import Application
from marketplace.sellers.services.bank_accounts import end_bank_accounts, set_bank_account

YOUNGEST, OLDEST = 18, 110
MOST_NAME, MOST_ADDRESS, MOST_NOTE = 150, 200, 500
ORGANISATION_CODES, HOUSEHOLD_CODES = (10, 13), (8, 10, 11, 12, 13)  # digits of a tax or registration number


def keep_name(application: Application, actor: Actor, *, full_name: str, birth_date: date | None = None) -> None:
    """Store the applicant's name as on the card and her birth date (sealed); an empty date leaves the stored one."""
    person = application.person
    if birth_date is None and find_trait(person.id, BIRTH_DATE) is None:
        raise BadAnswer(field="birth_date", why="empty")
    if birth_date is not None:
        _require_grown_up(birth_date)
    try:
        rename_person(person, full_name)
    except Invalid as refused:
        raise BadAnswer(field="full_name", why="form") from refused
    if birth_date is not None:
        person.birth_year = birth_date.year
        keep_trait(person, BIRTH_DATE, birth_date.isoformat())
        warnings = application.answers.get("card_warnings") or []
        _note(application, card_warnings=[code for code in warnings if code != BIRTH_DATE_DIFFERS])


def _require_grown_up(born_on: date) -> None:
    day = today()
    years = day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))
    if years < YOUNGEST:
        raise BadAnswer(field="birth_date", why="too_young")
    if years > OLDEST:
        raise BadAnswer(field="birth_date", why="impossible")


def keep_place(application: Application, actor: Actor, *, area_code: str, address_line: str) -> None:
    """Store the commune where the applicant lives, which decides her unit of the Union, and the village or street."""
    area = find_area(area_code)
    if area is None or area.level != "commune":
        raise BadAnswer(field="commune", why="unknown")
    unit = find_unit_of_area(area.code)
    if unit is None:
        raise NoUnitThere(field="commune", why="no_unit")
    address_line = _short(address_line, "address_line", MOST_ADDRESS)
    application.person.area_code, application.person.address_line = area.code, address_line
    application.unit_id, application.unit = unit.id, unit


def save_form(application: Application, actor: Actor, *, legal_form: str) -> None:
    """Store the applicant's legal form."""
    if legal_form not in LEGAL_FORMS:
        raise BadAnswer(field="legal_form", why="unknown")
    application.legal_form = legal_form


def keep_business(application: Application, actor: Actor, *, business_name: str, tax_code: str = "") -> None:
    """Store the name of the applicant's household business, group, co-operative or company, and its tax code (sealed:
    a household's number may be the owner's personal number)."""
    name = _short(business_name, "business_name", MOST_NAME)
    if not name:
        raise BadAnswer(field="business_name", why="empty")
    _note(application, business_name=name)
    if application.legal_form != GROUP and tax_code:
        keep_trait(application.person, "tax_code", _tax_code(tax_code, application.legal_form))


def keep_goods(application: Application, actor: Actor, *, goods: Collection[str], goods_note: str = "") -> None:
    """Store the kinds of goods the applicant wants to sell, and her own description of them."""
    if not goods or not set(goods) <= set(GOODS):
        raise BadAnswer(field="goods", why="unknown")
    note = tidy_lines(goods_note)
    if len(note) > MOST_NOTE:
        raise BadAnswer(field="goods_note", why="too_long")
    _note(application, goods=[kind for kind in GOODS if kind in goods], goods_note=note)


def keep_card(
    application: Application,
    actor: Actor,
    *,
    id_number: str = "",
    in_person: bool = False,
    card_name: str = "",
    card_warnings: Collection[str] = (),
) -> None:
    """Store the applicant's personal number (sealed), what a scan of the card said, and whether she shows it in person.

    An empty number leaves the stored one.
    """
    if id_number:
        if not is_number(id_number):
            raise BadAnswer(field="id_number", why="form")
        keep_trait(application.person, "id_number", id_number)
        _note(
            application,
            card_year=birth_year_in(id_number),
            card_of_a_man=is_of_a_man(id_number),
            card_name=tidy(card_name),
            card_warnings=sorted(card_warnings),
        )
    show_in_person(application, "identity", in_person)


def keep_papers(application: Application, actor: Actor, *, in_person: Collection[str] = ()) -> None:
    """Store which papers the applicant will bring to the officer instead of photographing them."""
    kept = [code for code in application.answers.get("in_person") or () if code == "identity"]
    _note(application, in_person=sorted({*kept, *in_person}))


def keep_bank(
    application: Application,
    actor: Actor,
    *,
    bin: str = "",
    number: str = "",
    holder: str = "",
    no_account: bool = False,
) -> None:
    """Store the applicant's bank account, or that she has none yet; an empty number leaves the stored account."""
    if no_account:
        end_bank_accounts(application.person, actor)
    elif number:
        set_bank_account(application.person, bin, number, holder or application.person.full_name, actor)
    _note(application, no_account=no_account)


def keep_consent(
    application: Application,
    actor: Actor,
    *,
    purposes: Collection[str],
    text_version: str,
    food_commitment: bool = False,
) -> None:
    """Record the applicant's consents, one purpose at a time, and her food safety commitment. It withdraws none."""
    channel = "paper" if actor.kind == OFFICER else "web"  # signed before the officer who enters it
    for code in (code for code, purpose in PURPOSES.items() if purpose.needed_to_sell and code in purposes):
        give_consent(application.person, code, text_version, channel)
    before = application.answers.get("food_commitment")
    said = before or {"version": text_version, "at": now().isoformat()}
    _note(application, food_commitment=said if food_commitment else None)


ANSWERS: dict[str, Callable[..., None]] = {
    steps.NAME: keep_name,
    steps.PLACE: keep_place,
    steps.FORM: save_form,
    steps.BUSINESS: keep_business,
    steps.GOODS: keep_goods,
    steps.CARD: keep_card,
    steps.PAPERS: keep_papers,
    steps.BANK: keep_bank,
    steps.CONSENT: keep_consent,
}


def _note(application: Application, **values: Any) -> None:
    application.answers = {**application.answers, **values}
    session.flush()


def show_in_person(application: Application, requirement: str, wanted: bool) -> None:
    """Store whether the paper of a requirement is shown to an officer instead of being photographed."""
    listed = set(application.answers.get("in_person") or ())
    listed = listed | {requirement} if wanted else listed - {requirement}
    _note(application, in_person=sorted(listed))


def _short(text: str, field: str, most: int) -> str:
    text = tidy(text)
    if len(text) > most:
        raise BadAnswer(field=field, why="too_long")
    return text


def _tax_code(text: str, legal_form: str | None) -> str:
    digits = bare_number(text)
    lengths = ORGANISATION_CODES if legal_form in (COOPERATIVE, COMPANY) else HOUSEHOLD_CODES
    if not (digits.isascii() and digits.isalnum()) or len(digits) not in lengths:
        raise BadAnswer(field="tax_code", why="form")
    return digits
