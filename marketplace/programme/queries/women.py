"""The register of women: who of a territory is member, cadre, officer, seller, supported or honoured; all her roles."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Select, func, or_, select, tuple_, union

from marketplace.association.models import CadrePost, Membership, Officer
from marketplace.association.posts import POSTS
from marketplace.association.queries import list_memberships_of, list_posts_of
from marketplace.association.scope import Scope
from marketplace.contests.models import Idea
from marketplace.contests.queries.ideas import list_ideas_of
from marketplace.core.db import session
from marketplace.core.paging import Page, decode_cursor, encode_cursor
from marketplace.enterprises.models import Enterprise, EnterprisePart
from marketplace.honours.models import Honour
from marketplace.honours.queries import list_honours_of
from marketplace.people.models import Person
from marketplace.programme.models import Mentorship, SupportRecord
from marketplace.programme.queries.people import TIES, ties
from marketplace.programme.queries.visits import stands
from marketplace.programme.queries.ways import is_among, is_named, is_wide
from marketplace.sellers.models import Seller
from marketplace.shops.models import Shop
from marketplace.training.models import Enrolment, OutreachWoman
from marketplace.training.queries import classes_of, outreach_of

MEMBER, FORMER_MEMBER, CADRE, OFFICER = "member", "former_member", "cadre", "officer"
SELLER, SUPPORTED, MENTOR = "seller", "supported", "mentor"
ENTREPRENEUR, AUTHOR, HONOURED = "entrepreneur", "author", "honoured"
TRAINEE, HELPED = "trainee", "helped"
COMMON = (
    MEMBER,
    FORMER_MEMBER,
    SUPPORTED,
    TRAINEE,
    HELPED,
)  # so many have one that names are looked through
ROLES = (
    MEMBER,
    CADRE,
    *POSTS,
    OFFICER,
    SELLER,
    ENTREPRENEUR,
    SUPPORTED,
    TRAINEE,
    HELPED,
    AUTHOR,
    MENTOR,
    HONOURED,
    FORMER_MEMBER,
)
PAGE = 25


@dataclass
class Roles:
    """What a woman is within a territory, the present first."""

    memberships: list[Membership] = field(default_factory=list)
    posts: list[CadrePost] = field(default_factory=list)
    offices: list[Officer] = field(default_factory=list)
    seller: Seller | None = None
    shops: list[Shop] = field(default_factory=list)
    enterprises: list[Enterprise] = field(default_factory=list)  # those she represents, founded, owns or manages
    supports: int = 0
    enrolments: list[Enrolment] = field(default_factory=list)  # the latest class first, those she withdrew from too
    outreach: list[OutreachWoman] = field(default_factory=list)  # days on which she was helped, the latest first
    last_support_on: date | None = None
    ideas: list[Idea] = field(default_factory=list)
    mentoring: int = 0  # women by whom she stands now
    honours: list[Honour] = field(default_factory=list)


@dataclass(frozen=True)
class Woman:
    """One line of the register."""

    person: Person
    roles: Roles


def list_women(
    scope: Scope,
    cursor: str | None = None,
    *,
    name: str = "",
    phone: str | None = None,
    birth_year: int | None = None,
    role: str = "",
) -> Page[Woman]:
    """The women of a territory in the order of their names, each with her roles there; eight statements at most.

    `name` is a name or a part of one as somebody types it, `phone` is E.164. Within a commune its rows say who is
    looked at; in a wide territory the index over the words of names does.
    """
    rows = select(Person).where(Person.merged_into_id.is_(None), _has_role(role, scope))
    if name:
        rows = rows.where(is_named(name, of_many=_asks_each(role, scope)))
    if phone:
        rows = rows.where(Person.phone == phone)
    if birth_year is not None:
        rows = rows.where(Person.birth_year == birth_year)
    in_order = (Person.folded_name, Person.id)
    if keys := decode_cursor(cursor, (str, int)):
        rows = rows.where(tuple_(*in_order) > tuple_(*keys))
    found = list(session.scalars(rows.order_by(*in_order).limit(PAGE + 1)))
    shown, last = found[:PAGE], found[PAGE - 1 : PAGE]
    roles = roles_of([person.id for person in shown], scope)
    after = encode_cursor(last[0].folded_name, last[0].id) if len(found) > PAGE else None
    return Page([Woman(person, roles[person.id]) for person in shown], after)


def roles_of(person_ids: list[int], scope: Scope) -> dict[int, Roles]:
    """All roles of some persons within a territory; six statements."""
    found = {person_id: Roles() for person_id in person_ids}
    for membership in list_memberships_of(person_ids, scope):
        found[membership.person_id].memberships.append(membership)
    for post in list_posts_of(person_ids, scope):
        found[post.person_id].posts.append(post)
    for officer in session.scalars(_of(Officer, person_ids, scope).order_by(Officer.ended_at.is_not(None), Officer.id)):
        found[officer.person_id].offices.append(officer)
    selling = _of(Seller, person_ids, scope).outerjoin(Shop, Shop.seller_id == Seller.id).add_columns(Shop)
    for seller, shop in session.execute(selling.order_by(Shop.id)):
        found[seller.person_id].seller = seller
        found[seller.person_id].shops += [shop] if shop else []
    for person_id, enterprise in session.execute(_enterprises(person_ids, scope)):
        found[person_id].enterprises.append(enterprise)
    for enrolment in classes_of(person_ids, scope):
        found[enrolment.person_id].enrolments.append(enrolment)
    for helped in outreach_of(person_ids, scope):
        found[helped.person_id].outreach.append(helped)
    for person_id, supports, last_on in session.execute(_supports(person_ids, scope)):
        found[person_id].supports, found[person_id].last_support_on = supports, last_on
    for idea in list_ideas_of(person_ids, scope):
        found[idea.person_id].ideas.append(idea)
    for person_id, women in session.execute(_mentoring(person_ids, scope)):
        found[person_id].mentoring = women
    for honour in list_honours_of(person_ids, scope):
        found[honour.person_id].honours.append(honour)  # type: ignore[index]
    return found


def _of(model: Any, person_ids: Iterable[int], scope: Scope) -> Select[Any]:
    """`+ 0` lets the persons say which rows are read: of a province's units there are very many."""
    return select(model).where(model.person_id.in_(person_ids), scope.allows(model.unit_id + 0))


