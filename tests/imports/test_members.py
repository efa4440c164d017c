"""A list of members: read, looked at, written once, taken back whole."""

from datetime import date
from typing import Any

import pytest
from flask import Flask

from marketplace.association.models import CadrePost, Membership
from marketplace.association.promises import register_says_each_once
from marketplace.association.scope import EVERYTHING
from marketplace.association.services import add_branch, end_membership, record_membership
from marketplace.core.actors import SYSTEM_ACTOR
from marketplace.core.db import session
from marketplace.core.errors import Conflict, NotAllowed
from marketplace.core.transactions import transaction
from marketplace.imports.errors import NothingToWrite
from marketplace.imports.models import ImportRow
from marketplace.imports.promises import every_row_is_right
from marketplace.imports.queries import find_row, lock_list
from marketplace.imports.services import answer_all_exact, answer_row, mend_row, write_next
from marketplace.imports.states import ADDS, APPLIED, CHECKED, DOUBTFUL, KNOWN, LEFT_OUT, NEW, REFUSED, UNDONE
from marketplace.people.models import Person
from marketplace.programme.models import PersonMerge
from marketplace.programme.promises import merges_can_be_undone
from marketplace.programme.services import merge_people, unmerge_people
from tests.builders import BIEN_THUONG, HAC_THANH, make_person, unit_of
from tests.imports.bringing import BY, by, check, lines, read, take_back, verdicts, work
from tests.imports.messy import LINE, members

HOA = (2, "Trần Thị Hoa", "85", "Thôn Tây", "", "2015", "")


def count(model: type[Person] | type[Membership] | type[CadrePost]) -> int:
    session.rollback()
    session.expire_all()
    return session.query(model).count()


def kept() -> list[str]:
    session.rollback()
    session.expire_all()
    return [*every_row_is_right(), *register_says_each_once()]


def test_a_list_is_written_as_it_was_shown(app: Flask) -> None:
    with transaction():
        branch = add_branch(unit_of(BIEN_THUONG), "Chi hội thôn Đông", SYSTEM_ACTOR)
    before = count(Person)
    row = read(members((*LINE[:6], "CHI HỘI TRƯỞNG"), HOA))
    assert verdicts(row) == [NEW, NEW] and count(Person) == before and count(Membership) == 0
    assert check(row).status == APPLIED and row.counts == {NEW: 2}
    man, hoa = session.query(Membership).order_by(Membership.id)
    assert (man.person.full_name, man.unit_id, man.began_on) == ("Lê Thị Mận", branch.id, date(2015, 3, 8))
    assert (man.person.phone, man.person.birth_year, man.person.area_code) == ("+84912345678", 1985, BIEN_THUONG)
    assert (hoa.unit_id, hoa.began_on, hoa.person.address_line) == (unit_of(BIEN_THUONG).id, None, "Thôn Tây")
    assert [post.post for post in session.query(CadrePost)] == ["branch_head"]
    assert "Chỉ biết" in lines(row)[1].notes[0]["words"]
    assert kept() == []


def test_twice_is_once(app: Flask) -> None:
    check(read(members(LINE, HOA)))
    people = count(Person)
    again = read(members(HOA, LINE))
    assert verdicts(again) == [KNOWN, KNOWN]
    with pytest.raises(NothingToWrite):
        check(again)
    assert (count(Person), count(Membership)) == (people, 2)
    assert kept() == []


def test_one_woman_in_two_rows_of_a_list_is_asked_about(app: Flask) -> None:
    row = read(members(LINE, (2, "LÊ THỊ MẬN", "1985", "thôn Đông", "", "", "")))
    assert verdicts(row) == [NEW, DOUBTFUL]
    check(row)
    assert count(Membership) == 1 and verdicts(row) == [NEW, DOUBTFUL]


def test_who_may_be_known_is_asked_and_nobody_is_entered_twice(app: Flask) -> None:
    with transaction():
        man = make_person("Lê Thị Mận", birth_year=1985, area_code=BIEN_THUONG, address_line="Thôn Đông")
        hoa = make_person("Trần Thị Hoa", birth_year=1985, area_code=BIEN_THUONG, address_line="Thôn Bắc")
    before = count(Person)
    row = read(members((*LINE[:6], ""), HOA, (3, "Bùi Thị Ba", 1990, "Thôn Đông")))
    assert verdicts(row) == [DOUBTFUL, DOUBTFUL, NEW]
    assert [line.choices for line in lines(row)] == [[[man.id, "exact"]], [[hoa.id, "like"]], []]
    with transaction():
        assert answer_all_exact(lock_list(row.id), **by(row.unit)) == 1
    assert verdicts(row) == [ADDS, DOUBTFUL, NEW]
    with transaction():
        answer_row(lock_list(row.id), find_row(row.id, 3), "another", **by(row.unit))
    check(row)
    assert count(Person) == before + 2 and count(Membership) == 3
    assert session.get_one(Person, man.id).phone == "+84912345678"  # it was empty
    assert verdicts(read(members((*LINE[:6], ""), HOA))) == [KNOWN, KNOWN]
    assert kept() == []


