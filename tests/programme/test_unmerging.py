"""What one woman said or founded while her record was two women's: after it is two again, each has what is hers."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask import Flask

from marketplace.association.scope import EVERYTHING
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.transactions import transaction
from marketplace.enterprises.enterprise_kinds import COOPERATIVE, FOUNDER
from marketplace.enterprises.queries import list_parts
from marketplace.enterprises.services import (
    Facts,
    Origin,
    PartFacts,
    add_part,
    correct_enterprise,
    record_enterprise,
    void_part,
)
from marketplace.people.models import Person
from marketplace.people.purposes import keeping
from marketplace.people.queries import find_consent, find_sealed_trait
from marketplace.people.services import keep_sensitive, say_consent
from marketplace.people.traits import ETHNICITY
from marketplace.programme.models import PersonMerge
from marketplace.programme.promises import ideas_are_of_their_founders
from marketplace.programme.services import merge_people, unmerge_people
from tests.builders import BIEN_THUONG, make_person, unit_of
from tests.contests.making import make_contest, make_entry

BY = Actor(OFFICER, 999_999)
ALL: Any = {"actor": BY, "scope": EVERYTHING}


@pytest.fixture
def writing(app: Flask) -> Iterator[None]:
    with transaction():
        yield


def merge(kept: Person, merged: Person) -> PersonMerge:
    return merge_people(kept, merged, {"full_name": kept.id}, **ALL)


def test_an_enterprise_names_an_idea_of_its_own_women_whatever_is_taken_back(writing: None) -> None:
    """The idea of a founder came to it through a merge; it goes with her part, though another woman represents it."""
    represents, author, other = make_person("Lê Thị Mận"), make_person("Lê Mận"), make_person("Lê Mượt")
    idea = make_entry(make_contest(), woman=author).idea
    facts = Facts("Trà sâm", COOPERATIVE, True, date(2026, 3, 1))
    row = record_enterprise(facts, represents, unit_of(BIEN_THUONG), **ALL)
    for woman in (author, other):
        add_part(row, woman, PartFacts(FOUNDER), **ALL)
    for voided_while_one in (True, False):
        first = merge(represents, author)
        correct_enterprise(row, replace(facts, origin=Origin(idea.id, represents.id)), row.unit, why="bổ sung", **ALL)
        unmerge_people(first, **ALL)
        assert row.idea_id == idea.id and list(ideas_are_of_their_founders()) == []
        [hers] = [part for part in list_parts(row.id) if part.person_id == author.id and part.voided_at is None]
        second = merge(other, author) if voided_while_one else None
        void_part(hers, why="ghi nhầm", **ALL)
        if second:
            assert row.idea_id == idea.id  # hers who founded it too
            unmerge_people(second, **ALL)
        assert row.idea_id is None and list(ideas_are_of_their_founders()) == []
        add_part(row, author, PartFacts(FOUNDER), **ALL)


def test_a_consent_that_was_renewed_while_they_were_one_is_of_both(writing: None) -> None:
    kept, merged = make_person("Lê Thị Mận"), make_person("Lê Mận")
    say_consent(merged, ETHNICITY, "1", "paper", actor=BY)
    keep_sensitive(merged, ETHNICITY, "muong", actor=BY)
    done = merge(kept, merged)
    say_consent(kept, ETHNICITY, "2", "paper", actor=BY)
    unmerge_people(done, **ALL)
    assert (
        find_sealed_trait(merged.id, ETHNICITY) is not None and find_consent(merged.id, keeping(ETHNICITY)) is not None
    )


def test_a_fact_kept_while_they_were_one_rests_on_a_consent_of_whom_it_is(writing: None) -> None:
    kept, merged = make_person("Lê Thị Mận"), make_person("Lê Mận")
    say_consent(merged, ETHNICITY, "1", "paper", actor=BY)
    done = merge(kept, merged)
    keep_sensitive(kept, ETHNICITY, "muong", actor=BY)
    unmerge_people(done, **ALL)
    for woman in (kept, merged):
        assert find_sealed_trait(woman.id, ETHNICITY) is None or find_consent(woman.id, keeping(ETHNICITY)) is not None
