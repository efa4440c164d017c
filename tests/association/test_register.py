"""The register: a woman is a member of one unit at a time, a chair has one holder, ends and mistakes are taken back."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from flask import Flask

from marketplace.association.endings import DIED, LEFT, MOVED, TERM_OVER
from marketplace.association.errors import AlreadyMember, EndsBeforeItBegan, NotOfThisLevel, PostHeld, StillServed
from marketplace.association.models import CadrePost, Membership, Unit
from marketplace.association.posts import BRANCH_DEPUTY, BRANCH_HEAD, COMMITTEE_MEMBER, POSTS, PRESIDENT
from marketplace.association.promises import register_says_each_once
from marketplace.association.scope import EVERYTHING, Scope
from marketplace.association.services import (
    add_branch,
    close_branch,
    end_membership,
    end_post,
    give_post,
    record_membership,
    resume_membership,
    resume_post,
    void_membership,
    void_post,
)
from marketplace.audit.models import AuditEntry
from marketplace.core.actors import OFFICER, SYSTEM_ACTOR, Actor
from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.errors import Conflict, Invalid, NotAllowed
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from tests.builders import BIEN_THUONG, HAC_THANH, make_person, unit_of

BY = Actor(OFFICER, 1)
ALL: dict[str, Any] = {"actor": BY, "scope": EVERYTHING}


@pytest.fixture
def writing(app: Flask) -> Iterator[None]:
    with transaction():
        yield
        session.flush()
        assert list(register_says_each_once()) == []


def member(person: Person, began_on: date | None = None, area_code: str = BIEN_THUONG, **by: Any) -> Membership:
    return record_membership(person, unit_of(area_code), began_on=began_on, **{**ALL, **by})


def branch(name: str = "Chi hội thôn Đông") -> Unit:
    return add_branch(unit_of(BIEN_THUONG), name, SYSTEM_ACTOR)


def deeds() -> list[str]:
    return [entry.action for entry in session.query(AuditEntry).order_by(AuditEntry.id)]


def test_a_member_of_one_unit_at_a_time(writing: None) -> None:
    woman = make_person("Lê Thị Mận")
    row = record_membership(woman, branch(), began_on=date(2015, 3, 8), village=" thôn Đông ", **ALL)
    assert (woman.area_code, woman.address_line) == (BIEN_THUONG, "thôn Đông")
    for area_code in (BIEN_THUONG, HAC_THANH):
        with pytest.raises(AlreadyMember) as refused:
            member(woman, area_code=area_code)
        assert refused.value.membership is row
    end_membership(row, ended_on=date(2020, 5, 1), why=MOVED, **ALL)
    later = member(woman, date(2020, 5, 1), HAC_THANH)
    assert later.unit_id == unit_of(HAC_THANH).id and woman.area_code == BIEN_THUONG
    assert session.query(Membership).count() == 2
    assert deeds()[-3:] == ["membership.recorded", "membership.ended", "membership.recorded"]


@pytest.mark.parametrize(
    ("began_on", "is_refused"), [(date(2019, 1, 1), True), (date(2020, 5, 1), False), (None, False)]
)
def test_days_of_two_memberships_do_not_overlap(writing: None, began_on: date | None, is_refused: bool) -> None:
    woman = make_person()
    end_membership(member(woman, date(2015, 3, 8)), ended_on=date(2020, 5, 1), why=MOVED, **ALL)
    if is_refused:
        with pytest.raises(AlreadyMember):
            member(woman, began_on, HAC_THANH)
    else:
        member(woman, began_on, HAC_THANH)


def test_an_end_has_its_day_and_reason_and_is_taken_back(writing: None) -> None:
    woman = make_person()
    row = member(woman, date(2015, 3, 8))
    with pytest.raises(EndsBeforeItBegan):
        end_membership(row, ended_on=date(2015, 3, 7), why=LEFT, **ALL)
    for ended_on, why in ((date.max, LEFT), (today(), "bored"), (today(), TERM_OVER)):
        with pytest.raises(Invalid):
            end_membership(row, ended_on=ended_on, why=why, **ALL)
    assert row.ended_on is None
    end_membership(row, ended_on=today(), why=DIED, **ALL)
    with pytest.raises(Conflict):
        end_membership(row, ended_on=today(), why=LEFT, **ALL)
    assert (row.ended_on, row.ended_why) == (today(), DIED)
    resume_membership(row, **ALL)
    assert (row.ended_on, row.ended_why) == (None, "")
    with pytest.raises(Conflict):
        resume_membership(row, **ALL)


def test_an_end_stays_where_she_is_a_member_elsewhere_by_now(writing: None) -> None:
    woman = make_person()
    row = member(woman)
    end_membership(row, ended_on=date(2020, 5, 1), why=MOVED, **ALL)
    member(woman, area_code=HAC_THANH)
    with pytest.raises(AlreadyMember):
        resume_membership(row, **ALL)
    assert row.ended_on == date(2020, 5, 1)


def test_what_was_entered_by_mistake_counts_no_more(writing: None) -> None:
    woman = make_person()
    row = member(woman)
    with pytest.raises(Invalid):
        void_membership(row, why="  ", **ALL)
    void_membership(row, why="ghi nhầm người", **ALL)
    with pytest.raises(Conflict):
        void_membership(row, why="lần nữa", **ALL)
    assert (row.voided_why, deeds()[-1]) == ("ghi nhầm người", "membership.voided")
    member(woman)


def test_another_territory_is_refused_and_nothing_changed(writing: None) -> None:
    woman, here = make_person(), unit_of(BIEN_THUONG)
    row, held = member(woman), give_post(woman, here, PRESIDENT, **ALL)
    elsewhere: dict[str, Any] = {"actor": BY, "scope": Scope((unit_of(HAC_THANH).path,))}
    before, told = session.query(Membership).count(), len(deeds())
    for act in (
        lambda: member(make_person(), **elsewhere),
        lambda: end_membership(row, ended_on=today(), why=LEFT, **elsewhere),
        lambda: void_membership(row, why="không có", **elsewhere),
        lambda: give_post(woman, here, COMMITTEE_MEMBER, **elsewhere),
        lambda: end_post(held, ended_on=today(), why=LEFT, **elsewhere),
        lambda: void_post(held, why="không có", **elsewhere),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert session.query(Membership).count() == before and len(deeds()) == told
    assert row.ended_on is row.voided_at is held.ended_on is held.voided_at is None


def test_one_woman_holds_several_posts_and_a_chair_has_one_holder(writing: None) -> None:
    one, other, east = make_person("Lê Thị Mận"), make_person("Cao Thị Lan"), branch()
    head = give_post(one, east, BRANCH_HEAD, began_on=date(2021, 3, 8), **ALL)
    give_post(one, unit_of(BIEN_THUONG), COMMITTEE_MEMBER, **ALL)
    for woman in (one, other):
        with pytest.raises(PostHeld) as refused:
            give_post(woman, east, BRANCH_HEAD, **ALL)
        assert refused.value.post is head
    give_post(one, east, BRANCH_DEPUTY, **ALL)
    give_post(other, east, BRANCH_DEPUTY, **ALL)
    with pytest.raises(PostHeld):
        give_post(other, east, BRANCH_DEPUTY, **ALL)
    end_post(head, ended_on=date(2026, 3, 8), why=TERM_OVER, **ALL)
    next_one = give_post(other, east, BRANCH_HEAD, began_on=date(2026, 3, 8), **ALL)
    with pytest.raises(PostHeld):
        resume_post(head, **ALL)
    void_post(next_one, why="chưa bầu", **ALL)
    resume_post(head, **ALL)
    assert head.ended_on is None and session.query(CadrePost).filter_by(post=BRANCH_HEAD).count() == 2


def test_a_post_is_given_where_the_union_has_it(writing: None) -> None:
    for unit, post in ((unit_of(BIEN_THUONG), BRANCH_HEAD), (branch(), PRESIDENT), (unit_of(BIEN_THUONG), "queen")):
        with pytest.raises(NotOfThisLevel):
            give_post(make_person(), unit, post, **ALL)
    assert session.query(CadrePost).count() == 0 and POSTS[PRESIDENT].is_single


def test_a_branch_with_members_is_not_closed(writing: None) -> None:
    east = branch()
    row = record_membership(make_person(), east, **ALL)
    with pytest.raises(StillServed):
        close_branch(east, SYSTEM_ACTOR)
    end_membership(row, ended_on=today(), why=LEFT, **ALL)
    close_branch(east, SYSTEM_ACTOR)
    with pytest.raises(Invalid):
        record_membership(make_person(), east, **ALL)


def test_verify_names_what_was_written_past_the_services(app: Flask) -> None:
    with transaction():
        woman, other, here = make_person(), make_person(), unit_of(BIEN_THUONG)
        first = member(woman, date(2015, 3, 8))
        end_membership(first, ended_on=date(2020, 5, 1), why=MOVED, **ALL)
        second = member(woman, date(2020, 5, 1))
        held = give_post(woman, here, PRESIDENT, **ALL)
        rival = CadrePost(person_id=other.id, unit_id=here.id, post=PRESIDENT)
        session.add(rival)
        second.began_on, held.began_on = date(2019, 1, 1), date(2021, 1, 1)
        turned = member(other, date(2021, 1, 1))
        turned.ended_on, turned.ended_why = date(2020, 1, 1), LEFT
        session.flush()
        assert list(register_says_each_once()) == [
            f"membership {turned.id} ended before it began",
            f"memberships {first.id} and {second.id} of one woman are in the same days",
            f"cadre posts {held.id} and {rival.id} are one post in the same days",
        ]
