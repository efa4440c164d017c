"""Reading enterprises, their people, counts, tests and pages elsewhere, each narrowed to a territory."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import Delete, Select, and_, delete, or_, select, tuple_
from sqlalchemy.orm import selectinload

from marketplace.association.scope import EVERYTHING, Scope
from marketplace.core.db import Base, session
from marketplace.core.errors import NotFound
from marketplace.core.folding import fold_name
from marketplace.core.paging import Page, decode_cursor, encode_cursor
from marketplace.enterprises.enterprise_kinds import CLOSED, FOUNDER, RUNNING, VOID
from marketplace.enterprises.models import (
    Enterprise,
    EnterpriseCount,
    EnterprisePart,
    OnlinePresence,
    OnlineProduct,
    WomenOwnedTest,
)
from marketplace.enterprises.ownership import PASSED, Held
from marketplace.people.models import Person
from marketplace.people.queries import is_called

PAGE = 25
MOST_IN_FILE = 20_000
SLICE = 500


def list_enterprises(
    scope: Scope, cursor: str | None = None, *, text: str = "", form: str = "", state: str = ""
) -> Page[Enterprise]:
    """The enterprises of a territory by name; `text` is part of its name or of her who represents it, or its number."""
    rows = _narrowed(scope, text, form, state)
    in_order = (Enterprise.folded_name, Enterprise.id)
    if keys := decode_cursor(cursor, (str, int)):
        rows = rows.where(tuple_(*in_order) > tuple_(*keys))
    found = list(session.scalars(rows.order_by(*in_order).limit(PAGE + 1)))
    last = found[PAGE - 1 : PAGE]
    after = encode_cursor(last[0].folded_name, last[0].id) if len(found) > PAGE else None
    return Page(found[:PAGE], after)


def every_enterprise(scope: Scope, *, text: str = "", form: str = "", state: str = "") -> list[Enterprise]:
    """All of them in the same order, for files."""
    rows = _narrowed(scope, text, form, state).order_by(Enterprise.folded_name, Enterprise.id)
    return list(session.scalars(rows.limit(MOST_IN_FILE)))


def _narrowed(scope: Scope, text: str, form: str, state: str) -> Select[Enterprise]:
    rows = select(Enterprise).where(scope.allows(Enterprise.unit_id))
    if form:
        rows = rows.where(Enterprise.form == form)
    rows = rows.where(*_in_state(state))
    if words := fold_name(text).split()[:8]:
        named = and_(*(Enterprise.folded_name.contains(word, autoescape=True) for word in words))
        hers = Enterprise.person_id.in_(select(Person.id).where(is_called(text)))
        key = registration_key(text)
        numbered = [Enterprise.registration_key == key] if len(key) >= 5 else []
        rows = rows.where(or_(named, hers, *numbered))
    return rows


def _in_state(state: str) -> list[Any]:
    known: dict[str, list[Any]] = {
        RUNNING: [Enterprise.voided_at.is_(None), Enterprise.closed_on.is_(None)],
        CLOSED: [Enterprise.voided_at.is_(None), Enterprise.closed_on.is_not(None)],
        VOID: [Enterprise.voided_at.is_not(None)],
    }
    return known.get(state, [Enterprise.voided_at.is_(None)])


def get_enterprise(enterprise_id: int, scope: Scope = EVERYTHING) -> Enterprise:
    """One enterprise within a territory; NotFound outside it."""
    row = session.scalar(select(Enterprise).where(Enterprise.id == enterprise_id, scope.allows(Enterprise.unit_id)))
    if row is None:
        raise NotFound(enterprise=enterprise_id)
    return row


def lock_enterprise(enterprise_id: int, scope: Scope) -> Enterprise:
    """One enterprise within a territory, locked with all that hangs on it; NotFound outside it."""
    wanted = select(Enterprise).where(Enterprise.id == enterprise_id, scope.allows(Enterprise.unit_id))
    row = session.scalar(wanted.with_for_update(of=Enterprise).execution_options(populate_existing=True))
    if row is None:
        raise NotFound(enterprise=enterprise_id)
    return row


def list_founded_from(idea_id: int, scope: Scope) -> list[Enterprise]:
    """The enterprises of a territory that name an idea as the one they were founded from, the earliest first."""
    rows = select(Enterprise).where(Enterprise.idea_id == idea_id, Enterprise.voided_at.is_(None))
    return list(session.scalars(rows.where(scope.allows(Enterprise.unit_id)).order_by(Enterprise.id)))


def get_part(part_id: int, scope: Scope) -> EnterprisePart:
    """One part of an enterprise of the territory; NotFound outside it."""
    row = session.get(EnterprisePart, part_id)
    if row is None:
        raise NotFound(enterprise_part=part_id)
    get_enterprise(row.enterprise_id, scope)
    return row


def get_count(count_id: int, scope: Scope) -> EnterpriseCount:
    """Counts of a day of an enterprise of the territory; NotFound outside it."""
    row = session.get(EnterpriseCount, count_id)
    if row is None:
        raise NotFound(enterprise_count=count_id)
    get_enterprise(row.enterprise_id, scope)
    return row


def get_presence(presence_id: int, scope: Scope) -> OnlinePresence:
    """A page elsewhere, of the territory; NotFound outside it."""
    wanted = select(OnlinePresence).where(OnlinePresence.id == presence_id, scope.allows(OnlinePresence.unit_id))
    row = session.scalar(wanted)
    if row is None:
        raise NotFound(online_presence=presence_id)
    return row


def get_online_product(product_id: int, scope: Scope) -> OnlineProduct:
    """A product on a page elsewhere, of the territory; NotFound outside it."""
    row = session.get(OnlineProduct, product_id)
    if row is None:
        raise NotFound(online_product=product_id)
    get_presence(row.presence_id, scope)
    return row


def list_parts(enterprise_id: int) -> list[EnterprisePart]:
    """All parts of an enterprise, those that hold first, void ones last."""
    rows = select(EnterprisePart).where(EnterprisePart.enterprise_id == enterprise_id)
    in_order = (EnterprisePart.voided_at.is_not(None), EnterprisePart.ended_on.is_not(None), EnterprisePart.id)
    return list(session.scalars(rows.order_by(*in_order)))


def list_parts_of(person_id: int, scope: Scope) -> list[EnterprisePart]:
    """What a woman is in enterprises of the territory, void parts left out."""
    rows = select(EnterprisePart).where(EnterprisePart.person_id == person_id, EnterprisePart.voided_at.is_(None))
    rows = rows.where(scope.allows(EnterprisePart.unit_id + 0))
    return list(session.scalars(rows.order_by(EnterprisePart.ended_on.is_not(None), EnterprisePart.id)))


def list_counts(enterprise_id: int) -> list[EnterpriseCount]:
    """The counts of an enterprise, the newest day first."""
    rows = select(EnterpriseCount).where(EnterpriseCount.enterprise_id == enterprise_id)
    return list(session.scalars(rows.order_by(EnterpriseCount.as_of.desc(), EnterpriseCount.id.desc())))


def newest_counts(enterprise_ids: Iterable[int]) -> dict[int, EnterpriseCount]:
    """The newest counts of each enterprise that has some."""
    rows = select(EnterpriseCount).where(
        EnterpriseCount.enterprise_id.in_(list(enterprise_ids)), EnterpriseCount.voided_at.is_(None)
    )
    return {row.enterprise_id: row for row in session.scalars(rows.order_by(EnterpriseCount.as_of))}


def list_tests(enterprise_id: int) -> list[WomenOwnedTest]:
    """All results of an enterprise, standing ones first, the newest day first."""
    rows = select(WomenOwnedTest).where(WomenOwnedTest.enterprise_id == enterprise_id)
    in_order = (WomenOwnedTest.superseded_at.is_not(None), WomenOwnedTest.holds_from.desc(), WomenOwnedTest.id.desc())
    return list(session.scalars(rows.order_by(*in_order)))


def newest_tests(enterprise_ids: Iterable[int]) -> dict[int, WomenOwnedTest]:
    """The result that holds today of each enterprise that has one."""
    rows = select(WomenOwnedTest).where(
        WomenOwnedTest.enterprise_id.in_(list(enterprise_ids)), WomenOwnedTest.superseded_at.is_(None)
    )
    return {row.enterprise_id: row for row in session.scalars(rows.order_by(WomenOwnedTest.holds_from))}


def held_of(enterprise_id: int) -> list[Held]:
    """The parts that count, as the test asks for them."""
    rows = (part for part in list_parts(enterprise_id) if part.voided_at is None)
    return [held(part) for part in rows]


def held(part: EnterprisePart) -> Held:
    """One part as the test asks for it."""
    is_womans = part.person_id is not None
    return Held(part.role, is_womans, part.share, part.share_dong, part.began_on, part.ended_on)


def list_presences(
    scope: Scope, *, enterprise_id: int | None = None, person_id: int | None = None
) -> list[OnlinePresence]:
    """Pages elsewhere of an enterprise, or of a woman by herself, void ones last."""
    rows = select(OnlinePresence).where(scope.allows(OnlinePresence.unit_id))
    if enterprise_id is not None:
        rows = rows.where(OnlinePresence.enterprise_id == enterprise_id)
    if person_id is not None:
        rows = rows.where(OnlinePresence.person_id == person_id, OnlinePresence.enterprise_id.is_(None))
    rows = rows.options(selectinload(OnlinePresence.products))
    in_order = (OnlinePresence.voided_at.is_not(None), OnlinePresence.seen_on.desc(), OnlinePresence.id.desc())
    return list(session.scalars(rows.order_by(*in_order)))


def find_presence(link_key: str) -> OnlinePresence | None:
    """The standing record of a page."""
    same = (OnlinePresence.link_key == link_key, OnlinePresence.voided_at.is_(None))
    return session.scalar(select(OnlinePresence).where(*same).limit(1))


def find_same_of(person_ids: list[int], form: str, folded_name: str, but_for: int | None) -> Enterprise | None:
    """One of that form and name which one of these women represents or founded."""
    founded = select(EnterprisePart.enterprise_id).where(
        EnterprisePart.person_id.in_(person_ids), EnterprisePart.role == FOUNDER, EnterprisePart.voided_at.is_(None)
    )
    rows = select(Enterprise).where(
        Enterprise.form == form,
        Enterprise.folded_name == folded_name,
        Enterprise.voided_at.is_(None),
        Enterprise.id != (but_for or 0),
        or_(Enterprise.person_id.in_(person_ids), Enterprise.id.in_(founded)),
    )
    return session.scalar(rows.order_by(Enterprise.id).limit(1))


def find_registered(key: str, but_for: int | None) -> Enterprise | None:
    """The one that has a registration number."""
    rows = select(Enterprise).where(
        Enterprise.registration_key == key, Enterprise.voided_at.is_(None), Enterprise.id != (but_for or 0)
    )
    return session.scalar(rows.limit(1))


def have_same_enterprise(one_id: int, other_id: int) -> bool:
    """Whether two persons represent one of the same form and name: no single woman does so twice."""
    other = select(Enterprise.form, Enterprise.folded_name)
    other = other.where(Enterprise.person_id == other_id, Enterprise.voided_at.is_(None))
    mine = select(Enterprise.id).where(Enterprise.person_id == one_id, Enterprise.voided_at.is_(None))
    both = mine.where(tuple_(Enterprise.form, Enterprise.folded_name).in_(other))
    return session.scalar(both.limit(1)) is not None


def registration_key(number: str) -> str:
    """The letters and figures of a registration number: «26.A8 000-123» and «26A8000123» are one."""
    return "".join(sign for sign in fold_name(number).upper() if sign.isascii() and sign.isalnum())


def enterprise_slices(since: datetime | None) -> Iterable[list[Enterprise]]:
    """Enterprises that are not void, some at a time; `since`: those that changed since an instant."""
    last = 0
    while True:
        rows = select(Enterprise).where(Enterprise.id > last, Enterprise.voided_at.is_(None))
        rows = rows.where(Enterprise.changed_at >= since) if since is not None else rows
        found = list(session.scalars(rows.order_by(Enterprise.id).limit(SLICE)))
        if not found:
            return
        yield found
        last = found[-1].id


def parts_that_count(enterprise_ids: list[int]) -> dict[int, list[Held]]:
    """The parts that count of some enterprises, as the test asks for them; one statement."""
    rows = select(EnterprisePart).where(
        EnterprisePart.enterprise_id.in_(enterprise_ids), EnterprisePart.voided_at.is_(None)
    )
    found: dict[int, list[Held]] = {each: [] for each in enterprise_ids}
    for part in session.scalars(rows.order_by(EnterprisePart.id)):
        found[part.enterprise_id].append(held(part))
    return found


def standing_tests(enterprise_ids: list[int]) -> dict[int, list[WomenOwnedTest]]:
    """The standing results of some enterprises, the oldest day first; one statement."""
    rows = select(WomenOwnedTest).where(
        WomenOwnedTest.enterprise_id.in_(enterprise_ids), WomenOwnedTest.superseded_at.is_(None)
    )
    found: dict[int, list[WomenOwnedTest]] = {each: [] for each in enterprise_ids}
    for row in session.scalars(rows.order_by(WomenOwnedTest.holds_from)):
        found[row.enterprise_id].append(row)
    return found


def first_passed(enterprise_id: int) -> date | None:
    """The first day on which the test is passed."""
    return next(
        (row.holds_from for row in standing_tests([enterprise_id])[enterprise_id] if row.result == PASSED), None
    )


def is_named(enterprise_id: int) -> bool:
    """Whether a row of another kind names it: a page elsewhere, an honour, a file of money."""
    own = {each.__tablename__ for each in (EnterprisePart, EnterpriseCount, WomenOwnedTest)}
    tables = (table for table in Base.metadata.sorted_tables if table.name not in own)
    columns: list[Any] = [column for table in tables for column in table.columns]
    naming = (each for each in columns if any(key.column.table is Enterprise.__table__ for key in each.foreign_keys))
    return any(session.scalar(select(each).where(each == enterprise_id).limit(1)) for each in naming)


def forget_statements(enterprise_id: int) -> list[Delete]:
    """The statements that erase an enterprise with its people, counts and tests."""
    hanging = (EnterprisePart, EnterpriseCount, WomenOwnedTest)
    hers = [delete(model).where(model.enterprise_id == enterprise_id) for model in hanging]
    return [*hers, delete(Enterprise).where(Enterprise.id == enterprise_id)]
