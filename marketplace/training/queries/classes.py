"""Reading classes, each list narrowed to a territory, with how many have a place, wait and came."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import case, func, select, tuple_
from sqlalchemy.orm import contains_eager, selectinload

from marketplace.association.scope import EVERYTHING, Scope
from marketplace.core.db import session
from marketplace.core.errors import NotFound
from marketplace.core.folding import folded_words
from marketplace.core.paging import Page, decode_cursor, encode_cursor
from marketplace.training.models import Attendance, ClassSession, ClassTrainer, Enrolment, SignedSheet, TrainingClass

PAGE = 25
MOST_LOOKED_THROUGH = 400  # classes whose titles are compared with what somebody typed


@dataclass(frozen=True)
class Counts:
    """How many women have a place, wait, and came at least once; `attendances` counts each session (số lượt)."""

    seated: int = 0
    waiting: int = 0
    came: int = 0
    attendances: int = 0


def list_classes(
    scope: Scope, cursor: str | None = None, *, status: str = "", topic: str = "", text: str = ""
) -> Page[TrainingClass]:
    """The classes of a territory, the latest first, by state, topic or words of the title."""
    rows = select(TrainingClass).where(scope.allows(TrainingClass.unit_id))
    if status:
        rows = rows.where(TrainingClass.status == status)
    if topic:
        rows = rows.where(TrainingClass.topic == topic)
    latest_first = rows.order_by(TrainingClass.begins_on.desc(), TrainingClass.id.desc())
    if after := _place(cursor):
        latest_first = latest_first.where(tuple_(TrainingClass.begins_on, TrainingClass.id) < tuple_(*after))
    latest_first = latest_first.options(selectinload(TrainingClass.trainers))
    words = folded_words(text)
    found = list(session.scalars(latest_first.limit(MOST_LOOKED_THROUGH if words else PAGE + 1)))
    fitting = [row for row in found if set(words) <= set(folded_words(f"{row.title} {row.unit.name} {row.place}"))]
    if len(fitting) <= PAGE:
        return Page(fitting)
    last = fitting[PAGE - 1]
    return Page(fitting[:PAGE], encode_cursor(last.begins_on.isoformat(), last.id))


def _place(cursor: str | None) -> tuple[date, int] | None:
    keys = decode_cursor(cursor, (str, int))
    try:
        return (date.fromisoformat(keys[0]), keys[1]) if keys else None
    except ValueError:
        return None  # not a cursor of ours


def get_class(code: str, scope: Scope) -> TrainingClass:
    """A class by its code within a territory; NotFound outside it."""
    return _found(select(TrainingClass).where(TrainingClass.code == code, scope.allows(TrainingClass.unit_id)), code)


def get_class_by_key(class_id: int, scope: Scope) -> TrainingClass:
    """A class by key within a territory; NotFound outside it."""
    rows = select(TrainingClass).where(TrainingClass.id == class_id, scope.allows(TrainingClass.unit_id))
    return _found(rows, str(class_id))


def lock_class(code: str, scope: Scope = EVERYTHING) -> TrainingClass:
    """A class of a territory, locked: who has a place is decided by one at a time."""
    rows = select(TrainingClass).where(TrainingClass.code == code, scope.allows(TrainingClass.unit_id))
    return _found(rows.with_for_update(of=TrainingClass).execution_options(populate_existing=True), code)


def _found(rows: Any, named: str) -> TrainingClass:
    row: TrainingClass | None = session.scalar(rows.limit(1))
    if row is None:
        raise NotFound(training_class=named)
    return row


def is_code_taken(code: str) -> bool:
    """Whether a class has this code."""
    return session.scalar(select(TrainingClass.id).where(TrainingClass.code == code)) is not None


def counts_of(class_ids: Iterable[int]) -> dict[int, Counts]:
    """The counts of some classes, by key; two statements."""
    ids = list(class_ids)
    standing = (Enrolment.class_id.in_(ids), Enrolment.voided_at.is_(None))
    seated = case((Enrolment.seated_at.is_not(None) & Enrolment.withdrawn_at.is_(None), 1), else_=0)
    waiting = case((Enrolment.seated_at.is_(None) & Enrolment.withdrawn_at.is_(None), 1), else_=0)
    came = case((Enrolment.first_came_on.is_not(None), 1), else_=0)
    lists = select(Enrolment.class_id, *(func.sum(each) for each in (seated, waiting, came))).where(*standing)
    found = {key: numbers for key, *numbers in session.execute(lists.group_by(Enrolment.class_id))}
    times = select(Enrolment.class_id, func.count()).join(Attendance, Attendance.enrolment_id == Enrolment.id)
    attended = dict(session.execute(times.where(*standing).group_by(Enrolment.class_id)).all())
    return {key: _counts(found.get(key, (0, 0, 0)), attended.get(key, 0)) for key in ids}


def _counts(numbers: Sequence[int], attendances: int) -> Counts:
    seated, waiting, came = map(int, numbers)
    return Counts(seated, waiting, came, attendances)


def get_session(row: TrainingClass, session_id: int) -> ClassSession:
    """A session of a class; NotFound where it has none of that key."""
    found = session.scalar(
        select(ClassSession).where(ClassSession.id == session_id, ClassSession.class_id == row.id).limit(1)
    )
    if found is None:
        raise NotFound(session=session_id)
    return found


def sessions_on(day: date, scope: Scope) -> list[ClassSession]:
    """The sessions of a territory's classes on a day, each with its class, in order of time."""
    rows = select(ClassSession).join(TrainingClass, TrainingClass.id == ClassSession.class_id)
    rows = rows.where(ClassSession.held_on == day, scope.allows(TrainingClass.unit_id))
    rows = rows.options(contains_eager(ClassSession.training_class))
    return list(session.scalars(rows.order_by(TrainingClass.id, ClassSession.begins, ClassSession.id)))


