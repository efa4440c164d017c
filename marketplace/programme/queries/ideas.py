"""The way of ideas: which contests count for it, and what its author has today, by facts after the idea's day.

*Founded from it* is what names the idea (`enterprise.idea_id`); of an idea that none names, what its author founded
since the idea's day and that names no idea at all.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, or_, select, tuple_

from marketplace.association.scope import Scope
from marketplace.contests.models import Contest, Entry, Idea
from marketplace.contests.states import TAKEN_PART
from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.paging import Page, decode_cursor, encode_cursor
from marketplace.enterprises.enterprise_kinds import FOUNDER
from marketplace.enterprises.models import Enterprise, EnterprisePart
from marketplace.programme.models import OutcomeFact
from marketplace.programme.queries.outcomes.ideas import IDEA_HONOURED, IDEA_SUPPORTED
from marketplace.programme.queries.outcomes.sales import SALE
from marketplace.programme.queries.outcomes.shops import SHOP_OPENED

CONTEST = "contest"
LATELY = timedelta(days=90)  # an idea whose author sold something within them trades today
PAGE = 25
ALL, SHOP, SHOP_BEFORE, SOLD, TRADING, NATIONAL = "all", "shop", "shop_before", "sold", "trading", "national"
FOUNDED = "founded"
NAMED, LATER = "named", "later"  # by which rule something was founded from an idea
SUMS = ("sold_dong", "lately_dong")
STEPS = (ALL, FOUNDED, SHOP, SHOP_BEFORE, SOLD, TRADING, NATIONAL)


@dataclass(frozen=True)
class OneWay:
    """An honoured idea and what became of it; amounts are what its author's shop sold after the idea's day."""

    idea: Idea
    honoured_on: date
    honour: str  # «province:first»
    shop_on: date | None
    sold_dong: int
    lately_dong: int
    founded_by: str  # the rule by which an enterprise was founded from it; «» when none was
    founded: list[Enterprise]  # those of them that stand in the territory


def contests_of(idea_ids: Iterable[int]) -> dict[int, list[int]]:
    """The contests in which each idea stands and that were not cancelled."""
    ids = list(idea_ids)
    found: dict[int, list[int]] = {idea_id: [] for idea_id in ids}
    rows = select(Entry.idea_id, Entry.contest_id).join(Contest, Contest.id == Entry.contest_id)
    rows = rows.where(Entry.idea_id.in_(ids), Entry.withdrawn_at.is_(None), Contest.status.in_(TAKEN_PART))
    for idea_id, contest_id in session.execute(rows.order_by(Entry.id)):
        found[idea_id].append(contest_id)
    return found


def count_ways(scope: Scope, year: int | None = None) -> dict[str, int]:
    """How many honoured ideas of a territory reached each step, and with what revenue: two statements."""
    ways = _ways(scope, year).subquery("ways")
    counted = [func.count().filter(_reached(ways.c, step)).label(step) for step in STEPS]
    of_each = [func.max(ways.c[name]).label(name) for name in SUMS]  # of an author with two ideas, since the first one
    authors = select(*of_each).group_by(ways.c.person_id).subquery("authors")
    sums = select(*(func.coalesce(func.sum(authors.c[name]), 0).label(name) for name in SUMS))
    told = [session.execute(rows).one()._mapping for rows in (select(*counted).select_from(ways), sums)]
    return {name: int(value) for row in told for name, value in row.items()}


def list_ways(scope: Scope, step: str, year: int | None = None, cursor: str | None = None) -> Page[OneWay]:
    """The honoured ideas of a territory that reached a step, the latest honours first."""
    ways = _ways(scope, year).subquery("ways")
    rows = select(ways, Idea).join(Idea, Idea.id == ways.c.record_id).where(_reached(ways.c, step))
    if keys := decode_cursor(cursor, (str, int)):
        place = (date.fromisoformat(keys[0]), keys[1])
        rows = rows.where(tuple_(ways.c.honoured_on, ways.c.record_id) < tuple_(*place))
    rows = rows.order_by(ways.c.honoured_on.desc(), ways.c.record_id.desc())
    found = session.execute(rows.limit(PAGE + 1)).all()
    enterprises = _founded_from([row._mapping[Idea] for row in found[:PAGE]], scope)
    shown = [_way(row, enterprises) for row in found[:PAGE]]
    last = shown[-1] if len(found) > PAGE else None
    return Page(shown, encode_cursor(last.honoured_on.isoformat(), last.idea.id) if last else None)


def astray_ideas(person_ids: Iterable[int] | None = None, enterprise_id: int | None = None) -> list[Enterprise]:
    """Enterprises that name an idea of nobody who represents or founded them: of some women or with an idea of
    theirs, one enterprise, or all.
    """
    founders = select(EnterprisePart.person_id).where(EnterprisePart.enterprise_id == Enterprise.id, *_FOUNDING)
    known = or_(Idea.person_id == Enterprise.person_id, Idea.person_id.in_(founders.correlate(Enterprise)))
    right = select(Idea.id).where(Idea.id == Enterprise.idea_id, known).correlate(Enterprise)
    rows = select(Enterprise).where(Enterprise.idea_id.is_not(None), ~right.exists())
    if person_ids is not None:
        theirs = select(Idea.id).where(Idea.person_id.in_(ids := list(person_ids)))
        rows = rows.where(or_(Enterprise.person_id.in_(ids), Enterprise.idea_id.in_(theirs)))
    if enterprise_id is not None:
        rows = rows.where(Enterprise.id == enterprise_id)
    return list(session.scalars(rows.order_by(Enterprise.id)))


def faults_of_foundings() -> Iterator[str]:
    """What speaks against the promise that an enterprise names an idea of its own women."""
    for row in astray_ideas():
        yield f"enterprise {row.id}: idea {row.idea_id} is of nobody who represents or founded it, or is not there"


_FOUNDING = (EnterprisePart.role == FOUNDER, EnterprisePart.voided_at.is_(None))


def _names_one() -> Select[Any]:
    return select(Enterprise.idea_id).where(Enterprise.idea_id.is_not(None), Enterprise.voided_at.is_(None))


def _founded_later() -> Any:
    """What names no idea and was founded by the author since the idea's day, with the key of the idea."""
    rows: Any = select(Idea.id, Enterprise).join(EnterprisePart, EnterprisePart.person_id == Idea.person_id)
    rows = rows.join(Enterprise, Enterprise.id == EnterprisePart.enterprise_id)
    rows = rows.where(*_FOUNDING, Enterprise.is_new, Enterprise.idea_id.is_(None), Enterprise.voided_at.is_(None))
    found: Select[Any] = rows.where(Enterprise.founded_on >= Idea.submitted_on)
    return found


