"""Opening, changing, repeating, cancelling and ending classes, and their sessions."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from marketplace.association.models import Unit
from marketplace.association.scope import Scope
from marketplace.audit.services import record
from marketplace.core.actors import Actor
from marketplace.core.clock import now, today
from marketplace.core.db import session
from marketplace.core.errors import Invalid, require
from marketplace.core.events import publish
from marketplace.core.folding import identity, tidy
from marketplace.core.references import ALPHABET, chooser
from marketplace.training.errors import (
    ClassCancelled,
    HasAttendance,
    LastSession,
    NobodyCame,
    SessionExists,
    TooFewPlaces,
)
from marketplace.training.events import AttendanceNoted, ClassChanged
from marketplace.training.models import ClassSession, ClassTrainer, TrainingClass
from marketplace.training.policies import can_run_classes
from marketplace.training.queries import (
    count_marks,
    count_seated,
    has_attendance,
    is_code_taken,
    list_sessions,
)
from marketplace.training.services.enrolling import fill_free_places
from marketplace.training.states import CANCELLED, DONE, OPEN_STATES, PLANNED, RUNNING
from marketplace.training.topics import AUDIENCES, CALLED_OFF, FOR_WOMEN, MOVED, ON_AGAIN, TOPICS

MOST_PLACES = 2000
OLDEST, FARTHEST = (
    date(2010, 1, 1),
    timedelta(days=730),
)  # classes of before are entered too; later ones are typing errors
CODE_LENGTH = 6


@dataclass(frozen=True)
class Plan:
    """What an officer says of a class."""

    title: str
    topic: str
    capacity: int
    place: str = ""
    audience: str = FOR_WOMEN
    trainers: tuple[str, ...] = ()
    needed_sessions: int = 1
    budget_dong: int | None = None
    funder: str = ""
    relatives: int = 0


def open_class(
    unit: Unit, plan: Plan, begins_on: date, *, actor: Actor, scope: Scope, repeats: TrainingClass | None = None
) -> TrainingClass:
    """Open a class of a unit with its first session; Invalid names the field to mend."""
    require(can_run_classes(scope, unit))
    _require_sound(plan)
    _require_possible(begins_on)
    if unit.valid_to is not None:
        raise Invalid(field="unit")
    row = TrainingClass(code=_new_code(), unit_id=unit.id, begins_on=begins_on, opened_by=actor.person_id)
    row.unit, row.repeats_id = unit, repeats.id if repeats else None
    _write(row, plan)
    row.begin_at(PLANNED, by=actor)
    session.add(ClassSession(class_id=row.id, held_on=begins_on))
    session.flush()
    record(
        "training_class.opened", "training_class", row.id, by=actor, details={"unit_id": unit.id, "on": str(begins_on)}
    )
    return row


def change_class(row: TrainingClass, plan: Plan, *, actor: Actor, scope: Scope) -> None:
    """Change what a class is. HasAttendance: what it is about and for whom stays once somebody came; TooFewPlaces."""
    require(can_run_classes(scope, row.unit))
    _require_sound(plan)
    if (row.topic, row.audience) != (plan.topic, plan.audience) and has_attendance(row.id):
        raise HasAttendance()
    seated = count_seated(row.id)
    if plan.capacity < min(seated, row.capacity):
        raise TooFewPlaces(field="capacity", seated=seated)
    before = _told(row)
    _write(row, plan)
    session.flush()
    fill_free_places(row)
    changed = {name: told for name, told in _told(row).items() if told != before[name]}
    if changed:
        kept = {name: before[name] for name in changed}
        details = {"before": kept, "after": changed}
        record("training_class.changed", "training_class", row.id, by=actor, details=details)
        publish(AttendanceNoted(row.id))
    if "class_place" in changed:
        _tell(row, MOVED)


def repeat_class(row: TrainingClass, begins_on: date, *, actor: Actor, scope: Scope) -> TrainingClass:
    """Open the same class anew on another day: title, topic, unit, places, trainers; nobody is in it yet."""
    return open_class(row.unit, replace(plan_of(row), relatives=0), begins_on, actor=actor, scope=scope, repeats=row)


def plan_of(row: TrainingClass) -> Plan:
    """What was said of a class."""
    names = tuple(trainer.name for trainer in row.trainers)
    more = (row.needed_sessions, row.budget_dong, row.funder, row.relatives)
    return Plan(row.title, row.topic, row.capacity, row.place, row.audience, names, *more)


def cancel_class(row: TrainingClass, *, why: str, actor: Actor, scope: Scope) -> None:
    """Cancel a class with the reason; HasAttendance once somebody came."""
    require(can_run_classes(scope, row.unit))
    why = tidy(why)
    if not why:
        raise Invalid(field="why")
    if row.status != CANCELLED and has_attendance(row.id):
        raise HasAttendance()
    row.move_to(CANCELLED, by=actor, note=why)
    row.cancelled_why = why
    _tell(row, CALLED_OFF)


def plan_again(row: TrainingClass, *, actor: Actor, scope: Scope) -> None:
    """Take a cancellation back."""
    require(can_run_classes(scope, row.unit))
    row.move_to(PLANNED, by=actor)
    row.cancelled_why = ""
    fill_free_places(row)
    _tell(row, ON_AGAIN)


def end_class(row: TrainingClass, *, actor: Actor, scope: Scope) -> None:
    """End a class after its last session: its list is closed. NobodyCame while nobody is written down as present."""
    require(can_run_classes(scope, row.unit))
    if row.status in OPEN_STATES and not has_attendance(row.id):
        raise NobodyCame()
    row.move_to(DONE, by=actor)


def go_on_with(row: TrainingClass, *, actor: Actor, scope: Scope) -> None:
    """Take the end back: there was one more session, or somebody was left out."""
    require(can_run_classes(scope, row.unit))
    row.move_to(RUNNING, by=actor)
    fill_free_places(row)


def add_session(
    row: TrainingClass, held_on: date, begins: str = "", ends: str = "", *, actor: Actor, scope: Scope
) -> ClassSession:
    """Add a session; SessionExists on the same day at the same time, Invalid where it ends before it begins."""
    require(can_run_classes(scope, row.unit))
    _require_not_cancelled(row)
    _require_possible(held_on)
    if begins and ends and ends <= begins:
        raise Invalid(field="ends")
    if any((each.held_on, each.begins) == (held_on, begins) for each in list_sessions(row)):
        raise SessionExists()
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
    _note_first_day(row)
    details = {"on": str(held.held_on)}
    record("training_class.session_dropped", "training_class", row.id, by=actor, details=details)


def _require_sound(plan: Plan) -> None:
    if not tidy(plan.title):
        raise Invalid(field="title")
    if plan.topic not in TOPICS:
        raise Invalid(field="topic")
    if plan.audience not in AUDIENCES:
        raise Invalid(field="audience")
    if not 1 <= plan.capacity <= MOST_PLACES:
        raise Invalid(field="capacity")
    if plan.needed_sessions < 1:
        raise Invalid(field="needed_sessions")


def _require_possible(day: date) -> None:
    if not OLDEST <= day <= today() + FARTHEST:
        raise Invalid(field="begins_on")


def _require_not_cancelled(row: TrainingClass) -> None:
    if row.status == CANCELLED:
        raise ClassCancelled()


def _write(row: TrainingClass, plan: Plan) -> None:
    row.title, row.place, row.funder = tidy(plan.title), tidy(plan.place), tidy(plan.funder)
    row.topic, row.audience, row.capacity = plan.topic, plan.audience, plan.capacity
    row.needed_sessions, row.budget_dong, row.relatives = plan.needed_sessions, plan.budget_dong, plan.relatives
    names = _named_once(plan.trainers)
    if names != [trainer.name for trainer in row.trainers]:
        row.trainers = [ClassTrainer(name=name) for name in names]


def _named_once(names: Iterable[str]) -> list[str]:
    return list({identity(name): tidy(name) for name in names if tidy(name)}.values())


def _told(row: TrainingClass) -> dict[str, str | int | None]:
    """What a class says, as the trail keeps it."""
    said = {name: getattr(row, name) for name in ("title", "topic", "audience", "capacity", "funder", "budget_dong")}
    return said | {"class_place": row.place, "trainers": ", ".join(trainer.name for trainer in row.trainers)}


def _note_first_day(row: TrainingClass) -> None:
    before, row.begins_on = row.begins_on, min(each.held_on for each in list_sessions(row))
    if row.begins_on != before:
        _tell(row, MOVED)


def _tell(row: TrainingClass, what: str) -> None:
    """Tell those in the list what became of a class that is still to come."""
    if row.status != DONE and list_sessions(row)[-1].held_on >= today():
        publish(ClassChanged(row.id, what, now().isoformat()))


def _new_code() -> str:
    while True:
        code = "".join(chooser().choice(ALPHABET) for _ in range(CODE_LENGTH))
        if not is_code_taken(code):
            return code
