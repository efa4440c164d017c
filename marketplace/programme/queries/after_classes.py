"""What came of classes: who scanned its code and began to list, listed within 30 days after it, sold within 90."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, func, select, union_all

from marketplace.association.scope import Scope
from marketplace.catalog.models import Product
from marketplace.core.clock import local_date
from marketplace.core.db import session
from marketplace.programme.models import OutcomeFact
from marketplace.programme.queries.outcomes import PRODUCT_LISTED, SALE
from marketplace.training.models import Attendance, ClassDraft, ClassSession, Enrolment, TrainingClass
from marketplace.training.states import TAUGHT_STATES
from marketplace.training.topics import FOR_WOMEN

LISTS_WITHIN, SELLS_WITHIN = timedelta(days=30), timedelta(days=90)
CAME, DRAFTED, LISTED, SOLD = STEPS = ("came", "drafted", "listed", "sold")


@dataclass(frozen=True)
class After:
    """One woman after one class to which she came: her last day there, and the Vietnamese days that followed.

    `drafted_on`: she began to list from the class's code; `listed_on` and `sold_on` only where they were in time,
    counted from her first day in the class to so many days after her last one.
    """

    enrolment_id: int
    class_id: int
    person_id: int
    came_on: date
    drafted_on: date | None = None
    listed_on: date | None = None
    sold_on: date | None = None

    def day_of(self, step: str) -> date | None:
        """When she took a step; None where she did not, or too late."""
        return {CAME: self.came_on, DRAFTED: self.drafted_on, LISTED: self.listed_on, SOLD: self.sold_on}[step]


@dataclass(frozen=True)
class Effect:
    """What came of several classes: how many different women came, drafted, listed in time, sold in time."""

    classes: int
    came: int
    drafted: int
    listed: int
    sold: int


def after_classes(class_ids: Iterable[int]) -> dict[int, After]:
    """Everybody who came to some classes, and what followed, by the key of her line; three statements."""
    keys = list(class_ids)
    last = func.max(ClassSession.held_on)
    lines = select(Enrolment.id, Enrolment.class_id, Enrolment.person_id, last).where(*_came_to(keys))
    lines = lines.join(Attendance, Attendance.enrolment_id == Enrolment.id)
    lines = lines.join(ClassSession, ClassSession.id == Attendance.session_id)
    lines = lines.group_by(Enrolment.id, Enrolment.class_id, Enrolment.person_id)
    found = {line[0]: After(*line) for line in session.execute(lines)}
    drafts = select(Enrolment.id, Product.created_at).join(ClassDraft, ClassDraft.enrolment_id == Enrolment.id)
    drafts = drafts.join(Product, Product.id == ClassDraft.product_id).where(*_came_to(keys))
    for key, begun_at in session.execute(drafts):
        found[key] = replace(found[key], drafted_on=local_date(begun_at))
    for key, kind, on in _first_outcomes(keys):
        after, within = found[key], SELLS_WITHIN if kind == SALE else LISTS_WITHIN
        if on <= after.came_on + within:
            found[key] = replace(after, sold_on=on) if kind == SALE else replace(after, listed_on=on)
    return found


def _first_outcomes(keys: list[int]) -> Iterator[tuple[int, str, date]]:
    """The first listing and the first sale since her first day in a class, by the key of her line.

    Where she scanned the code with an account that is not the record of the list, the outcomes of both are hers.
    """
    facts = (OutcomeFact.kind.in_((PRODUCT_LISTED, SALE)), OutcomeFact.cause == "")
    own = and_(OutcomeFact.person_id == Enrolment.person_id, *facts)
    scanned = and_(OutcomeFact.person_id == ClassDraft.person_id, *facts)
    whose = (Enrolment.id.label("line"), OutcomeFact.kind.label("kind"), OutcomeFact.happened_on.label("day"))
    later = (*_came_to(keys), OutcomeFact.happened_on >= Enrolment.first_came_on)
    of_record = select(*whose).join(OutcomeFact, own).where(*later)
    of_account = select(*whose).join(ClassDraft, ClassDraft.enrolment_id == Enrolment.id).join(OutcomeFact, scanned)
    of_account = of_account.where(*later, ClassDraft.person_id != Enrolment.person_id)
    both = union_all(of_record, of_account).subquery()
    rows = select(both.c.line, both.c.kind, func.min(both.c.day)).group_by(both.c.line, both.c.kind)
    yield from ((key, kind, on) for key, kind, on in session.execute(rows))


def _came_to(keys: list[int]) -> tuple[ColumnElement[bool], ...]:
    return Enrolment.class_id.in_(keys), Enrolment.voided_at.is_(None), Enrolment.first_came_on.is_not(None)


def list_taught(scope: Scope, since: date) -> list[TrainingClass]:
    """The classes for women of a territory that took place since a day, the latest first."""
    rows = select(TrainingClass).where(scope.allows(TrainingClass.unit_id), TrainingClass.begins_on >= since)
    rows = rows.where(TrainingClass.status.in_(TAUGHT_STATES), TrainingClass.audience == FOR_WOMEN)
    return list(session.scalars(rows.order_by(TrainingClass.begins_on.desc(), TrainingClass.id.desc())))


def effects_of(groups: Mapping[str, set[int]], after: Iterable[After]) -> dict[str, Effect]:
    """What came of groups of classes, by the key of each: different women, however many of its classes they were in."""
    of_class: dict[int, list[After]] = {}
    for each in after:
        of_class.setdefault(each.class_id, []).append(each)
    return {
        name: Effect(len(keys), *(len(women_at(step, keys, of_class)) for step in STEPS))
        for name, keys in groups.items()
    }


def women_at(step: str, keys: Iterable[int], of_class: Mapping[int, list[After]]) -> dict[int, After]:
    """Who took a step after one of some classes, by person: after which of them she did so first."""
    found: dict[int, After] = {}
    for each in (each for key in sorted(keys) for each in of_class.get(key, ())):
        day, known = each.day_of(step), found.get(each.person_id)
        if day is not None and (known is None or day < (known.day_of(step) or day)):
            found[each.person_id] = each
    return found
