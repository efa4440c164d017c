"""Roles and standing: who may give and end them, and that it holds at once."""

import pytest
from flask import Flask
from sqlalchemy import select

from marketplace.accounts.errors import NotYours, RightNotHeld
from marketplace.accounts.models import RoleGrant, SignIn
from marketplace.accounts.policies import GIVES, can_change_roles_of, may_give
from marketplace.accounts.queries import find_account_of, list_roles
from marketplace.accounts.services.roles import end_role, grant_role, reset_factor, restore, suspend
from marketplace.accounts.services.second_factor import begin_factor, confirm_factor, number_now
from marketplace.accounts.services.sessions import begin_sign_in, is_live
from marketplace.audit.models import AuditEntry
from marketplace.core.actors import CUSTOMER, OFFICER, OPERATOR, SYSTEM_ACTOR, Actor
from marketplace.core.db import session
from marketplace.core.errors import Invalid
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from tests.builders import make_customer, make_officer, make_operator, make_person, make_province_officer
from tests.codes import told


def as_operator(person: Person) -> Actor:
    return Actor(OPERATOR, person.id)


def deeds() -> list[str]:
    return list(session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


def signed_in(person: Person) -> SignIn:
    account = find_account_of(person.id)
    assert account is not None
    return begin_sign_in(account)[0]


def test_an_operator_makes_an_operator_who_must_sign_in_anew(app: Flask) -> None:
    with transaction():
        giver, person = make_operator(), make_customer()
        before = signed_in(person)
    with transaction():
        grant_role(person, "operator", as_operator(giver))
        grant_role(person, "operator", as_operator(giver))
    assert (
        list_roles(person.id) == {"operator"} and session.query(RoleGrant).filter_by(person_id=person.id).count() == 1
    )
    assert session.get_one(SignIn, before.id).ended_why == "rights_changed"
    assert deeds() == ["role.granted"]


@pytest.mark.parametrize("make", [make_customer, make_officer, make_province_officer])
def test_nobody_gives_more_than_she_holds(app: Flask, make) -> None:  # type: ignore[no-untyped-def]
    with transaction():
        giver, person = make(), make_customer()
    for kind in (CUSTOMER, OFFICER, OPERATOR):
        with pytest.raises(RightNotHeld), transaction():
            grant_role(person, "operator", Actor(kind, giver.id))
    assert list_roles(person.id) == set() and deeds() == []


def test_nobody_changes_her_own_role(app: Flask) -> None:
    with transaction():
        person = make_operator()
    with pytest.raises(NotYours), transaction():
        grant_role(person, "operator", as_operator(person))
    with pytest.raises(NotYours), transaction():
        end_role(person, "operator", as_operator(person))
    assert list_roles(person.id) == {"operator"}


def test_a_role_that_is_none_is_refused(app: Flask) -> None:
    with transaction():
        giver, person = make_operator(), make_customer()
    for role in ("queen", "", "commune_officer"):
        with pytest.raises(Invalid), transaction():
            grant_role(person, role, as_operator(giver))


def test_a_role_ends_at_once_and_once(app: Flask) -> None:
    with transaction():
        giver, person = make_operator(), make_operator("Người thứ hai")
        before = signed_in(person)
    for _ in range(2):
        with transaction():
            end_role(person, "operator", as_operator(giver))
    assert list_roles(person.id) == set() and deeds() == ["role.ended"]
    assert session.get_one(SignIn, before.id).ended_at is not None


def test_a_former_operator_gives_nothing(app: Flask) -> None:
    with transaction():
        giver, former, person = make_operator(), make_operator("Cũ"), make_customer()
    with transaction():
        end_role(former, "operator", as_operator(giver))
    with pytest.raises(RightNotHeld), transaction():
        grant_role(person, "operator", as_operator(former))


def test_the_first_operator_comes_from_the_system(app: Flask) -> None:
    with transaction():
        person = make_customer()
        grant_role(person, "operator", SYSTEM_ACTOR)
    assert list_roles(person.id) == {"operator"}


def test_a_suspended_account_is_out_and_comes_back_by_signing_in(app: Flask) -> None:
    with transaction():
        giver, person = make_operator(), make_customer()
        before = signed_in(person)
    with transaction():
        suspend(person, as_operator(giver), "Nghi bị chiếm")
        suspend(person, as_operator(giver), "Nghi bị chiếm")
    account = find_account_of(person.id)
    assert account is not None and account.status == "suspended" and before.ended_why == "suspended"
    assert not is_live(before, staff=False)
    with transaction():
        restore(person, as_operator(giver), "Đã đổi mật khẩu")
        restore(person, as_operator(giver), "Đã đổi mật khẩu")
    assert account.status == "active" and not is_live(before, staff=False)
    assert deeds() == ["account.suspended", "account.restored"]
    assert told(account.id) == ["suspended", "restored"]


def test_strangers_and_oneself_suspend_nobody(app: Flask) -> None:
    with transaction():
        officer, operator, person = make_province_officer(), make_operator(), make_customer()
    with pytest.raises(RightNotHeld), transaction():
        suspend(person, Actor(OFFICER, officer.id), "vì")
    with pytest.raises(NotYours), transaction():
        suspend(operator, as_operator(operator), "vì")
    account = find_account_of(person.id)
    assert account is not None and account.status == "active"


def test_somebody_without_account_cannot_be_suspended(app: Flask) -> None:
    with transaction():
        operator, person = make_operator(), make_person("Không tài khoản")
    with pytest.raises(Invalid), transaction():
        suspend(person, as_operator(operator), "vì")


def test_a_lost_second_factor_is_taken_away_with_every_session(app: Flask) -> None:
    with transaction():
        operator, person = make_operator(), make_province_officer()
        account = find_account_of(person.id)
        assert account is not None
        secret = begin_factor(account)
        confirm_factor(account, number_now(secret))
        before = signed_in(person)
    with transaction():
        reset_factor(person, as_operator(operator), "Mất điện thoại")
    assert account.totp_sealed is None and session.get_one(SignIn, before.id).ended_at is not None
    assert deeds() == ["account.second_factor_reset"]


def test_the_table_of_what_a_role_gives() -> None:
    assert may_give({"operator"}, "operator") and may_give({"operator"}, "province_officer")
    assert may_give({"province_officer"}, "commune_officer")
    assert not may_give({"province_officer"}, "province_officer") and not may_give(
        {"commune_officer"}, "commune_officer"
    )
    assert not may_give(set(), "operator") and "commune_officer" not in GIVES
    assert can_change_roles_of(SYSTEM_ACTOR, 1, set(), "operator")
    assert not can_change_roles_of(Actor(OPERATOR, None), 1, {"operator"}, "operator")
