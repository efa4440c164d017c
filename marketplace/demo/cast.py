"""The demo's operator and settings, its officers, and the customer with a published sign-in."""

from marketplace.accounts import roles
from marketplace.accounts.services.registration import open_demo_account
from marketplace.accounts.services.roles import grant_role
from marketplace.association.levels import COMMUNE, OFFICE_OF, PROVINCE
from marketplace.association.queries import find_unit_of_area
from marketplace.association.services import appoint, edit_contact
from marketplace.core.actors import OFFICER, OPERATOR, SYSTEM_ACTOR, Actor
from marketplace.core.db import session
from marketplace.demo.diary import Diary
from marketplace.demo.stage import Stage
from marketplace.people.models import Person
from marketplace.people.phones import normalise_mobile
from marketplace.people.purposes import ACCOUNT
from marketplace.people.services import give_consent
from marketplace.site.services import change_settings
from marketplace.story.source import PersonFacts, get_people
from marketplace.story.stage import CONSENT_TEXT

SETTINGS = {
    "is_demo": True,
    "takes_orders_unregistered": True,
    "hotline": "0912000021",
    "zalo": "0912000021",
    "email": "hotro@gianhang.example",
    "owner_name": "Hội LHPN tỉnh Thanh Hóa (bản trình diễn, dữ liệu mẫu)",
    "owner_address": "Phường Hạc Thành, tỉnh Thanh Hóa (địa chỉ mẫu)",
    "owner_representative": "Bà Vũ Thị Kim Anh (mẫu)",
    "notify_email": False,  # invented people are never written to
    "notify_gateway": False,
}


def write_cast(diary: Diary, stage: Stage) -> None:
    """Schedule the accounts that exist before any application."""
    people = get_people()
    diary.at(stage.past(430), lambda: _operator(stage, people.staff[roles.OPERATOR]))
    for role in (roles.PROVINCE_OFFICER, f"{roles.PROVINCE_OFFICER}_2"):
        diary.at(stage.past(428), lambda facts=people.staff[role]: _province_officer(stage, facts))  # type: ignore[misc]
    for number, officer in enumerate(people.officers):
        moment = stage.past(420, 14, number)
        diary.at(moment, lambda facts=officer: _commune_officer(stage, facts))  # type: ignore[misc]
    diary.at(stage.past(300, 20), lambda: _customer(stage, people.customer))


def open_account(stage: Stage, facts: PersonFacts, *, staff: bool = False) -> Person:
    """Open an account with the published password, and record its owner's consent to the terms."""
    account = open_demo_account(normalise_mobile(facts.phone), facts.name, stage.password, staff=staff)
    person = account.person
    person.area_code, person.address_line = facts.area_code or None, facts.address_line
    give_consent(person, ACCOUNT, CONSENT_TEXT)
    return person


def _operator(stage: Stage, facts: PersonFacts) -> None:
    person = open_account(stage, facts, staff=True)
    grant_role(person, roles.OPERATOR, SYSTEM_ACTOR)
    stage.operator = Actor(OPERATOR, person.id, person.full_name)
    change_settings(SETTINGS, actor=stage.operator)


def _province_officer(stage: Stage, facts: PersonFacts) -> None:
    officer = _appointed(stage, facts, "38", PROVINCE)
    stage.province_officer = stage.province_officer or officer


def _commune_officer(stage: Stage, facts: PersonFacts) -> None:
    stage.officers[facts.area_code] = _appointed(stage, facts, facts.area_code, COMMUNE)


def _appointed(stage: Stage, facts: PersonFacts, area_code: str, level: str) -> Actor:
    unit = find_unit_of_area(area_code)
    assert unit is not None and stage.operator is not None
    person = open_account(stage, facts, staff=True)
    appoint(person, unit, OFFICE_OF[level], stage.operator)
    if not unit.contact_phone:
        edit_contact(unit, facts.name, facts.phone, stage.operator)
    stage.units[area_code] = unit
    return Actor(OFFICER, person.id, person.full_name)


def _customer(stage: Stage, facts: PersonFacts) -> None:
    open_account(stage, facts)
    session.flush()
