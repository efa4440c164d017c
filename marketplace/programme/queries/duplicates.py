"""Pairs of records that may be one woman, and the pairs of which an officer said that they are two."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, func, literal, or_, select, union_all
from sqlalchemy.orm import aliased

from marketplace.association.scope import EVERYTHING, Scope
from marketplace.core.by_id import rows_by_id
from marketplace.core.db import session
from marketplace.core.paging import Page, decode_cursor, encode_cursor
from marketplace.people.models import Person, SealedTrait
from marketplace.programme.likeness import ID_NUMBER, Likeness, Written, likeness_of
from marketplace.programme.models import SupportRecord, ToldApart
from marketplace.programme.queries.people import belongs_to, is_one_of
from marketplace.programme.queries.ways import is_wide

PAPERS, OTHERS = 1, 0  # what brought two records together
Rule = Callable[[], list[Any]]  # conditions on an older and a newer record
PAGE = 20  # newer records
LOOKED_AT = 60  # newer records at once, of which some prove to be somebody else's
MOST_LOOKS = 20
MOST_JUDGED = 50
low, high = aliased(Person), aliased(Person)
low_trait, high_trait = aliased(SealedTrait), aliased(SealedTrait)


@dataclass(frozen=True)
class Pair:
    """Two records that may be one woman's, the older first, why, and how sure it is."""

    low: Person
    high: Person
    reasons: tuple[str, ...]
    strength: int


def list_pairs(scope: Scope, cursor: str | None = None) -> Page[Pair]:
    """The pairs of a territory that may be one woman: on each page the surest first; three statements as a rule.

    A page holds so many newer records with all that they may be: they are looked for from the newest on, so that a
    page costs what it shows and not all pairs there are. The database finds records that have something in common,
    `likeness` judges them; where it refuses all that were found, the next ones are looked at.
    """
    found: list[Pair] = []
    keys = decode_cursor(cursor, (int,))
    before: int | None = keys[0] if keys else None
    for _look in range(MOST_LOOKS):
        ids = _newer(scope, before)
        looked = ids[:LOOKED_AT]
        found += _told(_pairs(scope, high.id.in_(looked))) if looked else []
        before = looked[-1] if len(ids) > LOOKED_AT else None
        shown = sorted({pair.high.id for pair in found}, reverse=True)[: PAGE + 1]
        if before is None or len(shown) > PAGE:
            break
    if len(shown) > PAGE:
        shown, before = shown[:PAGE], shown[PAGE - 1]
    page = [pair for pair in found if pair.high.id in shown]
    page.sort(key=lambda pair: (pair.strength, -pair.high.id, -pair.low.id))
    return Page(page, encode_cursor(before) if before is not None else None)


def _newer(scope: Scope, before: int | None) -> list[int]:
    """The newest records that have something in common with an older one, and one more than are looked at.

    In a wide territory records are walked from the newest on, in a commune (`+ 0`) its own are found first.
    """
    hers, key = (is_one_of(scope, high), high.id) if is_wide(scope) else (belongs_to(scope, high), high.id + 0)
    rows = select(high.id).where(hers, or_(*(_others(rule, scope).exists() for _what, rule in _rules())))
    rows = rows.where(key < before) if before is not None else rows
    return list(session.scalars(rows.order_by(key.desc()).limit(LOOKED_AT + 1)))


def pairs_of(person: Person, scope: Scope) -> list[Pair]:
    """The pairs of a territory that one person is in; four statements."""
    return [pair for side in (high, low) for pair in _told(_pairs(scope, side.id == person.id))]


def reasons_of(one: Person, other: Person) -> tuple[str, ...]:
    """Why two records may be one woman's, wherever they are; nothing where they were told apart."""
    low_id, high_id = sorted((one.id, other.id))
    found = _told(_pairs(EVERYTHING, and_(low.id == low_id, high.id == high_id)))
    return found[0].reasons if found else ()


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


def _pairs(scope: Scope, which: Any) -> Any:
    """Keys of some pairs, and whether they have the same papers, the newest record first."""
    alike = []
    for what, rule in _rules():
        rows = select(low.id.label("low"), high.id.label("high"), literal(what).label("what"))
        alike.append(rows.where(which, is_one_of(scope, high), *_alike(rule, scope)))
    found = union_all(*alike).subquery("found")
    rows = select(found.c.low, found.c.high, func.max(found.c.what)).group_by(found.c.low, found.c.high)
    return rows.order_by(found.c.high.desc(), found.c.low.desc())


