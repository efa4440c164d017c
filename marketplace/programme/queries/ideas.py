"""The way of ideas: which contests count for it, and what its author has today, by facts after the idea's day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select, tuple_

from marketplace.association.scope import Scope
from marketplace.contests.models import Contest, Entry, Idea
from marketplace.contests.states import TAKEN_PART
from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.paging import Page, decode_cursor, encode_cursor
from marketplace.programme.models import OutcomeFact
from marketplace.programme.queries.outcomes.ideas import IDEA_HONOURED, IDEA_SUPPORTED
from marketplace.programme.queries.outcomes.sales import SALE
from marketplace.programme.queries.outcomes.shops import SHOP_OPENED

CONTEST = "contest"
LATELY = timedelta(days=90)  # an idea whose author sold something within them trades today
PAGE = 25
ALL, SHOP, SHOP_BEFORE, SOLD, TRADING, NATIONAL = "all", "shop", "shop_before", "sold", "trading", "national"
SUMS = ("sold_dong", "lately_dong")
STEPS = (ALL, SHOP, SHOP_BEFORE, SOLD, TRADING, NATIONAL)


@dataclass(frozen=True)
class OneWay:
    """An honoured idea and what became of it; amounts are what its author's shop sold after the idea's day."""

    idea: Idea
    honoured_on: date
    honour: str  # «province:first»
    shop_on: date | None
    sold_dong: int
    lately_dong: int


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
    shown = [_way(row) for row in found[:PAGE]]
    last = shown[-1] if len(found) > PAGE else None
    return Page(shown, encode_cursor(last.honoured_on.isoformat(), last.idea.id) if last else None)


def _way(row: Any) -> OneWay:
    of = row._mapping
    return OneWay(
        of[Idea], of["honoured_on"], of["honour"], of["shop_on"], int(of["sold_dong"]), int(of["lately_dong"])
    )


def _reached(way: Any, step: str) -> ColumnElement[bool]:
    """The condition that an idea reached a step."""
    known: dict[str, ColumnElement[bool]] = {
        ALL: way.record_id.is_not(None),
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
    columns: list[Any] = [
        honour.c.record_id,
        Idea.person_id,
        honour.c.happened_on.label("honoured_on"),
        honour.c.note.label("honour"),
        Idea.submitted_on.label("idea_on"),
        opened.correlate(Idea).scalar_subquery().label("shop_on"),
        sold.label("sold_dong"),
        lately.label("lately_dong"),
        case((national.correlate(Idea).exists(), 1), else_=0).label("is_national"),
    ]
    rows = select(*columns).select_from(honour).join(Idea, Idea.id == honour.c.record_id)
    rows = rows.where(honour.c.kind == IDEA_HONOURED, scope.allows(honour.c.unit_id))
    if year is not None:
        rows = rows.where(honour.c.happened_on.between(date(year, 1, 1), date(year, 12, 31)))
    return rows
