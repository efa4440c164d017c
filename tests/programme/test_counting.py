"""A record of another room counts for the programmes that an officer says, never twice in one."""

from flask import Flask

from marketplace.audit.models import AuditEntry
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.core.versions import version_of
from marketplace.programme.models import OUTCOMES
from marketplace.programme.queries import get_programme, programmes_of
from marketplace.programme.services import count_for

BY = Actor(OFFICER, 1)


def test_it_counts_for_what_was_said_last(app: Flask) -> None:
    with transaction():
        assert count_for("training_class", 7, [get_programme("939"), get_programme("01")], actor=BY)
        assert [row.code for row in programmes_of("training_class", [7, 8])[7]] == ["01", "939"]
        assert programmes_of("training_class", [7, 8])[8] == programmes_of("contest", [7])[7] == []
    before = version_of(OUTCOMES)
    with transaction():
        assert count_for("training_class", 7, [get_programme("2415"), get_programme("939")], actor=BY)
    assert [row.code for row in programmes_of("training_class", [7])[7]] == ["2415", "939"]
    assert version_of(OUTCOMES) > before


def test_saying_it_again_changes_nothing(app: Flask) -> None:
    with transaction():
        count_for("training_class", 7, [get_programme("939")] * 2, actor=BY)
    with transaction():
        assert not count_for("training_class", 7, [get_programme("939")], actor=BY)
    said = session.query(AuditEntry).filter_by(action="record.counted").all()
    assert [row.details["programmes"] for row in said] == ["939"]
