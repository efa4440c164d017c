"""Figures of enterprises: counted once, on the right day, for the programmes they were said to count for."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from marketplace.association.scope import EVERYTHING
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.promises import all_promises
from marketplace.core.transactions import transaction
from marketplace.enterprises.enterprise_kinds import (
    CLUB,
    COOPERATIVE,
    COOPERATIVE_GROUP,
    DIRECTOR,
    ENTERPRISE,
    FOUNDER,
    HEAD,
    HOUSEHOLD,
    OWNER,
)
from marketplace.enterprises.models import Enterprise, EnterprisePart
from marketplace.enterprises.services import (
    Facts,
    PartFacts,
    add_part,
    end_part,
    record_enterprise,
    record_presence,
    void_enterprise,
    void_part,
    void_presence,
)
from marketplace.people.models import Person
from marketplace.programme.errors import CannotMerge
from marketplace.programme.models import OutcomeFact
from marketplace.programme.periods import span
from marketplace.programme.queries import every_record, get_programme, roles_of, value_of
from marketplace.programme.queries.women import ENTREPRENEUR, list_women
from marketplace.programme.registries import INDICATORS
from marketplace.programme.services import count_for, merge_people, rebuild_facts, unmerge_people
from marketplace.programme.shape import Place
from tests.builders import BIEN_THUONG, make_live, make_person, make_product, make_seller, make_shop, unit_of
from tests.outcomes import make_support

ALL: dict[str, Any] = {"actor": Actor(OFFICER, 1), "scope": EVERYTHING}
FOUNDED = date(2026, 3, 8)


@pytest.fixture(autouse=True)
def writing(app: Flask) -> Iterator[None]:
    with transaction():
        yield
        session.flush()
        kept = [each for each in all_promises() if each.id in ("E1", "E2", "V1")]
        assert [fault for each in kept for check in (each.check, each.in_full) for fault in check()] == []
        assert rebuild_facts() == 0


def made(
    form: str, woman: Person | None = None, name: str = "Sâm Báo", counts: str = "2415", **more: Any
) -> Enterprise:
    facts: dict[str, Any] = {"is_new": True, "founded_on": FOUNDED}
    facts |= {key: more.pop(key) for key in ("is_new", "founded_on", "supported_from") if key in more}
    who = woman or make_person(birth_year=1980)
    row = record_enterprise(Facts(name, form, **facts), who, unit_of(BIEN_THUONG), **more, **ALL)
    count_for("enterprise", row.id, [get_programme(code) for code in counts.split()], actor=ALL["actor"])
    return row


def figure(code: str, programme: str = "2415", first: date = date(2026, 1, 1), last: date | None = None) -> int:
    """The figure, which is as long as its list."""
    plug, asked, days = INDICATORS.get(code), get_programme(programme), span(first, last or today())
    listed = every_record(plug, asked, Place("/"), days)
    assert len(listed) == value_of(plug, asked, Place("/"), days)
    return len(listed)


def notes(code: str) -> list[str]:
    return sorted(
        r.note for r in every_record(INDICATORS.get(code), get_programme("2415"), Place("/"), span(FOUNDED, today()))
    )


def test_starting_up_and_starting_a_trade_are_two_counts() -> None:
    woman = make_person(birth_year=1980)
    made(ENTERPRISE, woman)
    made(COOPERATIVE, woman)
    made(HOUSEHOLD, woman)
    made(HOUSEHOLD)
    made(CLUB)
    group = made(COOPERATIVE_GROUP)
    add_part(group, make_person(), PartFacts(FOUNDER), **ALL)
    assert (figure("women_founding"), figure("women_trading")) == (3, 2)


def test_what_was_there_before_is_no_founding_and_counts_since_the_union_came() -> None:
    old = {"is_new": False, "founded_on": date(2010, 1, 1), "supported_from": date(2026, 5, 1)}
    made(ENTERPRISE, title=DIRECTOR, share=5100, counts="2415 939", **old)
    assert figure("women_founding") == 0
    assert [figure("women_enterprises", last=date(2026, month, 1)) for month in (4, 5)] == [0, 1]
    assert figure("women_enterprises", "939", date(2010, 1, 1)) == 0, "939 had ended by then"


def test_an_enterprise_of_women_counts_from_its_first_passed_test_and_stays() -> None:
    row = made(ENTERPRISE, title=DIRECTOR, share=5099, counts="")
    made(HOUSEHOLD, title=HEAD)
    part = add_part(row, make_person(), PartFacts(OWNER, date(2026, 6, 1), share=1), **ALL)
    assert figure("women_enterprises") == 0, "for no programme"
    count_for("enterprise", row.id, [get_programme("2415")], actor=ALL["actor"])
    assert [figure("women_enterprises", last=day) for day in (date(2026, 5, 31), date(2026, 6, 1))] == [0, 1]
    end_part(part, ended_on=date(2026, 7, 1), why="Bán vốn", **ALL)
    assert figure("women_enterprises") == 1
    void_part(part, why="Chưa từng góp", **ALL)
    assert figure("women_enterprises") == 0


def test_collectives_that_women_manage_and_their_forms() -> None:
    row = made(COOPERATIVE, title=DIRECTOR, counts="2415 01")
    made(COOPERATIVE, name="Không có nữ quản lý")
    made(CLUB, title=HEAD)
    assert figure("collective_models") == 2 and notes("collective_models") == [CLUB, COOPERATIVE]
    assert figure("collective_models", "01") == 1
    void_enterprise(row, why="Ghi nhầm", **ALL)
    assert figure("collective_models") == 1
    assert session.query(OutcomeFact).filter_by(record_kind="enterprise", record_id=row.id).count() == 0


def test_products_here_and_elsewhere_count_once_and_are_told_apart() -> None:
    seller = make_seller()
    make_support(seller.person)
    make_live(make_product("Trà sâm Báo", shop=make_shop(seller=seller)))
    group = made(COOPERATIVE_GROUP)
    idle = make_person()
    for who, enterprise, link, products in (
        (seller.person, None, "fb.com/a", ["Cao sâm", "trà sâm Báo"]),
        (seller.person, None, "zalo.me/a", ["Cao sâm"]),
        (group.person, group, "shopee.vn/b", ["Nem chua"]),
        (idle, None, "idle.vn", ["Không được tính"]),
    ):
        seen: dict[str, Any] = {"link": link, "products": products, "seen_on": today()}
        page = record_presence(who, unit_of(BIEN_THUONG), enterprise, **seen, **ALL)
    assert (figure("products_online"), notes("products_online")) == (3, ["facebook", "here", "market"])
    void_presence(page, why="Nhầm", **ALL)
    assert figure("products_online") == 3


def test_a_merge_takes_enterprises_along_and_gives_them_back() -> None:
    kept, merged = make_person("Lê Thị Mận", birth_year=1980), make_person("Lê Mận", birth_year=1980)
    made(ENTERPRISE, merged, title=DIRECTOR, share=10_000)
    made(HOUSEHOLD, kept)
    page = record_presence(merged, unit_of(BIEN_THUONG), link="a.vn", products=["x"], seen_on=today(), **ALL)
    sides = {"full_name": kept.id}
    by: dict[str, Any] = {"actor": Actor(OFFICER, 99), "scope": EVERYTHING}
    merge = merge_people(kept, merged, sides, **by)
    assert {part.person_id for part in session.query(EnterprisePart)} == {kept.id} == {page.person_id}
    assert [row.form for row in roles_of([kept.id], EVERYTHING)[kept.id].enterprises] == [ENTERPRISE, HOUSEHOLD]
    unmerge_people(merge, **by)
    session.flush()
    assert {part.person_id for part in session.query(EnterprisePart)} == {kept.id, merged.id}
    assert page.person_id == merged.id


def test_two_records_with_the_same_enterprise_are_not_merged() -> None:
    kept, merged = make_person("Lê Thị Mận"), make_person("Lê Thị Mận")
    made(CLUB, kept)
    made(CLUB, merged)
    with pytest.raises(CannotMerge) as refused:
        merge_people(kept, merged, {}, actor=Actor(OFFICER, 99), scope=EVERYTHING)
    assert "enterprises" in str(refused.value)


def test_a_founder_is_found_by_her_role_and_known_where_it_is() -> None:
    woman = make_person("Lê Thị Mận")
    row = made(CLUB)
    add_part(row, woman, PartFacts(FOUNDER, FOUNDED + timedelta(1)), **ALL)
    assert woman.id in {each.person.id for each in list_women(EVERYTHING, role=ENTREPRENEUR)}
    assert [each.id for each in roles_of([woman.id], EVERYTHING)[woman.id].enterprises] == [row.id]
