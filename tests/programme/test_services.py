"""Recording support once, taking it back, targets and starting figures, finding a woman of another territory."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from marketplace.association.scope import EVERYTHING, Scope
from marketplace.audit.models import AuditEntry
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.errors import Conflict, Invalid, NotAllowed, TooMany
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from marketplace.programme.errors import AlreadyRecorded, OutsideProgramme
from marketplace.programme.models import Baseline, Programme, SupportRecord, Target
from marketplace.programme.periods import year_of
from marketplace.programme.queries import get_programme, value_of
from marketplace.programme.registries import INDICATORS
from marketplace.programme.services import (
    LOOK_UPS_AN_HOUR,
    BaselineValue,
    Giving,
    drop_baseline,
    look_up_by_phone,
    record_support,
    set_baseline,
    set_target,
    void_support,
)
from marketplace.programme.shape import Place
from tests.builders import BIEN_THUONG, HAC_THANH, make_officer, make_person, unit_of

BY: Any = {"actor": Actor(OFFICER, 1), "scope": EVERYTHING}


def the_programme() -> Programme:
    return get_programme("2415")


def give(to: str, scope_of: str, giving: Giving = Giving("KH", date(2026, 1, 1)), value: int = 5) -> Target:
    scope = Scope(paths=(unit_of(scope_of).path,))
    by: Any = BY | {"scope": scope}
    return set_target(get_programme("2415"), "women_supported", unit_of(to), 2026, value, giving=giving, **by)


def support(person: Person, on: date | None = None, kind: str = "training") -> SupportRecord:
    return record_support(
        get_programme("2415"),
        person,
        unit_of(BIEN_THUONG),
        kind=kind,
        given_on=on or date(today().year, 1, 1),
        **BY,
    )


def women_supported() -> int:
    place = Place(unit_of("38").path)
    return value_of(INDICATORS.get("women_supported"), get_programme("2415"), place, year_of(today()))


def entries(action: str) -> list[AuditEntry]:
    return session.query(AuditEntry).filter_by(action=action).order_by(AuditEntry.id).all()


@pytest.mark.usefixtures("app")
class TestRecording:
    def test_the_same_support_is_recorded_once(self) -> None:
        with transaction():
            woman = make_person()
            row = support(woman)
        with pytest.raises(AlreadyRecorded) as refused, transaction():
            support(woman)
        assert refused.value.record_id == row.id
        assert women_supported() == 1 and len(entries("support.recorded")) == 1

    def test_the_database_itself_refuses_a_second_live_record(self) -> None:
        with transaction():
            row = support(make_person())
        facts = {name: getattr(row, name) for name in ("programme_id", "person_id", "unit_id", "kind", "given_on")}
        with pytest.raises(IntegrityError), transaction():
            session.add(SupportRecord(**facts))
        assert session.query(SupportRecord).count() == 1

    def test_after_taking_back_the_same_support_may_be_recorded_anew(self) -> None:
        with transaction():
            row = support(make_person())
        with transaction():
            void_support(session.get_one(SupportRecord, row.id), why="ghi nhầm số tiền", **BY)
        with transaction():
            support(session.get_one(Person, row.person_id))
        assert women_supported() == 1 and session.query(SupportRecord).count() == 2

    def test_a_day_outside_the_programme_is_refused(self) -> None:
        with transaction():
            woman = make_person()
        with pytest.raises(OutsideProgramme), transaction():
            support(woman, on=date(2025, 12, 31))

    def test_an_officer_of_another_unit_is_refused_and_nothing_changes(self) -> None:
        with transaction():
            officer, woman = make_officer(HAC_THANH), make_person()
        scope = Scope(paths=(unit_of(HAC_THANH).path,))
        with pytest.raises(NotAllowed), transaction():
            record_support(
                get_programme("2415"),
                woman,
                unit_of(BIEN_THUONG),
                kind="training",
                given_on=today(),
                actor=Actor(OFFICER, officer.id),
                scope=scope,
            )
        assert women_supported() == 0

    def test_taking_back_twice_is_refused(self) -> None:
        with transaction():
            row = support(make_person())
        with transaction():
            void_support(session.get_one(SupportRecord, row.id), why="nhầm", actor=Actor(OFFICER, 1), scope=EVERYTHING)
        with pytest.raises(Conflict), transaction():
            void_support(session.get_one(SupportRecord, row.id), why="nhầm", actor=Actor(OFFICER, 1), scope=EVERYTHING)

    def test_a_target_is_set_and_changed(self) -> None:
        for value in (10, 12):
            with transaction():
                target = set_target(
                    get_programme("2415"),
                    "women_supported",
                    unit_of("38"),
                    2026,
                    value,
                    giving=Giving("KH 12/KH-BTV", today(), "Hội LHPN Việt Nam"),
                    **BY,
                )
        assert (target.value, target.given_by, target.given_on) == (12, "Hội LHPN Việt Nam", today())

    def test_the_level_above_gives_and_its_name_stands_there(self) -> None:
        """In the trail too, with the document and its day (8.4)."""
        day = date(2026, 1, 15)
        with transaction():
            target = give(BIEN_THUONG, "38", Giving("KH 12/KH-BTV", day, "ai đó"))
        assert (target.source, target.given_by, target.given_on) == ("KH 12/KH-BTV", unit_of("38").name, day)
        [entry] = entries("target.set")
        told = {name: entry.details[name] for name in ("document", "giver", "given_on", "before", "after")}
        assert told == {
            "document": "KH 12/KH-BTV",
            "giver": unit_of("38").name,
            "given_on": "15/01/2026",
            "before": None,
            "after": 5,
        }

    def test_a_unit_gives_itself_nothing_and_no_baseline(self) -> None:
        """Neither lowers its target nor writes where it began; nor does a neighbour (8.4)."""
        with transaction():
            give(BIEN_THUONG, "38")
        own = Scope(paths=(unit_of(BIEN_THUONG).path,))
        for scope_of in (BIEN_THUONG, HAC_THANH):
            with pytest.raises(NotAllowed), transaction():
                give(BIEN_THUONG, scope_of, value=1)
        figure = BaselineValue(1, 2025, "BC")
        for act in (
            lambda: set_baseline(
                the_programme(), "women_supported", unit_of(BIEN_THUONG), figure, **BY | {"scope": own}
            ),
            lambda: drop_baseline(the_programme(), "women_supported", unit_of(BIEN_THUONG), **BY | {"scope": own}),
        ):
            with pytest.raises(NotAllowed), transaction():
                act()
        assert [row.value for row in session.query(Target)] == [5] and session.query(Baseline).count() == 0

    @pytest.mark.parametrize(
        "giving",
        [Giving("", date(2026, 1, 1), "x"), Giving("KH", date(2100, 1, 1), "x"), Giving("KH", date(2026, 1, 1))],
    )
    def test_without_document_giver_or_day_there_is_no_target(self, giving: Giving) -> None:
        with pytest.raises(Invalid), transaction():
            give("38", "38", giving)
        assert session.query(Target).count() == 0


@pytest.mark.usefixtures("app")
class TestBaselines:
    def test_one_is_entered_changed_and_remembered(self) -> None:
        programme = get_programme("2415")
        for value in (82, 85):
            with transaction():
                set_baseline(programme, "women_supported", unit_of("38"), BaselineValue(value, 2025, "BC 7"), **BY)
        [row] = session.query(Baseline).all()
        assert (row.value, row.year, row.source, row.is_sample) == (85, 2025, "BC 7", False)
        assert [e.details.get("before") for e in entries("baseline.set")] == [None, "82 (2025, BC 7)"]

    @pytest.mark.parametrize(
        "figure",
        [
            BaselineValue(-1, 2025, "BC"),
            BaselineValue(1, 1999, "BC"),
            BaselineValue(1, 3000, "BC"),
            BaselineValue(1, 2025, ""),
        ],
    )
    def test_what_cannot_be_is_refused(self, figure: BaselineValue) -> None:
        with pytest.raises(Invalid), transaction():
            set_baseline(get_programme("2415"), "revenue", unit_of("38"), figure, **BY)
        assert session.query(Baseline).count() == 0

    def test_an_officer_of_another_unit_is_refused_and_nothing_changes(self) -> None:
        programme, scope = get_programme("2415"), Scope(paths=(unit_of(HAC_THANH).path,))
        with transaction():
            set_baseline(programme, "revenue", unit_of(BIEN_THUONG), BaselineValue(5, 2025, "BC"), **BY)
        stranger: Any = {"actor": Actor(OFFICER, 2), "scope": scope}
        with pytest.raises(NotAllowed), transaction():
            set_baseline(programme, "revenue", unit_of(BIEN_THUONG), BaselineValue(9, 2025, "BC"), **stranger)
        with pytest.raises(NotAllowed), transaction():
            drop_baseline(programme, "revenue", unit_of(BIEN_THUONG), **stranger)
        assert [row.value for row in session.query(Baseline)] == [5]

    def test_one_is_taken_away_once(self) -> None:
        programme = get_programme("2415")
        with transaction():
            set_baseline(programme, "revenue", unit_of("38"), BaselineValue(5, 2025, "BC"), **BY)
        for _ in range(2):
            with transaction():
                drop_baseline(programme, "revenue", unit_of("38"), **BY)
        assert session.query(Baseline).count() == 0 and len(entries("baseline.dropped")) == 1


@pytest.mark.usefixtures("app")
class TestLookUp:
    def test_every_find_is_in_the_trail(self) -> None:
        with transaction():
            woman = make_person("Lê Thị Xa", phone="+84912345678")
        with transaction():
            assert look_up_by_phone("+84912345678", actor=Actor(OFFICER, 1)) == [woman]
            assert look_up_by_phone("+84912345679", actor=Actor(OFFICER, 1)) == []
        assert [(e.subject_id, e.person_id) for e in entries("person.looked_up")] == [(woman.id, 1), (None, 1)]
        assert "912345" not in str([e.details for e in entries("person.looked_up")])

    def test_numbers_cannot_be_tried_through(self) -> None:
        with transaction():
            for _ in range(LOOK_UPS_AN_HOUR):
                look_up_by_phone("+84912345678", actor=Actor(OFFICER, 1))
        with pytest.raises(TooMany), transaction():
            look_up_by_phone("+84912345678", actor=Actor(OFFICER, 1))
        with transaction():
            look_up_by_phone("+84912345678", actor=Actor(OFFICER, 2))
