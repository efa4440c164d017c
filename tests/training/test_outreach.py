"""Outreach is written down once, women by name and relatives as numbers; its figures follow every change."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from flask import Flask

from marketplace.association.scope import EVERYTHING, Scope
from marketplace.core.db import session
from marketplace.core.errors import Invalid, NotAllowed
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from marketplace.programme.errors import CannotMerge
from marketplace.programme.periods import span
from marketplace.programme.promises import every_fact_is_right, merges_can_be_undone
from marketplace.programme.queries import (
    count_out_of_touch,
    every_record,
    get_programme,
    list_women,
    value_of,
    values_by_child,
)
from marketplace.programme.queries.outcomes import OUTREACH
from marketplace.programme.registries import INDICATORS
from marketplace.programme.services import count_for, merge_people, rebuild_facts, record_support, unmerge_people
from marketplace.programme.shape import HEADS, Place
from marketplace.training.errors import AlreadyListed, HelpedElsewhere, NotYet, OutreachVoided, SameOutreach
from marketplace.training.models import Outreach
from marketplace.training.queries import list_enrolments, list_helped, reached_by
from marketplace.training.services import (
    Day,
    change_outreach,
    count_relatives,
    enter_helped,
    enter_helped_woman,
    record_outreach,
    void_outreach,
    void_woman,
)
from marketplace.training.topics import SAFE_SOCIAL, VNEID
from tests.builders import BIEN_THUONG, HAC_THANH, unit_of
from tests.days import in_days
from tests.training.making import ALL, BY, make_done, make_women

YEAR = span(date(2025, 1, 1), date(2030, 12, 31))
AGO = -10  # days, as tests.training.making holds its classes


@pytest.fixture(autouse=True)
def writing(app: Flask) -> Iterator[None]:
    with transaction():
        yield
        session.flush()
        assert list(every_fact_is_right()) == [] and list(merges_can_be_undone()) == []
        assert rebuild_facts() == 0


def make_outreach(area_code: str = BIEN_THUONG, kind: str = VNEID, **told: Any) -> Outreach:
    row = record_outreach(unit_of(area_code), Day(kind, in_days(AGO), **told), **ALL)
    count_for(OUTREACH, row.id, [get_programme("2415")], actor=BY)
    return row


def helped(row: Outreach, women: list[Person], female: int = 0, male: int = 0) -> None:
    enter_helped(row, [(woman, female, male) for woman in women], **ALL)


def figure(code: str, place: str = "/") -> int:
    plug, programme = INDICATORS.get(code), get_programme("2415")
    found = every_record(plug, programme, Place(place), YEAR)
    value = value_of(plug, programme, Place(place), YEAR)
    counted = sum(one.amount_dong or 0 for one in found) if plug.counting == HEADS else len(found)
    assert value == counted
    return int(value)


def figures() -> tuple[int, int, int]:
    return figure("women_helped"), figure("people_reached"), figure("women_helped_unlisted")


def test_women_are_people_relatives_are_occurrences_and_who_is_not_listed_stands_apart() -> None:
    women = make_women(3)
    first, second = make_outreach(women_said=10, male_said=4), make_outreach(kind=SAFE_SOCIAL)
    assert figures() == (0, 4, 10)
    helped(first, women, female=1)
    helped(second, women[:2])
    assert reached_by([first.id])[first.id].without_list == 7
    assert figures() == (3, 3 + 3 + 4 + 2, 7)
    below = values_by_child(INDICATORS.get("people_reached"), get_programme("2415"), unit_of("38"), YEAR)
    assert below == {unit_of(BIEN_THUONG).id: 12}
    change_outreach(first, Day(VNEID, in_days(AGO), women_said=2, male_said=4), **ALL)
    assert figures() == (3, 12, 0)
    [one, *_others] = list_helped(first)
    assert count_relatives(first, {one.id: (0, 6)}, **ALL) == 1
    assert figures() == (3, 3 + 2 + 6 + 2, 0)
    assert [woman.roles.outreach[0].outreach_id for woman in list_women_helped()] == [second.id, second.id, first.id]


def list_women_helped() -> list[Any]:
    found = list_women(Scope((unit_of(BIEN_THUONG).path,)), role="helped").items
    return sorted(found, key=lambda woman: woman.person.id)


def test_what_was_written_by_mistake_counts_nowhere_and_ties_nobody() -> None:
    row, women = make_outreach(women_said=1, male_said=2), make_women(2)
    helped(row, women)
    void_woman(list_helped(row)[0], why="Chị ấy vắng", **ALL)
    assert figures() == (1, 3, 0)
    void_outreach(row, why="Không diễn ra", **ALL)
    assert figures() == (0, 0, 0) and list_women_helped() == []
    for act in (lambda: helped(row, women), lambda: change_outreach(row, Day(VNEID, in_days(AGO)), **ALL)):
        with pytest.raises(OutreachVoided):
            act()
    make_outreach(women_said=1, male_said=2)


def test_a_woman_who_was_helped_is_in_touch() -> None:
    [woman], scope = make_women(1), Scope((unit_of(BIEN_THUONG).path,))
    given = {"kind": "training", "given_on": in_days(-120), "idea": "Trồng sâm Báo"}
    record_support(get_programme("2415"), woman, unit_of(BIEN_THUONG), **given, **ALL)
    assert count_out_of_touch(scope) == 1
    helped(make_outreach(), [woman])
    assert count_out_of_touch(scope) == 0


def test_what_cannot_be_is_refused() -> None:
    row, [woman] = make_outreach(about="cài mới"), make_women(1)
    with pytest.raises(SameOutreach):
        make_outreach(about="CÀI MỚI")
    with pytest.raises(NotYet):
        record_outreach(unit_of(BIEN_THUONG), Day(VNEID, in_days(1)), **ALL)
    for day in (Day("khác", in_days(AGO)), Day(VNEID, in_days(AGO), women_said=-1), Day(VNEID, date(1999, 1, 1))):
        with pytest.raises(Invalid):
            record_outreach(unit_of(BIEN_THUONG), day, **ALL)
    with pytest.raises(AlreadyListed):
        helped(row, [woman, woman])
    assert list_helped(row) == []
    with pytest.raises(NotAllowed):
        enter_helped_woman(row, woman, actor=BY, scope=Scope((unit_of(HAC_THANH).path,)))


def test_one_woman_in_two_communes_on_one_day_is_said_and_counted_once() -> None:
    row, [woman, other] = make_outreach(), make_women(2)
    helped(row, [woman])
    there = make_outreach(HAC_THANH)
    with pytest.raises(HelpedElsewhere) as refused:
        helped(there, [other, woman])
    assert [one.outreach_id for one in refused.value.found] == [row.id] and list_helped(there) == []
    enter_helped(there, [(woman, 0, 0)], also_elsewhere=True, **ALL)
    assert (figure("women_helped"), figure("women_helped", unit_of(HAC_THANH).path)) == (1, 1)
    lesson = make_done(1)
    [taught] = [one.person for one in list_enrolments(lesson)]
    with pytest.raises(HelpedElsewhere):
        helped(there, [taught])


def test_two_records_of_one_woman_are_merged_unless_they_stand_in_one_list() -> None:
    row, [kept, merged] = make_outreach(), make_women(2)
    helped(row, [kept, merged])
    with pytest.raises(CannotMerge) as refused:
        merge_people(kept, merged, {}, actor=BY, scope=EVERYTHING)
    assert "outreach" in refused.value.reasons
    void_woman(next(one for one in list_helped(row) if one.person_id == kept.id), why="Trùng", **ALL)
    choices = {"birth_year": kept.id, "full_name": kept.id}
    merge = merge_people(kept, merged, choices, actor=BY, scope=EVERYTHING)
    assert [one.person_id for one in list_helped(row)] == [kept.id] and figure("women_helped") == 1
    unmerge_people(merge, actor=BY, scope=EVERYTHING)
    assert [one.person_id for one in list_helped(row)] == [merged.id]
