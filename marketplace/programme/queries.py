"""Reading programmes, their figures, and the records behind each figure."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, or_, select, true, tuple_
from sqlalchemy.orm import aliased, selectinload

from marketplace.association.models import Unit
from marketplace.association.scope import Scope
from marketplace.catalog.models import Product
from marketplace.core.clock import local_date
from marketplace.core.db import UtcDateTime, session
from marketplace.core.errors import NotFound
from marketplace.core.paging import Page, decode_cursor, encode_cursor
from marketplace.orders.models import ShopOrder
from marketplace.people.models import Person
from marketplace.programme.models import Baseline, Programme, ProgrammeIndicator, SupportRecord, Target
from marketplace.programme.periods import Period
from marketplace.programme.registries import INDICATORS
from marketplace.programme.shape import OCCURRENCE, SUM, UNIQUE, Indicator, Place, Record, RecordRef
from marketplace.sellers.models import Seller
from marketplace.shops.models import Shop

PAGE = 25
MOST_SUPPORT = 50  # records on one page
MOST_NAMESAKES = 20


@dataclass(frozen=True)
class Tally:
    """What lies behind a figure: how many records, of how many different women, and the sum in đồng."""

    records: int = 0
    women: int = 0
    amount_dong: int = 0

    def figure(self, indicator: Indicator) -> int:
        """The number an indicator shows for it."""
        return self.amount_dong if indicator.counting == SUM else self.records


def list_programmes() -> list[Programme]:
    """Every programme, newest first."""
    return list(session.scalars(select(Programme).order_by(Programme.begins_on.desc(), Programme.id)))


def get_programme(code: str) -> Programme:
    """One programme by code; NotFound when there is none."""
    programme = session.scalar(select(Programme).where(Programme.code == code))
    if programme is None:
        raise NotFound(programme=code)
    return programme


def list_indicators(programme: Programme) -> list[ProgrammeIndicator]:
    """The indicators a programme uses, in order, each in its newest version."""
    rows = select(ProgrammeIndicator).where(ProgrammeIndicator.programme_id == programme.id)
    newest: dict[str, ProgrammeIndicator] = {}
    for row in session.scalars(rows.order_by(ProgrammeIndicator.position, ProgrammeIndicator.version)):
        newest[row.indicator] = row
    return list(newest.values())


def get_indicator(programme: Programme, code: str) -> tuple[Indicator, ProgrammeIndicator]:
    """An indicator as one programme uses it; NotFound when it does not."""
    for row in list_indicators(programme):
        if row.indicator == code:
            return INDICATORS.get(code), row
    raise NotFound(indicator=code)


def value_of(indicator: Indicator, programme: Programme, place: Place, period: Period) -> int:
    """The figure: number of records, or the sum of their amounts in đồng."""
    return tally(indicator, programme, place, period).figure(indicator)


def tally(indicator: Indicator, programme: Programme, place: Place, period: Period) -> Tally:
    """Count what lies behind a figure."""
    inside = period.clipped(programme.begins_on, programme.ends_on)
    if inside.last < inside.first:
        return Tally()
    rows = indicator.select_records(programme, place, inside).subquery()
    asked = select(func.count(), func.count(rows.c.person_id.distinct()), func.sum(rows.c.amount_dong))
    records, women, amount = session.execute(asked.select_from(rows)).one()
    return Tally(records, women, int(amount or 0))


def values_by_child(indicator: Indicator, programme: Programme, unit: Unit, period: Period) -> dict[int, int]:
    """The figure of the subtree of each unit right below one, by unit key, in one statement."""
    inside = period.clipped(programme.begins_on, programme.ends_on)
    if inside.last < inside.first:
        return {}
    rows = indicator.select_records(programme, Place(unit.path), inside, by_unit=True).subquery()
    of_record, child = aliased(Unit), aliased(Unit)
    figure = {
        UNIQUE: func.count(rows.c.person_id.distinct()),
        OCCURRENCE: func.count(),
        SUM: func.sum(rows.c.amount_dong),
    }[indicator.counting]
    counted = (
        select(child.id, figure)
        .select_from(rows)
        .join(of_record, of_record.id == rows.c.unit_id)
        .join(child, of_record.path.startswith(child.path))
        .where(child.parent_id == unit.id)
        .group_by(child.id)
    )
    return {unit_id: int(value or 0) for unit_id, value in session.execute(counted)}


def list_records(
    indicator: Indicator, programme: Programme, place: Place, period: Period, cursor: str | None = None
) -> Page[Record]:
    """The records behind a figure, oldest first, a page at a time."""
    inside = period.clipped(programme.begins_on, programme.ends_on)
    if inside.last < inside.first:
        return Page([])
    rows = _with_names(indicator.select_records(programme, place, inside).subquery())
    after = decode_cursor(cursor, (int,))
    if after:
        rows = rows.where(rows.selected_columns.ref_id > after[0])
    found = session.execute(rows.limit(PAGE + 1)).all()
    records = [_record(indicator, row) for row in found[:PAGE]]
    return Page(records, encode_cursor(records[-1].ref.id) if len(found) > PAGE else None)


def every_record(indicator: Indicator, programme: Programme, place: Place, period: Period) -> list[Record]:
    """All records behind a figure, for files."""
    inside = period.clipped(programme.begins_on, programme.ends_on)
    if inside.last < inside.first:
        return []
    rows = _with_names(indicator.select_records(programme, place, inside).subquery())
    return [_record(indicator, row) for row in session.execute(rows)]


def _with_names(rows: Any) -> Any:
    return (
        select(
            rows.c.ref_id,
            rows.c.happened,
            rows.c.amount_dong,
            rows.c.title,
            rows.c.note,
            Person.full_name,
            Person.birth_year,
            Unit.name,
        )
        .join(Person, Person.id == rows.c.person_id)
        .join(Unit, Unit.id == rows.c.unit_id)
        .order_by(rows.c.ref_id)
    )


def _record(indicator: Indicator, row: Any) -> Record:
    ref_id, happened, amount, title, note, name, birth_year, unit_name = row
    ref = RecordRef(indicator.record_kind, ref_id)
    return Record(ref, _day(happened), title or "", name, birth_year, unit_name, amount, note or "")


def _day(happened: Any) -> date:
    """A day out of what either database gives for a day or an instant."""
    if isinstance(happened, str):
        happened = datetime.fromisoformat(happened) if len(happened) > 10 else date.fromisoformat(happened)
    if isinstance(happened, datetime):
        aware = UtcDateTime().process_result_value(happened, session.get_bind().dialect)
        assert aware is not None
        return local_date(aware)
    assert isinstance(happened, date)
    return happened


def targets_of(programme: Programme, unit: Unit, year: int) -> dict[str, Target]:
    """What a unit is to reach in a year, by indicator."""
    rows = select(Target).where(Target.programme_id == programme.id, Target.unit_id == unit.id, Target.year == year)
    return {target.indicator: target for target in session.scalars(rows)}


def baselines_of(programme: Programme, unit: Unit) -> dict[str, Baseline]:
    """Where a unit itself stood before the programme, by indicator; never the figure of a unit above it."""
    rows = select(Baseline).where(Baseline.programme_id == programme.id, Baseline.unit_id == unit.id)
    return {baseline.indicator: baseline for baseline in session.scalars(rows)}


def find_baseline(programme_id: int, indicator: str, unit_id: int) -> Baseline | None:
    """One starting figure, locked for change."""
    same = select(Baseline).where(
        Baseline.programme_id == programme_id, Baseline.indicator == indicator, Baseline.unit_id == unit_id
    )
    return session.scalar(same.with_for_update())


def find_target(programme_id: int, indicator: str, unit_id: int, year: int) -> Target | None:
    """One target, locked for change."""
    same = select(Target).where(
        Target.programme_id == programme_id,
        Target.indicator == indicator,
        Target.unit_id == unit_id,
        Target.year == year,
    )
    return session.scalar(same.with_for_update())


def list_children(unit: Unit) -> list[Unit]:
    """The units right below one, by name."""
    below = select(Unit).where(Unit.parent_id == unit.id, Unit.valid_to.is_(None))
    return list(session.scalars(below.order_by(Unit.folded, Unit.id)))


def find_unit_in(scope: Scope, code: str) -> Unit:
    """A unit by code within a territory; NotFound outside it."""
    unit = session.scalar(select(Unit).where(Unit.code == code, scope.allows(Unit.id)))
    if unit is None:
        raise NotFound(unit=code)
    return unit


def top_unit_of(scope: Scope, home_province: str) -> Unit:
    """The highest unit of a territory: where an officer's pages begin."""
    top = select(Unit).where(scope.allows(Unit.id), Unit.valid_to.is_(None)).order_by(func.length(Unit.path), Unit.id)
    home = session.scalar(top.where(Unit.area_code == home_province).limit(1)) if scope.everything else None
    unit = home or session.scalar(top.limit(1))
    if unit is None:
        raise NotFound(unit="top")
    return unit


