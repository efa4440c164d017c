"""An idea that was entered, honoured, or supported by the national level is an outcome of that day, once each."""

from typing import Any

from sqlalchemy import Select, case, func, select

from marketplace.association.models import Unit
from marketplace.contests.awards import AWARDS, LEVELS
from marketplace.contests.models import Contest, Entry, Idea
from marketplace.contests.states import DECIDED, TAKEN_PART
from marketplace.programme.queries.outcomes.columns import Source, fact_columns

IDEA, IDEA_HONOURED, IDEA_SUPPORTED = "idea", "idea_honoured", "idea_supported"
RECORD = "idea"


def _entered() -> Select[Any]:
    """Each idea that stands in a contest which was not cancelled, on the day it was first entered in one."""
    first = _of_entries(func.min(Entry.entered_on)).where(Contest.status.in_(TAKEN_PART)).scalar_subquery()
    return _rows(IDEA, first, Idea.sector).where(first.is_not(None))


def _honoured() -> Select[Any]:
    """Each idea with an award, on the day of the first one; the note is the highest: «province:first»."""
    first = _of_entries(func.min(Contest.decided_on)).where(*_given()).scalar_subquery()
    level = case({level: str(number) for number, level in enumerate(reversed(LEVELS))}, value=Contest.level)
    place = level + case({award: str(number) for number, award in enumerate(AWARDS)}, value=Entry.award)
    highest = _of_entries(Contest.level + ":" + Entry.award).where(*_given()).order_by(place, Entry.id).limit(1)
    return _rows(IDEA_HONOURED, first, highest.scalar_subquery()).where(first.is_not(None))


def _supported() -> Select[Any]:
    """Each idea that the national level supports, since that day."""
    return _rows(IDEA_SUPPORTED, Idea.supported_on, Idea.supported_with).where(Idea.supported_on.is_not(None))


def _given() -> tuple[Any, ...]:
    return Entry.award.is_not(None), Contest.status == DECIDED


def _of_entries(column: Any) -> Select[Any]:
    rows = select(column).select_from(Entry).join(Contest, Contest.id == Entry.contest_id)
    return rows.where(Entry.idea_id == Idea.id, Entry.withdrawn_at.is_(None)).correlate(Idea)


def _rows(kind: str, day: Any, note: Any) -> Select[Any]:
    columns = fact_columns(
        kind,
        RECORD,
        record_id=Idea.id,
        person_id=Idea.person_id,
        unit_id=Idea.unit_id,
        place=Unit.path,
        happened_on=day,
        happened_at=Idea.changed_at,
        outcome_on=day,
        title=Idea.title,
        note=note,
    )
    return select(*columns).select_from(Idea).join(Unit, Unit.id == Idea.unit_id)


IDEA_SOURCES = (Source(_entered, Idea.id, Idea.changed_at, Idea.changed_at),)
HONOURED_SOURCES = (Source(_honoured, Idea.id, Idea.changed_at, Idea.changed_at),)
SUPPORTED_SOURCES = (Source(_supported, Idea.id, Idea.changed_at, Idea.changed_at),)
