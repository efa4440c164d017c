"""Merging and un-merging as a machine of states: whatever is done in whatever order, nothing is lost, each role goes
with its woman and comes back to her, and every figure is what is counted by hand.

What is expected is kept beside the database in plain Python: whose each row is, and what each merge moved. The suite
plays the same few histories each time; `HISTORIES=500 pytest tests/programme/test_merging_machine.py` plays new ones.
"""

import contextlib
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import literal, select, union_all

from marketplace.association.endings import LEFT
from marketplace.association.models import CadrePost, Membership
from marketplace.association.posts import COMMITTEE_MEMBER, PRESIDENT
from marketplace.association.services import end_membership, give_post, record_membership, void_membership, void_post
from marketplace.contests.models import Contest, Idea
from marketplace.contests.services import Told, enter_idea
from marketplace.core.clock import today
from marketplace.core.db import Base, session, writing
from marketplace.core.errors import Conflict, Invalid, NotAllowed
from marketplace.core.promises import all_promises
from marketplace.enterprises.enterprise_kinds import COOPERATIVE, ENTERPRISE, FOUNDER, OWNER
from marketplace.enterprises.models import Enterprise, EnterprisePart
from marketplace.enterprises.services import (
    Facts,
    Origin,
    PartFacts,
    add_part,
    record_enterprise,
    void_enterprise,
    void_part,
)
from marketplace.honours.models import Honour
from marketplace.honours.services import note_consent, note_withdrawal, record_honour, revoke_honour
from marketplace.people.models import Consent, Person, SealedTrait
from marketplace.people.purposes import keeping
from marketplace.people.queries import ids_of_records, person_now
from marketplace.people.services import keep_sensitive, rename_person, say_consent, withdraw_consent
from marketplace.people.traits import DISABILITY, ETHNICITY, KINDS
from marketplace.programme.errors import CannotMerge, CannotUnmerge, NotChosen
from marketplace.programme.models import PersonMerge, SupportRecord
from marketplace.programme.periods import span
from marketplace.programme.queries import get_programme, roles_of, tallies
from marketplace.programme.queries.references import MOVES, TRAITS
from marketplace.programme.registries import INDICATORS
from marketplace.programme.services import count_for, merge_people, record_support, unmerge_people, void_support
from marketplace.programme.shape import STATES, Place
from marketplace.training.models import Enrolment, TrainingClass
from marketplace.training.services import call_roll, enrol, void_enrolment
from marketplace.training.topics import PRESENT
from tests.builders import BIEN_THUONG, HAC_THANH, make_person, make_product, make_seller, make_shop, unit_of
from tests.contests.making import make_contest
from tests.honours_made import TOLD
from tests.programme.making import make_granted, make_mentor, make_visit
from tests.programme.test_counted_by_hand import counted
from tests.training.making import ALL, first_session, make_class

HISTORIES = int(os.environ.get("HISTORIES", "0"))
PROMISES = ("E1", "E2", "E3", "E4", "R1", "V1", "H1", "P1")
SAID = ("full_name", "birth_year", "phone", "area_code", "address_line")
SEALED = f"{TRAITS}.person_id"
MAY_CHANGE = {"enterprise": {"idea_id"}, "consent": {"withdrawn_at"}}  # when one becomes two again
TABLES = sorted({name.partition(".")[0] for name in MOVES})
WHOSE = {name.partition(".")[2] for name in MOVES} | {"sealed", "row_seal", "updated_at"}
WHY: Any = {"why": "ghi nhầm", **ALL}
REFUSED = (Conflict, Invalid, NotAllowed)
Write = Callable[[Person, int, bool], None]
Row = tuple[str, int]  # «table.column», key
who, pick, chance = st.integers(0, 4), st.integers(0, 9), st.booleans()


@dataclass
class Done:
    """What is expected to come back when a merge is undone."""

    merge: PersonMerge
    moved: set[Row]
    said: dict[str, tuple[Any, Any]]  # of the kept record: before and after
    roles: dict[int, set[Row]] = field(default_factory=dict)


@cache
def _naming() -> Any:
    found = []
    for name in MOVES:
        table, _dot, column = name.partition(".")
        columns = Base.metadata.tables[table].c
        found.append(select(literal(name), columns.id, columns[column]).where(columns[column].is_not(None)))
    return union_all(*found)


def rows() -> dict[Row, int]:
    """Whose each row is, by table, column and key."""
    session.flush()
    return {(name, key): person for name, key, person in session.execute(_naming())}


