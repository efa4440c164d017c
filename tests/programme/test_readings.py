"""A reading is frozen once, with the hash of its facts; what was corrected later shows as an adjustment."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from marketplace.association.scope import EVERYTHING, Scope
from marketplace.audit.models import AuditEntry
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.errors import NotAllowed
from marketplace.core.transactions import transaction
from marketplace.programme.errors import PeriodNotOver
from marketplace.programme.models import Reading, SupportRecord
from marketplace.programme.periods import parse_period
from marketplace.programme.queries import find_reading, get_programme
from marketplace.programme.registries import INDICATORS
from marketplace.programme.services import (
    difference_since_frozen,
    draw_up_reading,
    freeze_reading,
    record_support,
    void_support,
)
from tests.builders import BIEN_THUONG, HAC_THANH, make_person, unit_of

BY: Any = {"actor": Actor(OFFICER, 1), "scope": EVERYTHING}
PERIOD = parse_period("2024-Q3")
WOMEN = "women_supported"


def support(day: int) -> SupportRecord:
    with transaction():
        programme, unit = get_programme("939"), unit_of(BIEN_THUONG)
        return record_support(
            programme, make_person(f"Chị {day}"), unit, kind="training", given_on=date(2024, 8, day), **BY
        )


def asked(indicator: str = WOMEN) -> tuple[Any, ...]:
    return get_programme("939"), INDICATORS.get(indicator), unit_of("38"), PERIOD


def freeze() -> Reading:
    with transaction():
        return freeze_reading(*asked(), **BY)


def difference() -> tuple[int, int, bool]:
    programme, indicator, unit, period = asked()
    reading = find_reading(programme.id, indicator, unit.id, period)
    assert reading is not None
    found = difference_since_frozen(reading, *asked())
    return found.difference, found.women, found.is_of_other_facts


@pytest.mark.usefixtures("app")
class TestFreezing:
    def test_it_keeps_the_figure_the_version_and_the_hash(self) -> None:
        support(1), support(2)
        reading = freeze()
        assert (reading.value, reading.women, reading.status, reading.frozen_by) == (2, 2, "frozen", 1)
        assert reading.indicator_version == INDICATORS.get(WOMEN).version and len(reading.sha256) == 64
        assert difference() == (0, 0, False)
        [entry] = session.query(AuditEntry).filter_by(action="reading.frozen")
        assert reading.sha256 in str(entry.details) and entry.person_id == 1

    def test_frozen_twice_is_frozen_once(self) -> None:
        support(1)
        first = freeze()
        kept = (first.id, first.sha256, first.value)
        support(2)
        again = freeze()
        assert (again.id, again.sha256, again.value) == kept and session.query(Reading).count() == 1

    def test_a_later_correction_is_an_adjustment(self) -> None:
        record = support(1)
        support(2)
        freeze()
        with transaction():
            void_support(session.get_one(SupportRecord, record.id), why="nhầm", **BY)
        assert difference() == (-1, -1, True)
        support(3)
        assert difference() == (0, 0, True)  # the same number of other women

    def test_what_happened_elsewhere_or_at_another_time_changes_nothing(self) -> None:
        support(1)
        freeze()
        with transaction():
            programme, unit = get_programme("939"), unit_of(BIEN_THUONG)
            record_support(programme, make_person(), unit, kind="loan", given_on=date(2024, 10, 1), **BY)
        assert difference() == (0, 0, False)

    def test_a_draft_is_drawn_up_anew_until_it_is_frozen(self) -> None:
        for day, expected in ((1, 1), (2, 2)):
            support(day)
            with transaction():
                assert draw_up_reading(*asked(), **BY).value == expected
        reading = freeze()
        support(3)
        with transaction():
            assert draw_up_reading(*asked(), **BY).value == reading.value == 2

    def test_a_new_version_of_the_indicator_is_read_anew(self, monkeypatch: pytest.MonkeyPatch) -> None:
        support(1)
        first = freeze()
        monkeypatch.setattr(type(INDICATORS.get(WOMEN)), "version", first.indicator_version + 1)
        support(2)
        assert freeze().value == 2 and session.query(Reading).count() == 2

    @pytest.mark.parametrize("change", ["UPDATE reading SET value = 9", "DELETE FROM reading"])
    def test_the_database_itself_keeps_it(self, change: str) -> None:
        support(1)
        freeze()
        with pytest.raises(DatabaseError, match="never changes"), transaction():
            session.execute(text(change))
        assert session.query(Reading).one().value == 1


@pytest.mark.usefixtures("app")
class TestRefusing:
    @pytest.mark.parametrize("period", ["%Y", "%Y-%m"])
    def test_a_period_that_is_not_over_is_refused(self, period: str) -> None:
        programme, indicator, unit, _ = asked()
        with pytest.raises(PeriodNotOver), transaction():
            freeze_reading(programme, indicator, unit, parse_period(f"{today():{period}}"), **BY)
        assert session.query(Reading).count() == 0

    def test_an_officer_of_another_unit_is_refused_and_nothing_changes(self) -> None:
        scope = Scope(paths=(unit_of(HAC_THANH).path,))
        with pytest.raises(NotAllowed), transaction():
            freeze_reading(*asked(), actor=Actor(OFFICER, 2), scope=scope)
        assert session.query(Reading).count() == 0
