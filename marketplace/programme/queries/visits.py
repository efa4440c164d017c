"""Reading visits and mentors of supported women, each narrowed to a territory."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Select, and_, or_, select

from marketplace.association.scope import Scope
from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.errors import NotFound
from marketplace.programme.models import Mentorship, SupportVisit

Kept = TypeVar("Kept", SupportVisit, Mentorship)


def get_visit(visit_id: int, scope: Scope) -> SupportVisit:
    """A visit of a territory; NotFound outside it."""
    return _one(SupportVisit, visit_id, scope)


def lock_visit(visit_id: int, scope: Scope) -> SupportVisit:
    """A visit of a territory, locked for a change; NotFound outside it."""
    return _one(SupportVisit, visit_id, scope, lock=True)


def lock_mentorship(mentorship_id: int, scope: Scope) -> Mentorship:
    """A mentorship of a territory, locked for a change; NotFound outside it."""
    return _one(Mentorship, mentorship_id, scope, lock=True)


def _one(model: type[Kept], key: int, scope: Scope, lock: bool = False) -> Kept:
    rows = select(model).where(model.id == key, scope.allows(model.unit_id))
    if lock:
        rows = rows.with_for_update(of=model).execution_options(populate_existing=True)
    row: Kept | None = session.scalar(rows)
    if row is None:
        raise NotFound(**{model.__tablename__: key})
    return row


def visits_of_woman(person_id: int, scope: Scope) -> list[SupportVisit]:
    """Visits to a woman within a territory, void ones too, the newest first."""
    rows = select(SupportVisit).where(SupportVisit.person_id == person_id, scope.allows(SupportVisit.unit_id + 0))
    return list(session.scalars(rows.order_by(SupportVisit.visited_on.desc(), SupportVisit.id.desc())))


def mentors_of_woman(person_id: int, scope: Scope) -> list[Mentorship]:
    """Who stands or stood by a woman within a territory, void ones too, the present first."""
    rows = select(Mentorship).where(Mentorship.woman_id == person_id, scope.allows(Mentorship.unit_id + 0))
    return list(session.scalars(rows.order_by(Mentorship.ended_on.is_not(None), Mentorship.id.desc())))


def find_same_visit(visit: SupportVisit) -> SupportVisit | None:
    """A live visit to the same woman on the same day by the same person in the same way."""
    rows = select(SupportVisit).where(
        SupportVisit.person_id == visit.person_id,
        SupportVisit.visited_on == visit.visited_on,
        SupportVisit.visited_by == visit.visited_by,
        SupportVisit.way == visit.way,
        SupportVisit.voided_at.is_(None),
    )
    return session.scalar(rows.limit(1))


def find_standing_mentorship(mentor_id: int, woman_id: int) -> Mentorship | None:
    """Whether somebody stands by a woman now."""
    rows = select(Mentorship).where(Mentorship.person_id == mentor_id, Mentorship.woman_id == woman_id, *stands())
    return session.scalar(rows.limit(1))


def mentors_now(person_ids: Iterable[int]) -> dict[int, list[Mentorship]]:
    """Who stands by each of some women now."""
    ids = list(person_ids)
    found: dict[int, list[Mentorship]] = {person_id: [] for person_id in ids}
    for row in session.scalars(
        select(Mentorship).where(Mentorship.woman_id.in_(ids), *stands()).order_by(Mentorship.id)
    ):
        found[row.woman_id].append(row)
    return found


def stands() -> list[Any]:
    """The conditions that a mentorship goes on."""
    return [or_(Mentorship.ended_on.is_(None), Mentorship.ended_on > today()), Mentorship.voided_at.is_(None)]


def steps_due(scope: Scope, until: date, most: int) -> list[SupportVisit]:
    """Open next steps of a territory with a day up to one, the longest overdue first."""
    rows = _open_steps().where(scope.allows(SupportVisit.unit_id), SupportVisit.next_due_on <= until)
    return list(session.scalars(rows.order_by(SupportVisit.next_due_on, SupportVisit.id).limit(most)))


def steps_of_woman(person_id: int) -> list[SupportVisit]:
    """The next steps that a woman has to do still, those with a day first."""
    rows = _open_steps().where(SupportVisit.person_id == person_id)
    in_order = (SupportVisit.next_due_on.is_(None), SupportVisit.next_due_on, SupportVisit.id)
    return list(session.scalars(rows.order_by(*in_order)))


def lock_step_of(person_id: int, visit_id: int) -> SupportVisit:
    """A next step of her own that is open, locked; NotFound for anybody else's."""
    rows = _steps().where(SupportVisit.person_id == person_id, SupportVisit.id == visit_id)
    row = session.scalar(rows.with_for_update(of=SupportVisit))
    if row is None:
        raise NotFound(step=visit_id)
    return row


def _open_steps() -> Select[SupportVisit]:
    return _steps().where(SupportVisit.step_done_on.is_(None))


def _steps() -> Select[SupportVisit]:
    return select(SupportVisit).where(and_(SupportVisit.next_step != "", SupportVisit.voided_at.is_(None)))
