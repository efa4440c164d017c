"""A lost phone: an officer asks after a check, its owner confirms from the new number, the old one can stop it."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from marketplace.accounts.errors import (
    AccountSuspended,
    CodeOver,
    NotYours,
    PhoneChangeOver,
    PhoneTaken,
    SamePhone,
    StaffAccount,
)
from marketplace.accounts.models import Account, PhoneChange, SignIn
from marketplace.accounts.queries import find_account, find_phone_change, find_phone_change_to_stop, list_phone_changes
from marketplace.accounts.services import codes
from marketplace.accounts.services.passwords import check_password, make_hash
from marketplace.accounts.services.phone_changes import (
    ID_CARD,
    LIFE,
    PER_ACCOUNT,
    PER_OFFICER,
    Check,
    ask_for_phone_change,
    confirm_phone_change,
    count_asking,
    demo_tokens,
    standing_of,
    stop_phone_change,
    withdraw_phone_change,
)
from marketplace.accounts.services.registration import change_phone
from marketplace.accounts.services.roles import grant_role, suspend
from marketplace.accounts.services.sessions import begin_sign_in
from marketplace.accounts.states import DONE, EXPIRED, OVERTAKEN, REPLACED, STOPPED, WAITING, WITHDRAWN
from marketplace.audit.models import AuditEntry
from marketplace.core.actors import OFFICER, SYSTEM_ACTOR, Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.errors import Invalid, TooMany
from marketplace.core.transactions import transaction
from marketplace.site.services import change_settings
from tests.builders import make_account, make_customer, make_officer, make_operator
from tests.codes import sent_code, sent_phone_change, sent_phone_warning, told

OLD, NEW = "+84912345678", "+84987654321"
CHECK = Check(ID_CARD, "Gặp ở nhà văn hóa thôn 2, sáng 21/11", in_person=True)
PASSWORD = "con trâu đi trước"


@pytest.fixture
def officer(app: Flask) -> Actor:
    with transaction():
        return Actor(OFFICER, make_officer().id)


@pytest.fixture
def account(app: Flask) -> Account:
    with transaction():
        return make_account(phone=OLD, email="hoa@example.vn", email_verified_at=now())


def asked(account: Account, officer: Actor, phone: str = NEW, check: Check = CHECK) -> PhoneChange:
    with transaction():
        return ask_for_phone_change(account.id, phone, check, officer)


def proven(phone: str = NEW, purpose: str = codes.LOST_PHONE) -> str:
    with transaction():
        row = codes.issue_code(purpose, phone)
    with transaction():
        codes.count_try(row.public_id, purpose)
    with transaction():
        codes.use_code(row.public_id, sent_code(phone), purpose)
    return row.public_id


def confirmed(row: PhoneChange, code: str) -> PhoneChange:
    with transaction():
        return confirm_phone_change(row.id, code, make_hash(PASSWORD))


def actions() -> list[str]:
    rows = session.query(AuditEntry).filter(AuditEntry.action.startswith("phone_change.")).order_by(AuditEntry.id)
    return [row.action.removeprefix("phone_change.") for row in rows]


def test_asking_changes_nothing_yet_and_tells_both_phones(account: Account, officer: Actor) -> None:
    row = asked(account, officer)
    assert (row.status, account.phone, row.old_phone, row.new_phone) == (WAITING, OLD, OLD, NEW)
    assert find_phone_change(sent_phone_change(NEW)) is row
    assert find_phone_change_to_stop(sent_phone_warning(OLD)) is row
    assert find_phone_change_to_stop(sent_phone_warning("hoa@example.vn", "warn_by_email")) is row


def test_each_link_is_for_its_own_purpose_and_only_hashes_are_kept(account: Account, officer: Actor) -> None:
    row = asked(account, officer)
    link, stop = sent_phone_change(NEW), sent_phone_warning(OLD)
    assert find_phone_change(stop) is None and find_phone_change_to_stop(link) is None
    assert {link, stop} & {row.token_hash, row.stop_token_hash} == set() and row.demo_sealed is None
    assert demo_tokens(row) is None


def test_the_check_is_recorded_with_who_how_and_where(account: Account, officer: Actor) -> None:
    row = asked(account, officer)
    entry = session.query(AuditEntry).filter_by(action="phone_change.checked").one()
    assert (entry.person_id, entry.subject_kind, entry.subject_id) == (officer.person_id, "person", account.person_id)
    assert (entry.purpose, entry.details) == (CHECK.note, {"way": ID_CARD, "phone_change": row.id})
    assert actions() == ["waiting", "checked"]


def test_a_code_from_the_new_phone_moves_the_account_and_ends_every_session(account: Account, officer: Actor) -> None:
    with transaction():
        before, _ = begin_sign_in(account)
    row = asked(account, officer)
    confirmed(row, proven())
    assert (row.status, account.phone, account.person.phone) == (DONE, NEW, NEW)
    assert find_account(OLD) is None
    assert session.get_one(SignIn, before.id).ended_at is not None
    assert check_password(account, PASSWORD)
    assert row.proven_at is not None and row.ended_at is not None
    assert actions() == ["waiting", "checked", "done"]
    assert told(account.id) == ["phone", "password"]
    assert session.query(AuditEntry).filter_by(action="phone_change.done").one().person_id == account.person_id


def test_done_is_done_once(account: Account, officer: Actor) -> None:
    row = asked(account, officer)
    code = proven()
    confirmed(row, code)
    with pytest.raises(PhoneChangeOver), transaction():
        confirm_phone_change(row.id, code, make_hash("khác hẳn đi"))
    with pytest.raises(PhoneChangeOver), transaction():
        stop_phone_change(row.id)
    assert account.phone == NEW and check_password(account, PASSWORD)


@pytest.mark.parametrize(("phone", "purpose"), [("+84912000999", codes.LOST_PHONE), (NEW, codes.SIGN_IN)])
def test_a_code_of_another_phone_or_purpose_moves_nothing(
    account: Account, officer: Actor, phone: str, purpose: str
) -> None:
    row = asked(account, officer)
    with pytest.raises(CodeOver):
        confirmed(row, proven(phone, purpose))
    assert (row.status, account.phone) == (WAITING, OLD)
    assert not check_password(account, PASSWORD)


def test_whoever_holds_the_old_phone_stops_it(account: Account, officer: Actor) -> None:
    row = asked(account, officer)
    code = proven()
    with transaction():
        stop_phone_change(row.id)
    with pytest.raises(PhoneChangeOver) as refused:
        confirmed(row, code)
    assert refused.value.status == STOPPED
    assert (account.phone, actions()) == (OLD, ["waiting", "checked", "stopped"])


def test_the_officer_takes_it_back(account: Account, officer: Actor) -> None:
    row = asked(account, officer)
    with transaction():
        withdraw_phone_change(row.id, officer)
    with pytest.raises(PhoneChangeOver), transaction():
        withdraw_phone_change(row.id, officer)
    with pytest.raises(PhoneChangeOver):
        confirmed(row, proven())
    assert (row.status, account.phone, actions()) == (WITHDRAWN, OLD, ["waiting", "checked", "withdrawn"])


def test_a_second_asking_replaces_the_first(account: Account, officer: Actor) -> None:
    first = asked(account, officer)
    second = asked(account, officer, "+84912000999")
    assert (first.status, second.status) == (REPLACED, WAITING)
    with pytest.raises(PhoneChangeOver):
        confirmed(first, proven())
    confirmed(second, proven("+84912000999"))
    assert account.phone == "+84912000999"


def test_after_a_day_it_is_over(account: Account, officer: Actor) -> None:
    row = asked(account, officer)
    with time_machine.travel(now() + LIFE + timedelta(seconds=1)):
        assert standing_of(row) == EXPIRED
        with pytest.raises(PhoneChangeOver):
            confirmed(row, proven())
    assert account.phone == OLD


def test_a_taken_number_is_refused_and_nobody_is_harmed(account: Account, officer: Actor) -> None:
    with transaction():
        other = make_account(phone=NEW)
    with pytest.raises(PhoneTaken):
        asked(account, officer)
    assert (account.phone, other.phone, list_phone_changes(account.id)) == (OLD, NEW, [])


def test_a_number_taken_meanwhile_is_refused_at_the_end(account: Account, officer: Actor) -> None:
    row = asked(account, officer)
    with transaction():
        other = make_account(phone=NEW)
    with pytest.raises(PhoneTaken):
        confirmed(row, proven())
    assert (row.status, account.phone, other.phone) == (WAITING, OLD, NEW)


def test_not_for_oneself_not_for_staff_not_for_a_suspended_account(account: Account, officer: Actor) -> None:
    with transaction():
        operator = make_operator()
        suspended = make_account(status="suspended")
        staff = find_account(operator.phone or "")
    assert staff is not None
    for whose, by, refusal in (
        (account, Actor(OFFICER, account.person_id), NotYours),
        (staff, officer, StaffAccount),
        (suspended, officer, AccountSuspended),
    ):
        with pytest.raises(refusal):
            asked(whose, by)
    with pytest.raises(SamePhone):
        asked(account, officer, OLD)
    assert session.query(PhoneChange).count() == 0 and actions() == []


@pytest.mark.parametrize(
    ("check", "field"),
    [
        (Check("video", CHECK.note, True), "way"),
        (Check(ID_CARD, "  gặp ", True), "note"),
        (Check(ID_CARD, "x" * 501, True), "note"),
        (Check(ID_CARD, CHECK.note, False), "in_person"),
    ],
)
def test_without_a_whole_check_nothing_is_asked(account: Account, officer: Actor, check: Check, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        asked(account, officer, check=check)
    assert refused.value.facts["field"] == field
    assert session.query(PhoneChange).count() == 0


def test_asking_has_limits(account: Account, officer: Actor) -> None:
    for n in range(PER_ACCOUNT):
        asked(account, officer, f"+8498765432{n}")
    with pytest.raises(TooMany):
        asked(account, officer, "+84987654329")
    for _ in range(PER_OFFICER):
        with transaction():
            count_asking(officer)
    with pytest.raises(TooMany), transaction():
        count_asking(officer)


def test_what_it_rested_on_changed_so_it_is_over(account: Account, officer: Actor) -> None:
    """The owner's phone, standing or rights, or the officer's rights: each ends the waiting change (promise A4)."""
    with transaction():
        operator = Actor("operator", make_operator().id)
        clerk = make_customer("Cán bộ khác")
    changes = (
        lambda: change_phone(account, "+84912000888"),
        lambda: suspend(account.person, operator, "mất máy"),
        lambda: grant_role(clerk, "operator", SYSTEM_ACTOR),
    )
    for n, change in enumerate(changes):
        with transaction():
            account.status = "active"
        by = Actor(OFFICER, clerk.id) if n == 2 else officer
        row = asked(account, by, f"+8498765432{n}")
        with transaction():
            change()
        assert row.status == OVERTAKEN
        with pytest.raises(PhoneChangeOver):
            confirmed(row, proven(f"+8498765432{n}"))


def test_her_own_new_office_ends_it(account: Account, officer: Actor) -> None:
    row = asked(account, officer)
    with transaction():
        grant_role(account.person, "operator", SYSTEM_ACTOR)
    assert row.status == OVERTAKEN and account.phone == OLD


def test_a_demo_shows_its_links_while_they_work(account: Account, officer: Actor) -> None:
    with transaction():
        change_settings({"is_demo": True}, actor=SYSTEM_ACTOR)
    row = asked(account, officer)
    assert demo_tokens(row) == (sent_phone_change(NEW), sent_phone_warning(OLD))
    with transaction():
        stop_phone_change(row.id)
    assert (row.demo_sealed, demo_tokens(row)) == (None, None)
