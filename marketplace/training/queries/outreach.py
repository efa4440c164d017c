"""Reading outreach: the days of a territory, who was helped, how many stand in a list and how many were only told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, case, func, select, tuple_
from sqlalchemy.orm import joinedload, selectinload

from marketplace.association.models import Unit
from marketplace.association.scope import EVERYTHING, Scope
from marketplace.core.db import session
from marketplace.core.errors import NotFound
from marketplace.core.folding import identity, sort_key
from marketplace.core.paging import Page, decode_cursor, encode_cursor
from marketplace.training.models import Attendance, ClassSession, Enrolment, Outreach, OutreachPhoto, OutreachWoman
from marketplace.training.queries.classes import PAGE

MOST_OF_HERS = 50  # days of outreach of one woman on one page


@dataclass(frozen=True)
class Reached:
    """Whom an outreach reached: women of its list, women of whom there is no list yet, and relatives."""

    named: int = 0
    without_list: int = 0
    female: int = 0
    male: int = 0

    @property
    def relatives(self) -> int:
        """Relatives of both sexes."""
        return self.female + self.male

    @property
    def people(self) -> int:
        """The women of the list and the relatives: those of whom a figure may be told."""
        return self.named + self.relatives


def list_outreach(
    scope: Scope, cursor: str | None = None, *, kind: str = "", lacks_list: bool = False
) -> Page[Outreach]:
    """The outreach of a territory, the latest first, void ones too; by kind, or of those told beyond their lists."""
    rows = select(Outreach).where(scope.allows(Outreach.unit_id))
    if kind:
        rows = rows.where(Outreach.kind == kind)
    if lacks_list:
        told: Any = reached().subquery("told")
        rows = rows.join(told, told.c.outreach_id == Outreach.id)
        rows = rows.where(told.c.without_list > 0, Outreach.voided_at.is_(None))
    if keys := _place(cursor):
        rows = rows.where(tuple_(Outreach.held_on, Outreach.id) < tuple_(*keys))
    latest_first = rows.order_by(Outreach.held_on.desc(), Outreach.id.desc())
    found = list(session.scalars(latest_first.options(selectinload(Outreach.photos)).limit(PAGE + 1)))
    if len(found) <= PAGE:
        return Page(found)
    last = found[PAGE - 1]
    return Page(found[:PAGE], encode_cursor(last.held_on.isoformat(), last.id))


def _place(cursor: str | None) -> tuple[date, int] | None:
    keys = decode_cursor(cursor, (str, int))
    try:
        return (date.fromisoformat(keys[0]), keys[1]) if keys else None
    except ValueError:
        return None  # not a cursor of ours


def get_outreach(outreach_id: int, scope: Scope) -> Outreach:
    """An outreach within a territory; NotFound outside it."""
    return _found(select(Outreach).where(Outreach.id == outreach_id, scope.allows(Outreach.unit_id)), outreach_id)


def lock_outreach(outreach_id: int, scope: Scope = EVERYTHING) -> Outreach:
    """The same, locked for a change."""
    rows = select(Outreach).where(Outreach.id == outreach_id, scope.allows(Outreach.unit_id))
    return _found(rows.with_for_update(of=Outreach).execution_options(populate_existing=True), outreach_id)


def _found(rows: Any, key: int) -> Outreach:
    row: Outreach | None = session.scalar(rows.limit(1))
    if row is None:
        raise NotFound(outreach=key)
    return row


def find_same_outreach(row: Outreach) -> Outreach | None:
    """Another one that stands of the same unit, kind and day, about the same at the same place."""
    rows = select(Outreach).where(Outreach.unit_id == row.unit_id, Outreach.held_on == row.held_on)
    rows = rows.where(Outreach.kind == row.kind, Outreach.voided_at.is_(None))
    said = (identity(row.about), identity(row.place))
    found = session.scalars(rows.order_by(Outreach.id))
    return next((one for one in found if one.id != row.id and (identity(one.about), identity(one.place)) == said), None)


def reached() -> Select[Any]:
    """One row of every outreach: `outreach_id`, `named`, `without_list`, `female`, `male` (see `Reached`)."""
    listed: Any = _listed()
    named, female, male = (func.coalesce(listed.c[name], 0) for name in ("named", "female", "male"))
    return select(
        Outreach.id.label("outreach_id"),
        named.label("named"),
        case((Outreach.women_said > named, Outreach.women_said - named), else_=0).label("without_list"),
        case((Outreach.female_said > female, Outreach.female_said), else_=female).label("female"),
        case((Outreach.male_said > male, Outreach.male_said), else_=male).label("male"),
    ).outerjoin(listed, listed.c.outreach_id == Outreach.id)


def _listed() -> Any:
    rows = select(
        OutreachWoman.outreach_id,
        func.count().label("named"),
        func.sum(OutreachWoman.female).label("female"),
        func.sum(OutreachWoman.male).label("male"),
    )
    return rows.where(OutreachWoman.voided_at.is_(None)).group_by(OutreachWoman.outreach_id).subquery("listed")


def reached_by(outreach_ids: Iterable[int]) -> dict[int, Reached]:
    """Whom some outreach reached, by key; one statement."""
    rows = reached().where(Outreach.id.in_(sorted(outreach_ids)))
    return {key: Reached(*map(int, numbers)) for key, *numbers in session.execute(rows)}


def list_helped(row: Outreach) -> list[OutreachWoman]:
    """The women of an outreach's list by given name, as Vietnamese lists are sorted; mistakes are left out."""
    rows = select(OutreachWoman).where(OutreachWoman.outreach_id == row.id, OutreachWoman.voided_at.is_(None))
    found = session.scalars(rows.options(joinedload(OutreachWoman.person)).order_by(OutreachWoman.id))
    return sorted(found, key=_by_given_name)


