"""The promises about admissions are silent on sound data and name what is not."""

from flask import Flask

from marketplace.core.transactions import transaction
from marketplace.sellers import promises
from marketplace.sellers.queries import bank_account_of, find_application_of
from tests.builders import make_officer, make_seller
from tests.sellers.applicants import make_approved

CHECKS = (
    promises.admitted_by_the_right_officer,
    promises.sellers_stand_on_applications,
    promises.account_numbers_are_sealed,
)


def test_sound_data_break_no_promise(app: Flask) -> None:
    with transaction():
        make_seller()
        by = make_officer()
    make_approved(by)
    assert [line for check in CHECKS for line in check()] == []


def test_a_seller_without_approval_and_an_open_number_are_named(app: Flask) -> None:
    with transaction():
        by = make_officer()
    seller = make_approved(by)
    application, account = find_application_of(seller.person_id), bank_account_of(seller.person_id)
    assert application is not None and account is not None
    with transaction():
        application.status, account.number_sealed = "declined", "3500205123456"
    found = [line for check in CHECKS[1:] for line in check()]
    assert found == [
        f"seller {seller.id} has no approved application of the same person",
        f"bank account {account.id} is not sealed",
    ]
