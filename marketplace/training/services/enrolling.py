"""The list of a class: entering women, the waiting list that fills free places by itself, withdrawing, mistakes."""

from marketplace.association.scope import Scope
from marketplace.audit.services import record
from marketplace.core.actors import Actor
from marketplace.core.clock import now, today
from marketplace.core.db import session
from marketplace.core.errors import Conflict, Invalid, require
from marketplace.core.events import publish
from marketplace.core.folding import fold_name, identity, tidy
from marketplace.people.models import Person
from marketplace.people.queries import list_people_of_phone, person_now
from marketplace.people.services import create_person
from marketplace.training.errors import AlreadyCertified, AlreadyEnrolled, ClassCancelled, ClassOver, HasAttendance
from marketplace.training.events import AttendanceNoted, SeatGiven
from marketplace.training.models import Enrolment, TrainingClass
from marketplace.training.policies import can_run_classes
from marketplace.training.queries import certificates_of, count_seated, find_enrolment, list_waiting
from marketplace.training.states import CANCELLED, OPEN_STATES
from marketplace.training.topics import BY_HERSELF, BY_OFFICER

BORN_TOGETHER = 1  # years by which two memories of one birth may differ


def enrol(row: TrainingClass, person: Person, *, actor: Actor, scope: Scope, beyond: bool = False) -> Enrolment:
    """Enter a woman in the list of a class that is locked: with a place while there is one, else waiting.

    `beyond`: the officer takes her though the class is full. AlreadyEnrolled, ClassCancelled, ClassOver.
    """
    require(can_run_classes(scope, row.unit))
    enrolment = _enter(row, person_now(person), BY_OFFICER, actor)
    if beyond and not enrolment.is_seated:
        _take_beyond(enrolment)
    record("enrolment.entered", "enrolment", enrolment.id, by=actor, details={"class_id": row.id})
    return enrolment


def register_herself(row: TrainingClass, person: Person, *, actor: Actor) -> Enrolment:
    """A signed-in woman registers; twice is once. ClassCancelled, ClassOver."""
    woman = person_now(person)
    known = find_enrolment(row.id, woman.id)
    if known is not None and known.withdrawn_at is None:
        return known
    return _enter(row, woman, BY_HERSELF, actor)


def register_by_phone(
    row: TrainingClass, full_name: str, phone: str, birth_year: int | None, *, actor: Actor
) -> Enrolment:
    """Somebody registers with her name and phone (E.164); twice is once, and nobody learns whether she was known.

    Who is known by this phone and name, and not of another age, is she herself; anybody else is entered anew, and the
    officers are shown that two may be one.
    """
    woman = _known_by(full_name, phone, birth_year) or create_person(full_name, phone, birth_year=birth_year)
    return register_herself(row, woman, actor=actor)


def withdraw(enrolment: Enrolment, *, actor: Actor, scope: Scope) -> None:
    """She does not take part after all; her place goes to who waits longest. HasAttendance once she came."""
    require(can_run_classes(scope, enrolment.training_class.unit))
    if enrolment.first_came_on is not None:
        raise HasAttendance()
    if enrolment.withdrawn_at is not None or enrolment.voided_at is not None:
        raise Conflict(withdrawn_at=enrolment.withdrawn_at)
    enrolment.withdrawn_at = now()
    session.flush()
    fill_free_places(enrolment.training_class)
    record("enrolment.withdrawn", "enrolment", enrolment.id, by=actor)


def withdraw_herself(enrolment: Enrolment, *, actor: Actor) -> None:
    """A signed-in woman takes her own name out; twice is once. HasAttendance once she came."""
    require(actor.person_id == enrolment.person_id)
    if enrolment.first_came_on is not None:
        raise HasAttendance()
    if enrolment.withdrawn_at is None:
        enrolment.withdrawn_at = now()
        session.flush()
        fill_free_places(enrolment.training_class)


