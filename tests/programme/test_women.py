"""The register of women: found by what an officer knows of her, narrowed to the territory, with all her roles."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from flask import Flask

from marketplace.association.endings import MOVED
from marketplace.association.models import Membership
from marketplace.association.posts import BRANCH_HEAD, PRESIDENT
from marketplace.association.scope import EVERYTHING, NOTHING, Scope
from marketplace.association.services import (
    add_branch,
    end_membership,
    give_post,
    record_membership,
    void_membership,
)
from marketplace.core.actors import OFFICER, SYSTEM_ACTOR, Actor
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from marketplace.people.services import rename_person
from marketplace.programme.queries import list_women, pairs_of, roles_of, ways, women
from marketplace.programme.queries.people import is_known_in, search_people
from tests.builders import BIEN_THUONG, HAC_THANH, make_person, make_province_officer, make_seller, make_shop, unit_of
from tests.outcomes import make_support
from tests.statements import counted

ALL: dict[str, Any] = {"actor": Actor(OFFICER, 1), "scope": EVERYTHING}


@pytest.fixture
def writing(app: Flask) -> Iterator[None]:
    with transaction():
        yield


def commune(area_code: str = BIEN_THUONG) -> Scope:
    return Scope((unit_of(area_code).path,))


def province() -> Scope:
    return Scope((unit_of("38").path,))


def member(name: str, area_code: str = BIEN_THUONG, **fields: Any) -> Membership:
    return record_membership(make_person(name, **fields), unit_of(area_code), **ALL)


def names(scope: Scope, typed: str = "", **by: Any) -> list[str]:
    page = list_women(scope, name=typed, **by)
    return [woman.person.full_name for woman in page]


@pytest.mark.parametrize(
    "typed", ["lê thị mận", "le man", "MẬN LÊ", "Bà Lê Thị Mận (thôn 3)", "le thiman", "lethiman", "ma le"]
)
def test_she_is_found_in_a_commune_and_in_the_province(writing: None, typed: str) -> None:
    """With or without tone marks, in any order, by part of a word, divided otherwise, in both ways of looking."""
    member("Lê Thị Mận")
    member("Cao Thị Lan")
    for scope in (commune(), province(), EVERYTHING):
        assert names(scope, typed) == ["Lê Thị Mận"], scope
    assert [person.full_name for person in search_people("le man", None, province())] == ["Lê Thị Mận"]
    assert names(commune(HAC_THANH), typed) == names(NOTHING, typed) == []


def test_words_that_very_many_bear_are_looked_through_in_the_order_of_names(
    writing: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ways, "FEW_ENOUGH", 1)
    for name in ("Lê Thị Mận", "Lê Thị Lan", "Cao Thị Mận"):
        member(name)
    assert names(province(), "le") == ["Lê Thị Lan", "Lê Thị Mận"]


def test_the_index_follows_a_name_that_changes(writing: None) -> None:
    row = member("Lê Thị Mận")
    rename_person(row.person, "Lê Thị Đào")
    assert names(province(), "dao") == ["Lê Thị Đào"] and names(province(), "man") == []


def test_by_phone_and_by_year_of_birth(writing: None) -> None:
    member("Lê Thị Mận", phone="+84912345678", birth_year=1985)
    member("Cao Thị Lan", birth_year=1985)
    for scope in (commune(), province()):
        assert names(scope, phone="+84912345678") == ["Lê Thị Mận"]
        assert names(scope, birth_year=1985) == ["Cao Thị Lan", "Lê Thị Mận"]
        assert names(scope, "man", birth_year=1986) == []


def test_by_role_and_all_roles_of_one_woman(writing: None) -> None:
    east = add_branch(unit_of(BIEN_THUONG), "Chi hội thôn Đông", SYSTEM_ACTOR)
    seller = make_seller("Hoàng Thị Bán")
    shop, woman = make_shop("Bưởi chị Bán", seller=seller), seller.person
    record_membership(woman, east, began_on=date(2015, 3, 8), **ALL)
    give_post(woman, east, BRANCH_HEAD, **ALL)
    make_support(woman)
    make_support(make_person("Lê Thị Hỗ"))
    end_membership(member("Cao Thị Đi"), ended_on=date(2020, 1, 1), why=MOVED, **ALL)
    void_membership(member("Mai Thị Nhầm"), why="nhầm", **ALL)
    make_person("Trần Thị Khách", area_code=BIEN_THUONG)
    found = {
        women.MEMBER: ["Hoàng Thị Bán"],
        women.CADRE: ["Hoàng Thị Bán"],
        BRANCH_HEAD: ["Hoàng Thị Bán"],
        PRESIDENT: [],
        women.SELLER: ["Hoàng Thị Bán"],
        women.SUPPORTED: ["Hoàng Thị Bán", "Lê Thị Hỗ"],
        women.FORMER_MEMBER: ["Cao Thị Đi"],
        "": ["Cán bộ của Hoàng Thị Bán", "Cao Thị Đi", "Hoàng Thị Bán", "Lê Thị Hỗ"],
    }
    for scope in (commune(), province()):
        for role, expected in found.items():
            assert names(scope, role=role) == expected, (role, scope)
    roles = roles_of([woman.id], commune())[woman.id]
    assert [row.unit for row in roles.memberships] == [east] == [row.unit for row in roles.posts]
    assert (roles.seller, roles.shops, roles.supports) == (seller, [shop], 1)
    branch_roles = roles_of([woman.id], Scope((east.path,)))[woman.id]
    assert branch_roles.memberships and (branch_roles.seller, branch_roles.supports) == (None, 0)


def test_a_province_officer_is_of_the_province_alone(writing: None) -> None:
    make_province_officer()
    assert names(province(), role=women.OFFICER) == ["Phạm Cán Bộ Tỉnh"] and names(commune(), role=women.OFFICER) == []


def test_pages_hold_all_in_the_order_of_names_and_cost_the_same(writing: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(women, "PAGE", 2)
    written = ["An Thị Na", "An Thị Na", "Bùi Thị Na", "Cao Thị Na", "Đỗ Thị Na"]
    for name in reversed(written):
        member(name)
    for scope, typed in ((commune(), ""), (province(), "na")):
        read: list[Person] = []
        cursor, sent = None, set()
        while True:
            with counted() as statements:
                page = list_women(scope, cursor, name=typed)
            sent.add(len(statements))
            read += [woman.person for woman in page]
            cursor = page.next_cursor
            if cursor is None:
                break
        assert [person.full_name for person in read] == written and len({p.id for p in read}) == 5
        assert len(sent) == 1 and max(sent) <= 13


def test_a_membership_makes_her_known_to_its_territory_until_it_is_void(writing: None) -> None:
    row = member("Lê Thị Mận", HAC_THANH)
    assert is_known_in(row.person, commune(HAC_THANH)) and not is_known_in(row.person, commune())
    void_membership(row, why="nhầm", **ALL)
    assert not is_known_in(row.person, commune(HAC_THANH))


def test_the_pairs_of_one_woman(writing: None) -> None:
    one, other = (member(name, birth_year=1985, area_code=HAC_THANH) for name in ("Lê Thị Mận", "Lê Mận"))
    third = member("Lê Thị Mận", birth_year=1986)
    for person in (one.person, other.person):
        [pair] = pairs_of(person, EVERYTHING)
        assert (pair.low, pair.high) == (one.person, other.person)
    assert pairs_of(third.person, EVERYTHING) == [] == pairs_of(one.person, commune())
