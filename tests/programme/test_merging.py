"""Two records of one woman become one and two again, with nothing lost and every figure as if counted by hand."""

import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from marketplace.accounts.models import Account
from marketplace.association.posts import COMMITTEE_MEMBER
from marketplace.association.scope import EVERYTHING, Scope
from marketplace.association.services import give_post, record_membership, void_membership
from marketplace.audit.models import AuditEntry
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.db import session
from marketplace.core.promises import all_promises
from marketplace.core.row_seals import broken_seals
from marketplace.core.transactions import transaction
from marketplace.orders.models import Order
from marketplace.people.models import Person, SealedTrait
from marketplace.people.queries import find_consent, list_people_of_phone, person_now
from marketplace.people.services import (
    give_consent,
    keep_trait,
    reveal_trait,
    withdraw_consent,
)
from marketplace.programme.errors import CannotMerge, CannotUnmerge, NotChosen
from marketplace.programme.models import OutcomeFact, PersonMerge, SupportRecord
from marketplace.programme.periods import span
from marketplace.programme.queries import get_programme, list_indicators, list_pairs, search_people, tallies
from marketplace.programme.registries import INDICATORS
from marketplace.programme.services import (
    came_after,
    differing_fields,
    figures_if_merged,
    merge_people,
    rebuild_facts,
    record_support,
    tell_apart,
    unmerge_people,
    void_support,
)
from marketplace.programme.shape import Place
from marketplace.sellers.models import Seller
from marketplace.shops.models import ShopMember
from tests.builders import (
    BIEN_THUONG,
    HAC_THANH,
    make_account,
    make_officer,
    make_person,
    make_seller,
    make_shop,
    unit_of,
)
from tests.outcomes import make_support, sell

BY = Actor(OFFICER, 999_999)
ALL: Any = {"actor": BY, "scope": EVERYTHING}
WHOLE = Place("/")


@pytest.fixture
def writing(app: Flask) -> Iterator[None]:
    with transaction():
        yield


def merge(kept: Person, merged: Person, **stays: Person) -> PersonMerge:
    return merge_people(kept, merged, {field: person.id for field, person in stays.items()}, **ALL)


def figures() -> dict[str, int]:
    programme = get_programme("2415")
    plugs = [INDICATORS.get(row.indicator) for row in list_indicators(programme)]
    told = tallies(programme, plugs, WHOLE, {"": span(programme.begins_on, programme.ends_on)})
    return {plug.code: told[plug.code][""].figure(plug) for plug in plugs}


def kept_promises() -> list[str]:
    return [
        line for kept in all_promises() if kept.id in {"E1", "E2", "E4", "A2", "P1", "R1"} for line in kept.in_full()
    ]


def reasons_against(kept: Person, merged: Person, **by: Any) -> list[str]:
    before = session.query(PersonMerge).count()
    with pytest.raises(CannotMerge) as refused:
        merge_people(kept, merged, {}, **{**ALL, **by})
    assert session.query(PersonMerge).count() == before and merged.merged_into_id is None
    return list(refused.value.facts["reasons"])  # type: ignore[call-overload]


def a_seller_and_her_other_record(app: Flask) -> tuple[int, int]:
    """A seller with a sale, whom nobody supported, and the record of support of the same woman."""
    with transaction():
        seller, supported = make_seller("Hoàng Thị Bưởi"), make_person("Hoàng Bưởi", birth_year=1980)
        make_support(supported)
        shop = make_shop("Bưởi chị Hoàng", seller=seller)
        ids = (seller.person_id, supported.id)
    sell(shop)
    return ids


