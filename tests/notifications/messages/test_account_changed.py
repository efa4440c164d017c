"""The owner of a changed account is told whom to call, in case somebody else changed it."""

from flask import Flask

from marketplace.accounts.queries import find_account_of
from marketplace.accounts.services.second_factor import begin_factor, confirm_factor, number_now
from marketplace.core import outbox
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.notifications.models import Notice
from marketplace.notifications.rendering import render
from marketplace.people.models import Person
from tests.builders import make_customer, make_officer, make_operator


def words_to(person: Person) -> str:
    account = find_account_of(person.id)
    assert account is not None
    with transaction():
        confirm_factor(account, number_now(begin_factor(account)))
    outbox.run_due()
    return render(session.query(Notice).filter_by(person_id=person.id, kind="account_changed").one()).text


def test_a_customer_calls_the_union_and_staff_those_above_them(app: Flask) -> None:
    with transaction():
        customer, officer, operator = make_customer(), make_officer(), make_operator()
    assert "Hội phụ nữ xã" in words_to(customer)
    for person in (officer, operator):
        words = words_to(person)
        assert "cán bộ tỉnh hoặc quản trị hệ thống" in words and "Hội phụ nữ xã" not in words
