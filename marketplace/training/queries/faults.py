"""What speaks against the promises about classes."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import aliased

from marketplace.core.db import session
from marketplace.training.models import Attendance, ClassCertificate, ClassSession, Enrolment, TrainingClass
from marketplace.training.states import OPEN_STATES, TAUGHT_STATES


def faults_of_certificates() -> Iterator[str]:
    """Certificates that stand without anybody having come, and two that stand for one woman in one class."""
    came = select(Attendance.id).where(Attendance.enrolment_id == Enrolment.id).exists()
    rows = select(ClassCertificate.number).join(Enrolment, Enrolment.id == ClassCertificate.enrolment_id)
    rows = rows.where(ClassCertificate.revoked_at.is_(None), ~came | Enrolment.voided_at.is_not(None))
    for number in session.scalars(rows.order_by(ClassCertificate.id)):
        yield f"certificate {number} stands, but she is not written down as having come"


def faults_of_places() -> Iterator[str]:
    """More with a place than the capacity, a free place while somebody waits, and who was passed over."""
    stands = (Enrolment.voided_at.is_(None), Enrolment.withdrawn_at.is_(None))
    seated = case((Enrolment.seated_at.is_not(None), 1), else_=0)
    usual = case((and_(Enrolment.seated_at.is_not(None), Enrolment.is_extra.is_(False)), 1), else_=0)
    waiting = case((Enrolment.seated_at.is_(None), 1), else_=0)
    sums = [func.sum(each) for each in (usual, seated, waiting)]
    rows = select(TrainingClass.id, TrainingClass.capacity, TrainingClass.status, *sums)
    rows = rows.join(Enrolment, Enrolment.class_id == TrainingClass.id).where(*stands)
    rows = rows.group_by(TrainingClass.id, TrainingClass.capacity, TrainingClass.status)
    too_many, is_free = sums[0] > TrainingClass.capacity, and_(sums[1] < TrainingClass.capacity, sums[2] > 0)
    for key, capacity, status, many, all_seated, wait in session.execute(rows.having(too_many | is_free)):
        if many > capacity:
            yield f"class {key} has {many} places taken of {capacity}"
        elif status in OPEN_STATES:
            yield f"class {key} has {all_seated} places taken of {capacity} while {wait} wait"
    yield from _passed_over()


def _passed_over() -> Iterator[str]:
    first, later = aliased(Enrolment), aliased(Enrolment)
    earlier = (first.registered_at < later.registered_at) & (first.class_id == later.class_id)
    rows = select(first.class_id, first.id, later.id).join(later, earlier)
    rows = rows.where(first.seated_at.is_(None), later.seated_at.is_not(None), later.is_extra.is_(False))
    for each in (first, later):
        rows = rows.where(each.voided_at.is_(None), each.withdrawn_at.is_(None))
    for class_id, one, other in session.execute(rows.order_by(first.id, later.id).limit(100)):
        yield f"class {class_id}: enrolment {one} waits while {other}, registered later, has a place"


def faults_of_attendance() -> Iterator[str]:
    """Attendance of another class's session or of a class that did not take place; first days told otherwise."""
    rows = select(Attendance.id).join(Enrolment, Enrolment.id == Attendance.enrolment_id)
    strays = rows.join(ClassSession, ClassSession.id == Attendance.session_id)
    for key in session.scalars(strays.where(ClassSession.class_id != Enrolment.class_id).order_by(Attendance.id)):
        yield f"attendance {key} is of a session of another class"
    first = _first_day()
    told = select(Enrolment.id).where(Enrolment.first_came_on.is_distinct_from(first.scalar_subquery()))
    for key in session.scalars(told.order_by(Enrolment.id)):
        yield f"enrolment {key} tells another first day than its attendances"
    came = select(Enrolment.class_id).where(Enrolment.first_came_on.is_not(None), Enrolment.voided_at.is_(None))
    untaught = select(TrainingClass.id).where(TrainingClass.status.not_in(TAUGHT_STATES), TrainingClass.id.in_(came))
    for key in session.scalars(untaught.order_by(TrainingClass.id)):
        yield f"class {key} did not take place, but somebody came"


def _first_day() -> Any:
    rows = select(func.min(ClassSession.held_on)).join(Attendance, Attendance.session_id == ClassSession.id)
    return rows.where(Attendance.enrolment_id == Enrolment.id).correlate(Enrolment)
