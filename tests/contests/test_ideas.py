"""Contests of ideas: weights of 100, three free judges, one identity for an idea, results frozen once decided."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask

from marketplace.association.scope import EVERYTHING, Scope
from marketplace.contests.errors import (
    AlreadyEntered,
    AlreadyJudge,
    AwardsAgainstRank,
    BadPoints,
    IsContestant,
    NotReady,
    OutsideContest,
    SheetLocked,
    WeightsDoNotAddUp,
)
from marketplace.contests.models import Contest, Entry, Idea
from marketplace.contests.promises import awards_are_decided, weights_add_up
from marketplace.contests.queries.contests import find_conflict, list_decisions
from marketplace.contests.queries.ideas import list_to_carry
from marketplace.contests.services import (
    Terms,
    add_judge,
    back_to_draft,
    back_to_open,
    begin_judging,
    cancel_contest,
    carry_on,
    change_contest,
    create_contest,
    decide,
    declare_relation,
    fill_sheet,
    forget_national_support,
    note_national_support,
    open_contest,
    remove_judge,
    reopen,
    withdraw_entry,
    withdraw_relation,
)
from marketplace.contests.standing import Marks, rank_by
from marketplace.contests.standings import summary_of
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.errors import Conflict, Invalid, NotAllowed
from marketplace.core.transactions import transaction
from marketplace.programme.indicators.ideas_honoured import plug as honoured_indicator
from marketplace.programme.models import OutcomeFact
from marketplace.programme.promises import every_fact_is_right
from marketplace.programme.queries import get_programme, programmes_of
from marketplace.programme.queries.ideas import ALL as EVERY
from marketplace.programme.queries.ideas import SHOP, SHOP_BEFORE, TRADING, count_ways, list_ways
from marketplace.programme.services.ideas import count_contest_for
from tests.builders import BIEN_THUONG, HAC_THANH, make_officer, make_person, make_seller, make_shop, unit_of
from tests.contests.making import ALL, BY, entries_of, give, judge_all, make_contest, make_entry, make_judges
from tests.outcomes import sell


@pytest.fixture
def writing(app: Flask) -> Iterator[None]:
    with transaction():
        yield
        session.flush()
        assert [*awards_are_decided(), *weights_add_up(), *every_fact_is_right()] == []


def province() -> Contest:
    return make_contest("province", unit_of("38"))


def facts(kind: str) -> list[tuple[int, str, str]]:
    session.flush()
    session.expire_all()
    rows = session.query(OutcomeFact).filter_by(kind=kind).order_by(OutcomeFact.id)
    return [(row.record_id, str(row.happened_on), row.note) for row in rows]


def decided(award: str = "first") -> Entry:
    contest = make_contest()
    entry, judges = make_entry(contest), make_judges(contest)
    judge_all(contest, judges, {1: (80, 85, 90)})
    decide(contest, {entry.id: award}, on=today() - timedelta(days=10), document="Biên bản 01", **ALL)
    return entry


@pytest.mark.parametrize("weights", [(("A", 40), ("B", 59)), (("A", 101),), ()])
def test_a_contest_opens_only_with_weights_of_100(writing: None, weights: tuple[tuple[str, int], ...]) -> None:
    contest = create_contest(unit_of(BIEN_THUONG), Terms("Ngày hội", today().year, "commune"), weights, **ALL)
    with pytest.raises(WeightsDoNotAddUp) as refused:
        open_contest(contest, **ALL)
    assert refused.value.total == sum(weight for _name, weight in weights) and contest.status == "draft"


def test_a_contest_of_another_territory_is_refused(writing: None) -> None:
    there = {"actor": BY, "scope": Scope((unit_of(HAC_THANH).path,))}
    with pytest.raises(NotAllowed):
        create_contest(unit_of(BIEN_THUONG), Terms("Ngày hội", today().year, "commune"), **there)
    contest = make_contest()
    with pytest.raises(NotAllowed):
        begin_judging(contest, **there)
    assert session.query(Contest).count() == 1 and contest.status == "open"


def test_steps_go_back_while_nothing_would_be_lost(writing: None) -> None:
    contest = make_contest()
    back_to_draft(contest, **ALL)
    open_contest(contest, **ALL)
    with pytest.raises(NotReady, match="no_ideas"):
        begin_judging(contest, **ALL)
    entry = make_entry(contest)
    with pytest.raises(NotReady, match="has_ideas"):
        back_to_draft(contest, **ALL)
    make_judges(contest, 2)
    with pytest.raises(NotReady, match="few_judges"):
        begin_judging(contest, **ALL)
    third = add_judge(contest, None, name="Ba", **ALL)
    begin_judging(contest, **ALL)
    back_to_open(contest, **ALL)
    begin_judging(contest, **ALL)
    give(third, entry, 50)
    with pytest.raises(NotReady, match="has_sheets"):
        back_to_open(contest, **ALL)


def test_an_idea_is_entered_once_and_within_the_contest(writing: None) -> None:
    contest = make_contest(closes_on=today() - timedelta(days=20))
    woman = make_person("Lê Thị Ý")
    entry = make_entry(contest, "Trà sâm Báo", woman)
    with pytest.raises(AlreadyEntered) as refused:
        make_entry(contest, "TRÀ SÂM  BÁO", woman)
    assert refused.value.idea.id == entry.idea_id and session.query(Idea).count() == 1
    late = make_contest(closes_on=today() - timedelta(days=30))
    with pytest.raises(OutsideContest, match="entered_on"):
        make_entry(late, "Muộn")
    elsewhere = make_contest(unit=unit_of(HAC_THANH))
    with pytest.raises(OutsideContest, match="unit"):
        make_entry(elsewhere, "Nơi khác")
    assert facts("idea") == [(entry.idea_id, str(today() - timedelta(days=21)), "food")]
    withdraw_entry(entry, why="Ghi nhầm", **ALL)
    with pytest.raises(Conflict):
        withdraw_entry(entry, why="Ghi nhầm", **ALL)
    assert facts("idea") == []


def test_a_contestant_and_her_namesake_are_no_judges(writing: None) -> None:
    contest = make_contest()
    officer = make_officer()
    make_entry(contest, "Của cán bộ", officer)
    for who in ({"person": officer}, {"person": None, "name": "LÊ CÁN BỘ"}):
        with pytest.raises(IsContestant):
            add_judge(contest, **who, **ALL)  # type: ignore[arg-type]
    other = make_officer(HAC_THANH, name="Phạm Cán Bộ")
    add_judge(contest, other, **ALL)
    with pytest.raises(AlreadyJudge):
        add_judge(contest, other, **ALL)
    with pytest.raises(IsContestant):
        make_entry(contest, "Của giám khảo", other)
    assert session.query(Idea).count() == 1


def test_a_judge_related_to_an_author_gives_her_no_points(writing: None) -> None:
    contest = make_contest()
    first, second = make_entry(contest, "Một"), make_entry(contest, "Hai")
    judges = make_judges(contest)
    judge_all(contest, judges, {1: (90, 80, 70), 2: (60, 60, 60)})
    declare_relation(judges[0], first, "family", note="chị gái", **ALL)
    declare_relation(judges[0], first, "family", **ALL)
    with pytest.raises(SheetLocked):
        give(judges[0], first, 100)
    give(judges[0], second, 61)
    standing = next(one for one in summary_of(contest).standings if one.entry.id == first.id)
    assert standing.points == 75.0 and [judge.name for judge, _why in standing.locked] == ["Giám khảo 1"]
    awards = {first.id: "first"}
    with pytest.raises(NotReady) as refused:
        decide(contest, awards, on=today(), document="", **ALL)
    assert [one.entry.number for one in refused.value.entries] == [1] and first.award is None
    add = add_judge(contest, None, name="Giám khảo thêm", **ALL)
    give(add, first, 75)
    decide(contest, awards, on=today(), document="", **ALL)
    assert first.award == "first"


def test_a_relation_declared_by_mistake_is_taken_back_with_a_reason(writing: None) -> None:
    contest = make_contest()
    entry, judges = make_entry(contest), make_judges(contest)
    row = declare_relation(judges[0], entry, "teacher", **ALL)
    with pytest.raises(Invalid):
        withdraw_relation(row, judges[0], why=" ", **ALL)
    withdraw_relation(row, judges[0], why="Nhầm người", **ALL)
    assert find_conflict(judges[0].id, entry.id) is None
    begin_judging(contest, **ALL)
    give(judges[0], entry, 70)


def test_only_the_judge_fills_in_her_sheet_and_every_point_of_it(writing: None) -> None:
    contest = make_contest()
    entry = make_entry(contest)
    officer = make_officer(HAC_THANH)
    judge = add_judge(contest, officer, **ALL)
    make_judges(contest, 2)
    begin_judging(contest, **ALL)
    first, second = contest.criteria
    with pytest.raises(NotAllowed):
        fill_sheet(judge, entry, {first.id: 10, second.id: 10}, **ALL)
    herself = {"actor": Actor(OFFICER, officer.id), "scope": Scope((unit_of(HAC_THANH).path,))}
    with pytest.raises(BadPoints) as refused:
        fill_sheet(judge, entry, {first.id: 401, second.id: None}, **herself)
    assert refused.value.criteria == [first.id, second.id]
    sheet = fill_sheet(judge, entry, {first.id: 275, second.id: 600}, **herself)
    again = fill_sheet(judge, entry, {first.id: 300, second.id: 600}, **herself)
    assert sheet.id == again.id and again.total_tenths == 900
    remove_judge(judge, why="Bận việc", **ALL)
    assert summary_of(contest).standings[0].sheets == []


def test_ties_are_broken_as_the_contest_says() -> None:
    one, two = Marks(1, (700, 800), (300, 300), 700), Marks(2, (750, 750), (280, 300), 750)
    low, none = Marks(3, (100,)), Marks(4, ())
    assert rank_by("shared", [one, two, low, none]) == {1: 1, 2: 1, 3: 3}
    assert rank_by("criterion", [one, two, low]) == {1: 1, 2: 2, 3: 3}
    assert rank_by("chair", [one, two, low]) == {2: 1, 1: 2, 3: 3}


def test_awards_follow_the_ranks_and_are_frozen_with_the_minutes(writing: None) -> None:
    contest = make_contest()
    first, second = make_entry(contest, "Một"), make_entry(contest, "Hai")
    judges = make_judges(contest)
    judge_all(contest, judges, {1: (90, 50, 70), 2: (60, 61, 62)})
    summary = summary_of(contest)
    assert [(one.entry.number, one.points, one.is_wide(contest)) for one in summary.standings] == [
        (1, 70.0, True),
        (2, 61.0, False),
    ]
    with pytest.raises(AwardsAgainstRank):
        decide(contest, {second.id: "first"}, on=today(), document="", **ALL)
    decision = decide(contest, {first.id: "first", second.id: "honoured"}, on=today(), document="01/BB", **ALL)
    assert [(row["number"], row["rank"], row["award"]) for row in decision.results] == [
        (1, 1, "first"),
        (2, 2, "honoured"),
    ]
    with pytest.raises(Conflict):
        give(judges[0], first, 10)
    with pytest.raises(Conflict):
        withdraw_entry(first, why="x", **ALL)
    assert len(facts("idea_honoured")) == 2
    with pytest.raises(Invalid):
        reopen(contest, why="", **ALL)
    reopen(contest, why="Khiếu nại", **ALL)
    assert (contest.status, first.award, facts("idea_honoured")) == ("judging", None, [])
    decide(contest, {first.id: "second"}, on=today(), document="02/BB", **ALL)
    later, before = list_decisions(contest.id)
    assert (before.results[0]["award"], before.reopened_why, later.reopened_at) == ("first", "Khiếu nại", None)


@pytest.mark.parametrize("level", ["province", "region", "nation"])
def test_a_commune_holds_no_contest_of_a_level_above_its_own(writing: None, level: str) -> None:
    with pytest.raises(Invalid) as refused:
        make_contest(level)
    assert refused.value.facts == {"field": "level"} and session.query(Contest).count() == 0
    draft = create_contest(unit_of(BIEN_THUONG), Terms("Khởi nghiệp", 2026, "commune"), **ALL)
    with pytest.raises(Invalid):
        change_contest(draft, Terms("Khởi nghiệp", 2026, level), (), **ALL)
    assert draft.level == "commune"
    assert make_contest(level, unit_of("38"), (), is_on_paper=True).level == level


def test_an_idea_keeps_its_identity_on_every_level(writing: None) -> None:
    entry = decided("second")
    above = province()
    assert [each.id for each in list_to_carry(above)] == [entry.id]
    carried = carry_on(entry, above, entered_on=today(), **ALL)
    assert carried.idea_id == entry.idea_id and carried.carried_from_id == entry.id and list_to_carry(above) == []
    with pytest.raises(AlreadyEntered):
        carry_on(entry, above, entered_on=today(), **ALL)
    assert len(facts("idea")) == 1
    day = str(today() - timedelta(days=10))
    assert facts("idea_honoured") == [(entry.idea_id, day, "commune:second")]
    judge_all(above, make_judges(above), {1: (70, 70, 70)})
    decide(above, {carried.id: "encouragement"}, on=today(), document="", **ALL)
    assert facts("idea_honoured") == [(entry.idea_id, day, "province:encouragement")]
    note_national_support(entry.idea, on=today(), what="50 triệu đồng", **ALL)
    assert len(facts("idea_supported")) == 1
    forget_national_support(entry.idea, **ALL)
    with pytest.raises(Conflict):
        forget_national_support(entry.idea, **ALL)
    assert facts("idea_supported") == []


def test_results_that_stand_in_a_document_need_no_sheets(writing: None) -> None:
    contest = make_contest("region", unit_of("38"), (), is_on_paper=True)
    entry = make_entry(contest)
    with pytest.raises(Invalid, match="document"):
        decide(contest, {entry.id: "third"}, on=today(), document=" ", **ALL)
    decide(contest, {entry.id: "third"}, on=today(), document="Quyết định 12/QĐ-ĐCT", **ALL)
    assert [note for *_rest, note in facts("idea_honoured")] == ["region:third"]


def test_a_cancelled_contest_counts_nothing(writing: None) -> None:
    contest = make_contest()
    make_entry(contest)
    with pytest.raises(Invalid):
        cancel_contest(contest, why="", **ALL)
    cancel_contest(contest, why="Bão lụt", **ALL)
    assert facts("idea") == [] and contest.status == "cancelled"


def test_ideas_count_for_the_programmes_of_their_contests(writing: None) -> None:
    entry = decided()
    programme = get_programme("2415")
    count_contest_for(entry.contest_id, [programme], actor=BY)
    assert programmes_of("idea", [entry.idea_id])[entry.idea_id] == [programme]
    rows = session.execute(honoured_indicator.select_facts(programme.id)).all()
    assert [row.record_id for row in rows] == [entry.idea_id]
    above = province()
    count_contest_for(above.id, [get_programme("939")], actor=BY)
    carried = carry_on(entry, above, entered_on=today(), **ALL)
    assert len(programmes_of("idea", [entry.idea_id])[entry.idea_id]) == 2
    withdraw_entry(carried, why="Rút", **ALL)
    count_contest_for(entry.contest_id, [], actor=BY)
    assert programmes_of("idea", [entry.idea_id])[entry.idea_id] == []


def test_the_way_of_ideas_counts_what_authors_have_today(app: Flask) -> None:
    with transaction():
        seller = make_seller("Hoàng Thị Bưởi")
        contest = make_contest()
        woman, idle = seller.person, make_person("Lê Thị Chờ")
        first, second = make_entry(contest, "Bưởi sấy", woman), make_entry(contest, "Nón lá", idle)
        third = make_entry(contest, "Bưởi ướp", woman)
        judge_all(contest, make_judges(contest), {1: (80, 80, 80), 2: (70, 70, 70), 3: (60, 60, 60)})
        awards = {first.id: "first", second.id: "second", third.id: "third"}
        decide(contest, awards, on=today() - timedelta(days=7), document="", **ALL)
        shop = make_shop("Bưởi chị Hoàng", seller=seller)
    sell(shop)
    scope = Scope((unit_of(BIEN_THUONG).path,))
    counts = count_ways(scope)
    opened = counts[SHOP] + counts[SHOP_BEFORE]
    assert (counts[EVERY], opened, counts[TRADING], counts["sold_dong"]) == (3, 2, 2, 200_000)
    for step in (EVERY, SHOP, SHOP_BEFORE, TRADING):
        assert len(list_ways(scope, step).items) == counts[step]
    assert count_ways(Scope((unit_of(HAC_THANH).path,)))[EVERY] == 0 and count_ways(EVERYTHING, 2001)[EVERY] == 0
    assert [len(entries_of(session.get_one(Contest, contest.id)))] == [3]
