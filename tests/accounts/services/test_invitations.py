"""Invitations: one link, one phone, one use, one week."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from marketplace.accounts.errors import InvitationOver, RightNotHeld, SomeoneElsesInvitation
from marketplace.accounts.models import Invitation, SignIn
from marketplace.accounts.queries import list_open_invitations, list_roles
from marketplace.accounts.services.invitations import accept_invitation, invite, withdraw_invitation
from marketplace.accounts.services.roles import end_role
from marketplace.accounts.services.sessions import begin_sign_in
from marketplace.association.queries import list_offices
from marketplace.core.actors import CUSTOMER, OPERATOR, SYSTEM_ACTOR, Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.errors import NotAllowed
from marketplace.core.transactions import transaction
from tests.builders import BIEN_THUONG, make_account, make_customer, make_operator, make_province_officer, unit_of
from tests.codes import sent_invitation

PHONE = "+84912345678"


def invited(role: str = "operator", **more: object) -> tuple[Invitation, str]:
    with transaction():
        return invite(PHONE, role, SYSTEM_ACTOR, **more)  # type: ignore[arg-type]


def test_the_link_goes_to_the_phone_and_only_its_hash_is_kept(app: Flask) -> None:
    row, token = invited()
    assert sent_invitation(PHONE) == token and token not in row.token_hash
    assert list_open_invitations(("operator",)) == [row]


def test_accepting_gives_the_role_and_ends_sessions(app: Flask) -> None:
    _row, token = invited()
    with transaction():
        account = make_account(phone=PHONE)
        before, _ = begin_sign_in(account)
    with transaction():
        accept_invitation(token, account)
    assert list_roles(account.person_id) == {"operator"}
    assert session.get_one(SignIn, before.id).ended_at is not None
    with pytest.raises(InvitationOver), transaction():
        accept_invitation(token, account)


def test_an_office_is_taken_in_its_unit(app: Flask) -> None:
    unit = unit_of(BIEN_THUONG)
    _row, token = invited("commune_officer", unit_id=unit.id)
    with transaction():
        account = make_account(phone=PHONE)
        accept_invitation(token, account)
    assert [(o.unit_id, o.role) for o in list_offices(account.person_id)] == [(unit.id, "commune_officer")]
    assert list_roles(account.person_id) == set()


def test_another_phone_takes_nothing(app: Flask) -> None:
    _row, token = invited()
    with transaction():
        stranger = make_account(phone="+84987654321")
    with pytest.raises(SomeoneElsesInvitation), transaction():
        accept_invitation(token, stranger)
    assert list_roles(stranger.person_id) == set()


def test_a_week_later_or_withdrawn_it_is_over(app: Flask) -> None:
    row, token = invited()
    with transaction():
        account = make_account(phone=PHONE)
    with time_machine.travel(now() + timedelta(days=7, seconds=1)), pytest.raises(InvitationOver), transaction():
        accept_invitation(token, account)
    with transaction():
        withdraw_invitation(row, SYSTEM_ACTOR)
        withdraw_invitation(row, SYSTEM_ACTOR)
    with pytest.raises(InvitationOver), transaction():
        accept_invitation(token, account)
    assert list_roles(account.person_id) == set()


def test_a_guessed_link_opens_nothing(app: Flask) -> None:
    invited()
    with transaction():
        account = make_account(phone=PHONE)
    with pytest.raises(InvitationOver), transaction():
        accept_invitation("guess", account)


def test_only_operators_invite_and_withdraw_operators(app: Flask) -> None:
    with transaction():
        customer = make_customer()
    with pytest.raises(RightNotHeld), transaction():
        invite(PHONE, "operator", Actor(CUSTOMER, customer.id))
    row, _ = invited()
    with pytest.raises(RightNotHeld), transaction():
        withdraw_invitation(row, Actor(CUSTOMER, customer.id))
    assert row.withdrawn_at is None


def test_an_invitation_dies_with_its_givers_right(app: Flask) -> None:
    with transaction():
        first, giver = make_operator(), make_operator("Người mời")
        account = make_account(phone=PHONE)
    with transaction():
        _row, token = invite(PHONE, "operator", Actor(OPERATOR, giver.id))
    with transaction():
        end_role(giver, "operator", Actor(OPERATOR, first.id))
    with pytest.raises(InvitationOver), transaction():
        accept_invitation(token, account)
    assert list_roles(account.person_id) == set()


def test_an_office_dies_with_its_givers_right_too(app: Flask) -> None:
    with transaction():
        giver = make_province_officer()
        account = make_account(phone=PHONE)
        _row, token = invite(PHONE, "commune_officer", Actor("officer", giver.id), unit_id=unit_of(BIEN_THUONG).id)
    with transaction():
        list_offices(giver.id)[0].ended_at = now()
    with pytest.raises(NotAllowed), transaction():
        accept_invitation(token, account)
    assert list_offices(account.person_id) == []
