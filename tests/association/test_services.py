"""Units kept up to date, officers appointed and dismissed: by whom, and that it holds at once."""

import pytest
from flask import Flask
from sqlalchemy import select

from marketplace.accounts.errors import NotYours
from marketplace.accounts.models import SignIn
from marketplace.accounts.queries import find_account_of
from marketplace.accounts.services.sessions import begin_sign_in
from marketplace.association.errors import BranchExists, OutsideTerritory, RoleDoesNotFit, StillServed
from marketplace.association.models import Officer, Unit
from marketplace.association.queries import find_office, list_branches, list_children, list_offices, list_units
from marketplace.association.services import (
    add_branch,
    appoint,
    appoint_phone,
    close_branch,
    dismiss,
    edit_contact,
    withdraw_office_invitation,
)
from marketplace.audit.models import AuditEntry
from marketplace.core.actors import OFFICER, OPERATOR, SYSTEM_ACTOR, Actor
from marketplace.core.db import session
from marketplace.core.errors import Invalid
from marketplace.core.transactions import transaction
from marketplace.core.versions import SITE, version_of
from marketplace.people.errors import BadPhone
from marketplace.people.models import Person
from tests.builders import (
    BIEN_THUONG,
    HAC_THANH,
    make_account,
    make_customer,
    make_officer,
    make_operator,
    make_province_officer,
    unit_of,
)
from tests.codes import sent_invitation

PHONE = "+84912345678"


def as_officer(person: Person) -> Actor:
    return Actor(OFFICER, person.id)


