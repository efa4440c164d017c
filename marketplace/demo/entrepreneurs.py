"""The demo's sellers: each applies, is approved by the officer of her commune, and opens a shop."""

from datetime import date
from typing import Any

from marketplace.core.actors import CUSTOMER, SELLER, Actor
from marketplace.core.db import session
from marketplace.demo.cast import open_account
from marketplace.demo.diary import Diary
from marketplace.demo.pictures import cover, portrait
from marketplace.demo.stage import Stage
from marketplace.media.services import keep_photo
from marketplace.people.models import Person
from marketplace.people.purposes import PURPOSES
from marketplace.sellers import steps
from marketplace.sellers.checklist import MARK_VERIFIED, WAITING, applying, checklist, load_case, steps_of
from marketplace.sellers.legal_forms import GROUP, PERSON
from marketplace.sellers.models import Application
from marketplace.sellers.services import (
    answer,
    approve_application,
    mark_requirement,
    start_application,
    submit_application,
)
from marketplace.shipping.services import RateWish, set_rates
from marketplace.shops.services import COVER, PORTRAIT, open_shop, show_photo
from marketplace.story.source import PersonFacts, ShopFacts, list_shops
from marketplace.story.stage import CONSENT_TEXT

NOTE = "Cán bộ Hội đã tới tận nơi xem hàng và giấy tờ (mẫu)."


def write_entrepreneurs(diary: Diary, stage: Stage) -> None:
    """Schedule the application, approval and opening of every shop."""
    for number, facts in enumerate(list_shops(), start=1):
        _write_one(diary, stage, facts, number)


def _write_one(diary: Diary, stage: Stage, facts: ShopFacts, number: int) -> None:
    opened = facts.opened_days_ago  # with room for a Tết on which nobody decides anything
    diary.at(stage.past(opened + 20, 20, number), lambda: _apply(stage, facts, number))
    diary.at(stage.at_work(stage.past(opened + 17, 9, 3 * number)), lambda: _approve(stage, facts))
    diary.at(stage.past(opened, 7, 30 + number), lambda: _open(stage, facts))


def _apply(stage: Stage, facts: ShopFacts, number: int) -> None:
    phone = facts.sign_in or facts.phone
    person = open_account(stage, PersonFacts(phone, facts.owner, facts.area_code, facts.address_line))
    application = begin_application(person, answers_of(facts, number))
    submit_application(application, applicant_actor(person))


def begin_application(person: Person, answers: dict[str, dict[str, Any]]) -> Application:
    """An application with an answer to every question; papers are to be shown in person."""
    application = start_application(person)
    for step in steps.STEPS:
        if step in steps_of(application) and step in answers:
            answer(application, step, answers[step], applicant_actor(person))
    papers = [code for code, needed in applying(application).items() if needed.takes_papers]
    answer(application, steps.PAPERS, {"in_person": papers}, applicant_actor(person))
    return application


def answers_of(facts: ShopFacts, number: int) -> dict[str, dict[str, Any]]:
    """The application's answers of a shop's owner."""
    answers = usual_answers(
        facts.owner, facts.birth_year, facts.area_code, facts.address_line, facts.legal_form, number
    )
    answers[steps.GOODS] = {"goods": list(facts.goods), "goods_note": facts.tagline}
    answers[steps.BANK] = {"bin": facts.bank_bin, "number": f"0000001{number:03d}", "holder": facts.owner}
    answers[steps.BUSINESS]["business_name"] = facts.name
    return answers


def usual_answers(
    name: str, birth_year: int, area_code: str, address_line: str, legal_form: str, number: int
) -> dict[str, dict[str, Any]]:
    """A complete set of answers; every number in it is recognisably made up."""
    needed = {code for code, purpose in PURPOSES.items() if purpose.needed_to_sell}
    answers: dict[str, dict[str, Any]] = {
        steps.NAME: {"full_name": name, "birth_date": date(birth_year, 1 + number % 12, 1 + number % 28)},
        steps.PLACE: {"area_code": area_code, "address_line": address_line},
        steps.FORM: {"legal_form": legal_form},
        steps.BUSINESS: {"business_name": name},
        steps.CARD: {"id_number": f"0381{birth_year % 100:02d}000{number:03d}", "in_person": True},
        steps.BANK: {"bin": "970405", "number": f"0000002{number:03d}", "holder": name},
        steps.CONSENT: {"purposes": needed, "text_version": CONSENT_TEXT, "food_commitment": True},
    }
    if legal_form not in (PERSON, GROUP):
        answers[steps.BUSINESS]["tax_code"] = f"0000000{number:03d}"
    return answers


def verify_everything(application: Application, officer: Actor) -> None:
    """Mark every requirement that needs an officer as verified."""
    for item in checklist(load_case(application)):
        if item.state == WAITING:
            mark_requirement(application, item.code, MARK_VERIFIED, "", officer)


def applicant_actor(person: Person) -> Actor:
    """The applicant as author of changes of her own application."""
    return Actor(CUSTOMER, person.id, person.full_name)


def owner_of(stage: Stage, key: str) -> Actor:
    """The owner of a shop as author of changes there."""
    person = stage.sellers[key].person
    return Actor(SELLER, person.id, person.full_name)


def _approve(stage: Stage, facts: ShopFacts) -> None:
    application = session.query(Application).join(Application.person).filter_by(full_name=facts.owner).one()
    officer = stage.officer_of(facts.area_code)
    verify_everything(application, officer)
    stage.sellers[facts.key] = approve_application(application, officer, NOTE)


def _open(stage: Stage, facts: ShopFacts) -> None:
    owner = owner_of(stage, facts.key)
    details = {
        name: getattr(facts, name)
        for name in ("tagline", "story", "area_code", "address_line", "phone", "opening_hours", "delivery_policy")
    }
    details |= {"return_policy": facts.return_policy, "zalo_phone": facts.phone}
    details |= {"preparation_days": facts.preparation_days, "cod_limit_dong": 5_000_000}
    shop = open_shop(stage.sellers[facts.key], facts.name, details, owner)
    for place, picture in ((COVER, cover(facts.key)), (PORTRAIT, portrait(facts.key))):
        show_photo(shop, place, keep_photo(stage.pictures.photo(picture), owner.person_id), owner)
    set_rates(shop, rates_of(facts), by=owner)
    stage.shops[facts.key] = shop


def rates_of(facts: ShopFacts) -> list[RateWish]:
    """The shipping rates of a shop: higher and slower in the hills."""
    far = facts.area_code in ("14863", "14956", "15610")  # up in the hills a parcel costs more and takes longer
    province = RateWish("province", 28_000 if far else 22_000, 5_000, 1, 2, "post_office", facts.free_from)
    nationwide = RateWish("nationwide", 38_000 if far else 34_000, 7_000, 3, 5, "post_office")
    return [RateWish("commune", 10_000, 2_000, 0, 1, "own_delivery"), province, nationwide]
