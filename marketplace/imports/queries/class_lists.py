"""Who of a list was in classes before: in this one, and elsewhere on its day."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import and_, select

from marketplace.association.models import Unit
from marketplace.core.db import session
from marketplace.imports.queries.lists import in_pieces
from marketplace.training.models import Attendance, ClassSession, Enrolment
from marketplace.training.queries import present_elsewhere

WITHDRAWN, ENTERED, NOTED = "withdrawn", "entered", "noted"


def places_in(held: ClassSession, person_ids: Iterable[int]) -> dict[int, str]:
    """Of persons in the list of a session's class: whether she withdrew, is entered, or is noted as present."""
    found: dict[int, str] = {}
    was_there = and_(Attendance.enrolment_id == Enrolment.id, Attendance.session_id == held.id)
    rows = select(Enrolment.person_id, Enrolment.withdrawn_at, Attendance.id).outerjoin(Attendance, was_there)
    rows = rows.where(Enrolment.class_id == held.class_id, Enrolment.voided_at.is_(None))
    for keys in in_pieces(person_ids):
        for person_id, withdrawn_at, attendance_id in session.execute(rows.where(Enrolment.person_id.in_(keys))):
            found[person_id] = WITHDRAWN if withdrawn_at else (NOTED if attendance_id else ENTERED)
    return found


def elsewhere_on(day: date, held: ClassSession | None, unit: Unit, person_ids: Iterable[int]) -> set[int]:
    """Who of some persons was in a class of another place on a day; `held` where the session is known."""
    at = held or ClassSession(class_id=0, held_on=day, begins="", ends="")
    pieces: Any = in_pieces(person_ids)
    return {each.enrolment.person_id for keys in pieces for each in present_elsewhere(at, keys, unit)}
