"""What came of classes is counted: women apart from attendances, each class for the programmes it counts for."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from flask import Flask

from marketplace.association.scope import EVERYTHING
from marketplace.core.clock import day_starts_at, now, today
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.programme.errors import CannotMerge
from marketplace.programme.indicators.training_attendances import plug as attendances
from marketplace.programme.indicators.women_trained_digital import plug as trained
from marketplace.programme.models import OutcomeFact
from marketplace.programme.periods import span
from marketplace.programme.promises import every_fact_is_right, merges_can_be_undone
from marketplace.programme.queries import (
    Effect,
    after_classes,
    effects_of,
    every_record,
    get_programme,
    list_records,
    value_of,
    values_by_child,
)
from marketplace.programme.queries.outcomes import ATTENDED, OFFICER_TRAINED
from marketplace.programme.services import merge_people, rebuild_facts, unmerge_people
from marketplace.programme.shape import Indicator, Place
from marketplace.training.models import Enrolment
from marketplace.training.services import (
    add_session,
    call_roll,
    keep_first_draft,
    scan_for_shop,
    void_enrolment,
)
from marketplace.training.topics import FOR_OFFICERS, LAW, PRESENT
from tests.builders import BIEN_THUONG, HAC_THANH, make_person, make_product, make_seller, make_shop, unit_of
from tests.outcomes import sell, signed_in
from tests.statements import counted
from tests.training.making import ALL, BY, all_came, fill, first_session, make_class, make_done, make_women

YEAR = span(date(2025, 1, 1), date(2030, 12, 31))


@pytest.fixture
def writing(app: Flask) -> Iterator[None]:
    with transaction():
        yield
        session.flush()
        assert list(every_fact_is_right()) == [] and list(merges_can_be_undone()) == []
        assert rebuild_facts() == 0


def figure(plug: Indicator, code: str = "2415", place: str = "/") -> int:
    programme = get_programme(code)
    value = value_of(plug, programme, Place(place), YEAR)
    assert value == len(every_record(plug, programme, Place(place), YEAR))
    return value


def test_people_and_attendances_are_two_figures(writing: None) -> None:
    women = make_women(3)
    for title, came in (("Lớp một", women), ("Lớp hai", women[:2])):
        row = make_done(1, title=title)
        row.move_to("running", by=BY)
        all_came(row, fill(row, came))
        row.move_to("done", by=BY)
    make_done(4, topic=LAW, programmes=("2415", "939"), on=date(2025, 5, 5))
    make_done(2, topic=LAW)
    make_done(5, programmes=())
    assert (figure(trained), figure(attendances)) == (3, 7)
    assert (figure(trained, "939"), figure(attendances, "939")) == (0, 4)


def test_figures_of_units_below_add_women_and_classes(writing: None) -> None:
    make_done(3)
    make_done(2, area_code=HAC_THANH)
    province, programme = unit_of("38"), get_programme("2415")
    below = values_by_child(attendances, programme, province, YEAR)
    assert below == {unit_of(BIEN_THUONG).id: 3, unit_of(HAC_THANH).id: 2}
    assert figure(attendances, place=unit_of(HAC_THANH).path) == 2


def test_the_list_of_a_class_of_many_is_read_page_by_page(writing: None) -> None:
    make_done(60)
    names, cursor = [], None
    while True:
        page = list_records(attendances, get_programme("2415"), Place("/"), YEAR, cursor)
        names += [(row.person_name, row.birth_year) for row in page]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert len(names) == len(set(names)) == 60


def test_officers_are_another_kind_and_count_no_women(writing: None) -> None:
    make_done(2, audience=FOR_OFFICERS)
    kinds = {kind for (kind,) in session.query(OutcomeFact.kind)}
    assert kinds == {OFFICER_TRAINED} and (figure(trained), figure(attendances)) == (0, 0)


def test_a_corrected_roll_and_a_voided_line_take_their_facts_back(writing: None) -> None:
    row = make_class()
    one, two = fill(row, make_women(2))
    all_came(row, [one, two])
    assert session.query(OutcomeFact).filter_by(kind=ATTENDED, record_id=row.id).count() == 2
    call_roll(row, first_session(row), {one.id: PRESENT}, **ALL)
    assert [fact.part for fact in session.query(OutcomeFact)] == [one.id]
    void_enrolment(one, why="nhầm người", **ALL)
    assert session.query(OutcomeFact).count() == 0


def test_a_merge_counts_one_woman_and_is_undone_with_nothing_lost(writing: None) -> None:
    kept, merged = (make_person(name, area_code=BIEN_THUONG) for name in ("Lê Thị Mận", "Lê Mận"))
    for woman in (kept, merged):
        row = make_done(1)
        row.move_to("running", by=BY)
        all_came(row, fill(row, [woman]))
        row.move_to("done", by=BY)
    before = (figure(trained), figure(attendances))
    merge = merge_people(kept, merged, {"full_name": kept.id}, actor=BY, scope=EVERYTHING)
    assert (figure(trained), figure(attendances)) == (before[0] - 1, before[1])
    assert rebuild_facts() == 0 and list(every_fact_is_right()) == []
    unmerge_people(merge, actor=BY, scope=EVERYTHING)
    assert (figure(trained), figure(attendances)) == before


def test_two_of_one_class_are_not_merged(writing: None) -> None:
    row = make_class()
    one, two = fill(row, [make_person("Lê Thị Mận"), make_person("Lê Mận")])
    with pytest.raises(CannotMerge) as refused:
        merge_people(one.person, two.person, {"full_name": one.person_id}, actor=BY, scope=EVERYTHING)
    assert refused.value.facts["reasons"] == ["class"] and session.query(Enrolment).count() == 2


def test_what_came_of_a_class_is_counted_in_whole_days_after_her_last_one(app: Flask) -> None:
    """Of four sellers listing and selling 29 to 91 days after the second day, those within 30 and 90 days count."""
    with transaction():
        sellers = [make_seller(f"Hoàng Thị {name}") for name in ("Bưởi", "Cam", "Muộn", "Sớm")]
        stranger = make_seller("Cao Thị Lạ")
        row = make_class(today() - timedelta(days=91), trainers=("Bà Hoa", "Ông Nam"))
        last = add_session(row, today() - timedelta(days=90), **ALL)
        people = fill(row, [seller.person for seller in sellers])
        all_came(row, people)
        call_roll(row, last, {one.id: PRESENT for one in people[:3]}, **ALL)
        shops = [make_shop(seller=seller) for seller in (*sellers, stranger)]
        bounds = ((60, 23), (60, 0), (59, 0), (60, 0), (70, 0))
        for shop, (days, hour) in zip(shops, bounds, strict=True):
            begins = day_starts_at(today() - timedelta(days=days))
            make_product(shop=shop, first_live_at=begins + timedelta(hours=hour, minutes=59))
        scan_for_shop(people[0], people[0].person)
        keep_first_draft(make_product(shop=shops[0]).id, None)
        key, code = row.id, row.code
    for shop in shops:
        sell(shop)
    with counted() as sent:
        after = after_classes([key])
    assert len(sent) == 3
    told = [(each.drafted_on is not None, each.listed_on, each.sold_on) for _key, each in sorted(after.items())]
    listed, sold = today() - timedelta(days=60), today()
    assert told == [(True, listed, sold), (False, listed, sold), (False, None, sold), (False, None, None)]
    effects = effects_of({"Bà Hoa": {key}, "Không": set()}, after.values())
    assert effects == {"Bà Hoa": Effect(1, 4, 1, 2, 3), "Không": Effect(0, 0, 0, 0, 0)}
    page = signed_in(app, "province").open("/staff/classes/effects").sees("Bà Hoa", "Ông Nam")
    for by, first in (("unit", "Hội LHPN xã Biện Thượng"), ("class", "Bán hàng qua Zalo"), ("trainer", "Bà Hoa")):
        page.open(f"/staff/classes/effects?by={by}").sees(first, "Bày bán trong 30 ngày")
    page.follow("2").sees("Bày bán trong 30 ngày: 2", "Hoàng Thị Bưởi", "Hoàng Thị Cam")
    assert "Muộn" not in page.text and "Lạ" not in page.text
    page.open(f"/staff/classes/{code}").sees("4 chị dự lớp; 1 chị soạn hàng từ mã của lớp; 2 chị bày bán trong 30 ngày")
    other = signed_in(app, "commune", HAC_THANH).open("/staff/classes/effects").sees("Chưa có lớp nào đã học")
    assert other.open(f"/staff/classes/effects/women?by=class&of={code}&step=came").status == 404


def test_a_woman_of_two_classes_of_one_trainer_is_one(app: Flask) -> None:
    with transaction():
        seller = make_seller("Hoàng Thị Bưởi")
        rows = [
            make_class(today() - timedelta(days=days), trainers=(name,))
            for days, name in ((40, "Bà Hoa"), (20, "BÀ HOA"))
        ]
        for row in rows:
            all_came(row, fill(row, [seller.person]))
        make_product(shop=make_shop(seller=seller), first_live_at=now() - timedelta(days=15))
    page = signed_in(app, "province").open("/staff/classes/effects")
    assert page.text.casefold().count("bà hoa") == 1
    page.open("/staff/classes/effects/women?by=trainer&of=b%C3%A0+hoa&step=listed").sees("Bày bán trong 30 ngày: 1")
