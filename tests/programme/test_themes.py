"""An activity names the theme of its own year, or its khâu đột phá; a theme's page counts each once."""

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask

from marketplace.association.scope import EVERYTHING, Scope
from marketplace.association.services import set_theme
from marketplace.core.errors import Invalid
from marketplace.core.transactions import transaction
from marketplace.programme.errors import NoTheme
from marketplace.programme.queries import count_activities, list_activities, themes_named_by
from marketplace.programme.queries.outcomes import CLASS, OUTREACH
from marketplace.programme.queries.themes import BREAKTHROUGH, MOVEMENT, THEME
from marketplace.programme.services import name_themes
from marketplace.training.services import Day, cancel_class, record_outreach
from marketplace.training.topics import VNEID
from tests.builders import BIEN_THUONG, HAC_THANH, unit_of
from tests.days import in_days
from tests.training.making import ALL, BY, make_class


@pytest.fixture(autouse=True)
def writing(app: Flask) -> Iterator[None]:
    with transaction():
        yield


def named(kind: str, key: int) -> list[str]:
    return [each.words for each in themes_named_by(kind, key)]


def test_an_activity_names_the_theme_of_its_year_by_whatever_words_hold_for_it() -> None:
    on, province = in_days(-10), unit_of("38")
    row = make_class()
    with pytest.raises(NoTheme):
        name_themes(CLASS, row.id, row.unit, on, [THEME], actor=BY)
    set_theme(province, on.year, "Năng lực số", **ALL)
    with pytest.raises(NoTheme) as refused:
        name_themes(CLASS, row.id, row.unit, on, [THEME, BREAKTHROUGH], actor=BY)
    assert refused.value.has_theme and named(CLASS, row.id) == []
    assert name_themes(CLASS, row.id, row.unit, on, [THEME], actor=BY)
    set_theme(province, on.year, "Năng lực số cho phụ nữ", breakthrough="Mỗi chi hội một gian hàng", **ALL)
    assert named(CLASS, row.id) == ["Năng lực số cho phụ nữ"]
    assert name_themes(CLASS, row.id, row.unit, on, [BREAKTHROUGH, THEME], actor=BY)
    assert not name_themes(CLASS, row.id, row.unit, on, [THEME, BREAKTHROUGH], actor=BY)
    assert named(CLASS, row.id) == ["Năng lực số cho phụ nữ", "Mỗi chi hội một gian hàng"]
    assert name_themes(CLASS, row.id, row.unit, on, [], actor=BY) and named(CLASS, row.id) == []
    for kind, parts in ((CLASS, ["motto"]), ("shop", [THEME])):
        with pytest.raises(Invalid):
            name_themes(kind, row.id, row.unit, on, parts, actor=BY)


def test_a_theme_counts_what_takes_place_once_and_within_the_territory() -> None:
    on, province = in_days(-10), unit_of("38")
    set_theme(province, on.year, "Năng lực số", breakthrough="Gian hàng", **ALL)
    held, off, there = make_class(), make_class(title="Lớp hủy"), make_class(area_code=HAC_THANH)
    day = record_outreach(unit_of(BIEN_THUONG), Day(VNEID, on), **ALL)
    for kind, row in ((CLASS, held), (CLASS, off), (CLASS, there), (OUTREACH, day)):
        name_themes(kind, row.id, row.unit, on, [THEME, BREAKTHROUGH], actor=BY)
    cancel_class(off, why="Mưa bão", **ALL)
    assert count_activities(province.id, EVERYTHING) == {on.year: {CLASS: 2, OUTREACH: 1}}
    scope = Scope((unit_of(BIEN_THUONG).path,))
    assert count_activities(province.id, scope, on.year) == {on.year: {CLASS: 1, OUTREACH: 1}}
    found = list_activities(province.id, on.year, scope)
    assert [(one.record_id, one.parts) for one in found[CLASS]] == [(held.id, {THEME, BREAKTHROUGH})]
    assert len(found[OUTREACH]) == 1 and found[MOVEMENT] == []
    assert count_activities(province.id, scope, date(2001, 1, 1).year) == {}
