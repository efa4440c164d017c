"""When supported women were last in touch with the Union, and how much each officer and mentor looks after."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, func, select, tuple_, union_all

from marketplace.association.scope import Scope
from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.paging import Page, decode_cursor, encode_cursor
from marketplace.people.models import Person
from marketplace.people.queries import list_people
from marketplace.programme.models import Mentorship, SupportRecord, SupportVisit
from marketplace.programme.queries.visits import mentors_now, stands
from marketplace.training.models import Enrolment, Outreach, OutreachWoman

OUT_OF_TOUCH = 90  # days without support, visit, class, outreach or call
LOOKED_AFTER = 730  # days since her last support for which a woman is looked after
PAGE = 25


@dataclass(frozen=True)
class Contact:
    """One kind of contact: the table that says whom, where and when, and the column of the day."""

    model: Any
    day: Any


_DAY_OF_OUTREACH = (
    select(Outreach.held_on).where(Outreach.id == OutreachWoman.outreach_id).correlate(OutreachWoman).scalar_subquery()
)
CONTACTS = (  # a room that is in touch with women adds its own table here
    Contact(SupportRecord, SupportRecord.given_on),
    Contact(SupportVisit, SupportVisit.visited_on),
    Contact(Enrolment, Enrolment.first_came_on),
    Contact(OutreachWoman, _DAY_OF_OUTREACH),
)


@dataclass(frozen=True)
class OutOfTouch:
    """A supported woman, the day of the last contact, and who stands by her."""

    person: Person
    last_on: date
    mentors: list[Person]

    @property
    def days(self) -> int:
        """For how many days nobody was in touch with her."""
        return (today() - self.last_on).days


@dataclass
class Workload:
    """What one officer or mentor looks after in a territory."""

    person: Person
    women: int = 0
    visits: int = 0
    open_steps: int = 0
    overdue_steps: int = 0


def list_out_of_touch(scope: Scope, cursor: str | None = None) -> Page[OutOfTouch]:
    """Women whom a territory supported in the last two years and who were not in touch for 90 days, longest first."""
    last = _last_contacts(scope)
    rows = select(Person, last.c.last_on).join(last, last.c.person_id == Person.id)
    rows = rows.where(last.c.last_on < today() - timedelta(days=OUT_OF_TOUCH))
    if (keys := decode_cursor(cursor, (str, int))) and (day := _day(keys[0])):
        rows = rows.where(tuple_(last.c.last_on, Person.id) > tuple_(day, keys[1]))
    found = session.execute(rows.order_by(last.c.last_on, Person.id).limit(PAGE + 1)).all()
    shown = found[:PAGE]
    mentors = mentors_now([person.id for person, _day in shown])
    items = [OutOfTouch(person, day, [row.person for row in mentors[person.id]]) for person, day in shown]
    after = encode_cursor(shown[-1][1].isoformat(), shown[-1][0].id) if len(found) > PAGE else None
    return Page(items, after)


def count_out_of_touch(scope: Scope) -> int:
    """How many women a territory has to be in touch with again."""
    last = _last_contacts(scope)
    days = timedelta(days=OUT_OF_TOUCH)
    return session.scalar(select(func.count()).select_from(last).where(last.c.last_on < today() - days)) or 0


def _last_contacts(scope: Scope) -> Any:
    """The last day of contact of each woman who was supported in the years in which one looks after her."""
    since = today() - timedelta(days=LOOKED_AFTER)
    supported = select(SupportRecord.person_id).where(
        scope.allows(SupportRecord.unit_id), SupportRecord.voided_at.is_(None), SupportRecord.given_on >= since
    )
    days = union_all(*(_days_of(contact, scope, since) for contact in CONTACTS)).subquery("days")
    rows = select(days.c.person_id, func.max(days.c.day).label("last_on")).where(days.c.person_id.in_(supported))
    return rows.group_by(days.c.person_id).subquery("last")


def _days_of(contact: Contact, scope: Scope, since: date) -> Select[Any]:
    model = contact.model
    rows = select(model.person_id.label("person_id"), contact.day.label("day"))
    return rows.where(scope.allows(model.unit_id), model.voided_at.is_(None), contact.day >= since)


def list_workloads(scope: Scope) -> list[Workload]:
    """Who looks after how many women, visited how often in 90 days, and what is open; most women first."""
    visit, since = SupportVisit, today() - timedelta(days=OUT_OF_TOUCH)
    is_open = (visit.next_step != "", visit.step_done_on.is_(None))
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    live = visit.voided_at.is_(None)
    asked: dict[str, tuple[Any, Any, list[Any]]] = {  # from which table, whose, which rows
        "women": (Mentorship, Mentorship.person_id, stands()),
        "visits": (visit, visit.visited_by, [live, visit.visited_on >= since]),
        "open_steps": (visit, visit.visited_by, [live, *is_open]),
        "overdue_steps": (visit, visit.visited_by, [live, *is_open, visit.next_due_on < today()]),
    }
    for name, (model, whose, which) in asked.items():
        rows = select(whose, func.count()).where(scope.allows(model.unit_id), *which).group_by(whose)
        for person_id, number in session.execute(rows):
            counts[person_id][name] = number
    people = list_people(set(counts))
    found = [Workload(people[person_id], **numbers) for person_id, numbers in counts.items()]
    return sorted(found, key=lambda one: (-one.women, -one.open_steps, one.person.folded_name, one.person.id))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None  # not a cursor of ours