def test_a_row_may_mean_another_woman_after_the_one_it_meant_was_merged(app: Flask) -> None:
    with transaction():
        told: Any = {"birth_year": 1985, "area_code": BIEN_THUONG, "address_line": "Thôn Đông"}
        meant, other, older = (make_person(name, **told) for name in ("Lê Thị Mận", "Lê Thị Mận", "Lê Mận"))
    row = read(members(LINE))
    for woman in (meant, other):
        with transaction():
            answer_row(lock_list(row.id), find_row(row.id, 2), str(woman.id), **by(row.unit))
        if woman is meant:
            with transaction():
                kept, merged = (session.get_one(Person, each.id) for each in (older, meant))
                merge_people(kept, merged, {"full_name": kept.id}, actor=SYSTEM_ACTOR, scope=EVERYTHING)
    assert [line.person_id for line in lines(row)] == [other.id] and list(merges_can_be_undone()) == []
    with transaction():
        unmerge_people(session.query(PersonMerge).one(), actor=SYSTEM_ACTOR, scope=EVERYTHING)
    assert [line.person_id for line in lines(row)] == [other.id] and list(merges_can_be_undone()) == []


def test_a_row_that_is_wrong_says_why_and_is_mended(app: Flask) -> None:
    row = read(members((1, "Mận", "mười", "", "12", "1/1/2100", "Trưởng thôn")))
    [line] = lines(row)
    assert line.verdict == REFUSED
    assert {each["field"] for each in line.problems} == {
        *("full_name", "birth_year", "village", "phone", "began_on", "post")
    }
    good = {"full_name": "Lê Thị Mận", "birth_year": "1985", "village": "Đông", "phone": "", "began_on": "", "post": ""}
    with transaction():
        mend_row(lock_list(row.id), find_row(row.id, line.position), good, **by(row.unit))
    assert verdicts(row) == [NEW] and check(row).status == APPLIED


def test_a_row_left_out_is_not_written(app: Flask) -> None:
    row = read(members(LINE, HOA))
    with transaction():
        answer_row(lock_list(row.id), find_row(row.id, 2), "out", **by(row.unit))
    check(row)
    assert verdicts(row) == [LEFT_OUT, NEW] and count(Membership) == 1


def test_a_row_of_another_commune_is_refused(app: Flask) -> None:
    row = read(
        members(
            (*LINE[:3], "Thôn 2, phường Hạc Thành, tỉnh Thanh Hóa"),
            (2, "Trần Thị Hoa", 1985, "Thôn Tây, xã Biện Thượng"),
        )
    )
    assert verdicts(row) == [REFUSED, NEW]
    assert lines(row)[0].problems[0]["facts"] == {"place": "phường Hạc Thành"}


def test_who_is_a_member_elsewhere_is_refused_and_nothing_of_there_is_said(app: Flask) -> None:
    with transaction():
        man = make_person("Lê Thị Mận", birth_year=1985, phone="+84912345678", area_code=HAC_THANH)
        record_membership(man, unit_of(HAC_THANH), **by(unit_of(HAC_THANH)))
    row = read(members(LINE))
    assert [line.choices for line in lines(row)] == [[[man.id, "elsewhere"]]]
    with transaction():
        answer_row(lock_list(row.id), find_row(row.id, 2), str(man.id), **by(row.unit))
    assert verdicts(row) == [REFUSED] and "ở nơi khác" in lines(row)[0].problems[0]["words"]


def test_a_stranger_brings_in_nothing(app: Flask) -> None:
    row = read(members(LINE))
    with pytest.raises(NotAllowed), transaction():
        mend_row(lock_list(row.id), find_row(row.id, 2), {}, **by(unit_of(HAC_THANH)))
    assert verdicts(row) == [NEW]


def test_a_long_list_is_written_in_parts_and_goes_on_after_a_kill(app: Flask) -> None:
    many = [
        (n, f"Lê Thị {'ABCDEFGHIJ'[n % 10]}{'abcdefghij'[n // 10 % 10]}h", 1950 + n % 40, f"Thôn {n}")
        for n in range(1, 241)
    ]
    row = read(members(*many))
    assert check(row).status == CHECKED and count(Membership) == 0
    with transaction():
        assert write_next(row.id, 100)
    assert count(Membership) == 100
    with pytest.raises(RuntimeError), transaction():  # ended in the middle of a part: all of it is as before
        write_next(row.id, 100)
        raise RuntimeError
    assert count(Membership) == 100
    work()
    session.expire_all()
    assert count(Membership) == 240 and lock_list(row.id).status == APPLIED and kept() == []
    work()
    assert count(Membership) == 240


