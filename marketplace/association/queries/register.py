"""Reading the register: memberships and cadre posts, each narrowed to a territory; which of them overlap."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import aliased

from marketplace.association.models import CadrePost, Membership
from marketplace.association.posts import POSTS
from marketplace.association.scope import EVERYTHING, Scope
from marketplace.core.db import session
from marketplace.core.errors import NotFound
from marketplace.people.models import Person

NEVER = date.max
TERMS: tuple[type[Membership] | type[CadrePost], ...] = (Membership, CadrePost)
T = TypeVar("T", Membership, CadrePost)
Days = tuple[date | None, date | None]


def lock_register_of(person_id: int) -> None:
    """Let nobody else write into a person's register until the transaction ends."""
    session.execute(select(Person.id).where(Person.id == person_id).with_for_update())


def lock_registers_of(person_ids: Iterable[int]) -> None:
    """The same of many persons, in the order of their keys."""
    session.execute(select(Person.id).where(Person.id.in_(sorted(person_ids))).order_by(Person.id).with_for_update())


def terms_by_key(model: type[T], keys: Iterable[int]) -> list[T]:
    """Some rows of the register by key, in any territory."""
    wanted = sorted(keys)
    return list(session.scalars(select(model).where(model.id.in_(wanted)).order_by(model.id))) if wanted else []


def get_membership(membership_id: int, scope: Scope) -> Membership:
    """A membership of a territory; NotFound outside it."""
    return _get(Membership, membership_id, scope)


def get_post(post_id: int, scope: Scope) -> CadrePost:
    """A cadre post of a territory; NotFound outside it."""
    return _get(CadrePost, post_id, scope)


def lock_membership(membership_id: int, scope: Scope) -> Membership:
    """A membership of a territory, locked for a change; NotFound outside it."""
    return _locked(Membership, membership_id, scope)


def lock_post(post_id: int, scope: Scope) -> CadrePost:
    """A cadre post of a territory, locked for a change; NotFound outside it."""
    return _locked(CadrePost, post_id, scope)


def list_memberships_of(person_ids: Iterable[int], scope: Scope = EVERYTHING) -> list[Membership]:
    """The memberships of some persons within a territory, void ones too, the newest first."""
    return _of(Membership, person_ids, scope)


def list_posts_of(person_ids: Iterable[int], scope: Scope = EVERYTHING) -> list[CadrePost]:
    """The cadre posts of some persons within a territory, void ones too, the newest first."""
    return _of(CadrePost, person_ids, scope)


def list_holders(unit_id: int, post: str) -> list[CadrePost]:
    """Everyone who holds or held a post in a unit."""
    rows = select(CadrePost).where(CadrePost.unit_id == unit_id, CadrePost.post == post, CadrePost.voided_at.is_(None))
    return list(session.scalars(rows.order_by(CadrePost.id)))


def has_standing(unit_id: int) -> bool:
    """Whether somebody is a member, or holds a post, in a unit now."""
    found = (select(m.id).where(m.unit_id == unit_id, m.ended_on.is_(None), m.voided_at.is_(None)) for m in TERMS)
    return any(session.scalar(rows.limit(1)) is not None for rows in found)


def overlapping(rows: Iterable[T], began_on: date | None, ended_on: date | None, but: T | None = None) -> T | None:
    """The first of some rows that counts in days of a term; the last day of one may be the first of another.

    Of a term without a first day, its last day alone is known: another one overlaps it only if both go on.
    """
    counting = (row for row in rows if row.voided_at is None and (but is None or row.id != but.id))
    return next((row for row in counting if _meet((began_on, ended_on), (row.began_on, row.ended_on))), None)


def have_same_days(one_id: int, other_id: int) -> bool:
    """Whether two persons are members, or hold one post of one unit, in the same days: no single woman can be both."""
    memberships, posts = list_memberships_of([one_id, other_id]), list_posts_of([one_id, other_id])
    mine = [row for row in memberships if row.person_id == one_id]
    held = [row for row in posts if row.person_id == one_id]
    return any(
        overlapping(mine, row.began_on, row.ended_on)
        for row in memberships
        if row.person_id == other_id and row.voided_at is None
    ) or any(
        overlapping([each for each in held if _names(each) == _names(row)], row.began_on, row.ended_on)
        for row in posts
        if row.person_id == other_id and row.voided_at is None
    )


def faults_of_register() -> Iterator[str]:
    """What speaks against the promise: a last day before the first, two memberships or two holders in the same days."""
    for model in TERMS:
        turned = select(model.id).where(model.ended_on < model.began_on, model.voided_at.is_(None))
        for row_id in session.scalars(turned.order_by(model.id)):
            yield f"{model.__tablename__} {row_id} ended before it began"
    for one, other in session.execute(_pairs(Membership, lambda one, other: one.person_id == other.person_id)):
        yield f"memberships {one} and {other} of one woman are in the same days"
    for one, other in session.execute(_pairs(CadrePost, _is_one_post)):
        yield f"cadre posts {one} and {other} are one post in the same days"


def _get(model: type[T], row_id: int, scope: Scope) -> T:
    row = session.scalar(select(model).where(model.id == row_id, scope.allows(model.unit_id)))
    if row is None:
        raise NotFound(term=row_id)
    return row


def _locked(model: type[T], row_id: int, scope: Scope) -> T:
    row = _get(model, row_id, scope)
    lock_register_of(row.person_id)
    session.refresh(row)
    return row


def _of(model: type[T], person_ids: Iterable[int], scope: Scope) -> list[T]:
    """`+ 0` lets the persons say which rows are read: of a province's units there are very many."""
    rows = select(model).where(model.person_id.in_(sorted(person_ids)), scope.allows(model.unit_id + 0))
    return list(session.scalars(rows.order_by(model.ended_on.is_not(None), model.ended_on.desc(), model.id.desc())))


def _names(row: CadrePost) -> tuple[int, str]:
    return row.unit_id, row.post


def _meet(one: Days, other: Days) -> bool:
    if one[1] is None and other[1] is None:
        return True
    return _first(one) < (other[1] or NEVER) and _first(other) < (one[1] or NEVER)


def _first(days: Days) -> date:
    return days[0] or days[1] or NEVER


def _is_one_post(one: Any, other: Any) -> Any:
    singles = [code for code, post in POSTS.items() if post.is_single]
    same = and_(one.unit_id == other.unit_id, one.post == other.post)
    return and_(same, or_(one.person_id == other.person_id, one.post.in_(singles)))


def _pairs(model: Any, is_one: Any) -> Any:
    """Two rows of one thing that count in the same days, as `overlapping` says it."""
    one, other = aliased(model), aliased(model)
    last = {row: func.coalesce(row.ended_on, NEVER) for row in (one, other)}
    first = {row: func.coalesce(row.began_on, row.ended_on, NEVER) for row in (one, other)}
    both_go_on = and_(one.ended_on.is_(None), other.ended_on.is_(None))
    meet = or_(both_go_on, and_(first[one] < last[other], first[other] < last[one]))
    rows = select(one.id, other.id).join(other, and_(one.id < other.id, is_one(one, other)))
    return rows.where(one.voided_at.is_(None), other.voided_at.is_(None), meet).order_by(one.id, other.id)