def list_support(
    scope: Scope,
    cursor: str | None = None,
    person_id: int | None = None,
    *,
    text: str = "",
    phone: str | None = None,
) -> Page[SupportRecord]:
    """Support records of a territory, the latest support first, by woman, her phone or part of her folded name."""
    rows = select(SupportRecord).where(scope.allows(SupportRecord.unit_id))
    if person_id is not None:
        rows = rows.where(SupportRecord.person_id == person_id)
    if text or phone:
        same = Person.phone == phone if phone else Person.folded_name.contains(text, autoescape=True)
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


def search_people(text_folded: str, phone: str | None, scope: Scope) -> list[Person]:
    """People of the territory by phone or by part of the folded name, in the order of their names."""
    rows = select(Person).where(_belongs_to(scope))
    if phone:
        rows = rows.where(Person.phone == phone)
    elif len(text_folded) < 2:
        return []
    else:
        rows = rows.where(Person.folded_name.contains(text_folded, autoescape=True))
    return list(session.scalars(rows.order_by(Person.folded_name, Person.id).limit(MOST_NAMESAKES)))


def list_people_of_phone(phone: str) -> list[Person]:
    """Everyone with exactly this number, wherever she lives."""
    return list(session.scalars(select(Person).where(Person.phone == phone).order_by(Person.id).limit(MOST_NAMESAKES)))


