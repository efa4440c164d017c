"""Merges of two records of one woman: the standing ones, what speaks against one, and which facts follow it."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Update, and_, func, or_, select, update
from sqlalchemy.orm import aliased

from marketplace.accounts.models import Account, RoleGrant
from marketplace.association.models import Officer
from marketplace.association.queries import have_same_days
from marketplace.association.scope import Scope
from marketplace.core.db import session
from marketplace.core.errors import NotFound
from marketplace.enterprises.queries import have_same_enterprise
from marketplace.people.models import Person, SealedTrait
from marketplace.programme.models import Mentorship, OutcomeFact, PersonMerge, SupportRecord
from marketplace.programme.queries.people import belongs_to
from marketplace.programme.queries.references import rows_astray, rows_under
from marketplace.sellers.models import Application, Seller
from marketplace.shops.models import Shop, ShopMember
from marketplace.training.queries import share_a_class, share_an_outreach

MOST_MERGES = 50
_ONE_EACH: dict[str, Any] = {"sellers": Seller, "applications": Application, "accounts": Account}


def get_merge(merge_id: int, scope: Scope) -> PersonMerge:
    """A merge whose kept record belongs to the territory; NotFound otherwise."""
    people = select(Person.id).where(belongs_to(scope))
    merge = session.scalar(select(PersonMerge).where(PersonMerge.id == merge_id, PersonMerge.kept_id.in_(people)))
    if merge is None:
        raise NotFound(person_merge=merge_id)
    return merge


def list_merges(scope: Scope, kept_id: int | None = None) -> list[PersonMerge]:
    """The newest standing merges of a territory, or those into one person."""
    people = select(Person.id).where(belongs_to(scope))
    rows = select(PersonMerge).where(PersonMerge.undone_at.is_(None), PersonMerge.kept_id.in_(people))
    rows = rows.where(PersonMerge.kept_id == kept_id) if kept_id is not None else rows
    return list(session.scalars(rows.order_by(PersonMerge.id.desc()).limit(MOST_MERGES)))


def is_last_merge(merge: PersonMerge) -> bool:
    """Whether nothing was merged into the kept record after it: merges into one record are undone last first."""
    later = select(PersonMerge.id).where(PersonMerge.kept_id == merge.kept_id, PersonMerge.id > merge.id)
    return session.scalar(later.where(PersonMerge.undone_at.is_(None)).limit(1)) is None


def lock_people(person_ids: list[int]) -> dict[int, Person]:
    """Two records, locked in the order of their keys."""
    rows = select(Person).where(Person.id.in_(person_ids)).order_by(Person.id).with_for_update()
    rows = rows.execution_options(populate_existing=True)
    return {person.id: person for person in session.scalars(rows)}


def signs_in(one: Person, other: Person) -> Person | None:
    """Which of two people has an account: her phone is proved by it, and only she changes it there."""
    holder = session.scalar(select(Account.person_id).where(Account.person_id.in_([one.id, other.id])).limit(1))
    return next((person for person in (one, other) if person.id == holder), None)


def obstacles_between(one: Person, other: Person) -> list[str]:
    """What the two records hold that no single woman can have twice, as codes."""
    pair = [one.id, other.id]
    found = [code for code, model in _ONE_EACH.items() if _count(model.person_id, pair) > 1]
    found += ["office"] if any(_count(model.person_id, pair) for model in (Officer, RoleGrant)) else []
    checks: dict[str, Any] = {
        "id_numbers": _papers_differ,
        "shop": _work_together,
        "support": _same_support,
        "terms": have_same_days,
        "enterprises": have_same_enterprise,
        "mentor": _mentors_the_other,
        "class": share_a_class,
        "outreach": share_an_outreach,
    }
    return found + [code for code, differs in checks.items() if differs(one.id, other.id)]


def shops_of(person_id: int) -> list[int]:
    """The shops of a seller, whose listings carry her name."""
    return list(
        session.scalars(select(Shop.id).join(Seller, Seller.id == Shop.seller_id).where(_is(Seller, person_id)))
    )


def as_if_one(from_id: int, to_id: int) -> Update:
    """The statement that gives a person all facts of another, to see what figures would be."""
    return update(OutcomeFact).where(_is(OutcomeFact, from_id)).values(person_id=to_id)


def faults_of_merges() -> Iterator[str]:
    """What speaks against the promise that nothing is counted under a merged record and each merge can be undone."""
    standing = select(PersonMerge.id).where(PersonMerge.merged_id == Person.id, PersonMerge.undone_at.is_(None))
    leads = standing.where(PersonMerge.kept_id == Person.merged_into_id).exists()
    unexplained = or_(
        and_(Person.merged_into_id.is_not(None), ~leads), and_(Person.merged_into_id.is_(None), standing.exists())
    )
    for person_id in session.scalars(select(Person.id).where(unexplained).order_by(Person.id)):
        yield f"person {person_id}: the merge and where the record leads to say different things"
    for name, row_id, person_id in session.execute(rows_under(_merged_ids())):
        yield f"{name} {row_id} is counted under person {person_id}, who was merged"
    for merge_id, name, row_id in session.execute(rows_astray()):
        yield f"merge {merge_id}: {name} {row_id} was moved and names somebody else now"


def _merged_ids() -> Any:
    return select(Person.id).where(Person.merged_into_id.is_not(None))


def _is(model: Any, person_id: int) -> ColumnElement[bool]:
    is_hers: ColumnElement[bool] = model.person_id == person_id
    return is_hers


def _count(column: Any, person_ids: list[int]) -> int:
    return session.scalar(select(func.count()).where(column.in_(person_ids))) or 0


def _papers_differ(one_id: int, other_id: int) -> bool:
    prints = select(SealedTrait.fingerprint).where(SealedTrait.kind == "id_number")
    prints = prints.where(SealedTrait.person_id.in_([one_id, other_id]))
    return len(set(session.scalars(prints))) > 1


def _work_together(one_id: int, other_id: int) -> bool:
    other = aliased(ShopMember)
    both = select(ShopMember.id).join(other, other.shop_id == ShopMember.shop_id)
    return _is_there(both.where(ShopMember.person_id == one_id, other.person_id == other_id))


def _same_support(one_id: int, other_id: int) -> bool:
    """Both hold the same live record of support: one of them has to be voided first, else it would count twice."""
    other = aliased(SupportRecord)
    same = [getattr(other, name) == getattr(SupportRecord, name) for name in ("programme_id", "kind", "given_on")]
    both = select(SupportRecord.id).join(other, and_(*same))
    both = both.where(SupportRecord.person_id == one_id, other.person_id == other_id)
    return _is_there(both.where(SupportRecord.voided_at.is_(None), other.voided_at.is_(None)))


def _mentors_the_other(one_id: int, other_id: int) -> bool:
    """One of them stands by the other: nobody is her own mentor."""
    both = Mentorship.person_id.in_([one_id, other_id]) & Mentorship.woman_id.in_([one_id, other_id])
    return _is_there(select(Mentorship.id).where(both, Mentorship.voided_at.is_(None)))


def _is_there(rows: Any) -> bool:
    return session.scalar(rows.limit(1)) is not None
