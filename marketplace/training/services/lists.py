"""Entering many women at once in a class that was taught, as present, and taking back what a list entered.

Whoever brings the list in writes one entry of the audit trail for all of it and keeps which row entered what.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from marketplace.association.scope import Scope
from marketplace.core.actors import Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.errors import Conflict, require
from marketplace.people.models import Person
from marketplace.training.errors import ClassOver
from marketplace.training.models import Attendance, ClassSession, Enrolment, TrainingClass
from marketplace.training.policies import can_run_classes
from marketplace.training.queries import (
    attendances_of,
    calls_of,
    certified_ever,
    count_marks,
    count_seated,
    enrolments_by_key,
    list_sessions,
    lock_class,
    marks_of_session,
    standing_lines,
)
from marketplace.training.services.attending import require_not_elsewhere, require_taught, retell, write_down
from marketplace.training.services.enrolling import fill_free_places
from marketplace.training.states import OPEN_STATES
from marketplace.training.topics import BY_OFFICER, PRESENT

Noted = tuple[int, int]  # enrolment, session


@dataclass(frozen=True)
class Came:
    """What was entered of a woman who came: her line, whether it is new, and whether she was noted only now."""

    enrolment_id: int
    is_new: bool
    is_noted: bool


def record_came(
    row: TrainingClass, held: ClassSession, people: Sequence[Person], *, actor: Actor, scope: Scope
) -> list[Came]:
    """Enter women in the list of a class that is locked, as present in a session; who was noted before stays so.

    Who finds no place is taken beyond the capacity: she was there. ClassCancelled, NotYet, ClassOver where somebody is
    new, Conflict where somebody withdrew, ElsewhereThatDay.
    """
    require(can_run_classes(scope, row.unit))
    require_taught(row, held)
    lines = standing_lines(row.id, [person.id for person in people])
    if any(line.withdrawn_at is not None for line in lines.values()):
        raise Conflict(training_class=row.id)
    new = _enter(row, [person for person in people if person.id not in lines], actor)
    lines |= {line.person_id: line for line in new}
    known = marks_of_session(held)
    noted = {line.id: line for person in people if (line := lines[person.id]).id not in known}
    require_not_elsewhere(held, list(noted.values()), row)
    for line in noted.values():
        session.add(Attendance(enrolment_id=line.id, session_id=held.id, mark=PRESENT, noted_by=actor.person_id))
        if not line.is_seated:
            line.seated_at, line.is_extra = now(), True
    session.flush()
    if noted:
        write_down(row, held, list(noted.values()), len(known) + len(noted), actor)
    fresh = {line.id for line in new}
    keys = [lines[person.id].id for person in people]
    return [Came(key, key in fresh, key in noted) for key in keys]


def take_back_came(
    entered: Collection[int], noted: Collection[Noted], *, why: str, actor: Actor, scope: Scope
) -> tuple[set[int], set[int]]:
    """Take back who was noted, and void the lines that a list entered.

    Returns the lines that stay: those with a certificate, even a revoked one, and those of who came another day too.
    """
    lines = enrolments_by_key({*entered, *(key for key, _session in noted)})
    keys = [line.id for line in lines]
    certified, left = certified_ever(keys), set()
    for attendance in attendances_of(keys):
        if attendance.enrolment_id in certified or (attendance.enrolment_id, attendance.session_id) not in noted:
            left.add(attendance.enrolment_id)
        else:
            session.delete(attendance)
    session.flush()
    classes = {line.class_id: line.training_class for line in lines}
    for class_id, row in sorted(classes.items()):
        require(can_run_classes(scope, row.unit))
        lock_class(row.code)
        mine = [line for line in lines if line.class_id == class_id]
        for line in mine:
            if line.id in entered and line.id not in certified | left and line.voided_at is None:
                line.voided_at, line.voided_why = now(), why
        _uncall(row, {key for _line, key in noted})
        retell(row, mine, actor)
        fill_free_places(row)
    return certified, (left & set(entered)) - certified


def erase_enrolments(keys: Iterable[int], *, scope: Scope) -> None:
    """Erase void lines that an undone list entered, of women who go with them: nothing else names these."""
    lines = enrolments_by_key(keys)
    for call in calls_of([line.id for line in lines]):
        session.delete(call)
    session.flush()
    for line in lines:
        require(can_run_classes(scope, line.training_class.unit) and line.voided_at is not None)
        session.delete(line)
    session.flush()


def _enter(row: TrainingClass, people: Sequence[Person], actor: Actor) -> list[Enrolment]:
    if people and row.status not in OPEN_STATES:
        raise ClassOver()
    free = row.capacity - count_seated(row.id)
    new = [
        Enrolment(
            class_id=row.id,
            unit_id=row.unit_id,
            person_id=person.id,
            way=BY_OFFICER,
            registered_by=actor.person_id,
            seated_at=now(),
            is_extra=place >= free,
        )
        for place, person in enumerate(people)
    ]
    session.add_all(new)
    session.flush()
    return new


def _uncall(row: TrainingClass, session_ids: Collection[int]) -> None:
    """The roll of a session to which nobody came any more was not called."""
    marks = count_marks(row.id)
    for held in list_sessions(row):
        if held.id in session_ids and not marks.get(held.id):
            held.called_at = held.called_by = None