@pytest.mark.parametrize("kept_is_seller", [True, False])
def test_all_goes_with_her_and_comes_back(app: Flask, kept_is_seller: bool) -> None:
    ids = a_seller_and_her_other_record(app)
    with transaction():
        seller, supported = (session.get_one(Person, each) for each in ids)
        order = session.query(Order).one()
        order.person_id = supported.id
        account = session.query(Account).filter_by(person_id=seller.id).one_or_none() or make_account(seller)
        kept, merged = (seller, supported) if kept_is_seller else (supported, seller)
        before, facts = figures(), session.query(OutcomeFact).filter_by(person_id=merged.id).count()
        changes = {c.indicator.code: (c.before, c.after) for c in figures_if_merged(kept, merged, WHOLE)}
        assert figures() == before and facts
        done = merge(kept, merged, full_name=kept, phone=kept, home=kept)
        after = figures()
        assert changes == {code: (before[code], after[code]) for code in before if before[code] != after[code]} != {}
        assert {account.person_id, order.person_id} == {kept.id} == {session.query(Seller).one().person_id}
        assert session.query(OutcomeFact).filter_by(person_id=merged.id).count() == 0
        assert rebuild_facts() == 0 and kept_promises() == [] and list(broken_seals(full=True)) == []
        assert person_now(merged) is kept and kept.birth_year == 1980
    with transaction():
        unmerge_people(session.get_one(PersonMerge, done.id), **ALL)
        assert figures() == before and rebuild_facts() == 0
        assert kept_promises() == [] and list(broken_seals(full=True)) == []
        assert (
            session.query(Seller).one().person_id
            == ids[0]
            == session.query(Account).filter_by(id=account.id).one().person_id
        )
        assert session.query(ShopMember).filter_by(role="owner").one().person_id == ids[0]
        assert session.query(Order).one().person_id == ids[1] == session.query(SupportRecord).one().person_id
    assert [row.action for row in session.query(AuditEntry).filter(AuditEntry.action.like("person.%"))] == [
        "person.merged",
        "person.unmerged",
    ]


def test_a_merged_record_is_found_nowhere(writing: None) -> None:
    kept, merged = make_person("Lê Thị Mận", phone="+84912345678"), make_person("Lê Mận", phone="+84912345678")
    assert len(list_pairs(EVERYTHING)) == 1
    merge(kept, merged, full_name=kept)
    assert list_people_of_phone("+84912345678") == [kept]
    assert search_people("Mận", None, EVERYTHING) == [kept]
    assert len(list_pairs(EVERYTHING)) == 0


def test_a_field_that_differs_is_chosen(writing: None) -> None:
    kept = make_person("Lê Thị Mận", phone="+84912345678", birth_year=1985)
    merged = make_person("Lê Thị Mượt", phone="+84912345679", birth_year=1985, area_code=BIEN_THUONG)
    with pytest.raises(NotChosen):
        merge(kept, merged, full_name=merged)
    done = merge(kept, merged, full_name=merged, phone=kept)
    assert (kept.full_name, kept.folded_name, kept.phone) == ("Lê Thị Mượt", "le thi muot", "+84912345678")
    assert kept.area_code == BIEN_THUONG and merged.full_name == "Lê Thị Mượt"
    kept.area_code = HAC_THANH  # she moved since
    unmerge_people(done, **ALL)
    assert (kept.full_name, kept.area_code, merged.area_code) == ("Lê Thị Mận", HAC_THANH, BIEN_THUONG)


@pytest.mark.parametrize("kept_signs_in", [True, False])
def test_the_phone_of_an_account_stays_whatever_is_chosen(writing: None, kept_signs_in: bool) -> None:
    """It is the one she proved and signs in with; the other record's is a note of an officer."""
    mine, noted = make_person("Lê Thị Mận", phone="+84912345678"), make_person("Lê Thị Mận", phone="+84912345679")
    make_account(mine)
    kept, merged = (mine, noted) if kept_signs_in else (noted, mine)
    assert "phone" not in differing_fields(kept, merged)
    done = merge(kept, merged, phone=noted)
    assert kept.phone == "+84912345678"
    unmerge_people(done, **ALL)
    assert (mine.phone, noted.phone) == ("+84912345678", "+84912345679")


def test_what_came_after_stays(writing: None) -> None:
    kept, merged = make_person("Lê Thị Mận"), make_person("Lê Thị Mận")
    first = make_support(merged)
    done = merge(kept, merged)
    later = record_support(
        get_programme("2415"), merged, unit_of(BIEN_THUONG), kind="loan", given_on=first.given_on, **ALL
    )
    assert later.person_id == kept.id and came_after(done) == {"support_record": 1}
    unmerge_people(done, **ALL)
    assert (first.person_id, later.person_id) == (merged.id, kept.id)
    assert kept_promises() == [] and rebuild_facts() == 0


