"""The sessions of a class: added, moved and taken out; its list hears of those still to come."""

from collections.abc import Iterable
from datetime import date

from marketplace.association.scope import Scope
from marketplace.audit.services import record
from marketplace.core.actors import Actor
from marketplace.core.clock import now, today
from marketplace.core.db import session
from marketplace.core.errors import Invalid, require
from marketplace.core.events import publish
from marketplace.training.errors import ClassCancelled, HasAttendance, LastSession, SessionExists
from marketplace.training.events import SessionChanged
from marketplace.training.models import ClassSession, TrainingClass
from marketplace.training.policies import can_run_classes
from marketplace.training.queries import count_marks, list_sessions
from marketplace.training.services.classes import require_possible, tell
from marketplace.training.states import CANCELLED, OPEN_STATES
from marketplace.training.topics import MOVED, SESSION_MOVED, SESSION_OFF


def add_session(
    row: TrainingClass, held_on: date, begins: str = "", ends: str = "", *, actor: Actor, scope: Scope
) -> ClassSession:
    """Add a session; SessionExists on the same day at the same time, Invalid where it ends before it begins."""
    require(can_run_classes(scope, row.unit))
    _require_not_cancelled(row)
    require_possible(held_on)
    _require_hours(begins, ends)
    _require_free(list_sessions(row), held_on, begins)
    held = ClassSession(class_id=row.id, held_on=held_on, begins=begins, ends=ends)
    session.add(held)
    session.flush()
    _note_first_day(row)
    record("training_class.session_added", "training_class", row.id, by=actor, details={"on": str(held_on)})
    return held


def drop_session(row: TrainingClass, held: ClassSession, *, actor: Actor, scope: Scope) -> None:
    """Take a session out that does not take place; HasAttendance when somebody came, LastSession for the only one."""
    require(can_run_classes(scope, row.unit))
    if count_marks(row.id).get(held.id) or held.sheets:
        raise HasAttendance()
    if len(list_sessions(row)) == 1:
        raise LastSession()
    session.delete(held)
    session.flush()
    if not _note_first_day(row):
        _tell_of(row, held, SESSION_OFF, held.held_on, _when(held))
    details = {"on": str(held.held_on)}
    record("training_class.session_dropped", "training_class", row.id, by=actor, details=details)


def move_session(
    row: TrainingClass,
    held: ClassSession,
    held_on: date,
    begins: str = "",
    ends: str = "",
    *,
    actor: Actor,
    scope: Scope,
) -> None:
    """Give a session to which nobody came yet another day or time; nothing changed tells nobody.

    ClassCancelled, HasAttendance, SessionExists, Invalid where it ends before it begins or the day is impossible.
    """
    require(can_run_classes(scope, row.unit))
    _require_not_cancelled(row)
    if count_marks(row.id).get(held.id) or held.sheets:
        raise HasAttendance()
    require_possible(held_on)
    _require_hours(begins, ends)
    _require_free([each for each in list_sessions(row) if each.id != held.id], held_on, begins)
    before, was = held.held_on, _when(held)
    held.held_on, held.begins, held.ends = held_on, begins, ends
    held.scan_opened_at = None
    session.flush()
    if _when(held) == was:
        return
    if not _note_first_day(row):
        _tell_of(row, held, SESSION_MOVED, max(before, held_on), was)
    details = {"before": was, "after": _when(held)}
    record("training_class.session_moved", "training_class", row.id, by=actor, details=details)


def _require_hours(begins: str, ends: str) -> None:
    if begins and ends and ends <= begins:
        raise Invalid(field="ends")


def _require_free(sessions: Iterable[ClassSession], held_on: date, begins: str) -> None:
    if any((each.held_on, each.begins) == (held_on, begins) for each in sessions):
        raise SessionExists()


def _require_not_cancelled(row: TrainingClass) -> None:
    if row.status == CANCELLED:
        raise ClassCancelled()


def _note_first_day(row: TrainingClass) -> bool:
    """Let the class begin with its first session; whether that is another day than before, of which its list hears."""
    before, row.begins_on = row.begins_on, min(each.held_on for each in list_sessions(row))
    if row.begins_on != before:
        tell(row, MOVED)
    return row.begins_on != before


def _tell_of(row: TrainingClass, held: ClassSession, what: str, last: date, was: str) -> None:
    """Tell the list of an open class what became of one session; not of one that is over either way."""
    if row.status in OPEN_STATES and last >= today():
        publish(SessionChanged(row.id, what, was, _when(held), now().isoformat()))


def _when(held: ClassSession) -> str:
    hours = "–".join(part for part in (held.begins, held.ends) if part)
    return f"{held.held_on:%d/%m/%Y}" + (f" {hours}" if hours else "")