def test_a_whole_list_is_taken_back(app: Flask) -> None:
    with transaction():
        man = make_person("Lê Thị Mận", birth_year=1985, area_code=BIEN_THUONG, address_line="Thôn Đông")
    before = count(Person)
    row = read(members(LINE, HOA, (3, "Bùi Thị Ba", 1990, "Thôn Đông"), (4, "Vũ Thị Tư", 1991, "Thôn Đông")))
    with transaction():
        answer_all_exact(lock_list(row.id), **by(row.unit))
    check(row)
    hoa, ba = (session.query(Person).filter_by(full_name=name).one() for name in ("Trần Thị Hoa", "Bùi Thị Ba"))
    with transaction():
        ended = session.query(Membership).filter_by(person_id=hoa.id).one()
        end_membership(ended, ended_on=date(2026, 1, 1), why="moved", **by(row.unit))
    assert take_back(row).status == UNDONE
    assert count(Person) == before + 1  # Hoa, of whom something else was said since
    assert session.get_one(Person, man.id).phone is None
    stands = [each.person_id for each in session.query(Membership) if each.voided_at is None]
    assert stands == [hoa.id]
    kept_back = [line for line in lines(row) if line.kept_why]
    assert [line.given["full_name"] for line in kept_back] == ["Trần Thị Hoa"]
    assert session.query(Person).filter_by(id=ba.id).one_or_none() is None and kept() == []
    with pytest.raises(Conflict):
        take_back(row)
    assert verdicts(read(members(LINE)))[0] == DOUBTFUL  # it may be brought in again
    assert session.query(ImportRow).filter(ImportRow.person_id == ba.id).count() == 0 and BY.person_id


BA = (3, "Bùi Thị Ba", 1990, "Thôn Đông")


def test_a_woman_known_when_a_list_was_read_and_taken_out_since_is_written(app: Flask) -> None:
    first = check(read(members(HOA)))
    second = read(members(HOA, BA))
    alone = read(members(HOA))
    assert verdicts(second) == [KNOWN, NEW] and verdicts(alone) == [KNOWN]
    take_back(first)
    assert verdicts(second) == [NEW, NEW] and verdicts(alone) == [NEW]  # the pages say so at once
    with transaction():  # as it was when nobody told the list
        for line in lines(second)[:1]:
            line.verdict = KNOWN
    assert check(second).counts == {NEW: 2}
    assert [each.person.full_name for each in session.query(Membership)] == ["Trần Thị Hoa", "Bùi Thị Ba"]
    assert kept() == []


def test_a_membership_taken_out_since_is_written_again(app: Flask) -> None:
    with transaction():
        make_person("Trần Thị Hoa", birth_year=1985, area_code=BIEN_THUONG, address_line="Thôn Tây")
    first = read(members(HOA))
    with transaction():
        answer_all_exact(lock_list(first.id), **by(first.unit))
    check(first)
    second = read(members(HOA, BA))
    take_back(first)
    assert verdicts(second) == [DOUBTFUL, NEW]  # asked again, as of anyone who has a record


def test_what_a_later_list_rests_on_stays_when_the_earlier_is_taken_back(app: Flask) -> None:
    first = check(read(members(HOA, LINE)))
    second = read(members(HOA, BA))
    check(second)
    assert verdicts(second) == [KNOWN, NEW]
    assert take_back(first).status == UNDONE
    assert [(line.given["full_name"], bool(line.kept_why)) for line in lines(first)] == [
        ("Trần Thị Hoa", True),
        ("Lê Thị Mận", False),
    ]
    stands = [each.person.full_name for each in session.query(Membership) if each.voided_at is None]
    assert stands == ["Trần Thị Hoa", "Bùi Thị Ba"] and kept() == []
    with transaction():
        find_row(second.id, lines(second)[0].position).person_id = None
    assert "she is not there" in " ".join(kept())


def test_a_list_taken_back_holds_nothing(app: Flask) -> None:
    first = check(read(members(HOA)))
    second = check(read(members(HOA, BA)))
    take_back(second)
    before = count(Person)
    take_back(first)
    assert count(Person) == before - 1 and kept() == [] and session.query(Membership).count() == 0


def test_the_same_reason_is_said_once(app: Flask) -> None:
    row = read(members((*LINE[:6], "Chi hội trưởng, Tổ trưởng"), HOA))
    words = [note["words"] for note in lines(row)[0].notes]
    assert words == ["Chưa có chi hội “%(village)s” nên chưa ghi chức vụ."]
