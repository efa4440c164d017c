"""Calling the roll of a session: who came, late or early gone, saved at once; the signed sheet kept beside it."""

from collections.abc import Iterable, Mapping

from marketplace.association.scope import Scope
from marketplace.audit.services import record
from marketplace.core.actors import Actor
from marketplace.core.clock import now, today
from marketplace.core.db import session
from marketplace.core.errors import Invalid, NotFound, require
from marketplace.core.events import publish
from marketplace.media.models import PrivateFile
from marketplace.training.errors import AlreadyCertified, ClassCancelled, ElsewhereThatDay, NotYet
from marketplace.training.events import AttendanceNoted
from marketplace.training.models import Attendance, ClassSession, Enrolment, SignedSheet, TrainingClass
from marketplace.training.policies import can_run_classes
from marketplace.training.queries import (
    certificates_of,
    first_days,
    has_attendance,
    list_enrolments,
    marks_of_session,
    present_elsewhere,
)
from marketplace.training.states import CANCELLED, PLANNED, RUNNING
from marketplace.training.topics import MARKS


def call_roll(row: TrainingClass, held: ClassSession, marks: Mapping[int, str], *, actor: Actor, scope: Scope) -> int:
    """Write down who was in a session: enrolment's key → mark; who has no mark was absent. Returns how many came.

    The whole list at once, so that sending it again changes nothing. Somebody who waits and came gets a place: the
    officer who ticks her says so. ClassCancelled, NotYet, ElsewhereThatDay, AlreadyCertified; NotFound for a line of
    another class.
    """
    require(can_run_classes(scope, row.unit))
    require_taught(row, held)
    people = {one.id: one for one in list_enrolments(row) if one.withdrawn_at is None}
    _require_sound(marks, people)
    known = {key: mark for key, mark in marks_of_session(held).items() if key in people}
    gone, changed = known.keys() - marks.keys(), {key for key, mark in marks.items() if _says_else(known, key, mark)}
    _require_not_certified(gone)
    require_not_elsewhere(held, [people[key] for key in marks.keys() - known.keys()], row)
    for key in gone:
        session.delete(known[key])
    for key in changed:
        _note(people[key], held, marks[key], known.get(key), actor)
    is_new = bool(gone or changed) or held.called_at is None
    session.flush()
    if is_new:
        write_down(row, held, [people[key] for key in gone | changed], len(marks), actor)
    return len(marks)


def keep_sheet(row: TrainingClass, held: ClassSession, file: PrivateFile, *, actor: Actor, scope: Scope) -> SignedSheet:
    """Keep the photo of a signed list beside a session; the same photo twice is one."""
    require(can_run_classes(scope, row.unit))
    if row.status == CANCELLED:
        raise ClassCancelled()
    known = next((sheet for sheet in held.sheets if sheet.private_file_id == file.id), None)
    if known is not None:
        return known
    sheet = SignedSheet(session_id=held.id, private_file_id=file.id, kept_by=actor.person_id)
    held.sheets.append(sheet)
    session.flush()
    record("training_class.sheet_kept", "training_class", row.id, by=actor, details={"on": str(held.held_on)})
    return sheet


def require_taught(row: TrainingClass, held: ClassSession) -> None:
    """ClassCancelled, or NotYet: nobody can have been there."""
    if row.status == CANCELLED:
        raise ClassCancelled()
    if held.held_on > today():
        raise NotYet(on=held.held_on)


def _require_sound(marks: Mapping[int, str], people: Mapping[int, Enrolment]) -> None:
    if strangers := marks.keys() - people.keys():
        raise NotFound(enrolment=min(strangers))
    if not set(marks.values()) <= set(MARKS):
        raise Invalid(field="mark")


def _require_not_certified(gone: Iterable[int]) -> None:
    if certified := certificates_of(gone):
        raise AlreadyCertified(certificate=next(iter(certified.values())))


def require_not_elsewhere(held: ClassSession, came: list[Enrolment], row: TrainingClass) -> None:
    """ElsewhereThatDay, where somebody was in a class of another place at the time of a session."""
    by_person = {one.person_id: one for one in came}
    there = present_elsewhere(held, list(by_person), row.unit) if by_person else []
    if there:
        raise ElsewhereThatDay(found=[(by_person[other.enrolment.person_id], other.enrolment) for other in there])


def _says_else(known: Mapping[int, Attendance], key: int, mark: str) -> bool:
    return key not in known or known[key].mark != mark


def _note(one: Enrolment, held: ClassSession, mark: str, known: Attendance | None, actor: Actor) -> None:
    if not one.is_seated:
        one.seated_at, one.is_extra = now(), True
    if known is None:
        known = Attendance(enrolment_id=one.id, session_id=held.id)
        session.add(known)
    known.mark, known.noted_at, known.noted_by = mark, now(), actor.person_id


def write_down(row: TrainingClass, held: ClassSession, touched: list[Enrolment], came: int, actor: Actor) -> None:
    """Say that the roll of a session was called, and what follows for those whose attendance is another now."""
    held.called_at, held.called_by = now(), actor.person_id
    details = {"on": str(held.held_on), "came": came}
    record("training_class.roll_called", "training_class", row.id, by=actor, details=details)
    retell(row, touched, actor)


def retell(row: TrainingClass, touched: Iterable[Enrolment], actor: Actor) -> None:
    """Let first days, the state of the class and the figures follow what was noted of some, or taken back."""
    first = first_days(row.id)
    for one in touched:
        session.expire(one, ["attendances"])
        one.first_came_on, one.came_noted_at = first.get(one.id), now()
    session.flush()
    _follow(row, actor)
    publish(AttendanceNoted(row.id))


def _follow(row: TrainingClass, actor: Actor) -> None:
    """A class runs from the first woman who came; it is planned again when that was a mistake."""
    if row.status == PLANNED and has_attendance(row.id):
        row.move_to(RUNNING, by=actor)
    elif row.status == RUNNING and not has_attendance(row.id):
        row.move_to(PLANNED, by=actor)
