"""Honours: public while they stand and she consents; revoked everywhere at once, restored; of one decision once."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from marketplace.association.scope import Scope
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.errors import Conflict, Invalid, NotAllowed
from marketplace.core.transactions import transaction
from marketplace.honours.errors import AlreadyHonoured, ExpiresBeforeItBegan
from marketplace.honours.models import Honour
from marketplace.honours.promises import honours_say_whom
from marketplace.honours.queries import (
    EXPIRED,
    REVOKED,
    STANDING,
    WAITING,
    badges,
    find_public,
    list_honours,
    list_public,
    state_of,
)
from marketplace.honours.services import note_consent, note_withdrawal, restore_honour, revoke_honour
from marketplace.people.purposes import HONOUR
from marketplace.people.services import withdraw_consent
from marketplace.programme.queries.access_log import list_access
from marketplace.programme.services.merging import merge_people
from tests.builders import BIEN_THUONG, HAC_THANH, make_person, make_photo, make_seller, make_shop, unit_of
from tests.honours_made import BY, make_honour


@pytest.fixture
def writing(app: Flask) -> Iterator[None]:
    with transaction():
        yield
        session.flush()
        assert list(honours_say_whom()) == []


def shown() -> set[str]:
    """The numbers that the public sees, the same in the list, alone and on shops."""
    session.flush()
    listed = {row.number for row in list_public()}
    assert listed == {row.number for row in session.query(Honour) if find_public(row.number)}
    assert {badge.number for badge in badges().values()} <= listed
    return listed


def test_a_woman_is_shown_only_while_she_consents(writing: None) -> None:
    by = BY | {"actor": Actor(OFFICER, make_person("Lê Cán Bộ").id)}
    shop = make_shop(seller=make_seller("Hoàng Thị Bán"))
    honour = make_honour(shop.seller.person, consents=False)
    assert (state_of(honour), shown(), badges()) == (WAITING, set(), {})
    note_consent(honour, **by)
    assert (state_of(honour), shown()) == (STANDING, {honour.number})
    assert badges()[shop.slug].number == honour.number
    honour.photo, honour.photo_id = (photo := make_photo()), photo.id
    withdraw_consent(shop.seller.person, HONOUR)
    assert (state_of(honour), shown(), badges()) == (WAITING, set(), {})
    assert photo.erased_at is not None and honour.photo_id is None
    note_consent(honour, **by)
    note_consent(honour, **by)  # already noted: nothing new in her log
    note_withdrawal(honour, **by)
    assert shown() == set()
    acts = [act.action for act in list_access(shop.seller.person).items]
    assert acts.count("consent.recorded") == 2 and acts[-1] == "consent.recorded", acts


def test_revoking_and_restoring_show_at_once(writing: None) -> None:
    shop = make_shop(seller=make_seller("Hoàng Thị Bán"))
    honour = make_honour(shop.seller.person, photo=make_photo())
    older = make_honour(shop.seller.person, decision_number="1/QĐ", decided_on=date(2025, 3, 8))
    assert badges()[shop.slug].number == honour.number
    revoke_honour(honour, why="thu hồi", **BY)
    assert (state_of(honour), shown(), honour.photo_id) == (REVOKED, {older.number}, None)
    assert badges()[shop.slug].number == older.number
    with pytest.raises(Conflict):
        revoke_honour(honour, why="thu hồi", **BY)
    restore_honour(honour, **BY)
    assert badges()[shop.slug].number == honour.number
    with pytest.raises(Conflict):
        restore_honour(honour, **BY)
    revoke_honour(honour, why="nhầm", **BY)
    anew = make_honour(shop.seller.person)
    with pytest.raises(AlreadyHonoured) as refused:
        restore_honour(honour, **BY)
    assert refused.value.honour == anew


def test_an_honour_expires_with_its_last_day(writing: None) -> None:
    last = make_honour(unit_of(HAC_THANH), expires_on=today())
    over = make_honour("Tổ hợp tác sâm Báo", expires_on=today() - timedelta(days=1))
    assert (state_of(last), state_of(over), shown()) == (STANDING, EXPIRED, {last.number})
    found = {
        state: [row.number for row in list_honours(BY["scope"], state=state).items] for state in (STANDING, EXPIRED)
    }
    assert found == {STANDING: [last.number], EXPIRED: [over.number]}
    with pytest.raises(ExpiresBeforeItBegan):
        make_honour("Tổ khác", expires_on=date(2026, 10, 19))


def test_of_one_decision_each_is_honoured_once(writing: None) -> None:
    woman, other = make_person("Lê Thị Mận"), make_person("Lê Thị Mận")
    make_honour(woman)
    make_honour("Tổ hợp tác sâm Báo")
    for again in (woman, " tổ hợp tác  sâm Báo "):
        with pytest.raises(AlreadyHonoured):
            make_honour(again)
    make_honour(other)
    make_honour(unit_of(BIEN_THUONG))
    assert session.query(Honour).count() == 4


@pytest.mark.parametrize(
    "told",
    [
        {"citation": " "},
        {"decision_number": ""},
        {"title": "queen"},
        {"title": "other"},
        {"level": "district"},
        {"decided_on": date(2100, 1, 1)},
    ],
)
def test_what_no_decision_says_is_refused(writing: None, told: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        make_honour("Tổ hợp tác", **told)
    assert session.query(Honour).count() == 0


def test_a_stranger_is_refused_and_nothing_changes(writing: None) -> None:
    elsewhere = {**BY, "scope": Scope((unit_of(HAC_THANH).path,))}
    honour = make_honour(make_person("Lê Thị Mận"))
    with pytest.raises(NotAllowed):
        make_honour("Tổ khác", **elsewhere)
    for act in (note_consent, note_withdrawal, restore_honour):
        with pytest.raises(NotAllowed):
            act(honour, **elsewhere)
    with pytest.raises(NotAllowed):
        revoke_honour(honour, why="x", **elsewhere)
    assert shown() == {honour.number} and list_honours(elsewhere["scope"]).items == []


def test_an_honour_goes_with_her_when_two_records_are_merged(writing: None) -> None:
    shop = make_shop(seller=make_seller("Lê Thị Mận"))
    kept, merged = shop.seller.person, make_person("Lê Thị Mận", area_code=BIEN_THUONG)
    honour = make_honour(merged)
    assert badges() == {}
    session.flush()
    merge_people(kept, merged, {}, **{**BY, "actor": Actor(OFFICER, 999)})
    assert badges()[shop.slug].number == honour.number and shown() == {honour.number}
