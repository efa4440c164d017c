"""Sensitive facts: kept with consent to each kind, opened for a purpose, counted with a note, erased at her wish."""

import ast

import pytest
from flask import Flask
from sqlalchemy import select, text

from config import ROOT
from marketplace.audit.models import AuditEntry
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.db import session
from marketplace.core.errors import Invalid
from marketplace.core.transactions import transaction
from marketplace.people.errors import NoConsent
from marketplace.people.models import Person, SealedTrait
from marketplace.people.purposes import PURPOSES, keeping, traits_of
from marketplace.people.queries import list_kept_kinds, list_traits
from marketplace.people.services import (
    MEETING,
    PAPER,
    keep_sensitive,
    keep_trait,
    reveal_trait,
    say_consent,
    traits_for_figures,
    withdraw_consent,
)
from marketplace.people.traits import (
    CHOICES,
    DISABILITY,
    ETHNIC_GROUPS,
    ETHNICITY,
    KINDS,
    POVERTY,
    PRIORITY,
    SINGLE,
    is_value,
    more_of,
    value_of,
)
from tests.builders import BIEN_THUONG, make_officer, make_person, unit_of

BY = Actor(OFFICER, 1)
COUNTING = {"actor": BY, "purpose": "Báo cáo 6 tháng", "unit_id": 1}


def agreed(kind: str = ETHNICITY, value: str = "muong", **fields: object) -> Person:
    person = make_person(**fields)
    say_consent(person, kind, "v1", PAPER, actor=BY)
    keep_sensitive(person, kind, value, actor=BY)
    return person


def entries(action: str) -> list[AuditEntry]:
    return list(session.scalars(select(AuditEntry).where(AuditEntry.action == action).order_by(AuditEntry.id)))


def test_the_values_are_what_the_law_knows() -> None:
    assert len(ETHNIC_GROUPS) == 54 and set(CHOICES) == set(KINDS)
    for kind, choices in CHOICES.items():
        for choice in choices:
            more = {"year": "2025", "degree": "light", "": ""}[more_of(kind, choice)]
            assert is_value(kind, value_of(choice, more)), (kind, choice)
    wrong = [(POVERTY, "poor"), (POVERTY, "poor:1"), (POVERTY, "none:2025"), (DISABILITY, "moving:much"), (SINGLE, "")]
    assert not any(is_value(*each) for each in [*wrong, (ETHNICITY, "viet"), ("id_number", "none"), (SINGLE, "yes:")])


def test_each_kind_rests_on_a_consent_of_its_own() -> None:
    sensitive = [purpose for purpose in PURPOSES.values() if purpose.is_sensitive]
    assert sorted(traits_of(purpose.code) for purpose in sensitive) == sorted((kind,) for kind in KINDS)
    assert not any(purpose.needed_to_sell or purpose.needed_for_account for purpose in sensitive)


def test_nothing_is_kept_without_her_consent_to_this_kind(app: Flask) -> None:
    with transaction():
        person = make_person()
        say_consent(person, SINGLE, "v1", MEETING, actor=BY)
    with pytest.raises(NoConsent), transaction():
        keep_sensitive(person, ETHNICITY, "muong", actor=BY)
    with pytest.raises(Invalid), transaction():
        keep_sensitive(person, SINGLE, "maybe", actor=BY)
    assert session.query(SealedTrait).count() == 0 and entries("trait.kept") == []


def test_it_is_sealed_and_the_notes_do_not_tell_it(app: Flask) -> None:
    with transaction():
        person = agreed(PRIORITY, "trafficking")
        say_consent(person, PRIORITY, "v1", PAPER, actor=BY)  # said twice is once
    assert list(list_kept_kinds(person.id)) == [PRIORITY] and list_traits(person.id) == {}
    tables = (text(f"SELECT * FROM {name}") for name in ("sealed_trait", "audit_entry", "consent"))
    everything = " ".join(str(tuple(row)) for table in tables for row in session.execute(table))
    assert "trafficking" not in everything
    assert session.query(SealedTrait).one().fingerprint is None, "equal secrets would be seen to be equal"
    assert [(e.action, e.person_id, e.subject_id) for e in entries("consent.recorded") + entries("trait.kept")] == [
        ("consent.recorded", 1, person.id),
        ("trait.kept", 1, person.id),
    ]


