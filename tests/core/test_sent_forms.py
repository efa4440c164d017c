"""A form's key lets one transaction create, and tells every later one where that led (8.3)."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from flask import Flask

from marketplace.core.clock import now
from marketplace.core.db import db, session
from marketplace.core.sent_forms import (
    AlreadySent,
    SentForm,
    forget_forms_before,
    note_sent,
    note_where_it_led,
    where_it_led,
)
from marketplace.core.transactions import transaction


def test_the_second_is_told_where_the_first_led(app: Flask) -> None:
    with transaction():
        note_sent("k")
        note_where_it_led("k", "/staff/support/x")
    with pytest.raises(AlreadySent) as refused, transaction():
        note_sent("k")
    assert refused.value.leads_to == "/staff/support/x" == where_it_led("k")
    assert where_it_led("other") is None


def test_what_was_rolled_back_was_not_sent(app: Flask) -> None:
    with pytest.raises(ZeroDivisionError), transaction():
        note_sent("k")
        raise ZeroDivisionError
    with transaction():
        note_sent("k")
    assert session.query(SentForm).count() == 1


def test_of_two_at_once_one_creates(app: Flask) -> None:
    done, both = [], Barrier(2)

    def send() -> None:
        with app.app_context():
            both.wait()
            try:
                with transaction():
                    note_sent("k")
                    note_where_it_led("k", "/made")
                done.append("made")
            except AlreadySent as refused:
                done.append(refused.leads_to)
            session.remove()

    senders = [Thread(target=send) for _ in range(2)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    db.engine.dispose()
    assert sorted(done) == ["/made", "made"]


def test_old_notes_are_forgotten(app: Flask) -> None:
    with transaction():
        note_sent("k")
        forget_forms_before(now() - timedelta(days=1))
        assert where_it_led("k") == ""
        forget_forms_before(now() + timedelta(seconds=1))
    assert where_it_led("k") is None