def list_sessions(row: TrainingClass) -> list[ClassSession]:
    """The sessions of a class in order of time, with their signed sheets."""
    rows = select(ClassSession).where(ClassSession.class_id == row.id).options(selectinload(ClassSession.sheets))
    return list(session.scalars(rows.order_by(ClassSession.held_on, ClassSession.begins, ClassSession.id)))


def marks_of_session(held: ClassSession) -> dict[int, Attendance]:
    """Who was in a session, by the key of her enrolment."""
    rows = select(Attendance).where(Attendance.session_id == held.id)
    return {row.enrolment_id: row for row in session.scalars(rows)}


def count_marks(class_id: int) -> dict[int, int]:
    """How many were in each session of a class, by its key."""
    rows = select(Attendance.session_id, func.count()).join(Enrolment, Enrolment.id == Attendance.enrolment_id)
    rows = rows.where(Enrolment.class_id == class_id, Enrolment.voided_at.is_(None))
    return dict(session.execute(rows.group_by(Attendance.session_id)).all())


def first_days(class_id: int) -> dict[int, date]:
    """The first day on which each came who came at all, by the key of her enrolment; one statement."""
    rows = select(Attendance.enrolment_id, func.min(ClassSession.held_on))
    rows = rows.join(ClassSession, ClassSession.id == Attendance.session_id).where(ClassSession.class_id == class_id)
    return dict(session.execute(rows.group_by(Attendance.enrolment_id)).all())


def has_attendance(class_id: int) -> bool:
    """Whether somebody who counts is written down as having come."""
    came = select(Enrolment.id).where(Enrolment.class_id == class_id, Enrolment.first_came_on.is_not(None))
    return session.scalar(came.where(Enrolment.voided_at.is_(None)).limit(1)) is not None


def get_sheet(row: TrainingClass, sheet_id: int) -> SignedSheet:
    """A signed sheet of a class; NotFound where it has none of that key."""
    rows = select(SignedSheet).join(ClassSession, ClassSession.id == SignedSheet.session_id)
    found = session.scalar(rows.where(SignedSheet.id == sheet_id, ClassSession.class_id == row.id).limit(1))
    if found is None:
        raise NotFound(sheet=sheet_id)
    return found


def list_trainers(class_ids: Iterable[int]) -> list[ClassTrainer]:
    """Who taught some classes."""
    return list(session.scalars(select(ClassTrainer).where(ClassTrainer.class_id.in_(list(class_ids)))))