def test_it_is_opened_with_a_purpose_and_a_note(app: Flask) -> None:
    with transaction():
        person, officer = agreed(), make_officer()
    with transaction():
        assert reveal_trait(person, ETHNICITY, Actor(OFFICER, officer.id), "eligibility") == "muong"
    [entry] = entries("trait.revealed")
    assert (entry.person_id, entry.purpose, entry.details) == (officer.id, "eligibility", {"kind": ETHNICITY})


def test_taken_back_it_is_erased_also_from_a_record_that_was_merged(app: Flask) -> None:
    with transaction():
        person, merged, other = agreed(), agreed(value="thai"), agreed()
        keep_trait(person, "id_number", "038190000001")
        merged.merged_into_id = person.id
    with transaction():
        withdraw_consent(person, keeping(ETHNICITY))
    assert [row.person_id for row in session.query(SealedTrait).filter_by(kind=ETHNICITY)] == [other.id]
    assert list(list_traits(person.id)) == ["id_number"]
    with pytest.raises(NoConsent), transaction():
        keep_sensitive(person, ETHNICITY, "muong", actor=BY)


def test_counting_reads_all_at_once_and_leaves_one_note(app: Flask) -> None:
    with transaction():
        one, other, merged = agreed(), agreed(value="thai"), agreed(value="kinh")
        merged.merged_into_id = one.id
        agreed(SINGLE, "yes")
        unknown = make_person()
        unit_id = unit_of(BIEN_THUONG).id
    told = {"actor": BY, "purpose": "Báo cáo 6 tháng", "unit_id": unit_id}
    with transaction():
        assert traits_for_figures(ETHNICITY, **told) == {one.id: "muong", other.id: "thai"}
        assert traits_for_figures(ETHNICITY, {other.id, unknown.id}, **told) == {other.id: "thai"}
    found = [(e.subject_kind, e.subject_id, e.purpose, e.person_id, e.details) for e in entries("trait.counted")]
    about = ("unit", unit_id, "Báo cáo 6 tháng", 1)
    assert found == [(*about, {"kind": ETHNICITY, "people": 2}), (*about, {"kind": ETHNICITY, "people": 1})]
    assert entries("trait.revealed") == []


@pytest.mark.parametrize("wrong", [{"kind": "id_number"}, {"purpose": " "}])
def test_counting_by_an_id_or_for_nothing_is_refused(app: Flask, wrong: dict[str, str]) -> None:
    with pytest.raises(Invalid), transaction():
        traits_for_figures(**{"kind": ETHNICITY, **COUNTING, **wrong})  # type: ignore[arg-type]
    assert entries("trait.counted") == []


MAY_READ_ROWS = {
    "people/models.py",
    "people/promises.py",
    "people/queries.py",
    "people/services.py",
    "sellers/queries.py",  # papers by their fingerprints
    "programme/queries/duplicates.py",  # the same
    "programme/queries/merges.py",  # the same
}
MAY_COUNT = ("programme/", "demo/traits.py")  # figures, and the demo that tells of one


def _using(name: str) -> set[str]:
    return {
        str(path.relative_to(ROOT / "marketplace"))
        for path in (ROOT / "marketplace").rglob("*.py")
        if any(_says(node, name) for node in ast.walk(ast.parse(path.read_text())))
    }


def _says(node: ast.AST, name: str) -> bool:
    named = [alias.name for alias in node.names] if isinstance(node, ast.ImportFrom) else []
    return name in named or (isinstance(node, ast.Attribute) and node.attr == name)


def test_nothing_else_reads_sealed_facts() -> None:
    """Who opens them goes through `reveal_trait` or `traits_for_figures`, which write the note."""
    assert _using("SealedTrait") <= MAY_READ_ROWS | {"people/models.py"}
    assert _using("list_sealed") == {"people/services.py"}
    assert all(path.startswith(MAY_COUNT) for path in _using("traits_for_figures")), "figures alone count by them"
    assert _using("find_sealed_trait") <= {"people/services.py", "programme/services/merging.py"}
