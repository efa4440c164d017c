"""Reading records of support, each list narrowed to a territory."""

from datetime import date

from sqlalchemy import select, tuple_

from marketplace.association.scope import Scope
from marketplace.core.db import session
from marketplace.core.errors import NotFound
from marketplace.core.paging import Page, decode_cursor, encode_cursor
from marketplace.people.models import Person
from marketplace.people.queries import is_called
from marketplace.programme.models import SupportRecord

MOST_SUPPORT = 50  # records on one page


def list_support(
    scope: Scope,
    cursor: str | None = None,
    person_id: int | None = None,
    *,
    text: str = "",
    phone: str | None = None,
) -> Page[SupportRecord]:
    """Support records of a territory, latest first, filtered by woman, her phone, or words of her name."""
    rows = select(SupportRecord).where(scope.allows(SupportRecord.unit_id))
    if person_id is not None:
        rows = rows.where(SupportRecord.person_id == person_id)
    if text or phone:
        same = Person.phone == phone if phone else is_called(text)
        rows = rows.where(SupportRecord.person_id.in_(select(Person.id).where(same)))
    after = _support_place(cursor)
    if after is not None:
        rows = rows.where(tuple_(SupportRecord.given_on, SupportRecord.id) < tuple_(*after))
    newest_first = rows.order_by(SupportRecord.given_on.desc(), SupportRecord.id.desc())
    found = list(session.scalars(newest_first.limit(MOST_SUPPORT + 1)))
    if len(found) <= MOST_SUPPORT:
        return Page(found)
    last = found[MOST_SUPPORT - 1]
    return Page(found[:MOST_SUPPORT], encode_cursor(last.given_on.isoformat(), last.id))


def _support_place(cursor: str | None) -> tuple[date, int] | None:
    keys = decode_cursor(cursor, (str, int))
    try:
        return (date.fromisoformat(keys[0]), keys[1]) if keys else None
    except ValueError:
        return None  # not a cursor of ours


def get_support(record_id: int, scope: Scope) -> SupportRecord:
    """One support record within a territory; NotFound outside it."""
    row = session.scalar(
        select(SupportRecord).where(SupportRecord.id == record_id, scope.allows(SupportRecord.unit_id))
    )
    if row is None:
        raise NotFound(support_record=record_id)
    return row


def support_by_id(record_id: int) -> SupportRecord:
    """One support record by key; NotFound when there is none. The caller has asked who may see it."""
    row = session.get(SupportRecord, record_id)
    if row is None:
        raise NotFound(support_record=record_id)
    return row


def find_same_support(record: SupportRecord) -> SupportRecord | None:
    """The live record of the same support (programme, woman, kind, day), where there is one."""
    same = select(SupportRecord).where(
        SupportRecord.programme_id == record.programme_id,
        SupportRecord.person_id == record.person_id,
        SupportRecord.kind == record.kind,
        SupportRecord.given_on == record.given_on,
        SupportRecord.voided_at.is_(None),
    )
    return session.scalar(same.limit(1))
