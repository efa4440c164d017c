"""A snapshot tells whether anything was committed since, and puts it back."""

from flask import Flask

from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from tests.builders import make_person
from tests.snapshots import Snapshot


def test_what_was_committed_touches_and_is_put_back(app: Flask) -> None:
    kept = Snapshot(app)
    with transaction():
        person_id = make_person().id
    assert not kept.is_untouched()
    kept.restore()
    assert kept.is_untouched() and session.get(Person, person_id) is None


def test_a_row_changed_or_removed_touches_too(app: Flask) -> None:
    with transaction():
        person_id = make_person().id
    kept = Snapshot(app)
    with transaction():
        session.get_one(Person, person_id).full_name = "Another name"
    assert not kept.is_untouched()
    kept.restore()
    with transaction():
        session.delete(session.get_one(Person, person_id))
    assert not kept.is_untouched()


def test_what_was_begun_and_given_up_touches_nothing(app: Flask) -> None:
    kept = Snapshot(app)
    make_person()
    session.rollback()
    assert kept.is_untouched()