def contents() -> dict[Row, dict[str, Any]]:
    """What else the rows say: all but whose they are, and what is sealed for whom they are of."""
    found: dict[Row, dict[str, Any]] = {}
    for name in TABLES:
        table = Base.metadata.tables[name]
        kept = [column for column in table.c if column.key not in WHOSE]
        for row in session.execute(table.select().with_only_columns(*kept)).mappings():
            found[name, row["id"]] = dict(row)
    return found


def roles(person_id: int) -> set[Row]:
    """Her roles as her page shows them."""
    hers = roles_of([person_id], ALL["scope"])[person_id]
    listed = (hers.memberships, hers.posts, hers.enrolments, hers.ideas, hers.honours, hers.shops, hers.enterprises)
    found = {(row.__tablename__, row.id) for each in listed for row in each}
    found |= {("seller", hers.seller.id)} if hers.seller else set()
    return found | {("supports", hers.supports), ("mentoring", hers.mentoring)}


def join(her: Person, number: int, is_so: bool) -> None:
    row = record_membership(her, unit_of((BIEN_THUONG, HAC_THANH)[number % 2]), began_on=date(2020, 1, 1), **ALL)
    if is_so:
        end_membership(row, ended_on=date(2024, 1, 1), why=LEFT, **ALL)


def lead(her: Person, number: int, is_so: bool) -> None:
    unit, post = unit_of((BIEN_THUONG, HAC_THANH)[number % 2]), PRESIDENT if is_so else COMMITTEE_MEMBER
    give_post(her, unit, post, **ALL)


def support(her: Person, number: int, is_so: bool) -> None:
    given_on = get_programme("2415").begins_on + timedelta(days=number % 2)
    told: Any = {"kind": "loan" if is_so else "advice", "given_on": given_on}
    record_support(get_programme("2415"), her, unit_of(BIEN_THUONG), **told, **ALL)


def attend(her: Person, number: int, is_so: bool) -> None:
    row = session.query(TrainingClass).order_by(TrainingClass.id).all()[number % 2]
    line = enrol(row, her, **ALL)
    if is_so:
        there = session.query(Enrolment).filter_by(class_id=row.id, voided_at=None)
        marks = {each.id: PRESENT for each in there if each.first_came_on}
        call_roll(row, first_session(row), {**marks, line.id: PRESENT}, **ALL)


def think(her: Person, number: int, is_so: bool) -> None:
    told = Told(f"Trà sâm {number % 3}", "food")
    entered_on = today() - timedelta(days=21)
    enter_idea(session.query(Contest).one(), her, unit_of(BIEN_THUONG), told, entered_on=entered_on, **ALL)


def found(her: Person, number: int, is_so: bool) -> None:
    idea = session.query(Idea).filter_by(person_id=person_now(her).id).first()
    origin = Origin(idea.id, idea.person_id) if idea else None
    told: Any = {"charter_capital_dong": 1000, "origin": origin}
    facts = Facts(f"Cơ sở {number % 3}", ENTERPRISE if is_so else COOPERATIVE, True, date(2026, 3, 1), **told)
    row = record_enterprise(facts, her, unit_of(BIEN_THUONG), share=4000, **ALL)
    count_for("enterprise", row.id, [get_programme("2415")], actor=ALL["actor"])


def join_enterprise(her: Person, number: int, is_so: bool) -> None:
    if (row := any_of(Enterprise, number)) is not None:
        add_part(row, her, PartFacts(FOUNDER) if is_so else PartFacts(OWNER, share=3000), **ALL)


def be_honoured(her: Person, number: int, is_so: bool) -> None:
    row = record_honour(unit_of("38"), her, **TOLD | {"decision_number": f"{number}/QĐ"}, **ALL)
    if is_so:
        note_consent(row, **ALL)


def be_financed(her: Person, number: int, is_so: bool) -> None:
    make_granted(her, paid=10_000)


def other_of(number: int) -> Person:
    return session.query(Person).order_by(Person.id).all()[number % 5]


def stand_by(her: Person, number: int, is_so: bool) -> None:
    other = other_of(number)
    make_mentor(her, other) if is_so else make_visit(her, other)


def tell(her: Person, number: int, is_so: bool) -> None:
    woman, kind = person_now(her), ETHNICITY if is_so else DISABILITY
    say_consent(woman, kind, str(number % 2), "paper", actor=ALL["actor"])
    keep_sensitive(woman, kind, "none" if kind == DISABILITY else "muong", actor=ALL["actor"])


WRITTEN: tuple[Write, ...] = (
    *(join, lead, support, attend, think, found, join_enterprise, be_honoured, be_financed, stand_by, tell),
)
TAKEN_BACK: dict[Any, Any] = {
    Membership: void_membership,
    CadrePost: void_post,
    SupportRecord: void_support,
    Enrolment: void_enrolment,
    EnterprisePart: void_part,
    Enterprise: void_enterprise,
}


