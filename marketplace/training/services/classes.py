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
    HasAttendance,
    NobodyCame,
    TooFewPlaces,
)
from marketplace.training.events import AttendanceNoted, ClassChanged
from marketplace.training.models import ClassSession, ClassTrainer, Enrolment, TrainingClass
from marketplace.training.policies import can_run_classes
from marketplace.training.queries import (
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
    require_possible(begins_on)
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
    got_places = fill_free_places(row)
    changed = {name: told for name, told in _told(row).items() if told != before[name]}
    if changed:
        kept = {name: before[name] for name in changed}
        details = {"before": kept, "after": changed}
        record("training_class.changed", "training_class", row.id, by=actor, details=details)
        publish(AttendanceNoted(row.id))
    if "class_place" in changed:
        tell(row, MOVED, but=got_places)


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
    tell(row, CALLED_OFF)


def plan_again(row: TrainingClass, *, actor: Actor, scope: Scope) -> None:
    """Take a cancellation back."""
    require(can_run_classes(scope, row.unit))
    row.move_to(PLANNED, by=actor)
    row.cancelled_why = ""
    tell(row, ON_AGAIN, but=fill_free_places(row))


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


def require_possible(day: date) -> None:
    """Invalid where a class cannot be on a day: a typing error."""
    if not OLDEST <= day <= today() + FARTHEST:
        raise Invalid(field="begins_on")


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


def tell(row: TrainingClass, what: str, *, but: Iterable[Enrolment] = ()) -> None:
    """Tell those in the list what became of a class that is still to come; who hears of a place hears that alone."""
    if row.status != DONE and list_sessions(row)[-1].held_on >= today():
        told = [line.id for line in but] if row.begins_on >= today() else []
        publish(ClassChanged(row.id, what, now().isoformat(), told))


def _new_code() -> str:
    while True:
        code = "".join(chooser().choice(ALPHABET) for _ in range(CODE_LENGTH))
        if not is_code_taken(code):
            return code