def _founded_from(ideas: list[Idea], scope: Scope) -> dict[tuple[int, str], list[Enterprise]]:
    """The enterprises of a territory that were founded from some ideas, by idea and rule: two statements."""
    ids = [idea.id for idea in ideas]
    named = select(Enterprise.idea_id, Enterprise)
    named = named.where(Enterprise.idea_id.in_(ids), Enterprise.voided_at.is_(None))
    found: dict[tuple[int, str], list[Enterprise]] = {}
    for rule, rows in ((NAMED, named), (LATER, _founded_later().where(Idea.id.in_(ids)))):
        for idea_id, row in session.execute(rows.where(scope.allows(Enterprise.unit_id)).order_by(Enterprise.id)):
            found.setdefault((idea_id, rule), []).append(row)
    return found


def _way(row: Any, enterprises: dict[tuple[int, str], list[Enterprise]]) -> OneWay:
    of, idea = row._mapping, row._mapping[Idea]
    sold, lately, rule = int(of["sold_dong"]), int(of["lately_dong"]), of["founded_by"]
    founded = enterprises.get((idea.id, rule), [])
    return OneWay(idea, of["honoured_on"], of["honour"], of["shop_on"], sold, lately, rule, founded)


def _reached(way: Any, step: str) -> ColumnElement[bool]:
    """The condition that an idea reached a step."""
    known: dict[str, ColumnElement[bool]] = {
        ALL: way.record_id.is_not(None),
        FOUNDED: way.founded_by != "",
        SHOP: way.shop_on >= way.idea_on,
        SHOP_BEFORE: way.shop_on < way.idea_on,
        SOLD: way.sold_dong > 0,
        TRADING: way.lately_dong > 0,
        NATIONAL: way.is_national == 1,
    }
    return known[step]


def _ways(scope: Scope, year: int | None) -> Select[Any]:
    """Each honoured idea with its author's first shop and what she sold since the idea was submitted."""
    honour, sale, shop = (OutcomeFact.__table__.alias(name) for name in ("honour", "sale", "shop"))
    theirs = (sale.c.kind == SALE, sale.c.person_id == Idea.person_id, sale.c.happened_on >= Idea.submitted_on)
    of_sales = func.coalesce(func.sum(sale.c.amount_dong), 0)
    sold = select(of_sales).where(*theirs).correlate(Idea).scalar_subquery()
    since = today() - LATELY
    lately = select(of_sales).where(*theirs, sale.c.outcome_on > since).correlate(Idea).scalar_subquery()
    opened = select(func.min(shop.c.happened_on)).where(shop.c.kind == SHOP_OPENED, shop.c.person_id == Idea.person_id)
    national = select(OutcomeFact.id).where(OutcomeFact.kind == IDEA_SUPPORTED, OutcomeFact.record_id == Idea.id)
    later = _founded_later().with_only_columns(Idea.id).correlate(None)
    founded_by = case((Idea.id.in_(_names_one()), NAMED), (Idea.id.in_(later), LATER), else_="")
    columns: list[Any] = [
        honour.c.record_id,
        Idea.person_id,
        honour.c.happened_on.label("honoured_on"),
        honour.c.note.label("honour"),
        Idea.submitted_on.label("idea_on"),
        opened.correlate(Idea).scalar_subquery().label("shop_on"),
        sold.label("sold_dong"),
        lately.label("lately_dong"),
        founded_by.label("founded_by"),
        case((national.correlate(Idea).exists(), 1), else_=0).label("is_national"),
    ]
    rows = select(*columns).select_from(honour).join(Idea, Idea.id == honour.c.record_id)
    rows = rows.where(honour.c.kind == IDEA_HONOURED, scope.allows(honour.c.unit_id))
    if year is not None:
        rows = rows.where(honour.c.happened_on.between(date(year, 1, 1), date(year, 12, 31)))
    return rows