def take_beyond_capacity(enrolment: Enrolment, *, actor: Actor, scope: Scope) -> None:
    """An officer takes who waits, though the class is full; Conflict when she does not wait."""
    require(can_run_classes(scope, enrolment.training_class.unit))
    _require_open(enrolment.training_class)
    if not enrolment.is_waiting:
        raise Conflict(enrolment=enrolment.id)
    _take_beyond(enrolment)
    _tell_of_seats(enrolment.training_class, [enrolment])
    record("enrolment.taken_beyond", "enrolment", enrolment.id, by=actor)


def void_enrolment(enrolment: Enrolment, *, why: str, actor: Actor, scope: Scope) -> None:
    """Take somebody out who never was in this class, with the reason: neither she nor her attendance counts any more.

    AlreadyCertified while a certificate of hers stands.
    """
    require(can_run_classes(scope, enrolment.training_class.unit))
    why = tidy(why)
    if not why:
        raise Invalid(field="why")
    if enrolment.voided_at is not None:
        raise Conflict(voided_at=enrolment.voided_at)
    if certificates_of([enrolment.id]):
        raise AlreadyCertified()
    enrolment.voided_at, enrolment.voided_why = now(), why
    session.flush()
    fill_free_places(enrolment.training_class)
    record("enrolment.voided", "enrolment", enrolment.id, by=actor, details={"why": why})
    publish(AttendanceNoted(enrolment.class_id))


def fill_free_places(row: TrainingClass, *, entering: int | None = None) -> list[Enrolment]:
    """Give free places of an open class to those who wait, first come first; returns who got one.

    They are told, but for the line `entering` at this moment, who is told by the page.
    """
    if row.status not in OPEN_STATES:
        return []
    free = row.capacity - count_seated(row.id)
    seated = list_waiting(row.id)[: max(free, 0)]
    for enrolment in seated:
        enrolment.seated_at = now()
    session.flush()
    _tell_of_seats(row, [each for each in seated if each.id != entering])
    return seated


def _enter(row: TrainingClass, woman: Person, way: str, actor: Actor) -> Enrolment:
    _require_open(row)
    enrolment = find_enrolment(row.id, woman.id)
    if enrolment is not None and enrolment.withdrawn_at is None:
        raise AlreadyEnrolled(enrolment=enrolment)
    if enrolment is None:
        enrolment = Enrolment(class_id=row.id, unit_id=row.unit_id, person_id=woman.id)
        enrolment.training_class, enrolment.person = row, woman
        session.add(enrolment)
    enrolment.way, enrolment.registered_by, enrolment.registered_at = way, actor.person_id, now()
    enrolment.withdrawn_at = enrolment.seated_at = None
    enrolment.is_extra = False
    session.flush()
    fill_free_places(row, entering=enrolment.id)
    return enrolment


def _take_beyond(enrolment: Enrolment) -> None:
    enrolment.seated_at, enrolment.is_extra = now(), True
    session.flush()


def _tell_of_seats(row: TrainingClass, seated: list[Enrolment]) -> None:
    if row.begins_on >= today():
        for enrolment in seated:
            publish(SeatGiven(enrolment.id))


def _require_open(row: TrainingClass) -> None:
    if row.status == CANCELLED:
        raise ClassCancelled()
    if row.status not in OPEN_STATES:
        raise ClassOver()


def _known_by(full_name: str, phone: str, birth_year: int | None) -> Person | None:
    def fits(person: Person) -> bool:
        apart = abs((person.birth_year or 0) - (birth_year or 0))
        is_of_age = person.birth_year is None or birth_year is None or apart <= BORN_TOGETHER
        same = identity(person.full_name) == identity(full_name)
        return is_of_age and (same or fold_name(person.full_name) == fold_name(full_name))

    fitting = [person for person in list_people_of_phone(phone) if fits(person)]
    return fitting[0] if fitting else None
