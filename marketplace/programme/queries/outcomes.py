"""How outcome facts follow from records: the one place that defines which record is which outcome.

The facts of one record are written from here when it happens, all of them when they are rebuilt, and `verify`
compares stored and expected facts by the same selections.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Date,
    Delete,
    Insert,
    Select,
    String,
    bindparam,
    case,
    cast,
    delete,
    func,
    insert,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.sql.elements import ColumnElement

from marketplace.association.models import Unit
from marketplace.catalog.models import Product
from marketplace.core.db import db, session
from marketplace.orders.models import OrderLine, ShopOrder
from marketplace.payments.models import Refund, RefundLine
from marketplace.programme.models import OutcomeFact, SupportRecord
from marketplace.sellers.models import Seller
from marketplace.shops.models import Shop

SUPPORT, SHOP_OPENED, PRODUCT_LISTED, SALE = "support", "shop_opened", "product_listed", "sale"
RECORDED = "recorded"
COLUMNS = tuple(column for column in OutcomeFact.__table__.columns if column.key != "id")
KEY = ("record_id", "part", "cause")
FIRST, LAST = bindparam("first", type_=BigInteger), bindparam("last", type_=BigInteger)  # keys of records
SINCE = bindparam("since", type_=OutcomeFact.__table__.c.happened_at.type)
COMPARED = ("person_id", "programme_id", "happened_on", "outcome_on", "amount_dong", "confidence")


@dataclass(frozen=True)
class Source:
    """A selection of facts from one kind of record, with the columns of its key and instant."""

    rows: Callable[[], Select[Any]]
    record_id: Any
    happened_at: Any


def facts_due(kind: str, lately: bool = False) -> Any:
    """The facts there have to be of the records from key `:first` to `:last`; `lately` of those since `:since`."""
    parts = []
    for source in SOURCES[kind]:
        rows = source.rows().where(source.record_id.between(FIRST, LAST))
        parts.append(rows.where(source.happened_at >= SINCE) if lately else rows)
    return (parts[0] if len(parts) == 1 else union_all(*parts)).subquery("due")


def wrong_facts(kind: str, first: int, last: int, since: datetime | None = None) -> Iterable[Any]:
    """Keys of facts that have no record, or say something else than it."""
    return session.execute(_kept(_wrong, kind, since is not None), _between(first, last, since))


def missing_facts(kind: str, first: int, last: int, since: datetime | None = None) -> Iterable[Any]:
    """The facts that have to be there and are not."""
    return session.execute(_kept(_missing, kind, since is not None), _between(first, last, since))


def removing(kind: str) -> Any:
    """The statement that removes what is wrong of the records from key `:first` to `:last`."""
    return _kept(_removing, kind)


def adding(kind: str) -> Any:
    """The statement that adds what is missing of the records from key `:first` to `:last`."""
    return _kept(_adding, kind)


def _between(first: int, last: int, since: datetime | None = None) -> dict[str, Any]:
    """The values a statement waits for."""
    return {"first": first, "last": last} | ({} if since is None else {"since": since})


def _kept(build: Callable[..., Any], *about: Any) -> Any:
    """A statement, put together once: that takes ten times as long as running it for one record."""
    return _statement(build, about, db.engine.dialect.name)


@cache
def _statement(build: Callable[..., Any], about: tuple[Any, ...], _dialect: str) -> Any:
    return build(*about)


def _wrong(kind: str, lately: bool = False) -> Select[Any]:
    backed = [_backing(source).exists() for source in SOURCES[kind]]
    columns: list[Any] = [OutcomeFact.id, OutcomeFact.record_id, OutcomeFact.part, OutcomeFact.cause]
    standing = select(*columns).where(OutcomeFact.kind == kind, OutcomeFact.record_id.between(FIRST, LAST))
    standing = standing.where(*(~behind for behind in backed))
    return standing.where(_changed_lately(kind)) if lately else standing


def _missing(kind: str, lately: bool = False) -> Select[Any]:
    due = facts_due(kind, lately)
    absent = ~select(OutcomeFact.id).where(OutcomeFact.kind == kind, *_same_key(due)).exists()
    return select(*(due.c[column.key] for column in COLUMNS)).where(absent)


def _removing(kind: str) -> Delete:
    wrong = _wrong(kind).with_only_columns(OutcomeFact.id)
    return delete(OutcomeFact).where(OutcomeFact.id.in_(wrong))


def _adding(kind: str) -> Insert:
    return insert(OutcomeFact).from_select([column.key for column in COLUMNS], _missing(kind))


def largest_record(kind: str) -> int:
    """The largest key of a record of this kind, or of one named by a fact."""
    asked = [select(func.max(source.record_id)) for source in SOURCES[kind]]
    asked.append(select(func.max(OutcomeFact.record_id)).where(OutcomeFact.kind == kind))
    return max(session.scalar(largest) or 0 for largest in asked)


def local_day(instant: Any) -> ColumnElement[Any]:
    """The Vietnamese calendar day of an instant (UTC+7 all year), in either database."""
    if db.engine.dialect.name == "sqlite":
        return func.date(instant, "+7 hours", type_=Date)
    return cast(func.timezone("Asia/Ho_Chi_Minh", instant), Date)


def sold_at() -> ColumnElement[Any]:
    """The instant at which a shop order was both delivered and paid."""
    return later_of(ShopOrder.paid_at, ShopOrder.delivered_at)


def later_of(one: Any, other: Any) -> ColumnElement[Any]:
    """The later of two instants."""
    return case((one > other, one), else_=other)


def _same_key(due: Any) -> list[ColumnElement[bool]]:
    return [getattr(OutcomeFact, name) == due.c[name] for name in KEY]


def _backing(source: Source) -> Select[Any]:
    """The rows of a source that equal a fact."""
    rows = source.rows()
    told = {column.key: column.element for column in rows.selected_columns}
    same = [getattr(OutcomeFact, name) == told[name] for name in KEY]
    same += [getattr(OutcomeFact, name).is_not_distinct_from(told[name]) for name in COMPARED]
    return rows.with_only_columns(literal(1), maintain_column_froms=True).where(*same).correlate(OutcomeFact)


def _changed_lately(kind: str) -> ColumnElement[bool]:
    """Facts of the open days, and those of records that were taken back in them."""
    happened = OutcomeFact.happened_at >= SINCE
    if kind != SUPPORT:
        return happened
    voided = select(SupportRecord.id).where(SupportRecord.voided_at >= SINCE)
    return or_(happened, OutcomeFact.record_id.in_(voided))


def _fact(kind: str, record_kind: str, **told: Any) -> list[ColumnElement[Any]]:
    """The columns of a fact in order; those not given have the usual value."""
    usual = {
        "kind": _text(kind),
        "record_kind": _text(record_kind),
        "part": cast(literal(0), BigInteger),
        "cause": _text(""),
        "programme_id": cast(null(), BigInteger),
        "amount_dong": cast(null(), BigInteger),
        "confidence": _text(RECORDED),
        "note": _text(""),
    }
    values: dict[str, Any] = usual | told
    return [values[column.key].label(column.key) for column in COLUMNS]


def _text(words: str) -> ColumnElement[str]:
    return cast(literal(words), String)


def _of_seller() -> dict[str, Any]:
    """The person and unit columns of a sale: the seller, and the unit that admitted the seller."""
    return {"person_id": Seller.person_id, "unit_id": Seller.unit_id, "place": Unit.path}


def _support() -> Select[Any]:
    """Each record of support that was not voided."""
    record = SupportRecord
    columns = _fact(
        SUPPORT,
        "support_record",
        record_id=record.id,
        programme_id=record.programme_id,
        person_id=record.person_id,
        unit_id=record.unit_id,
        place=Unit.path,
        happened_on=record.given_on,
        happened_at=record.recorded_at,
        outcome_on=record.given_on,
        amount_dong=record.amount_dong,
        title=record.idea,
    )
    return select(*columns).join(Unit, Unit.id == record.unit_id).where(record.voided_at.is_(None))


def _shop_opened() -> Select[Any]:
    """Each shop, on the day it first opened."""
    columns = _fact(
        SHOP_OPENED,
        "shop",
        record_id=Shop.id,
        happened_on=local_day(Shop.opened_at),
        happened_at=Shop.opened_at,
        outcome_on=local_day(Shop.opened_at),
        title=Shop.name,
        **_of_seller(),
    )
    rows = select(*columns).join(Seller, Seller.id == Shop.seller_id).join(Unit, Unit.id == Seller.unit_id)
    return rows.where(Shop.opened_at.is_not(None))


def _product_listed() -> Select[Any]:
    """Each product, on the day it was first approved."""
    columns = _fact(
        PRODUCT_LISTED,
        "product",
        record_id=Product.id,
        happened_on=local_day(Product.first_live_at),
        happened_at=Product.first_live_at,
        outcome_on=local_day(Product.first_live_at),
        title=Product.name,
        note=Shop.name,
        **_of_seller(),
    )
    rows = select(*columns).join(Shop, Shop.id == Product.shop_id).join(Seller, Seller.id == Shop.seller_id)
    return rows.join(Unit, Unit.id == Seller.unit_id).where(Product.first_live_at.is_not(None))


def _of_sale(**told: Any) -> list[ColumnElement[Any]]:
    """The columns that lines of a sold shop order share."""
    common = {
        "record_id": ShopOrder.id,
        "part": OrderLine.id,
        "outcome_on": local_day(sold_at()),
        "confidence": func.coalesce(ShopOrder.delivery_confidence, RECORDED),
        "title": ShopOrder.number,
        "note": ShopOrder.shop_name,
        **_of_seller(),
    }
    return _fact(SALE, "shop_order", **(common | told))


def _sale() -> Select[Any]:
    """Each line of a shop order, on the day the order was both delivered and paid."""
    line = OrderLine
    amount = line.gross_dong + line.adjustment_dong + line.subsidy_dong
    columns = _of_sale(
        happened_on=local_day(sold_at()), happened_at=sold_at(), amount_dong=cast(amount, BigInteger), cause=_text("")
    )
    return _sold(select(*columns).join(line, line.shop_order_id == ShopOrder.id))


def _taken_back() -> Select[Any]:
    """The refund of each line, on the day it was decided; for goods sold only later, on the day of the sale."""
    at, amount = later_of(Refund.created_at, sold_at()), RefundLine.amount_dong + RefundLine.subsidy_dong
    columns = _of_sale(
        happened_on=local_day(at),
        happened_at=at,
        amount_dong=cast(-amount, BigInteger),
        cause=literal("refund_line:") + cast(RefundLine.id, String),
    )
    rows = select(*columns).join(Refund, Refund.shop_order_id == ShopOrder.id)
    rows = rows.join(RefundLine, RefundLine.refund_id == Refund.id)
    return _sold(rows.join(OrderLine, OrderLine.id == RefundLine.order_line_id))


def _sold(rows: Select[Any]) -> Select[Any]:
    rows = rows.join(Shop, Shop.id == ShopOrder.shop_id).join(Seller, Seller.id == Shop.seller_id)
    rows = rows.join(Unit, Unit.id == Seller.unit_id)
    return rows.where(ShopOrder.delivered_at.is_not(None), ShopOrder.paid_at.is_not(None))


SOURCES = {
    SUPPORT: (Source(_support, SupportRecord.id, SupportRecord.recorded_at),),
    SHOP_OPENED: (Source(_shop_opened, Shop.id, Shop.opened_at),),
    PRODUCT_LISTED: (Source(_product_listed, Product.id, Product.first_live_at),),
    SALE: (
        Source(_sale, ShopOrder.id, sold_at()),
        Source(_taken_back, ShopOrder.id, later_of(Refund.created_at, sold_at())),
    ),
}