def deeds() -> list[str]:
    return list(session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


@pytest.mark.parametrize("make", [make_operator, make_province_officer])
def test_operator_and_province_appoint_to_a_commune(app: Flask, make) -> None:  # type: ignore[no-untyped-def]
    with transaction():
        giver, person = make(), make_customer()
        account = find_account_of(person.id)
        assert account is not None
        before, _ = begin_sign_in(account)
    for _ in range(2):
        with transaction():
            appoint(person, unit_of(BIEN_THUONG), "commune_officer", Actor(OPERATOR, giver.id))
    assert [o.role for o in list_offices(person.id)] == ["commune_officer"] and deeds() == ["officer.appointed"]
    assert session.get_one(SignIn, before.id).ended_at is not None


def test_a_commune_officer_appoints_nobody(app: Flask) -> None:
    with transaction():
        giver, person = make_officer(BIEN_THUONG), make_customer()
    with pytest.raises(OutsideTerritory), transaction():
        appoint(person, unit_of(BIEN_THUONG), "commune_officer", as_officer(giver))
    assert list_offices(person.id) == [] and deeds() == []


def test_a_province_officer_makes_no_province_officer(app: Flask) -> None:
    with transaction():
        giver, operator, person = make_province_officer(), make_operator(), make_customer()
    with pytest.raises(OutsideTerritory), transaction():
        appoint(person, unit_of("38"), "province_officer", as_officer(giver))
    with transaction():
        appoint(person, unit_of("38"), "province_officer", Actor(OPERATOR, operator.id))
    assert [o.role for o in list_offices(person.id)] == ["province_officer"]


def test_a_role_fits_the_level_of_its_unit(app: Flask) -> None:
    with transaction():
        operator, person = make_operator(), make_customer()
    for area, role in (("38", "commune_officer"), (BIEN_THUONG, "province_officer"), (BIEN_THUONG, "operator")):
        with pytest.raises(RoleDoesNotFit), transaction():
            appoint(person, unit_of(area), role, Actor(OPERATOR, operator.id))


def test_nobody_appoints_or_dismisses_herself(app: Flask) -> None:
    with transaction():
        operator, officer = make_operator(), make_province_officer()
    with pytest.raises(NotYours), transaction():
        appoint(operator, unit_of(BIEN_THUONG), "commune_officer", Actor(OPERATOR, operator.id))
    with pytest.raises(NotYours), transaction():
        dismiss(list_offices(officer.id)[0], as_officer(officer))
    assert len(list_offices(officer.id)) == 1


def test_a_phone_with_account_is_appointed_and_one_without_is_invited(app: Flask) -> None:
    with transaction():
        giver = make_province_officer()
        account = make_account(phone=PHONE)
    with transaction():
        came = appoint_phone(PHONE, unit_of(BIEN_THUONG), "commune_officer", as_officer(giver))
    assert came.officer is not None and came.officer.person_id == account.person_id and came.invitation is None
    with transaction():
        came = appoint_phone("+84987654321", unit_of(HAC_THANH), "commune_officer", as_officer(giver))
    assert came.officer is None and came.invitation is not None
    assert sent_invitation("+84987654321") == came.token
    with transaction():
        withdraw_office_invitation(came.invitation, as_officer(giver))
    assert came.invitation.withdrawn_at is not None


def test_a_stranger_invites_and_withdraws_nothing(app: Flask) -> None:
    with transaction():
        stranger, giver = make_officer(HAC_THANH), make_province_officer()
        came = appoint_phone("+84987654321", unit_of(BIEN_THUONG), "commune_officer", as_officer(giver))
    assert came.invitation is not None
    with pytest.raises(OutsideTerritory), transaction():
        appoint_phone("+84911111111", unit_of(BIEN_THUONG), "commune_officer", as_officer(stranger))
    with pytest.raises(OutsideTerritory), transaction():
        withdraw_office_invitation(came.invitation, as_officer(stranger))
    assert came.invitation.withdrawn_at is None


def test_a_dismissed_officer_is_out_at_once(app: Flask) -> None:
    with transaction():
        giver, person = make_province_officer(), make_officer(BIEN_THUONG)
        account = find_account_of(person.id)
        assert account is not None
        before, _ = begin_sign_in(account)
        office = list_offices(person.id)[0]
    for _ in range(2):
        with transaction():
            dismiss(session.get_one(Officer, office.id), as_officer(giver))
    assert list_offices(person.id) == [] and deeds() == ["officer.dismissed"]
    assert session.get_one(SignIn, before.id).ended_at is not None


def test_a_colleague_cannot_dismiss(app: Flask) -> None:
    with transaction():
        colleague, person = make_officer(BIEN_THUONG, name="Đồng nghiệp"), make_officer(BIEN_THUONG)
    with pytest.raises(OutsideTerritory), transaction():
        dismiss(list_offices(person.id)[0], as_officer(colleague))
    assert find_office(person.id, unit_of(BIEN_THUONG).id) is not None


def test_a_contact_is_kept_tidily_and_seen_at_once(app: Flask) -> None:
    with transaction():
        giver = make_province_officer()
    before = version_of(SITE)
    with transaction():
        edit_contact(unit_of(BIEN_THUONG), "  Bà  Hoa ", "0237 3852 123", as_officer(giver))
    unit = unit_of(BIEN_THUONG)
    assert (unit.contact_name, unit.contact_phone) == ("Bà Hoa", "+842373852123")
    assert version_of(SITE) > before and deeds() == ["unit.contact_changed"]
    with transaction():
        edit_contact(unit_of(BIEN_THUONG), "", "", as_officer(giver))
    assert unit_of(BIEN_THUONG).contact_phone == ""


def test_a_bad_contact_and_a_stranger_change_nothing(app: Flask) -> None:
    with transaction():
        giver, commune = make_province_officer(), make_officer(BIEN_THUONG)
    with pytest.raises(BadPhone), transaction():
        edit_contact(unit_of(BIEN_THUONG), "Bà Hoa", "12", as_officer(giver))
    with pytest.raises(Invalid), transaction():
        edit_contact(unit_of(BIEN_THUONG), "x" * 121, "", as_officer(giver))
    with pytest.raises(OutsideTerritory), transaction():
        edit_contact(unit_of(BIEN_THUONG), "Bà Hoa", "", as_officer(commune))
    assert unit_of(BIEN_THUONG).contact_name == "" and deeds() == []


def test_branches_hang_below_their_commune(app: Flask) -> None:
    with transaction():
        commune = unit_of(BIEN_THUONG)
        branch = add_branch(commune, "Chi hội thôn Bồng Trung", SYSTEM_ACTOR)
        other = add_branch(commune, "Chi hội thôn Bồng Thượng", SYSTEM_ACTOR)
    assert branch.path == f"{commune.path}{branch.id}/" and branch.code == f"{BIEN_THUONG}-001"
    assert [unit.name for unit in list_branches(commune.id)] == [other.name, branch.name]
    assert branch in list_units(text="bong trung")
    with pytest.raises(BranchExists), transaction():
        add_branch(unit_of(BIEN_THUONG), "chi hội THÔN BỒNG TRUNG", SYSTEM_ACTOR)


def test_branches_whose_names_differ_by_a_tone_stand_side_by_side_in_the_order_of_their_numbers(app: Flask) -> None:
    """Thôn Đông is not thôn Đồng, and thôn 2 comes before thôn 10 (8.5)."""
    names = ["Chi hội thôn 1", "Chi hội thôn 2", "Chi hội thôn 10", "Chi hội thôn Đông", "Chi hội thôn Đồng"]
    with transaction():
        commune = unit_of(BIEN_THUONG)
        for name in reversed(names):
            add_branch(commune, name, SYSTEM_ACTOR)
    assert [unit.name for unit in list_branches(commune.id)] == names
    assert [unit.name for unit in list_children(commune)] == names
    assert [unit.name for unit in list_units(text="thon dong")] == names[3:]


def test_a_branch_hangs_nowhere_else(app: Flask) -> None:
    with transaction():
        branch = add_branch(unit_of(BIEN_THUONG), "Chi hội thôn Một", SYSTEM_ACTOR)
    for parent in (unit_of("38"), branch):
        with pytest.raises(Invalid), transaction():
            add_branch(parent, "Chi hội thôn Hai", SYSTEM_ACTOR)
    for name in ("", "x" * 121):
        with pytest.raises(Invalid), transaction():
            add_branch(unit_of(BIEN_THUONG), name, SYSTEM_ACTOR)


def test_a_branch_closes_when_nobody_serves_and_its_code_is_not_given_again(app: Flask) -> None:
    with transaction():
        branch = add_branch(unit_of(BIEN_THUONG), "Chi hội thôn Một", SYSTEM_ACTOR)
        person = make_customer()
        office = appoint(person, branch, "commune_officer", SYSTEM_ACTOR)
    with pytest.raises(StillServed), transaction():
        close_branch(session.get_one(Unit, branch.id), SYSTEM_ACTOR)
    with transaction():
        dismiss(session.get_one(Officer, office.id), SYSTEM_ACTOR)
        close_branch(session.get_one(Unit, branch.id), SYSTEM_ACTOR)
        close_branch(session.get_one(Unit, branch.id), SYSTEM_ACTOR)
    assert list_branches(unit_of(BIEN_THUONG).id) == [] and branch.valid_to is not None
    with transaction():
        again = add_branch(unit_of(BIEN_THUONG), "Chi hội thôn Một", SYSTEM_ACTOR)
    assert again.code == f"{BIEN_THUONG}-002"
    with pytest.raises(Invalid), transaction():
        close_branch(unit_of(BIEN_THUONG), SYSTEM_ACTOR)
