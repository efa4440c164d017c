"""What units and officers have on a day, from the bases of shares, equals what is counted by hand."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from flask import Flask

from marketplace.association.models import Unit, UnitChannel
from marketplace.association.posts import FULL_TIME, PRESIDENT
from marketplace.association.scope import EVERYTHING
from marketplace.association.services import (
    close_channel,
    end_post,
    give_post,
    record_channel,
    record_training,
    void_channel,
    void_training,
)
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.core.versions import version_of
from marketplace.programme.models import OUTCOMES
from marketplace.programme.queries.coverage import full_time_officers_and_training, units_and_channels
from tests.builders import BIEN_THUONG, HAC_THANH, make_person, unit_of

ALL: dict[str, Any] = {"actor": Actor(OFFICER, 1), "scope": EVERYTHING}
KINDS = ("fanpage", "zalo_group", "website")


@pytest.fixture
def writing(app: Flask) -> Iterator[None]:
    with transaction():
        yield


def on_day(rows: Any, day: date) -> dict[int, bool]:
    """Thing → whether it fulfils, of those that exist on a day; each has one stretch of it."""
    found: dict[int, bool] = {}
    for row in session.execute(rows):
        if row.happened_on <= day and (row.until_on is None or day <= row.until_on):
            assert row.record_id not in found, f"two stretches of {row.record_id} on {day}"
            found[row.record_id] = row.met_on is not None and row.met_on <= day
    return found


def channel(unit: Unit, kind: str, opened_on: date, number: int) -> UnitChannel:
    return record_channel(unit, kind, f"hoi{number}.vn/trang", opened_on=opened_on, **ALL)


def test_a_unit_fulfils_while_both_stand(writing: None) -> None:
    unit, began = unit_of(BIEN_THUONG), unit_of(BIEN_THUONG).valid_from
    page = channel(unit, "fanpage", began - timedelta(days=900), 1)
    channel(unit, "zalo_group", began + timedelta(days=10), 2)
    close_channel(page, closed_on=began + timedelta(days=20), why="khóa", **ALL)
    channel(unit, "fanpage", began + timedelta(days=30), 3)
    session.flush()
    days = {days: on_day(units_and_channels(), began + timedelta(days=days)) for days in (-1, 0, 9, 10, 20, 21, 29, 30)}
    assert days[-1] == {}, "the unit did not exist"
    assert [days[each][unit.id] for each in (0, 9, 10, 20, 21, 29, 30)] == [
        False,
        False,
        True,
        True,
        False,
        False,
        True,
    ]
    assert len(days[0]) == 167 and not any(met for key, met in days[30].items() if key != unit.id)


def test_the_bases_equal_what_is_counted_by_hand(writing: None) -> None:
    chance = Random("channels")
    units = [unit_of(code) for code in (BIEN_THUONG, HAC_THANH, "38")]
    units[1].valid_to = units[1].valid_from + timedelta(days=40)
    rows: list[UnitChannel] = []
    for number in range(60):
        unit = chance.choice(units)
        row = record_channel(units[0], chance.choice(KINDS), f"hoi{number}.vn/a", **ALL)
        row.unit_id, row.opened_on = unit.id, unit.valid_from + timedelta(days=chance.randrange(-5, 60))
        if chance.random() < 0.7:
            row.closed_on = row.opened_on + timedelta(days=chance.randrange(0, 9))
        rows.append(row)
    void_channel(rows[0], why="nhầm", **ALL)
    session.flush()
    told: dict[date, dict[int, bool]] = {}
    for days in range(-2, 75):
        for unit in units:
            day = unit.valid_from + timedelta(days=days)
            exists = days >= 0 and (unit.valid_to is None or day <= unit.valid_to)
            met = all(any(_stands(row, unit, kind, day) for row in rows) for kind in ("fanpage", "zalo_group"))
            found = told[day] if day in told else told.setdefault(day, on_day(units_and_channels(), day))
            assert found.get(unit.id) == (met if exists else None), (unit.name, day)


def _stands(row: UnitChannel, unit: Unit, kind: str, day: date) -> bool:
    counts = row.unit_id == unit.id and row.kind == kind and row.voided_at is None
    return counts and (row.opened_on or day) <= day and (row.closed_on is None or day <= row.closed_on)


def test_an_officer_fulfils_from_her_first_course(writing: None) -> None:
    unit, since = unit_of(BIEN_THUONG), date(2025, 7, 1)
    trained, idle = make_person("Lê Thị Học"), make_person("Vũ Thị Chờ")
    hers = give_post(trained, unit, FULL_TIME, began_on=since, **ALL)
    his = give_post(idle, unit_of("38"), FULL_TIME, began_on=since, **ALL)
    give_post(idle, unit, PRESIDENT, began_on=since, **ALL)
    for on in (date(2026, 5, 1), date(2026, 3, 1)):
        record_training(hers, course="Kỹ năng số", trained_on=on, document="", **ALL)
    wrong = record_training(his, course="Kỹ năng số", trained_on=date(2026, 3, 1), document="", **ALL)
    void_training(wrong, why="nhầm", **ALL)
    end_post(his, ended_on=date(2026, 4, 1), why="left", **ALL)
    session.flush()
    rows = full_time_officers_and_training()
    assert on_day(rows, date(2025, 6, 30)) == {}
    assert on_day(rows, date(2026, 2, 28)) == {hers.id: False, his.id: False}
    assert on_day(rows, date(2026, 4, 1)) == {hers.id: True, his.id: False}
    assert on_day(rows, date(2026, 4, 2)) == {hers.id: True}
    assert {(row.person_id, row.place) for row in session.execute(rows)} == {
        (trained.id, unit.path),
        (idle.id, unit_of("38").path),
    }


def test_a_post_without_a_first_day_is_known_by_its_last(writing: None) -> None:
    post = give_post(make_person("Lê Thị Xưa"), unit_of(BIEN_THUONG), FULL_TIME, **ALL)
    assert on_day(full_time_officers_and_training(), today()) == {post.id: False}
    end_post(post, ended_on=date(2026, 1, 1), why="left", **ALL)
    session.flush()
    days = [on_day(full_time_officers_and_training(), date(2026, 1, day)) for day in (1, 2)]
    assert days == [{post.id: False}, {}] and on_day(full_time_officers_and_training(), date(2025, 12, 31)) == {}


def test_what_is_kept_of_figures_is_counted_anew(writing: None) -> None:
    before = version_of(OUTCOMES)
    channel(unit_of(BIEN_THUONG), "fanpage", date(2026, 1, 1), 1)
    assert version_of(OUTCOMES) > before
