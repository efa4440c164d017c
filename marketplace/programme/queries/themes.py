"""Reading which activities name the theme of a year: of one activity, and all of a theme, counted by kind."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, literal, select, union_all

from marketplace.association.models import Unit, YearTheme
from marketplace.association.queries import find_theme
from marketplace.association.scope import Scope
from marketplace.contests.models import Contest, MovementContest
from marketplace.contests.states import CANCELLED as CONTEST_CANCELLED
from marketplace.core.db import session
from marketplace.programme.models import NamedTheme
from marketplace.programme.queries.ideas import CONTEST
from marketplace.programme.queries.outcomes import CLASS, OUTREACH
from marketplace.training.models import Outreach, TrainingClass
from marketplace.training.states import CANCELLED

THEME, BREAKTHROUGH = PARTS = ("theme", "breakthrough")
MOVEMENT = "movement_contest"
MOST_OF_A_KIND = 200  # on the page of a theme, the latest first


@dataclass(frozen=True)
class Named:
    """What an activity names: the theme of a year as its words are today, or its khâu đột phá."""

    theme: YearTheme
    part: str

    @property
    def words(self) -> str:
        """The words of the theme or of the khâu đột phá."""
        return self.theme.theme if self.part == THEME else self.theme.breakthrough


@dataclass(frozen=True)
class Activity:
    """A class, contest or outreach under a theme."""

    kind: str
    record_id: int
    title: str
    unit_name: str
    on: date | None
    parts: frozenset[str]


def _classes() -> Select[Any]:
    told = (TrainingClass.id, TrainingClass.unit_id, TrainingClass.begins_on, TrainingClass.title)
    return _told(*told).where(TrainingClass.status != CANCELLED)


def _contests() -> Select[Any]:
    return _told(Contest.id, Contest.unit_id, Contest.opens_on, Contest.name).where(Contest.status != CONTEST_CANCELLED)


def _movements() -> Select[Any]:
    told = (MovementContest.id, MovementContest.unit_id, MovementContest.held_on, MovementContest.name)
    return _told(*told).where(MovementContest.voided_at.is_(None))


def _outreach() -> Select[Any]:
    told = (Outreach.id, Outreach.unit_id, Outreach.held_on, Outreach.kind)
    return _told(*told).where(Outreach.voided_at.is_(None))


def _told(record_id: Any, unit_id: Any, on: Any, title: Any) -> Select[Any]:
    columns = (record_id.label("record_id"), unit_id.label("unit_id"), on.label("on_day"), title.label("title"))
    return select(*columns)


ACTIVITIES: dict[str, Callable[[], Select[Any]]] = {  # kinds that can name a theme: those that took place, or will
    CLASS: _classes,
    OUTREACH: _outreach,
    CONTEST: _contests,
    MOVEMENT: _movements,
}


def themes_named_by(record_kind: str, record_id: int) -> list[Named]:
    """What an activity names, the theme first."""
    rows = select(NamedTheme).where(NamedTheme.record_kind == record_kind, NamedTheme.record_id == record_id)
    found = [(row, find_theme(row.unit_id, row.year)) for row in session.scalars(rows.order_by(NamedTheme.part.desc()))]
    return [Named(theme, row.part) for row, theme in found if theme is not None]


def naming_rows(record_kind: str, record_id: int) -> list[NamedTheme]:
    """The rows that say it."""
    rows = select(NamedTheme).where(NamedTheme.record_kind == record_kind, NamedTheme.record_id == record_id)
    return list(session.scalars(rows))


def count_activities(unit_id: int, scope: Scope, year: int | None = None) -> dict[int, dict[str, int]]:
    """How many activities of a territory name the themes of a unit, by year and kind; one statement."""
    counted = []
    for kind in ACTIVITIES:
        told = _named(kind, unit_id, scope).subquery("told")
        rows = select(literal(kind), told.c.year, func.count(told.c.record_id.distinct()))
        counted.append((rows if year is None else rows.where(told.c.year == year)).group_by(told.c.year))
    found: dict[int, dict[str, int]] = {}
    for kind, of_year, many in session.execute(union_all(*counted)):
        found.setdefault(of_year, {})[kind] = many
    return found


def list_activities(unit_id: int, year: int, scope: Scope) -> dict[str, list[Activity]]:
    """The activities of a territory under a theme by kind, the latest first; one statement for each kind."""
    return {kind: _list(kind, unit_id, year, scope) for kind in ACTIVITIES}


def _list(kind: str, unit_id: int, year: int, scope: Scope) -> list[Activity]:
    told = _named(kind, unit_id, scope).subquery("told")
    rows = select(told, Unit.name.label("unit_name")).join(Unit, Unit.id == told.c.unit_id).where(told.c.year == year)
    rows = rows.order_by(told.c.on_day.desc(), told.c.record_id.desc()).limit(MOST_OF_A_KIND * len(PARTS))
    parts: dict[int, set[str]] = {}
    found: dict[int, Any] = {}
    for row in session.execute(rows):
        parts.setdefault(row.record_id, set()).add(row.part)
        found[row.record_id] = row
    made = [
        Activity(kind, key, row.title, row.unit_name, row.on_day, frozenset(parts[key])) for key, row in found.items()
    ]
    return made[:MOST_OF_A_KIND]


def _named(kind: str, unit_id: int, scope: Scope) -> Select[Any]:
    told = ACTIVITIES[kind]().subquery("activity")
    rows = select(told, NamedTheme.year, NamedTheme.part).join(NamedTheme, NamedTheme.record_id == told.c.record_id)
    rows = rows.where(NamedTheme.record_kind == kind, NamedTheme.unit_id == unit_id)
    return rows.where(scope.allows(told.c.unit_id))


def parts_in_order(parts: Iterable[str]) -> list[str]:
    """Parts as they are told: the theme first."""
    return [part for part in PARTS if part in set(parts)]