def _enterprises(person_ids: list[int], scope: Scope) -> Select[int, Enterprise]:
    """What each is in an enterprise that counts: its representative, or the holder of a part that goes on."""
    parts = select(EnterprisePart.person_id, EnterprisePart.enterprise_id)
    parts = parts.where(EnterprisePart.person_id.in_(person_ids), EnterprisePart.voided_at.is_(None))
    leads = select(Enterprise.person_id, Enterprise.id).where(Enterprise.person_id.in_(person_ids))
    hers: Any = union(parts, leads).subquery("hers")
    rows = select(hers.c.person_id, Enterprise).join(Enterprise, Enterprise.id == hers.c.enterprise_id)
    rows = rows.where(scope.allows(Enterprise.unit_id + 0), Enterprise.voided_at.is_(None))
    return rows.order_by(Enterprise.closed_on.is_not(None), Enterprise.id)


def _supports(person_ids: Iterable[int], scope: Scope) -> Select[int, int, date]:
    rows = select(SupportRecord.person_id, func.count(), func.max(SupportRecord.given_on))
    rows = rows.where(SupportRecord.person_id.in_(person_ids), scope.allows(SupportRecord.unit_id + 0))
    return rows.where(SupportRecord.voided_at.is_(None)).group_by(SupportRecord.person_id)


def _mentoring(person_ids: Iterable[int], scope: Scope) -> Select[int, int]:
    rows = select(Mentorship.person_id, func.count()).where(Mentorship.person_id.in_(person_ids), *stands())
    return rows.where(scope.allows(Mentorship.unit_id + 0)).group_by(Mentorship.person_id)


def _asks_each(role: str, scope: Scope) -> bool:
    """Whether nearly everybody whom one looks at has the role, so that one looks at persons and asks each."""
    return is_wide(scope) and (not role or role in COMMON)


def _has_role(role: str, scope: Scope) -> Any:
    """The condition that a person has a role in the territory, or any; asked person by person where most have it."""
    if _asks_each(role, scope):
        return or_(*(rows.correlate(Person).exists() for rows in _holders(role, scope, Person)))
    return is_among(_holders(role, scope))


def _holders(role: str, scope: Scope, person: Any = None) -> list[Any]:
    """The persons who have a role in the territory; any role, or none any more, where none is named."""
    if not role:
        return [ties(model, scope, *_is_of(model, person)) for model in TIES]
    model, conditions = _rows_of_role(role)
    rows = select(model.person_id).where(scope.allows(model.unit_id), *conditions, *_is_of(model, person))
    return [rows]


def _is_of(model: Any, person: Any) -> list[Any]:
    return [model.person_id == person.id] if person is not None else []


def _rows_of_role(role: str) -> tuple[Any, list[Any]]:
    """The table that says who has a role, and which of its rows do."""
    if role in POSTS or role == CADRE:
        return CadrePost, [*_stands(CadrePost), *([CadrePost.post == role] if role in POSTS else [])]
    known: dict[str, tuple[Any, list[Any]]] = {
        MEMBER: (Membership, _stands(Membership)),
        FORMER_MEMBER: (Membership, [Membership.ended_on.is_not(None), Membership.voided_at.is_(None)]),
        OFFICER: (Officer, [Officer.ended_at.is_(None)]),
        SELLER: (Seller, []),
        ENTREPRENEUR: (EnterprisePart, [EnterprisePart.voided_at.is_(None)]),
        SUPPORTED: (SupportRecord, [SupportRecord.voided_at.is_(None)]),
        AUTHOR: (Idea, []),
        MENTOR: (Mentorship, stands()),
        HONOURED: (Honour, [Honour.revoked_at.is_(None), Honour.person_id.is_not(None)]),
        HELPED: (OutreachWoman, [OutreachWoman.voided_at.is_(None)]),
        TRAINEE: (Enrolment, [Enrolment.first_came_on.is_not(None), Enrolment.voided_at.is_(None)]),
    }
    return known[role]


def _stands(model: Any) -> list[Any]:
    return [model.ended_on.is_(None), model.voided_at.is_(None)]