def _by_given_name(one: OutreachWoman) -> str:
    words = one.person.full_name.split()
    return sort_key(" ".join([*words[-1:], *words[:-1]]))


def get_helped(row: Outreach, woman_id: int) -> OutreachWoman:
    """A line of an outreach's list; NotFound where it has none of that key."""
    rows = select(OutreachWoman).where(OutreachWoman.id == woman_id, OutreachWoman.outreach_id == row.id)
    found = session.scalar(rows.limit(1))
    if found is None:
        raise NotFound(outreach_woman=woman_id)
    return found


def helped_in(outreach_id: int, person_ids: Iterable[int]) -> dict[int, OutreachWoman]:
    """Their lines in the list of an outreach, by person; mistakes are left out."""
    rows = select(OutreachWoman).where(OutreachWoman.outreach_id == outreach_id, OutreachWoman.voided_at.is_(None))
    return {row.person_id: row for row in session.scalars(rows.where(OutreachWoman.person_id.in_(sorted(person_ids))))}


def outreach_of(person_ids: Iterable[int], scope: Scope = EVERYTHING) -> list[OutreachWoman]:
    """The outreach of a territory in whose lists some women stand, the latest first.

    `+ 0` lets the persons say which rows are read: of a province's units there are very many.
    """
    rows = select(OutreachWoman).where(OutreachWoman.person_id.in_(sorted(person_ids)))
    rows = rows.where(scope.allows(OutreachWoman.unit_id + 0), OutreachWoman.voided_at.is_(None))
    rows = rows.join(Outreach, Outreach.id == OutreachWoman.outreach_id)
    rows = rows.order_by(Outreach.held_on.desc(), OutreachWoman.id.desc())
    return list(session.scalars(rows.limit(MOST_OF_HERS * 25)))


def share_an_outreach(one_id: int, other_id: int) -> bool:
    """Whether two persons stand in the list of one outreach, so that no single woman can be both."""
    rows = select(OutreachWoman.outreach_id).where(OutreachWoman.voided_at.is_(None))
    theirs = rows.where(OutreachWoman.person_id == other_id)
    both = rows.where(OutreachWoman.person_id == one_id, OutreachWoman.outreach_id.in_(theirs))
    return session.scalar(both.limit(1)) is not None


def helped_elsewhere(person_ids: Sequence[int], day: date, unit: Unit) -> list[OutreachWoman | Enrolment]:
    """Where else some persons were that day, in outreach or classes of units neither above nor below this one."""
    rows: Any = select(OutreachWoman, Unit.path).join(Outreach, Outreach.id == OutreachWoman.outreach_id)
    rows = rows.join(Unit, Unit.id == OutreachWoman.unit_id)
    rows = rows.where(Outreach.held_on == day, OutreachWoman.person_id.in_(list(person_ids)))
    lessons: Any = select(Enrolment, Unit.path).join(Unit, Unit.id == Enrolment.unit_id)
    lessons = lessons.join(Attendance, Attendance.enrolment_id == Enrolment.id)
    lessons = lessons.join(ClassSession, ClassSession.id == Attendance.session_id)
    lessons = lessons.where(ClassSession.held_on == day, Enrolment.person_id.in_(list(person_ids)))
    found = [*session.execute(rows.where(OutreachWoman.voided_at.is_(None)))]
    found += session.execute(lessons.where(Enrolment.voided_at.is_(None)))
    return [row for row, path in found if not (path.startswith(unit.path) or unit.path.startswith(path))]


def get_outreach_photo(row: Outreach, photo_id: int) -> OutreachPhoto:
    """A photo of an outreach; NotFound where it has none of that key."""
    rows = select(OutreachPhoto).where(OutreachPhoto.id == photo_id, OutreachPhoto.outreach_id == row.id)
    found = session.scalar(rows.limit(1))
    if found is None:
        raise NotFound(outreach_photo=photo_id)
    return found
