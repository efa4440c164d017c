"""Who may ask for a woman's change of phone: an officer of her own territory, never for herself, never for staff."""

import pytest
from flask import Flask

from marketplace.accounts.errors import StaffAccount
from marketplace.accounts.models import PhoneChange
from marketplace.accounts.queries import find_account_of, lock_account
from marketplace.accounts.services.lost_phones import (
    NO_ACCOUNT,
    NOT_YOURS,
    OWN,
    STAFF,
    SUSPENDED,
    ask_for_phone_change,
    reason_against_phone_change,
    withdraw_phone_change,
)
from marketplace.accounts.services.phone_changes import KNOWN, Check
from marketplace.association.models import Officer
from marketplace.core.actors import OPERATOR, Actor
from marketplace.core.db import session
from marketplace.core.errors import NotAllowed, NotFound
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from marketplace.sellers.models import Application
from marketplace.sellers.policies import owner_of_phone
from tests.builders import BIEN_THUONG, HAC_THANH, make_officer, make_operator, make_province_officer, unit_of
from tests.sellers.applicants import make_submitted, officer

NEW = "+84987654321"
CHECK = Check(KNOWN, "Gặp ở chợ xã, sáng 21/11", in_person=True)


@pytest.fixture
def application(app: Flask) -> Application:
    return make_submitted()


@pytest.fixture
def clerk(app: Flask) -> Person:
    with transaction():
        return make_officer()


def ask(application: Application, by: Actor) -> PhoneChange:
    with transaction():
        return ask_for_phone_change(owner_of_phone(application, by), NEW, CHECK, by)


def test_the_owners_commune_and_province_may(application: Application, clerk: Person) -> None:
    with transaction():
        province = make_province_officer()
    for person in (clerk, province):
        assert reason_against_phone_change(owner_of_phone(application, officer(person)), officer(person)) is None
        row = ask(application, officer(person))
        assert (row.account.person_id, row.asked_by) == (application.person_id, person.id)


def test_another_commune_and_an_operator_may_not(application: Application) -> None:
    with transaction():
        stranger, operator = make_officer(HAC_THANH), make_operator()
    for by in (officer(stranger), Actor(OPERATOR, operator.id)):
        assert reason_against_phone_change(owner_of_phone(application, by), by) == NOT_YOURS
        with pytest.raises(NotAllowed):
            ask(application, by)
    assert session.query(PhoneChange).count() == 0


def test_nobody_for_herself(application: Application) -> None:
    with transaction():
        session.add(Officer(person_id=application.person_id, unit_id=unit_of(BIEN_THUONG).id, role="commune_officer"))
    assert (
        reason_against_phone_change(
            owner_of_phone(application, officer(application.person)), officer(application.person)
        )
        == OWN
    )
    with pytest.raises(NotAllowed):
        ask(application, officer(application.person))


def test_never_for_staff(application: Application, clerk: Person) -> None:
    with transaction():
        session.add(Officer(person_id=application.person_id, unit_id=unit_of(HAC_THANH).id, role="commune_officer"))
    assert reason_against_phone_change(owner_of_phone(application, officer(clerk)), officer(clerk)) == STAFF
    with pytest.raises(StaffAccount):
        ask(application, officer(clerk))
    assert session.query(PhoneChange).count() == 0


def test_not_while_the_owners_account_is_suspended_or_missing(application: Application, clerk: Person) -> None:
    account = find_account_of(application.person_id)
    assert account is not None
    with transaction():
        lock_account(account.id).status = "suspended"
    assert reason_against_phone_change(owner_of_phone(application, officer(clerk)), officer(clerk)) == SUSPENDED
    with pytest.raises(NotAllowed):
        ask(application, officer(clerk))
    with transaction():
        session.delete(account)
    assert reason_against_phone_change(owner_of_phone(application, officer(clerk)), officer(clerk)) == NO_ACCOUNT


def test_any_officer_of_the_owners_territory_takes_it_back_and_nobody_else(
    application: Application, clerk: Person
) -> None:
    with transaction():
        other, stranger = make_officer(name="Cán bộ khác"), make_officer(HAC_THANH)
    with pytest.raises(NotFound), transaction():
        withdraw_phone_change(owner_of_phone(application, officer(other)), officer(other))
    row = ask(application, officer(clerk))
    with pytest.raises(NotAllowed), transaction():
        withdraw_phone_change(owner_of_phone(application, officer(stranger)), officer(stranger))
    assert row.status == "waiting"
    with transaction():
        withdraw_phone_change(owner_of_phone(application, officer(other)), officer(other))
    assert row.status == "withdrawn"
