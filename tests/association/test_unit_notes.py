"""What units keep of themselves: software, officers' courses, themes of years; mistakes are voided."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from marketplace.association.models import CadrePost, OfficerTraining, SoftwareUse, YearTheme
from marketplace.association.posts import FULL_TIME
from marketplace.association.queries import find_theme, find_theme_above, list_full_time, list_themes
from marketplace.association.scope import EVERYTHING, Scope
from marketplace.association.services import (
    give_post,
    record_software_use,
    record_training,
    set_theme,
    void_software_use,
    void_training,
)
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.errors import Conflict, Invalid, NotAllowed
from marketplace.core.transactions import transaction
from tests.builders import BIEN_THUONG, HAC_THANH, make_person, unit_of

ALL: dict[str, Any] = {"actor": Actor(OFFICER, 1), "scope": EVERYTHING}


@pytest.fixture
def writing(app: Flask) -> Iterator[None]:
    with transaction():
        yield


def post(name: str = "Lê Thị Chuyên", area_code: str = BIEN_THUONG) -> CadrePost:
    return give_post(make_person(name), unit_of(area_code), FULL_TIME, began_on=date(2025, 7, 1), **ALL)


def course(holder: CadrePost, on: date = date(2026, 3, 1), **by: Any) -> OfficerTraining:
    return record_training(holder, course="Kỹ năng số", trained_on=on, document="15/GCN", **{**ALL, **by})


def test_a_course_is_recorded_once_and_voided(writing: None) -> None:
    holder, other = post(), post("Vũ Thị Hạc", HAC_THANH)
    row = course(holder)
    with pytest.raises(Conflict):
        course(holder)
    taken = {each.post.id: len(each.trainings) for each in list_full_time(EVERYTHING)}
    assert taken == {holder.id: 1, other.id: 0}
    with pytest.raises(Invalid):
        void_training(row, why=" ", **ALL)
    void_training(row, why="nhầm người", **ALL)
    with pytest.raises(Conflict):
        void_training(row, why="nhầm người", **ALL)
    assert not any(each.trainings for each in list_full_time(EVERYTHING)) and course(holder).id != row.id


def test_strangers_and_days_to_come_are_refused(writing: None) -> None:
    holder, elsewhere = post(), Scope((unit_of(HAC_THANH).path,))
    with pytest.raises(NotAllowed):
        course(holder, scope=elsewhere)
    with pytest.raises(Invalid):
        course(holder, today() + timedelta(days=1))
    with pytest.raises(NotAllowed):
        use(scope=elsewhere)
    with pytest.raises(Invalid):
        use(source=" ")
    assert session.query(OfficerTraining).count() == session.query(SoftwareUse).count() == 0


def use(**facts: Any) -> SoftwareUse:
    said = {"is_used": True, "said_on": date(2026, 11, 1), "source": "Báo cáo số 12"}
    return record_software_use(unit_of(BIEN_THUONG), "zalo", "members", **{**ALL, **said, **facts})


def test_what_is_said_of_software_is_voided_with_a_reason(writing: None) -> None:
    row = use(is_used=False)
    void_software_use(row, why="nhầm xã", **ALL)
    assert row.voided_why == "nhầm xã" and row.voided_at is not None and not row.is_used


def test_of_one_year_the_newest_words_hold_and_the_older_stay(writing: None) -> None:
    province = unit_of("38")
    set_theme(province, 2026, "Năm chuyển đổi số", **ALL)
    with pytest.raises(Conflict):
        set_theme(province, 2026, " Năm chuyển đổi số ", **ALL)
    newer = set_theme(province, 2026, "Năm chuyển đổi số", breakthrough="Mỗi hội viên một kỹ năng", **ALL)
    set_theme(province, 2027, "Năm đại hội", **ALL)
    assert find_theme(province.id, 2026) == newer == find_theme_above(unit_of(BIEN_THUONG).path, 2026)
    assert [row.year for row in list_themes(province.id)] == [2027, 2026, 2026]
    assert find_theme_above(province.path, 2025) is None
    for faulty in ((unit_of(BIEN_THUONG), "x"), (province, " ")):
        with pytest.raises(Invalid):
            set_theme(faulty[0], 2026, faulty[1], **ALL)
    assert session.query(YearTheme).count() == 3