def any_of(model: Any, number: int) -> Any:
    """A row of a table that was not taken back, or None."""
    there = session.query(model).filter(model.voided_at.is_(None)).order_by(model.id).all()
    return there[number % len(there)] if there else None


def take_back(her: Person, number: int, is_so: bool) -> None:
    model = list(TAKEN_BACK)[number % len(TAKEN_BACK)]
    if (row := any_of(model, number + is_so)) is not None:
        TAKEN_BACK[model](row, **WHY)


def take_an_honour_back(her: Person, number: int, is_so: bool) -> None:
    for row in session.query(Honour).filter_by(revoked_at=None).limit(1):
        revoke_honour(row, **WHY) if is_so else note_withdrawal(row, **ALL)


def withdraw(her: Person, number: int, is_so: bool) -> None:
    withdraw_consent(person_now(her), keeping(ETHNICITY if is_so else DISABILITY))


def correct(her: Person, number: int, is_so: bool) -> None:
    woman = person_now(her)
    rename_person(woman, ("Lê Thị Mận", "Lê Thị Mượt")[is_so])
    woman.birth_year = (None, 1980, 1981)[number % 3]


CHANGED: tuple[Write, ...] = (take_back, take_back, take_an_honour_back, withdraw, correct)


class Register(RuleBasedStateMachine):
    """A few records, of which any two may turn out to be one woman, or two after all."""

    def __init__(self) -> None:
        super().__init__()
        seller = make_seller("Hoàng Thị Bưởi")
        self.women = [
            make_person("Lê Thị Mận", area_code=BIEN_THUONG),
            make_person("Lê Mận", phone="+84912345678", birth_year=1980),
            make_person("Lê Thị Mượt", phone="+84912345679", area_code=HAC_THANH, address_line="Thôn 3"),
            make_person("Lê Mượt", birth_year=1981),
            seller.person,
        ]
        make_product(shop=make_shop("Bưởi chị Hoàng", seller=seller))
        for row in (make_class(), make_class(today() - timedelta(days=20), title="An toàn trên mạng")):
            count_for("training_class", row.id, [get_programme("2415")], actor=ALL["actor"])
        make_contest()
        self.standing: list[Done] = []
        self.leads: dict[int, int] = {}
        self.whose = rows()
        self.is_to_be_checked = False

    def teardown(self) -> None:
        self.what_is_promised_holds()
        session.rollback()

    def now(self, person_id: int) -> int:
        """Who a record is today, by what was done here."""
        while person_id in self.leads:
            person_id = self.leads[person_id]
        return person_id

    @rule(some=st.lists(st.tuples(st.sampled_from(WRITTEN), who, pick, chance), min_size=1, max_size=4))
    def write(self, some: list[tuple[Write, int, int, bool]]) -> None:
        them = set()
        for what, woman, number, is_so in some:
            with contextlib.suppress(*REFUSED), session.begin_nested():
                what(self.women[woman], number, is_so)
            them |= {self.now(self.women[woman].id), *([self.now(other_of(number).id)] if what is stand_by else [])}
        new = {row: person for row, person in rows().items() if row not in self.whose}
        assert set(new.values()) <= them
        self.whose |= new

    @rule(what=st.sampled_from(CHANGED), woman=who, number=pick, is_so=chance)
    def change(self, what: Write, woman: int, number: int, is_so: bool) -> None:
        with contextlib.suppress(*REFUSED), session.begin_nested():
            what(self.women[woman], number, is_so)
        there = rows()
        gone = self.whose.keys() - there.keys()
        assert {name for name, _key in gone} <= ({SEALED} if what is withdraw else set())
        self.whose = {row: person for row, person in self.whose.items() if row not in gone}

    @rule(one=who, other=who, is_so=chance, is_wrong=chance)
    def merge(self, one: int, other: int, is_so: bool, is_wrong: bool) -> None:
        there = self.women if is_wrong else [each for each in self.women if each.id not in self.leads]
        kept, merged = there[one % len(there)], there[(one + other) % len(there)]
        stays = dict.fromkeys(("full_name", "birth_year", "phone", "email", "home"), (merged, kept)[is_so].id)
        before, said = contents(), {name: [getattr(each, name) for each in (kept, merged)] for name in SAID}
        hers = {person.id: roles(person.id) for person in (kept, merged)}
        try:
            merge = merge_people(kept, merged, stays, **ALL)
        except (CannotMerge, NotChosen):
            assert rows() == self.whose and contents() == before
            return
        assert contents() == before and [getattr(merged, name) for name in SAID] == [s[1] for s in said.values()]
        stayed = {row for row, person in rows().items() if person == merged.id}
        assert {name for name, _key in stayed} <= {SEALED}  # of a kind of which the other has her own
        moved = {row for row, person in self.whose.items() if person == merged.id} - stayed
        self.whose |= dict.fromkeys(moved, kept.id)
        self.leads[merged.id] = kept.id
        self.standing.append(Done(merge, moved, {n: (s[0], getattr(kept, n)) for n, s in said.items()}, hers))

    @precondition(lambda self: self.standing)
    @rule(number=pick, is_wrong=chance)
    def unmerge(self, number: int, is_wrong: bool) -> None:
        done = self.standing[number % len(self.standing) if is_wrong else -1]
        kept, merged = done.merge.kept_id, done.merge.merged_id
        before, said = contents(), {name: getattr(done.merge.kept, name) for name in SAID}
        hers = roles(self.now(kept))
        is_last = max(each.merge.id for each in self.standing if each.merge.kept_id == kept) == done.merge.id
        try:
            unmerge_people(done.merge, **ALL)
        except CannotUnmerge:
            assert not is_last or kept in self.leads
            return
        assert is_last and kept not in self.leads
        self.standing.remove(done)
        del self.leads[merged]
        self.whose |= {row: merged for row in done.moved if self.whose.get(row) == kept}
        theirs = {row: person for row, person in rows().items() if row[0] == SEALED and person in (kept, merged)}
        self.whose |= theirs  # a fact goes with the consent that it rests on
        for name, (was, became) in done.said.items():
            assert getattr(done.merge.kept, name) == (was if said[name] == became else said[name])
        self._nothing_is_lost(before)
        self._roles_are_hers_again(done, hers)
        self.is_to_be_checked = True

    def _nothing_is_lost(self, before: dict[Row, dict[str, Any]]) -> None:
        """An idea that is another woman's is named no more, a consent that was replaced meanwhile lives again."""
        after = contents()
        assert after.keys() == before.keys()
        for row, said in before.items():
            assert {name for name in said if after[row][name] != said[name]} <= MAY_CHANGE.get(row[0], set())

    def _roles_are_hers_again(self, done: Done, hers: set[Row]) -> None:
        """Those of before the merge that were not taken back since, and what came since with the kept record."""
        counts = ("supports", "mentoring")
        once = {key: {role for role in of if role in hers and role[0] not in counts} for key, of in done.roles.items()}
        for key, before in once.items():
            now = {role for role in roles(key) if role[0] not in counts}
            assert before <= now
            since = now - before
            assert not since if key == done.merge.merged_id else since <= hers

    @invariant()
    def each_row_is_whose_it_should_be(self) -> None:
        assert rows() == self.whose
        assert [person_now(each).id for each in self.women] == [self.now(each.id) for each in self.women]

    @precondition(lambda self: self.is_to_be_checked)
    @invariant()
    def what_is_promised_holds(self) -> None:
        """Looked at whenever one became two again, and at the end while others are still one."""
        self.is_to_be_checked = False
        assert [line for each in all_promises() if each.id in PROMISES for line in each.in_full()] == []
        programme, path = get_programme("2415"), unit_of("38").path
        plugs, days = (
            [plug for plug in INDICATORS.all().values() if plug.counting not in STATES],
            span(programme.begins_on, today()),
        )
        told = tallies(programme, plugs, Place(path), {"": days})
        for plug in plugs:
            assert told[plug.code][""].figure(plug) == counted(plug, programme, path, days), plug.code
        live = {row.person_id for row in session.query(SupportRecord).filter_by(voided_at=None)}
        assert told["women_supported"][""].women == len(live)

    @invariant()
    def sensitive_facts_rest_on_consent(self) -> None:
        live = session.query(Consent.person_id, Consent.purpose).filter(Consent.withdrawn_at.is_(None)).all()
        for trait in session.query(SealedTrait).filter(SealedTrait.kind.in_(KINDS)):
            hers = ids_of_records(self.now(trait.person_id))
            assert any((key, keeping(trait.kind)) in live for key in hers), (trait.kind, trait.person_id)


@pytest.mark.thorough
def test_whatever_is_done_in_whatever_order(app: Flask) -> None:
    machine = Register if HISTORIES else seed(4)(Register)
    how = settings(
        max_examples=HISTORIES or 5,
        stateful_step_count=25,
        deadline=None,
        database=None,
        phases=[Phase.generate],  # a history is read more quickly than it is shortened
        suppress_health_check=list(HealthCheck),
    )
    token = writing.set(True)  # as in a transaction, which each history rolls back
    try:
        run_state_machine_as_test(machine, settings=how)
    finally:
        writing.reset(token)
        session.rollback()
