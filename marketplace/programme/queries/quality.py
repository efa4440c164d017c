"""How well the records of a unit are kept: what is missing, what has no evidence, what was long left alone.

A check is one selection of things that should be in order, each with whether it is not (`is_fault`). The number, the
list behind it and the score of a unit are counted from the same selection. A new check is a function and a line.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, bindparam, case, cast, func, literal, null, select, union_all
from sqlalchemy.types import Integer

from marketplace.association.models import Membership, Unit
from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.paging import Page, decode_cursor, encode_cursor
from marketplace.people.models import Person
from marketplace.programme.models import Funding, FundingTranche, Mentorship, SupportVisit
from marketplace.programme.queries.figures import step_below
from marketplace.programme.queries.visits import stands
from marketplace.programme.shape import Place, RecordRef
from marketplace.training.models import ClassSession, Outreach, OutreachPhoto, SignedSheet, TrainingClass
from marketplace.training.queries import reached
from marketplace.training.states import DONE

LEFT_ALONE = 90  # days without a visit or call
PAGE = 25
WOMAN = "woman"  # the kind of a row that is a person's page


@dataclass
class Kept:
    """What was looked at and what of it is not in order, by check; `score` is the share in order, in percent."""

    looked: dict[str, int] = field(default_factory=dict)
    faults: dict[str, int] = field(default_factory=dict)

    @property
    def score(self) -> float | None:
        """100 × (looked at − faults) ÷ looked at, over all checks, rounded down to tenths; None of nothing."""
        looked, faults = sum(self.looked.values()), sum(self.faults.values())
        return 1000 * (looked - faults) // looked / 10 if looked else None


@dataclass(frozen=True)
class Fault:
    """A thing that is not in order: its record, whose it is, where, since when."""

    ref: RecordRef
    title: str
    person_id: str  # the public id, «» where it is of no woman
    unit_name: str
    on: date | None


def _members(lacks: Any) -> Select[Any]:
    rows = _told(WOMAN, Membership.id, Membership.unit_id, Person.full_name, Membership.began_on, lacks, Person.id)
    rows = rows.join(Person, Person.id == Membership.person_id)
    return rows.where(Membership.ended_on.is_(None), Membership.voided_at.is_(None), Person.merged_into_id.is_(None))


def _birth_years() -> Select[Any]:
    return _members(Person.birth_year.is_(None))


def _phones() -> Select[Any]:
    return _members(Person.phone.is_(None))


def _villages() -> Select[Any]:
    return _members(Person.address_line == "")


def _signed_sheets() -> Select[Any]:
    """Classes that are done, of which no signed list was photographed."""
    sheets = select(SignedSheet.id).join(ClassSession, ClassSession.id == SignedSheet.session_id)
    lacks = ~sheets.where(ClassSession.class_id == TrainingClass.id).exists()
    row = TrainingClass
    return _told("training_class", row.id, row.unit_id, row.title, row.begins_on, lacks).where(row.status == DONE)


def _outreach_photos() -> Select[Any]:
    lacks = ~select(OutreachPhoto.id).where(OutreachPhoto.outreach_id == Outreach.id).exists()
    return _outreach(lacks)


def _outreach_lists() -> Select[Any]:
    told: Any = reached().subquery("told")
    return _outreach(told.c.without_list > 0).join(told, told.c.outreach_id == Outreach.id)


def _outreach(lacks: Any) -> Select[Any]:
    rows = _told("outreach", Outreach.id, Outreach.unit_id, Outreach.place, Outreach.held_on, lacks)
    return rows.where(Outreach.voided_at.is_(None))


def _proofs() -> Select[Any]:
    """Money that was paid, of which no proof is kept."""
    row = FundingTranche
    told = (Funding.unit_id, Funding.idea, row.paid_on, row.proof_id.is_(None), Funding.person_id)
    rows = _told("funding_tranche", row.id, *told).join(Funding, Funding.id == row.funding_id)
    return rows.where(row.paid_on.is_not(None), Funding.voided_at.is_(None))


def _mentorships() -> Select[Any]:
    """Women who have a mentor since long enough, and whom nobody visited or called of late."""
    row = Mentorship
    lacks = ~_seen(row.woman_id)
    rows = _told("mentorship", row.id, row.unit_id, Person.full_name, row.began_on, lacks, row.woman_id)
    rows = rows.join(Person, Person.id == row.woman_id)
    return rows.where(*stands(), row.began_on < bindparam("long_ago"))


def _loans() -> Select[Any]:
    """Loans that are not paid back, whose women nobody visited or called of late."""
    row = Funding
    rows = _told("funding", row.id, row.unit_id, row.idea, row.decided_on, ~_seen(row.person_id), row.person_id)
    rows = rows.where(row.kind == "loan", row.status == "granted", row.voided_at.is_(None))
    return rows.where(row.decided_on < bindparam("long_ago"))


def _seen(person_id: Any) -> Any:
    visits = select(SupportVisit.id).where(SupportVisit.person_id == person_id, SupportVisit.voided_at.is_(None))
    return visits.where(SupportVisit.visited_on >= bindparam("long_ago")).exists()


def _told(kind: str, key: Any, unit_id: Any, title: Any, on: Any, is_fault: Any, person_id: Any = None) -> Select[Any]:
    whose = person_id if person_id is not None else cast(null(), Integer)
    told = {"ref_kind": literal(kind), "ref_id": key, "title": title, "on_day": on, "person_id": whose}
    told |= {"unit_id": unit_id, "place": Unit.path, "unit_name": Unit.name, "is_fault": case((is_fault, 1), else_=0)}
    return select(*(column.label(name) for name, column in told.items())).select_from(key.class_)


CHECKS: dict[str, Callable[[], Select[Any]]] = {
    "birth_year": _birth_years,
    "phone": _phones,
    "village": _villages,
    "signed_sheet": _signed_sheets,
    "outreach_photo": _outreach_photos,
    "outreach_list": _outreach_lists,
    "proof": _proofs,
    "mentorship": _mentorships,
    "loan": _loans,
}


def quality_of(unit: Unit) -> Kept:
    """How a unit and those below it are kept; one statement."""
    counted = []
    for code, rows in CHECKS.items():
        found: Any = _within(rows(), unit)
        counted.append(select(literal(code), func.count(), func.sum(found.c.is_fault)).select_from(found))
    kept = Kept()
    for code, looked, faults in session.execute(union_all(*counted), _days()):
        if looked:
            kept.looked[code], kept.faults[code] = int(looked), int(faults or 0)
    return kept


def quality_below(unit: Unit) -> dict[int, Kept]:
    """How each unit right below one is kept with those below it, by key; of units with nothing there is none."""
    counted = []
    for code, rows in CHECKS.items():
        found: Any = _within(rows(), unit)
        child = step_below(found.c.place, unit.path).label("child")
        numbers = (func.count(), func.sum(found.c.is_fault))
        counted.append(select(literal(code), child, *numbers).where(found.c.place != unit.path).group_by(child))
    kept: dict[int, Kept] = {}
    for code, step, looked, faults in session.execute(union_all(*counted), _days()):
        mine = kept.setdefault(int(step), Kept())
        mine.looked[code], mine.faults[code] = int(looked), int(faults or 0)
    return kept


def list_faults(code: str, unit: Unit, cursor: str | None = None) -> Page[Fault]:
    """What of a check is not in order in a unit and below it, in the order of keys."""
    found: Any = _within(CHECKS[code](), unit)
    rows: Any = select(found, Person.public_id).outerjoin(Person, Person.id == found.c.person_id)
    rows = rows.where(found.c.is_fault == 1).order_by(found.c.ref_id)
    if keys := decode_cursor(cursor, (int,)):
        rows = rows.where(found.c.ref_id > keys[0])
    listed = session.execute(rows.limit(PAGE + 1), _days()).all()
    faults = [
        Fault(RecordRef(row.ref_kind, row.ref_id), row.title or "", row.public_id or "", row.unit_name, row.on_day)
        for row in listed[:PAGE]
    ]
    return Page(faults, encode_cursor(listed[PAGE - 1].ref_id) if len(listed) > PAGE else None)


def _within(rows: Select[Any], unit: Unit) -> Any:
    rows = rows.join(Unit, Unit.id == rows.selected_columns.unit_id.element)
    return rows.where(Unit.path.like(Place(unit.path).pattern)).subquery("found")


def _days() -> dict[str, date]:
    return {"long_ago": today() - timedelta(days=LEFT_ALONE)}