def _told(pairs: Any) -> list[Pair]:
    """The pairs that are judged to be alike, of those that have something in common."""
    rows = session.execute(pairs).all()
    people = rows_by_id(Person, {key for row in rows for key in row[:2]})
    judged = ((people[row[0]], people[row[1]], row[2] == PAPERS) for row in rows)
    pairs_found = ((one, other, _judge(one, other, same_papers=papers)) for one, other, papers in judged)
    return [Pair(one, other, seen.reasons, seen.strength) for one, other, seen in pairs_found if seen]


def _judge(one: Person, other: Person, *, same_papers: bool) -> Likeness | None:
    return likeness_of(_written(one), _written(other), same_papers=same_papers)


def _written(person: Person) -> Written:
    return Written(person.full_name, person.birth_year, person.phone, person.area_code, person.address_line)


def _others(rule: Rule, scope: Scope) -> Any:
    """The older records that a newer one may be, for one reason."""
    return select(low.id).where(*_alike(rule, scope)).correlate(high)


def _alike(rule: Rule, scope: Scope) -> list[Any]:
    """An older record of the territory is like a newer one; neither officers nor their papers say that they are two.

    `+ 0` keeps SQLite from walking all older records of a commune instead of those that have something in common.
    """
    return [*rule(), low.id + 0 < high.id, is_one_of(scope, low), ~_judged(), ~_papers_differ()]


def _rules() -> list[tuple[int, Rule]]:
    """What brings two records together; names in rules each of which an index answers."""
    names = (_same_name_and_year, _same_name_no_year, _same_name_new_without_year, _same_ends)
    return [(PAPERS, _same_papers), *((OTHERS, rule) for rule in (_same_phone, *names))]


def _same_ends() -> list[Any]:
    """Surname and given name look the same in one village: a middle name is missing, a word misread, a year is off.

    Villages are the same where their last letter or figure is, however they are written; `likeness` reads the rest.
    """
    ends = [func.lower(func.substr(one.address_line, func.length(one.address_line))) for one in (low, high)]
    villages = and_(low.address_line != "", ends[0] == ends[1])
    differs = or_(low.birth_year == high.birth_year, and_(low.name_key == high.name_key, _years_off()))
    return [low.name_ends == high.name_ends, low.area_code == high.area_code, villages, differs]


def _years_off() -> Any:
    """One apart, figures swapped, or a day or month read as the year."""
    one, other = low.birth_year, high.birth_year
    swapped = and_(one % 10 == (other // 10) % 10, other % 10 == (one // 10) % 10)
    days = (or_(year.between(1901, 1931), year.between(2001, 2031)) for year in (one, other))
    return or_((one - other).in_([-1, 1]), swapped, *days)


def _same_phone() -> list[Any]:
    return [low.phone == high.phone]


def _same_papers() -> list[Any]:
    hers, the_others = aliased(SealedTrait), aliased(SealedTrait)
    mine = [the_others.person_id == high.id, the_others.kind == ID_NUMBER, the_others.fingerprint == hers.fingerprint]
    return [*mine, hers.kind == ID_NUMBER, hers.person_id == low.id]


def _same_name_and_year() -> list[Any]:
    """The same words of the name, the same year of birth, and no two places."""
    places = or_(low.area_code == high.area_code, low.area_code.is_(None), high.area_code.is_(None))
    return [low.name_key == high.name_key, low.birth_year == high.birth_year, places]


def _same_name_no_year() -> list[Any]:
    """The same words of the name in one place, and the older record says no year of birth."""
    return [low.name_key == high.name_key, (low.birth_year + 0).is_(None), _same_place()]


def _same_name_new_without_year() -> list[Any]:
    """The same words of the name in one place, and only the newer record says no year of birth."""
    only_new = [(high.birth_year + 0).is_(None), low.birth_year.is_not(None)]
    return [*only_new, low.name_key == high.name_key, _same_place()]


def _same_place() -> Any:
    """They live in one commune, or one unit supported both."""
    hers, the_others = aliased(SupportRecord), aliased(SupportRecord)
    both = select(hers.id).join(the_others, the_others.unit_id + 0 == hers.unit_id)
    both = both.where(hers.person_id == low.id, the_others.person_id == high.id)
    both = both.where(hers.voided_at.is_(None), the_others.voided_at.is_(None)).correlate(low, high)
    return or_(low.area_code == high.area_code, both.exists())


def _papers_differ() -> Any:
    pair = select(low_trait.id).where(low_trait.person_id == low.id, low_trait.kind == ID_NUMBER)
    pair = pair.join(high_trait, and_(high_trait.person_id == high.id, high_trait.kind == ID_NUMBER))
    return pair.where(low_trait.fingerprint != high_trait.fingerprint).correlate(low, high).exists()


def _judged() -> Any:
    standing = select(ToldApart.id).where(ToldApart.low_id == low.id, ToldApart.high_id == high.id)
    return standing.where(ToldApart.withdrawn_at.is_(None)).correlate(low, high).exists()