def test_sealed_facts_are_sealed_for_whom_they_are_of(writing: None) -> None:
    kept, merged = make_person("Lê Thị Mận"), make_person("Lê Thị Mận")
    keep_trait(kept, "tax_code", "8012345678")
    for kind, text in (("tax_code", "8012345678"), ("id_number", "038185000001")):
        keep_trait(merged, kind, text)
    done = merge(kept, merged)
    assert reveal_trait(kept, "id_number", BY, "xem lại") == "038185000001"
    assert session.query(SealedTrait).filter_by(person_id=merged.id).one().kind == "tax_code"
    unmerge_people(done, **ALL)
    assert reveal_trait(merged, "id_number", BY, "xem lại") == "038185000001"
    assert kept_promises() == []


def test_a_consent_withdrawn_after_is_withdrawn_for_good(writing: None) -> None:
    kept, merged = make_person("Lê Thị Mận"), make_person("Lê Thị Mận")
    for person in (kept, merged):
        give_consent(person, "identity", "1")
    keep_trait(merged, "id_number", "038185000001")
    done = merge(kept, merged)
    withdraw_consent(kept, "identity")
    unmerge_people(done, **ALL)
    assert find_consent(kept.id, "identity") is None and find_consent(merged.id, "identity") is None
    assert kept_promises() == []


def test_where_it_would_be_wrong(writing: None) -> None:
    seller, other = make_seller("Lê Thị Mận").person, make_seller("Lê Mận").person
    assert reasons_against(seller, other) == ["sellers", "applications", "accounts"]
    one, two = make_account().person, make_account().person
    assert reasons_against(one, two) == ["accounts"]
    keep_trait(one, "id_number", "038185000001")
    third = make_person()
    keep_trait(third, "id_number", "038185000002")
    assert reasons_against(third, one) == ["id_numbers"]
    officer = make_officer()
    assert reasons_against(third, officer, actor=Actor(OFFICER, officer.id)) == ["herself", "office"]
    assert reasons_against(third, third) == ["same"]
    far = Scope(paths=(unit_of(HAC_THANH).path,))
    assert reasons_against(make_person(area_code=BIEN_THUONG), make_person(area_code=HAC_THANH), scope=far) == [
        "elsewhere"
    ]


def test_what_would_count_twice_is_put_right_first(writing: None) -> None:
    kept, merged = make_person(), make_person()
    first, _second = make_support(kept), make_support(merged)
    assert reasons_against(kept, merged) == ["support"]
    void_support(first, why="ghi hai lần", **ALL)
    done = merge(kept, merged)
    assert kept_promises() == []
    unmerge_people(done, **ALL)
    tell_apart(kept, merged, **ALL)
    assert reasons_against(kept, merged) == ["told_apart"]


def test_two_of_one_shop_are_not_one(writing: None) -> None:
    shop, packer = make_shop(), make_person()
    session.add(ShopMember(shop_id=shop.id, person_id=packer.id, role="packer"))
    session.flush()
    assert reasons_against(packer, shop.seller.person) == ["shop"]


def test_once_merged_is_merged_and_the_last_goes_first(writing: None) -> None:
    kept, one, two = make_person("Lê Mận"), make_person("Lê Mận"), make_person("Lê Mận")
    first, second = merge(kept, one), merge(kept, two)
    assert reasons_against_alias(kept, one) == ["merged"]
    with pytest.raises(CannotUnmerge):
        unmerge_people(first, **ALL)
    unmerge_people(second, **ALL)
    unmerge_people(first, **ALL)
    with pytest.raises(CannotUnmerge):
        unmerge_people(first, **ALL)
    assert one.merged_into_id is two.merged_into_id is None


def reasons_against_alias(kept: Person, alias: Person) -> list[str]:
    with pytest.raises(CannotMerge) as refused:
        merge(kept, alias)
    return list(refused.value.facts["reasons"])  # type: ignore[call-overload]


