"""`marketplace operator`: the way the first operator comes in, and the end of sessions."""

import pytest
from click.testing import CliRunner
from flask import Flask

from marketplace.accounts.queries import find_invitation, list_roles, list_sign_ins
from marketplace.accounts.services.sessions import begin_sign_in
from marketplace.cli import operator
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from tests.builders import make_account
from tests.codes import sent_invitation

PHONE = "+84912345678"


@pytest.fixture
def run(app: Flask, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    monkeypatch.setattr(operator, "create_app", lambda: app)
    return lambda *words: CliRunner().invoke(operator.operator, ["invite", *words])


@pytest.fixture
def end(run):  # type: ignore[no-untyped-def]
    return lambda *words: CliRunner().invoke(operator.operator, ["end-sessions", *words])


def test_it_prints_a_link_and_queues_the_message(run) -> None:  # type: ignore[no-untyped-def]
    result = run("--phone", "0912 345 678")
    assert result.exit_code == 0, result.output
    token = sent_invitation(PHONE)
    assert f"http://localhost/invitation/{token}" in result.output
    row = find_invitation(token)
    assert row is not None and (row.role, row.phone, row.invited_by) == ("operator", PHONE, None)


def test_a_known_phone_becomes_an_operator_at_once(run) -> None:  # type: ignore[no-untyped-def]
    with transaction():
        account = make_account(phone=PHONE)
    result = run("--phone", "0912345678")
    assert result.exit_code == 0 and list_roles(account.person_id) == {"operator"}


@pytest.mark.parametrize("phone", ["12", "", "02373852123", "+12025550123"])
def test_a_number_that_is_none_is_refused_by_name(run, phone: str) -> None:  # type: ignore[no-untyped-def]
    result = run("--phone", phone)
    assert result.exit_code == 2 and "--phone" in result.output


def test_the_sessions_of_one_account_or_of_everybody_end(end) -> None:  # type: ignore[no-untyped-def]
    with transaction():
        mine, other = make_account(phone=PHONE), make_account()
        for account in (mine, mine, other):
            begin_sign_in(account)
    assert "Sessions of 1 accounts ended." in end("--phone", "0912345678").output
    assert list_sign_ins(mine.id) == [] and len(list_sign_ins(other.id)) == 1
    session.rollback()
    assert end().exit_code == 0 and list_sign_ins(other.id) == []
    assert end("--phone", "0987654321").exit_code == 2
