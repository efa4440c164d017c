"""Sensitive facts of women: kept by officers of their territory; un-merged, each record has its own."""

from collections.abc import Iterator

import pytest
from flask import Flask

from marketplace.association.scope import EVERYTHING, Scope
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.db import session
from marketplace.core.errors import Invalid, NotAllowed, NotFound
from marketplace.core.transactions import transaction
from marketplace.people.models import Person, SealedTrait
from marketplace.people.purposes import keeping
from marketplace.people.queries import find_consent, list_kept_kinds
from marketplace.people.services import PAPER
from marketplace.people.traits import ETHNICITY, SINGLE
from marketplace.programme.services import (
    keep_trait_of,
    merge_people,
    open_trait_of,
    take_consent_back,
    unmerge_people,
)
from tests.builders import BIEN_THUONG, HAC_THANH, make_person, unit_of

BY = Actor(OFFICER, 999)


@pytest.fixture
def writing(app: Flask) -> Iterator[None]:
    with transaction():
        yield


def scope(area_code: str = BIEN_THUONG) -> Scope:
    return Scope((unit_of(area_code).path,))


def kept(name: str, value: str, kind: str = ETHNICITY) -> Person:
    person = make_person(name, birth_year=1985, area_code=BIEN_THUONG)
    keep_trait_of(person, kind, value, channel=PAPER, text_version="v1", actor=BY, scope=scope())
    return person


def opened(person: Person, kind: str = ETHNICITY) -> str:
    return open_trait_of(person, kind, "checking", actor=BY, scope=EVERYTHING)


def test_a_stranger_keeps_opens_and_erases_nothing(writing: None) -> None:
    person = kept("Lê Thị Mận", "muong")
    elsewhere = {"actor": BY, "scope": scope(HAC_THANH)}
    with pytest.raises(NotAllowed):
        keep_trait_of(person, ETHNICITY, "thai", channel=PAPER, text_version="v1", **elsewhere)
    with pytest.raises(NotAllowed):
        open_trait_of(person, ETHNICITY, "checking", **elsewhere)
    with pytest.raises(NotAllowed):
        take_consent_back(person, ETHNICITY, **elsewhere)
    with pytest.raises(NotAllowed):
        open_trait_of(person, ETHNICITY, "checking", actor=Actor(OFFICER, person.id), scope=scope())
    assert opened(person) == "muong"


def test_it_is_opened_for_a_named_purpose_and_only_what_is_sensitive(writing: None) -> None:
    person = kept("Lê Thị Mận", "muong")
    with pytest.raises(Invalid):
        open_trait_of(person, ETHNICITY, "vì tò mò", actor=BY, scope=scope())
    with pytest.raises(NotFound):
        open_trait_of(person, "id_number", "checking", actor=BY, scope=scope())
    with pytest.raises(NotFound):
        take_consent_back(person, SINGLE, actor=BY, scope=scope())


def test_of_two_that_differ_each_record_has_its_own_again(writing: None) -> None:
    one, other = kept("Lê Thị Mận", "muong"), kept("Lê Mận", "thai")
    keep_trait_of(other, SINGLE, "yes", channel=PAPER, text_version="v1", actor=BY, scope=scope())
    merge = merge_people(one, other, {"full_name": one.id}, actor=BY, scope=EVERYTHING)
    assert (opened(one), opened(one, SINGLE)) == ("muong", "yes")
    unmerge_people(merge, actor=BY, scope=EVERYTHING)
    assert (opened(one), opened(other), opened(other, SINGLE)) == ("muong", "thai", "yes")
    assert list(list_kept_kinds(one.id)) == [ETHNICITY]
    assert find_consent(one.id, keeping(ETHNICITY)) and find_consent(other.id, keeping(ETHNICITY))


def test_taken_back_while_merged_both_are_gone_for_good(writing: None) -> None:
    one, other = kept("Lê Thị Mận", "muong"), kept("Lê Mận", "thai")
    merge = merge_people(one, other, {"full_name": one.id}, actor=BY, scope=EVERYTHING)
    take_consent_back(one, ETHNICITY, actor=BY, scope=EVERYTHING)
    unmerge_people(merge, actor=BY, scope=EVERYTHING)
    assert session.query(SealedTrait).count() == 0 and find_consent(other.id, keeping(ETHNICITY)) is None