def is_known_in(person: Person, scope: Scope) -> bool:
    """Whether a territory may know more of a person than her name."""
    return session.scalar(select(Person.id).where(Person.id == person.id, _belongs_to(scope))) is not None


def _belongs_to(scope: Scope) -> Any:
    """Her home, the unit she sells under, or a unit that supported her lies in the territory."""
    if scope.everything:
        return true()
    homes = select(Unit.area_code).where(scope.allows(Unit.id), Unit.area_code.is_not(None))
    sellers = select(Seller.person_id).where(scope.allows(Seller.unit_id))
    supported = select(SupportRecord.person_id).where(
        scope.allows(SupportRecord.unit_id), SupportRecord.voided_at.is_(None)
    )
    return or_(Person.area_code.in_(homes), Person.id.in_(sellers), Person.id.in_(supported))


def get_shop_in(shop_id: int, scope: Scope) -> Shop:
    """A shop of the territory; NotFound outside it."""
    rows = select(Shop).join(Seller, Seller.id == Shop.seller_id)
    shop = session.scalar(rows.where(Shop.id == shop_id, scope.allows(Seller.unit_id)))
    if shop is None:
        raise NotFound(shop=shop_id)
    return shop


def get_product_in(product_id: int, scope: Scope) -> Product:
    """A product of the territory; NotFound outside it."""
    rows = select(Product).join(Shop, Shop.id == Product.shop_id).join(Seller, Seller.id == Shop.seller_id)
    product = session.scalar(rows.where(Product.id == product_id, scope.allows(Seller.unit_id)))
    if product is None:
        raise NotFound(product=product_id)
    return product


def get_shop_order_in(shop_order_id: int, scope: Scope) -> ShopOrder:
    """A shop order of the territory with its lines; NotFound outside it."""
    rows = select(ShopOrder).join(Shop, Shop.id == ShopOrder.shop_id).join(Seller, Seller.id == Shop.seller_id)
    rows = rows.where(ShopOrder.id == shop_order_id, scope.allows(Seller.unit_id))
    part = session.scalar(rows.options(selectinload(ShopOrder.lines), selectinload(ShopOrder.shipments)))
    if part is None:
        raise NotFound(shop_order=shop_order_id)
    return part
