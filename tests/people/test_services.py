"""Persons, consents and sealed traits."""

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select, text

from marketplace.audit.models import AuditEntry
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.errors import Invalid, TooMany
from marketplace.core.sealing import fingerprint
from marketplace.core.transactions import transaction
from marketplace.people.errors import BadPhone, NoTrait
from marketplace.people.models import Consent, Person, SealedTrait
from marketplace.people.purposes import CONTACT, IDENTITY, PUBLIC, PURPOSES, traits_of
from marketplace.people.queries import find_consent, find_sealed_trait, find_trait, list_consents, list_traits
from marketplace.people.services import (
    REVEALS_AN_HOUR,
    create_person,
    give_consent,
    keep_trait,
    rename_person,
    reveal_trait,
    withdraw_consent,
)
from tests.builders import make_officer, make_person

ID = "038190000001"


def test_a_person_is_kept_tidily(app: Flask) -> None:
    with transaction():
        person = create_person("  Nguyễn  Thị\tHoa ", "0912.345.678", address_line=" Thôn  Mẫu ")
    assert (person.full_name, person.folded_name, person.phone) == ("Nguyễn Thị Hoa", "nguyen thi hoa", "+84912345678")
    assert person.address_line == "Thôn Mẫu"


@pytest.mark.parametrize("name", ["", "   ", "x" * 121])
def test_a_name_that_is_none_is_refused(app: Flask, name: str) -> None:
    with pytest.raises(Invalid), transaction():
        create_person(name)
    assert session.query(Person).count() == 0


def test_a_bad_phone_is_refused_and_nobody_is_made(app: Flask) -> None:
    with pytest.raises(BadPhone), transaction():
        create_person("Hoa", "12")
    assert session.query(Person).count() == 0


def test_renaming_keeps_the_searchable_form(app: Flask) -> None:
    with transaction():
        person = make_person("Cũ")
        rename_person(person, "Đỗ Thị Mới")
    assert person.folded_name == "do thi moi"


def test_consent_is_given_once_and_replaced_by_a_newer_text(app: Flask) -> None:
    with transaction():
        person = make_person()
        first = give_consent(person, IDENTITY, "v1")
        assert give_consent(person, IDENTITY, "v1") is first
        second = give_consent(person, IDENTITY, "v2", "paper")
    assert first.withdrawn_at is not None and second.withdrawn_at is None
    assert [c.text_version for c in list_consents(person.id)] == ["v2", "v1"]
    assert (
        second.channel == "paper"
        and find_consent(person.id, IDENTITY) is second
        and find_consent(person.id, CONTACT) is None
    )


def test_withdrawing_erases_what_rests_on_it_and_nothing_else(app: Flask) -> None:
    with transaction():
        person, other = make_person(birth_year=1990), make_person("Khác")
        for one in (person, other):
            give_consent(one, IDENTITY, "v1")
            keep_trait(one, "birth_date", "1990-02-01")
            keep_trait(one, "something_else", "Mường")
        give_consent(person, PUBLIC, "v1")
    with transaction():
        withdraw_consent(person, IDENTITY)
        withdraw_consent(person, IDENTITY)
    assert find_consent(person.id, IDENTITY) is None and find_consent(person.id, PUBLIC) is not None
    assert find_consent(other.id, IDENTITY) is not None
    assert list(list_traits(person.id)) == ["something_else"] and person.birth_year is None
    assert list(list_traits(other.id)) == ["birth_date", "something_else"]
    entries = list(session.scalars(select(AuditEntry).where(AuditEntry.action == "consent.withdrawn")))
    assert [(e.purpose, e.details) for e in entries] == [(IDENTITY, {"erased": ["birth_date"]})]


def test_every_trait_of_the_catalogue_rests_on_one_purpose(app: Flask) -> None:
    kinds = [kind for purpose in PURPOSES.values() for kind in purpose.traits]
    assert len(kinds) == len(set(kinds)) and traits_of("no_such_purpose") == ()


def test_a_trait_is_sealed_masked_and_found_by_its_fingerprint(app: Flask) -> None:
    with transaction():
        person = make_person()
        keep_trait(person, "id_number", ID)
        keep_trait(person, "something_else", "Mường")
    assert find_trait(person.id, "id_number") == "038•••••0001"
    assert find_trait(person.id, "something_else") == "•••" and find_trait(person.id, "tax_code") is None
    kept = find_sealed_trait(person.id, "id_number")
    assert kept is not None and kept.fingerprint == fingerprint(ID, purpose="id_number")
    stored = " ".join(str(tuple(row)) for row in session.execute(text("SELECT * FROM sealed_trait")))
    assert ID not in stored and "Mường" not in stored


def test_a_new_value_replaces_the_old_one(app: Flask) -> None:
    with transaction():
        person = make_person()
        keep_trait(person, "id_number", ID)
        keep_trait(person, "id_number", "038190000002")
    assert find_trait(person.id, "id_number") == "038•••••0002"
    assert session.query(SealedTrait).count() == 1


def test_an_empty_trait_is_refused(app: Flask) -> None:
    with pytest.raises(Invalid), transaction():
        keep_trait(make_person(), "id_number", "  ")


def test_revealing_tells_the_truth_and_leaves_one_row(app: Flask) -> None:
    with transaction():
        person, officer = make_person(), make_officer()
        keep_trait(person, "id_number", ID)
    with transaction():
        assert reveal_trait(person, "id_number", Actor(OFFICER, officer.id), "Đối chiếu căn cước") == ID
    entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "trait.revealed")).one()
    assert (entry.person_id, entry.subject_id, entry.purpose) == (officer.id, person.id, "Đối chiếu căn cước")
    assert entry.details == {"kind": "id_number"}


@pytest.mark.parametrize("purpose", ["", "  ", "x"])
def test_revealing_needs_a_purpose(app: Flask, purpose: str) -> None:
    with transaction():
        person = make_person()
        keep_trait(person, "id_number", ID)
    with pytest.raises(Invalid), transaction():
        reveal_trait(person, "id_number", Actor(OFFICER, 1), purpose)
    assert session.query(AuditEntry).count() == 0


def test_what_is_not_kept_cannot_be_revealed(app: Flask) -> None:
    with transaction():
        person = make_person()
    with pytest.raises(NoTrait), transaction():
        reveal_trait(person, "id_number", Actor(OFFICER, 1), "Đối chiếu")


def test_browsing_is_stopped_after_thirty_an_hour(app: Flask) -> None:
    with transaction():
        person, officer = make_person(), make_officer()
        keep_trait(person, "id_number", ID)
    by = Actor(OFFICER, officer.id)
    with time_machine.travel(now(), tick=False) as clock:
        for _ in range(REVEALS_AN_HOUR):
            with transaction():
                reveal_trait(person, "id_number", by, "Đối chiếu")
        with pytest.raises(TooMany), transaction():
            reveal_trait(person, "id_number", by, "Đối chiếu")
        assert session.query(AuditEntry).filter_by(action="trait.revealed").count() == REVEALS_AN_HOUR
        clock.shift(3601)
        with transaction():
            assert reveal_trait(person, "id_number", by, "Đối chiếu") == ID


def test_consent_rows_are_never_overwritten(app: Flask) -> None:
    with transaction():
        person = make_person()
        give_consent(person, CONTACT, "v1")
        withdraw_consent(person, CONTACT)
        give_consent(person, CONTACT, "v1")
    assert session.query(Consent).filter_by(person_id=person.id).count() == 2