@pytest.mark.parametrize("seed", range(4))
def test_random_histories_count_as_by_hand(writing: None, seed: int) -> None:
    """Merges, un-merges and new support in any order: the women supported are those that records name today."""
    chance = random.Random(seed)
    people = [make_person("Lê Mận", area_code=BIEN_THUONG) for _number in range(6)]
    given = {make_support(person).id: person.id for person in people[:4]}
    now_is = {person.id: person.id for person in people}
    standing: list[tuple[PersonMerge, dict[int, int]]] = []
    for _step in range(40):
        act = chance.choice(("merge", "undo", "support", "void"))
        if act == "merge":
            kept, merged = chance.sample(people, 2)
            try:
                done = merge(kept, merged)
            except CannotMerge:
                continue
            standing.append((done, dict(given)))
            given = {record: kept.id if who == merged.id else who for record, who in given.items()}
        elif act == "undo" and standing:
            done, then = standing[chance.randrange(len(standing))]
            try:
                unmerge_people(done, **ALL)
            except CannotUnmerge:
                continue
            standing.remove((done, then))
            back = {record for record, who in then.items() if who == done.merged_id}
            given = {record: done.merged_id if record in back else who for record, who in given.items()}
        elif act == "support":
            person = chance.choice(people)
            kind, programme = chance.choice(("loan", "advice", "grant")), get_programme("2415")
            woman = person_now(person)
            if any(r.kind == kind and not r.voided_at for r in records_of(woman)):
                continue
            day = programme.begins_on
            row = record_support(programme, person, unit_of(BIEN_THUONG), kind=kind, given_on=day, **ALL)
            given[row.id] = woman.id
        elif act == "void" and given:
            record = session.get_one(SupportRecord, chance.choice(sorted(given)))
            if record.voided_at is None:
                void_support(record, why="ghi nhầm", **ALL)
        session.flush()
        rows = session.query(SupportRecord).all()
        assert {row.id: row.person_id for row in rows} == given
        live = Counter(row.person_id for row in rows if row.voided_at is None)
        assert figures()["women_supported"] == len(live)
    assert now_is and kept_promises() == [] and rebuild_facts() == 0


def records_of(person: Person) -> list[SupportRecord]:
    return session.query(SupportRecord).filter_by(person_id=person.id).all()


def test_verify_names_what_was_changed_past_the_software(writing: None) -> None:
    kept, merged = make_person("Lê Mận"), make_person("Lê Mận")
    moved = make_support(merged)
    merge(kept, merged)
    moved.person_id = merged.id
    session.flush()
    assert any("is counted under person" in line for line in kept_promises())
    moved.person_id = make_person().id
    session.flush()
    assert any("was moved and names somebody else" in line for line in kept_promises())
    moved.person_id, merged.merged_into_id = kept.id, None
    session.flush()
    assert any("say different things" in line for line in kept_promises())


def test_her_memberships_and_posts_go_with_her_and_come_back(app: Flask) -> None:
    with transaction():
        kept, merged = make_person("Lê Thị Mận"), make_person("Lê Mận")
        unit = unit_of(BIEN_THUONG)
        row, post = record_membership(merged, unit, **ALL), give_post(merged, unit, COMMITTEE_MEMBER, **ALL)
        done = merge(kept, merged, full_name=kept)
        assert row.person_id == post.person_id == kept.id and {m.table_name for m in done.moved} == {
            "membership",
            "cadre_post",
        }
        unmerge_people(done, **ALL)
        assert row.person_id == post.person_id == merged.id and kept_promises() == []


def test_two_members_in_the_same_days_are_not_one_woman(app: Flask) -> None:
    with transaction():
        one, other = make_person("Lê Thị Mận"), make_person("Lê Mận")
        row = record_membership(one, unit_of(BIEN_THUONG), **ALL)
        record_membership(other, unit_of(HAC_THANH), **ALL)
        assert reasons_against(one, other) == ["terms"]
        void_membership(row, why="ghi hai lần", **ALL)
        merge(one, other, full_name=one)
        assert kept_promises() == []


def test_two_holders_of_one_post_in_the_same_days_are_not_one_woman(app: Flask) -> None:
    with transaction():
        one, other = make_person("Lê Thị Mận"), make_person("Lê Mận")
        for woman in (one, other):
            give_post(woman, unit_of(BIEN_THUONG), COMMITTEE_MEMBER, **ALL)
        assert reasons_against(one, other) == ["terms"]
