"""From which idea an enterprise was founded: of its own woman alone, counted on their way, true after a merge."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from marketplace.association.scope import EVERYTHING, Scope
from marketplace.audit.models import AuditEntry
from marketplace.contests.models import Entry, Idea
from marketplace.contests.services import decide
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.enterprises.enterprise_kinds import CLUB
from marketplace.enterprises.errors import NotHerIdea
from marketplace.enterprises.models import Enterprise
from marketplace.enterprises.services import Facts, Origin, correct_enterprise, record_enterprise, void_enterprise
from marketplace.people.models import Person
from marketplace.programme.promises import ideas_are_of_their_founders
from marketplace.programme.queries.ideas import FOUNDED, LATER, NAMED, count_ways, list_ways
from marketplace.programme.services import merge_people, unmerge_people
from tests.builders import BIEN_THUONG, HAC_THANH, make_person, unit_of
from tests.contests.making import judge_all, make_contest, make_entry, make_judges

ALL: dict[str, Any] = {"actor": Actor(OFFICER, 1), "scope": EVERYTHING}


@pytest.fixture
def writing(app: Flask) -> Iterator[None]:
    with transaction():
        yield
        session.flush()
        assert list(ideas_are_of_their_founders()) == []


def told(name: str, origin: Origin | None = None, days: int = 1) -> Facts:
    return Facts(name, CLUB, True, today() - timedelta(days=days), origin=origin)


def founded(woman: Person, name: str, idea: Idea | None = None, days: int = 1) -> Enterprise:
    origin = Origin(idea.id, idea.person_id) if idea is not None else None
    return record_enterprise(told(name, origin, days), woman, unit_of(BIEN_THUONG), **ALL)


def honoured(*women: Person) -> list[Idea]:
    """An honoured idea of each, entered three weeks ago."""
    contest = make_contest()
    entries: list[Entry] = [make_entry(contest, f"Ý tưởng {n}", woman) for n, woman in enumerate(women, 1)]
    judge_all(contest, make_judges(contest), {n: (90 - n,) * 3 for n in range(1, len(women) + 1)})
    awards = {entry.id: "honoured" for entry in entries}
    decide(contest, awards, on=today() - timedelta(days=7), document="", **ALL)
    return [entry.idea for entry in entries]


def test_it_names_an_idea_of_its_woman_or_none(writing: None) -> None:
    woman, other = make_person("Lê Thị Mận"), make_person("Trần Thị Hai")
    hers, others = honoured(woman, other)
    with pytest.raises(NotHerIdea):
        founded(woman, "Tổ sâm Báo", others)
    row = founded(woman, "Tổ sâm Báo", hers)
    assert row.idea_id == hers.id and founded(woman, "Tổ nón lá").idea_id is None
    with pytest.raises(NotHerIdea):
        correct_enterprise(row, told("Tổ", Origin(others.id, other.id)), row.unit, why="Nhầm", **ALL)
    assert (row.idea_id, row.name) == (hers.id, "Tổ sâm Báo")
    correct_enterprise(row, told("Tổ sâm Báo"), row.unit, why="Nhầm", **ALL)
    assert row.idea_id is None
    details = session.query(AuditEntry).filter_by(action="enterprise.corrected").one().details
    assert details["before"] == {"idea_id": hers.id} and details["after"] == {"idea_id": None}
    row.idea_id = others.id
    assert list(ideas_are_of_their_founders()) == [
        f"enterprise {row.id}: idea {others.id} is of nobody who represents or founded it, or is not there"
    ]
    row.idea_id = None


def test_the_way_counts_what_names_an_idea_else_what_its_author_founded_since(writing: None) -> None:
    women = [make_person(name) for name in ("Lê Thị Một", "Lê Thị Hai", "Lê Thị Ba", "Lê Thị Bốn")]
    ideas = honoured(*women)
    scope = Scope((unit_of(BIEN_THUONG).path,))
    named = founded(women[0], "Tổ một", ideas[0], days=90)
    founded(women[1], "Tổ hai", days=5)
    founded(women[2], "Tổ ba", days=90)
    found = {
        way.idea.id: (way.founded_by, [row.name for row in way.founded]) for way in list_ways(scope, FOUNDED).items
    }
    assert found == {ideas[0].id: (NAMED, ["Tổ một"]), ideas[1].id: (LATER, ["Tổ hai"])}
    assert count_ways(scope)[FOUNDED] == 2 and count_ways(Scope((unit_of(HAC_THANH).path,)))[FOUNDED] == 0
    void_enterprise(named, why="Nhầm", **ALL)
    assert count_ways(scope)[FOUNDED] == 1


def test_a_merge_that_is_undone_leaves_no_idea_of_another_woman(writing: None) -> None:
    woman, same = make_person("Lê Thị Mận"), make_person("Lê Thị Mận")
    (idea,) = honoured(same)
    founded(woman, "Tổ nón lá")
    by: dict[str, Any] = {"actor": Actor(OFFICER, 99), "scope": EVERYTHING}
    merge = merge_people(woman, same, {}, **by)
    row = founded(woman, "Tổ sâm Báo", idea)
    unmerge_people(merge, **by)
    assert row.idea_id is None and idea.person_id == same.id
    assert session.query(AuditEntry).filter_by(action="enterprise.idea_forgotten").count() == 1
