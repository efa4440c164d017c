"""Reading what units keep of themselves: software in use, full-time officers and their courses, themes of years."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from sqlalchemy import func, select

from marketplace.association.models import CadrePost, OfficerTraining, SoftwareUse, Unit, YearTheme
from marketplace.association.posts import FULL_TIME
from marketplace.association.scope import EVERYTHING, Scope
from marketplace.core.db import session
from marketplace.core.errors import NotFound

MOST = 1000
T = TypeVar("T", SoftwareUse, OfficerTraining)


@dataclass
class FullTime:
    """Somebody who is a full-time officer now, and the courses that she took."""

    post: CadrePost
    trainings: list[OfficerTraining] = field(default_factory=list)


def list_software_uses(unit_id: int) -> list[SoftwareUse]:
    """What was said of the software of a unit, void rows too, the newest day first."""
    rows = select(SoftwareUse).where(SoftwareUse.unit_id == unit_id)
    return list(session.scalars(rows.order_by(SoftwareUse.said_on.desc(), SoftwareUse.id.desc()).limit(MOST)))


def get_software_use(row_id: int, scope: Scope) -> SoftwareUse:
    """A row of a territory, locked for a change; NotFound outside it."""
    return _get(SoftwareUse, row_id, scope)


def get_training(row_id: int, scope: Scope) -> OfficerTraining:
    """A course of a territory's officer, locked for a change; NotFound outside it."""
    return _get(OfficerTraining, row_id, scope)


def find_training(person_id: int, course: str, trained_on: date) -> OfficerTraining | None:
    """The very same course of the same day that somebody took."""
    rows = select(OfficerTraining).where(OfficerTraining.person_id == person_id, OfficerTraining.voided_at.is_(None))
    return session.scalar(rows.where(OfficerTraining.course == course, OfficerTraining.trained_on == trained_on))


def list_trainings_of(person_ids: Iterable[int], scope: Scope = EVERYTHING) -> list[OfficerTraining]:
    """The courses of some persons within a territory, void ones too, the newest first."""
    rows = select(OfficerTraining).where(OfficerTraining.person_id.in_(sorted(person_ids)))
    rows = rows.where(scope.allows(OfficerTraining.unit_id + 0))
    return list(session.scalars(rows.order_by(OfficerTraining.trained_on.desc(), OfficerTraining.id.desc())))


def list_full_time(scope: Scope) -> list[FullTime]:
    """The full-time officers of a territory today with their courses, the province first; two statements."""
    rows = select(CadrePost).join(Unit, Unit.id == CadrePost.unit_id)
    rows = rows.where(CadrePost.post == FULL_TIME, CadrePost.ended_on.is_(None), CadrePost.voided_at.is_(None))
    rows = rows.where(scope.allows(CadrePost.unit_id)).order_by(func.length(Unit.path), Unit.folded, CadrePost.id)
    found = [FullTime(post) for post in session.scalars(rows.limit(MOST))]
    courses = list_trainings_of({each.post.person_id for each in found})
    for each in found:
        each.trainings = [row for row in courses if row.person_id == each.post.person_id and row.voided_at is None]
    return found


def find_theme(unit_id: int, year: int) -> YearTheme | None:
    """The theme that holds in a unit for a year."""
    rows = select(YearTheme).where(YearTheme.unit_id == unit_id, YearTheme.year == year)
    return session.scalar(rows.order_by(YearTheme.id.desc()).limit(1))


def find_theme_above(path: str, year: int) -> YearTheme | None:
    """The theme of a year that holds for a unit by its path: its own or the nearest above it."""
    keys = [int(key) for key in path.strip("/").split("/") if key]
    rows = select(YearTheme).join(Unit, Unit.id == YearTheme.unit_id)
    rows = rows.where(YearTheme.unit_id.in_(keys), YearTheme.year == year)
    return session.scalar(rows.order_by(func.length(Unit.path).desc(), YearTheme.id.desc()).limit(1))


def list_themes(unit_id: int) -> list[YearTheme]:
    """Every theme that was ever set in a unit, the newest year first; of one year the first row holds."""
    rows = select(YearTheme).where(YearTheme.unit_id == unit_id)
    return list(session.scalars(rows.order_by(YearTheme.year.desc(), YearTheme.id.desc()).limit(MOST)))


def _get(model: type[T], row_id: int, scope: Scope) -> T:
    row = session.scalar(select(model).where(model.id == row_id, scope.allows(model.unit_id)).with_for_update(of=model))
    if row is None:
        raise NotFound(row=row_id)
    return row
