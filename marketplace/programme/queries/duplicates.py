"""Pairs of records that may be one woman, and the pairs of which an officer said that they are two."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, case, func, literal, or_, select, tuple_, union_all
from sqlalchemy.orm import aliased

from marketplace.association.scope import Scope
from marketplace.core.by_id import rows_by_id
from marketplace.core.db import session
from marketplace.core.paging import Page, decode_cursor, encode_cursor
from marketplace.people.models import Person, SealedTrait
from marketplace.programme.models import SupportRecord, ToldApart
from marketplace.programme.queries.people import belongs_to

PHONE, ID_NUMBER, NAME = "phone", "id_number", "name"
REASONS = (ID_NUMBER, PHONE, NAME)  # the surest first
PAGE = 20  # pairs
MOST_JUDGED = 50
low, high = aliased(Person), aliased(Person)
low_trait, high_trait = aliased(SealedTrait), aliased(SealedTrait)


@dataclass(frozen=True)
class Pair:
    """Two records that may be one woman's, the older first, and why."""

    low: Person
    high: Person
    reasons: tuple[str, ...]


def list_pairs(scope: Scope, cursor: str | None = None) -> Page[Pair]:
    """The pairs of a territory that may be one woman, those with the newest record first; two statements."""
    found = union_all(_of_phone(scope), _of_id_number(scope), _of_name(scope)).subquery("found")
    said = [func.max(case((found.c.reason == reason, 1), else_=0)) for reason in REASONS]
    rows = select(found.c.low_id, found.c.high_id, *said).group_by(found.c.low_id, found.c.high_id)
    if keys := decode_cursor(cursor, (int, int)):
        rows = rows.where(tuple_(found.c.high_id, found.c.low_id) < tuple_(*keys))
    newest_first = rows.order_by(found.c.high_id.desc(), found.c.low_id.desc())
    return _page(session.execute(newest_first.limit(PAGE + 1)).all())


def reasons_of(one: Person, other: Person) -> tuple[str, ...]:
    """Why two records may be one woman's, whatever was judged of them and wherever they are."""
    everywhere = Scope(everything=True)
    rows = [select_of(everywhere) for select_of in (_of_id_number, _of_phone, _of_name)]
    ids = sorted((one.id, other.id))
    found = union_all(*(pair.where(low.id == ids[0], high.id == ids[1]) for pair in rows)).subquery("found")
    said = set(session.scalars(select(found.c.reason)))
    return tuple(reason for reason in REASONS if reason in said)


def find_judgement(one_id: int, other_id: int) -> ToldApart | None:
    """The standing judgement that two records are of two people."""
    ids = sorted((one_id, other_id))
    rows = select(ToldApart).where(ToldApart.low_id == ids[0], ToldApart.high_id == ids[1])
    return session.scalar(rows.where(ToldApart.withdrawn_at.is_(None)))


def list_judgements(scope: Scope) -> list[ToldApart]:
    """The newest standing judgements about people of a territory."""
    rows = select(ToldApart).where(ToldApart.withdrawn_at.is_(None))
    people = select(Person.id).where(belongs_to(scope))
    rows = rows.where(ToldApart.low_id.in_(people), ToldApart.high_id.in_(people))
    return list(session.scalars(rows.order_by(ToldApart.id.desc()).limit(MOST_JUDGED)))


def _page(rows: Any) -> Page[Pair]:
    shown = rows[:PAGE]
    people = rows_by_id(Person, _keys(shown))
    pairs = [
        Pair(people[row[0]], people[row[1]], tuple(r for r, is_one in zip(REASONS, row[2:], strict=True) if is_one))
        for row in shown
    ]
    return Page(pairs, encode_cursor(shown[-1][1], shown[-1][0]) if len(rows) > PAGE else None)


def _keys(rows: Iterable[Any]) -> set[int]:
    return {key for row in rows for key in row[:2]}


def _pairs(reason: str, scope: Scope) -> Select[Any]:
    """Two people of the territory; neither did anybody say that they are two, nor do their papers."""
    pair: Any = select(low.id.label("low_id"), high.id.label("high_id"), literal(reason).label("reason"))
    pair = pair.where(low.id < high.id, belongs_to(scope, low), belongs_to(scope, high))
    return pair.where(~_judged(), ~_papers_differ()).select_from(low)


def _of_phone(scope: Scope) -> Select[Any]:
    return _pairs(PHONE, scope).join(high, low.phone == high.phone)


def _of_id_number(scope: Scope) -> Select[Any]:
    hers, the_others = aliased(SealedTrait), aliased(SealedTrait)
    pair = _pairs(ID_NUMBER, scope).join(hers, and_(hers.person_id == low.id, hers.kind == ID_NUMBER))
    pair = pair.join(the_others, and_(the_others.fingerprint == hers.fingerprint, the_others.kind == ID_NUMBER))
    return pair.join(high, high.id == the_others.person_id)


def _of_name(scope: Scope) -> Select[Any]:
    """The same words of the name, no two years of birth, and the same year or the same place."""
    years = or_(low.birth_year == high.birth_year, low.birth_year.is_(None), high.birth_year.is_(None))
    places = or_(low.area_code == high.area_code, low.area_code.is_(None), high.area_code.is_(None))
    known = and_(low.birth_year == high.birth_year, places)
    pair = _pairs(NAME, scope).join(high, low.name_key == high.name_key)
    return pair.where(years, or_(known, _same_place()))


def _same_place() -> Any:
    """They live in one commune, or one unit supported both."""
    hers, the_others = aliased(SupportRecord), aliased(SupportRecord)
    both = select(hers.id).join(the_others, the_others.unit_id == hers.unit_id)
    both = both.where(hers.person_id == low.id, the_others.person_id == high.id)
    both = both.where(hers.voided_at.is_(None), the_others.voided_at.is_(None))
    return or_(low.area_code == high.area_code, both.exists())


def _papers_differ() -> Any:
    pair = select(low_trait.id).where(low_trait.person_id == low.id, low_trait.kind == ID_NUMBER)
    pair = pair.join(high_trait, and_(high_trait.person_id == high.id, high_trait.kind == ID_NUMBER))
    return pair.where(low_trait.fingerprint != high_trait.fingerprint).exists()


def _judged() -> Any:
    standing = select(ToldApart.id).where(ToldApart.low_id == low.id, ToldApart.high_id == high.id)
    return standing.where(ToldApart.withdrawn_at.is_(None)).exists()
