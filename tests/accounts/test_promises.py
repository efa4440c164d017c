"""The promises about sign-ins are silent on sound data and name what is not."""

from collections.abc import Callable

import pytest
from flask import Flask

from marketplace.accounts.models import PhoneChange
from marketplace.accounts.promises import phones_move_by_check_and_code, secrets_are_sealed
from marketplace.accounts.services import codes
from marketplace.accounts.services.passwords import make_hash
from marketplace.accounts.services.phone_changes import VOUCHED, Check, ask_for_phone_change, confirm_phone_change
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from tests.builders import make_account, make_officer
from tests.codes import sent_code

NEW = "+84987654321"


@pytest.fixture
def change(app: Flask) -> PhoneChange:
    with transaction():
        account, officer = make_account(), make_officer()
        check = Check(VOUCHED, "Gặp ở thôn 2, có chi hội trưởng Lê Thị Hoa", in_person=True)
        row = ask_for_phone_change(account.id, NEW, check, Actor(OFFICER, officer.id))
        code = codes.issue_code(codes.LOST_PHONE, NEW)
    with transaction():
        codes.count_try(code.public_id, codes.LOST_PHONE)
        codes.use_code(code.public_id, sent_code(NEW), codes.LOST_PHONE)
    with transaction():
        return confirm_phone_change(row.id, code.public_id, make_hash("con trâu đi trước"))


def test_a_change_by_its_own_way_breaks_no_promise(change: PhoneChange) -> None:
    assert list(phones_move_by_check_and_code()) == list(secrets_are_sealed()) == []


def _ask_herself(row: PhoneChange) -> None:
    row.asked_by = row.account.person_id


@pytest.mark.parametrize(
    ("break_it", "named"),
    [
        (lambda row: setattr(row, "proven_at", None), "without a code"),
        (lambda row: setattr(row, "proven_at", now().replace(year=2020)), "without a code"),
        (lambda row: setattr(row, "way", "phone_call"), "without a recorded check"),
        (lambda row: setattr(row, "note", ""), "without a recorded check"),
        (_ask_herself, "by the account's own owner"),
    ],
)
def test_each_broken_change_is_named(change: PhoneChange, break_it: Callable[[PhoneChange], None], named: str) -> None:
    with transaction():
        break_it(change)
    [line] = phones_move_by_check_and_code()
    assert named in line and f"change of phone {change.id} " in line


def test_a_change_nobody_recorded_is_named(change: PhoneChange) -> None:
    with transaction():
        account = make_account()
        row = PhoneChange(
            account_id=account.id, old_phone=account.phone, new_phone="+84987000111", way=VOUCHED, note="ghi thẳng",
            status="done", token_hash="a", stop_token_hash="b", asked_by=change.asked_by, expires_at=now(),
            asked_at=now(), proven_at=now(), demo_sealed="open",
        )  # fmt: skip
        session.add(row)
    lines = list(phones_move_by_check_and_code())
    assert len(lines) == 2 and all(f"change of phone {row.id} " in line for line in lines)
    assert list(secrets_are_sealed()) == [f"change of phone {row.id} shows its links in the open"]
