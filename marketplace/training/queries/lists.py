"""Reading the lists of classes: who has a place, who waits in which order, who came, where else she was that day."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from marketplace.association.models import Unit
from marketplace.association.scope import EVERYTHING, Scope
from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.errors import NotFound
from marketplace.core.folding import sort_key
from marketplace.training.models import Attendance, ClassCall, ClassSession, Enrolment, TrainingClass
from marketplace.training.states import OPEN_STATES

IN_TURN = (Enrolment.registered_at, Enrolment.id)
MOST_CLASSES = 50  # of one woman on one page


def list_enrolments(row: TrainingClass) -> list[Enrolment]:
    """Everybody in the list of a class but who was entered by mistake, with her attendances: those with a place by
    given name, as Vietnamese lists are sorted, then those who wait in their turn, then who withdrew."""
    rows = select(Enrolment).where(Enrolment.class_id == row.id, Enrolment.voided_at.is_(None))
    rows = rows.options(selectinload(Enrolment.attendances), joinedload(Enrolment.person))
    return sorted(session.scalars(rows.order_by(*IN_TURN)), key=_place_in_list)


def _place_in_list(row: Enrolment) -> tuple[int, str]:
    if row.is_seated:
        words = row.person.full_name.split()
        return 0, sort_key(" ".join([*words[-1:], *words[:-1]]))
    return (1, "") if row.is_waiting else (2, "")


def get_enrolment(row: TrainingClass, enrolment_id: int) -> Enrolment:
    """A line of a class's list; NotFound where it has none of that key."""
    rows = select(Enrolment).where(Enrolment.id == enrolment_id, Enrolment.class_id == row.id)
    found = session.scalar(rows.limit(1))
    if found is None:
        raise NotFound(enrolment=enrolment_id)
    return found


def taken_off(row: TrainingClass, keys: Iterable[int]) -> list[Enrolment]:
    """Those lines of a class's list whose women are no longer in it: who withdrew, or was entered by mistake."""
    rows = select(Enrolment).where(Enrolment.class_id == row.id, Enrolment.id.in_(sorted(keys)))
    is_off = Enrolment.withdrawn_at.is_not(None) | Enrolment.voided_at.is_not(None)
    return list(session.scalars(rows.where(is_off).order_by(*IN_TURN)))


def find_enrolment(class_id: int, person_id: int) -> Enrolment | None:
    """Her line in the list of a class, where she has one that was no mistake."""
    rows = select(Enrolment).where(Enrolment.class_id == class_id, Enrolment.person_id == person_id)
    return session.scalar(rows.where(Enrolment.voided_at.is_(None)).limit(1))


def enrolled_in(class_id: int, person_ids: Iterable[int]) -> dict[int, Enrolment]:
    """Their lines in the list of a class, by person; who withdrew is not among them."""
    rows = select(Enrolment).where(Enrolment.class_id == class_id, Enrolment.person_id.in_(sorted(person_ids)))
    rows = rows.where(Enrolment.voided_at.is_(None), Enrolment.withdrawn_at.is_(None))
    return {row.person_id: row for row in session.scalars(rows)}


def standing_lines(class_id: int, person_ids: Iterable[int]) -> dict[int, Enrolment]:
    """Their lines in the list of a class, by person, those of who withdrew too; mistakes are left out."""
    rows = select(Enrolment).where(Enrolment.class_id == class_id, Enrolment.person_id.in_(sorted(person_ids)))
    return {row.person_id: row for row in session.scalars(rows.where(Enrolment.voided_at.is_(None)))}


def enrolments_by_key(keys: Iterable[int]) -> list[Enrolment]:
    """Lines by key, mistakes too."""
    wanted = sorted(set(keys))
    return list(session.scalars(select(Enrolment).where(Enrolment.id.in_(wanted)).order_by(Enrolment.id)))


def attendances_of(enrolment_ids: Iterable[int]) -> list[Attendance]:
    """Every attendance of some lines."""
    return list(session.scalars(select(Attendance).where(Attendance.enrolment_id.in_(sorted(enrolment_ids)))))


def count_seated(class_id: int) -> int:
    """How many have a place."""
    rows = select(func.count()).select_from(Enrolment).where(*_seated(class_id))
    return session.scalar(rows) or 0


def list_waiting(class_id: int) -> list[Enrolment]:
    """Who waits for a place, first come first."""
    rows = select(Enrolment).where(Enrolment.class_id == class_id, Enrolment.seated_at.is_(None))
    rows = rows.where(Enrolment.withdrawn_at.is_(None), Enrolment.voided_at.is_(None))
    return list(session.scalars(rows.order_by(*IN_TURN)))


