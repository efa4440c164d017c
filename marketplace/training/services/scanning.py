"""Roll by scan: while an officer has the code of a session open, each of the list ticks herself present."""

from marketplace.association.scope import Scope
from marketplace.audit.services import record
from marketplace.core.actors import SYSTEM_ACTOR, Actor
from marketplace.core.clock import now, today
from marketplace.core.db import session
from marketplace.core.errors import require
from marketplace.training.errors import ClassCancelled, NoPlace, NotThatDay, ScanClosed
from marketplace.training.models import Attendance, ClassSession, Enrolment, TrainingClass
from marketplace.training.policies import can_run_classes
from marketplace.training.queries import marks_of_session
from marketplace.training.services.attending import require_not_elsewhere, retell
from marketplace.training.states import CANCELLED, OPEN_STATES
from marketplace.training.topics import PRESENT


def open_scan(row: TrainingClass, held: ClassSession, *, actor: Actor, scope: Scope) -> None:
    """Let those of the list tick themselves until the end of this day; ClassCancelled, NotThatDay, ScanClosed."""
    require(can_run_classes(scope, row.unit))
    _require_today(row, held)
    if held.scan_opened_at is None:
        held.scan_opened_at = now()
        record("training_class.scan_opened", "training_class", row.id, by=actor, details={"on": str(held.held_on)})


def close_scan(row: TrainingClass, held: ClassSession, *, actor: Actor, scope: Scope) -> None:
    """From now on officers alone say who is there."""
    require(can_run_classes(scope, row.unit))
    if held.scan_opened_at is not None:
        held.scan_opened_at = None
        record("training_class.scan_closed", "training_class", row.id, by=actor, details={"on": str(held.held_on)})


def tick_herself(row: TrainingClass, held: ClassSession, line: Enrolment, *, actor: Actor) -> bool:
    """She is in a session of a class that is locked; False where that was noted before, by whomever.

    ClassCancelled, NotThatDay, ScanClosed, NoPlace, ElsewhereThatDay. The roll is not called by that: an officer does.
    """
    _require_today(row, held)
    if held.scan_opened_at is None:
        raise ScanClosed()
    if line.id in marks_of_session(held):
        return False
    if not line.is_seated:
        raise NoPlace()
    require_not_elsewhere(held, [line], row)
    session.add(Attendance(enrolment_id=line.id, session_id=held.id, mark=PRESENT, noted_by=actor.person_id))
    session.flush()
    retell(row, [line], SYSTEM_ACTOR)
    return True


def _require_today(row: TrainingClass, held: ClassSession) -> None:
    if row.status == CANCELLED:
        raise ClassCancelled()
    if held.held_on != today():
        raise NotThatDay(on=held.held_on)
    if row.status not in OPEN_STATES:
        raise ScanClosed()