def classes_of(person_ids: Iterable[int], scope: Scope = EVERYTHING) -> list[Enrolment]:
    """The lines of some women in the lists of a territory's classes, the latest class first, mistakes left out.

    `+ 0` lets the persons say which rows are read: of a province's units there are very many.
    """
    rows = select(Enrolment).where(Enrolment.person_id.in_(sorted(person_ids)), scope.allows(Enrolment.unit_id + 0))
    rows = rows.where(Enrolment.voided_at.is_(None)).join(TrainingClass, TrainingClass.id == Enrolment.class_id)
    rows = rows.order_by(TrainingClass.begins_on.desc(), Enrolment.id.desc())
    return list(session.scalars(rows.limit(MOST_CLASSES * 25)))


def sessions_to_come(person_id: int, most: int) -> list[tuple[Enrolment, ClassSession]]:
    """The next session of each class that a woman is in or waits for, the soonest first; one statement."""
    rows = select(Enrolment, ClassSession).join(ClassSession, ClassSession.class_id == Enrolment.class_id)
    rows = rows.join(TrainingClass, TrainingClass.id == Enrolment.class_id)
    rows = rows.where(Enrolment.person_id == person_id, Enrolment.voided_at.is_(None), Enrolment.withdrawn_at.is_(None))
    rows = rows.where(TrainingClass.status.in_(OPEN_STATES), ClassSession.held_on >= today())
    found: dict[int, tuple[Enrolment, ClassSession]] = {}
    in_order = rows.order_by(ClassSession.held_on, ClassSession.begins, ClassSession.id).limit(MOST_CLASSES)
    for line, held in session.execute(in_order):
        found.setdefault(line.id, (line, held))
    return list(found.values())[:most]


def share_a_class(one_id: int, other_id: int) -> bool:
    """Whether two persons stand in the list of one class, so that no single woman can be both."""
    one, other = select(Enrolment.class_id), select(Enrolment.class_id)
    theirs = other.where(Enrolment.person_id == other_id, Enrolment.voided_at.is_(None))
    both = one.where(Enrolment.person_id == one_id, Enrolment.voided_at.is_(None), Enrolment.class_id.in_(theirs))
    return session.scalar(both.limit(1)) is not None


def present_elsewhere(held: ClassSession, person_ids: Sequence[int], unit: Unit) -> list[Attendance]:
    """Where else some persons were on the day of a session: in classes of units neither above nor below the class's."""
    rows = select(Attendance).join(ClassSession, ClassSession.id == Attendance.session_id)
    rows = rows.join(Enrolment, Enrolment.id == Attendance.enrolment_id).join(Unit, Unit.id == Enrolment.unit_id)
    rows = rows.where(ClassSession.held_on == held.held_on, ClassSession.class_id != held.class_id)
    rows = rows.where(Enrolment.person_id.in_(list(person_ids)), Enrolment.voided_at.is_(None))
    found: list[Any] = list(session.execute(rows.add_columns(ClassSession, Unit.path)))
    apart = [row for row in found if not (row[2].startswith(unit.path) or unit.path.startswith(row[2]))]
    return [attendance for attendance, other, _path in apart if _meet(held, other)]


def _meet(one: ClassSession, other: ClassSession) -> bool:
    """Whether two sessions of one day may overlap: where hours are not known, they may."""
    if not (one.begins and one.ends and other.begins and other.ends):
        return True
    return one.begins < other.ends and other.begins < one.ends


def _seated(class_id: int) -> tuple[Any, ...]:
    has_place = (Enrolment.seated_at.is_not(None), Enrolment.withdrawn_at.is_(None), Enrolment.voided_at.is_(None))
    return (Enrolment.class_id == class_id, *has_place)


def calls_of(enrolment_ids: Iterable[int]) -> list[ClassCall]:
    """Whom of some lines an officer has to call or has called, the oldest news first."""
    rows = select(ClassCall).where(ClassCall.enrolment_id.in_(sorted(enrolment_ids)))
    return list(session.scalars(rows.order_by(ClassCall.asked_at, ClassCall.id)))


def lock_call(row: TrainingClass, call_id: int) -> ClassCall:
    """A call of a class, locked; NotFound where it has none of that key."""
    rows = select(ClassCall).join(Enrolment, Enrolment.id == ClassCall.enrolment_id)
    rows = rows.where(ClassCall.id == call_id, Enrolment.class_id == row.id).with_for_update(of=ClassCall)
    found = session.scalar(rows.execution_options(populate_existing=True))
    if found is None:
        raise NotFound(call=call_id)
    return found
