"""Reading orders, each narrowed to who may see them, and locking them in order of id."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, delete, exists, func, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute, selectinload

from marketplace.association.scope import Scope
from marketplace.core.db import session
from marketplace.core.errors import NotFound
from marketplace.core.paging import Page, decode_cursor, decode_moment_cursor, encode_cursor
from marketplace.core.states import StateChange
from marketplace.orders.errors import NoSuchOrder, NoSuchShopOrder
from marketplace.orders.funders import OTHERS
from marketplace.orders.models import (
    NOT_SENT,
    OpenedOrder,
    Order,
    OrderAdjustment,
    OrderLine,
    Shipment,
    ShopOrder,
)
from marketplace.orders.states import (
    AWAITING_PAYMENT,
    DELIVERED,
    IN_PREPARATION_STATES,
    NEW,
    NOT_COMING_STATES,
    OUT_STATES,
    SHOP_ORDER,
    STEPS_BACK,
    UNDELIVERED_END_STATES,
    UNPAID,
)
from marketplace.sellers.models import Seller
from marketplace.shops.models import Shop

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)  # stands in for a time that is missing: before all else
TABS: dict[str, tuple[str, ...]] = {
    "new": (NEW,),
    "packing": IN_PREPARATION_STATES,
    "shipping": OUT_STATES,
    "waiting": (AWAITING_PAYMENT,),
    "done": (DELIVERED,),
    "ended": UNDELIVERED_END_STATES,
}
NEWEST_FIRST = ("done", "ended")
DUE_BY: dict[str, InstrumentedAttribute[datetime | None]] = {  # for the seller: what is due soonest comes first
    "new": ShopOrder.reply_due_at,
    "packing": ShopOrder.accepted_at,
    "shipping": ShopOrder.shipped_at,
}


def get_shop_order(number: str, *, shop: Shop) -> ShopOrder:
    """A shop's own order with lines, parcels and the customer's order; NoSuchShopOrder for any other."""
    found = session.scalar(_with_parts(_own(number, shop)))
    if found is None:
        raise NoSuchShopOrder(number=number)
    return found


def lock_shop_order(number: str, *, shop: Shop) -> ShopOrder:
    """The same, locked and read anew, to be moved on."""
    locked = _with_parts(_own(number, shop)).with_for_update(of=ShopOrder)
    found = session.scalar(locked.execution_options(populate_existing=True))
    if found is None:
        raise NoSuchShopOrder(number=number)
    return found


def lock_shop_orders(ids: Sequence[int]) -> list[ShopOrder]:
    """Several shop orders, locked in order of id and read anew; for money, expiry and cancelling."""
    wanted = select(ShopOrder).where(ShopOrder.id.in_(list(ids))).order_by(ShopOrder.id)
    locked = _with_parts(wanted).with_for_update(of=ShopOrder).execution_options(populate_existing=True)
    return list(session.scalars(locked))


def get_order(number: str) -> Order:
    """An order with everything in it; the caller has checked its key or its owner. NoSuchOrder."""
    found = session.scalar(_whole(select(Order).where(Order.number == number)))
    if found is None:
        raise NoSuchOrder(number=number)
    return found


def get_order_for(number: str, *, person_id: int | None, token_hash: str | None, opened_since: datetime) -> Order:
    """An order its customer is signed in for, or that this browser opened since an instant; NoSuchOrder for others."""
    here = (
        OpenedOrder.order_id == Order.id,
        OpenedOrder.token_hash == token_hash,
        OpenedOrder.opened_at > opened_since,
    )
    ways: list[ColumnElement[bool]] = [select(OpenedOrder.id).where(*here).exists()] if token_hash else []
    ways += [Order.person_id == person_id] if person_id else []  # never compared with nothing: that is every guest's
    found = session.scalar(_whole(select(Order).where(Order.number == number, or_(*ways)))) if ways else None
    if found is None:
        raise NoSuchOrder(number=number)
    return found


def find_opened(order_id: int, token_hash: str) -> OpenedOrder | None:
    """Whether a browser opened an order."""
    here = (OpenedOrder.order_id == order_id, OpenedOrder.token_hash == token_hash)
    return session.scalar(select(OpenedOrder).where(*here).limit(1))


def delete_opened(*, token_hash: str | None = None, order_id: int | None = None) -> None:
    """Forget what a browser opened, or who opened an order."""
    of_it = OpenedOrder.token_hash == token_hash if token_hash else OpenedOrder.order_id == order_id
    session.execute(delete(OpenedOrder).where(of_it))


def delete_opened_before(at: datetime) -> None:
    """Forget what was opened before an instant."""
    session.execute(delete(OpenedOrder).where(OpenedOrder.opened_at < at))


def lock_order(number: str) -> Order:
    """An order whose parts are locked (in order of id) and read anew; NoSuchOrder."""
    order = session.scalar(select(Order).where(Order.number == number))
    if order is None:
        raise NoSuchOrder(number=number)
    lock_shop_orders(session.scalars(select(ShopOrder.id).where(ShopOrder.order_id == order.id)).all())
    session.refresh(order, ["shop_orders"])
    return order


def get_placed(idempotency_key: str) -> Order:
    """The order that was placed with an idempotency key."""
    return session.scalars(_PLACED, {"key": idempotency_key}).one()


def find_order_of_phone(number: str, phone: str) -> Order | None:
    """The order of a number and phone (E.164), for sending that phone a fresh link, or None."""
    return session.scalar(select(Order).where(Order.number == number, Order.phone == phone))


def find_opened_order_of_phone(phone: str, *, token_hash: str, opened_since: datetime) -> Order | None:
    """The newest order of a phone (E.164) that a browser opened since an instant, or None."""
    theirs = select(Order).join(OpenedOrder, OpenedOrder.order_id == Order.id).where(Order.phone == phone)
    theirs = theirs.where(OpenedOrder.token_hash == token_hash, OpenedOrder.opened_at > opened_since)
    return session.scalar(theirs.order_by(Order.id.desc()).limit(1))


def find_last_order_by(person_id: int) -> Order | None:
    """The newest order that a customer placed signed in (not one that her proven phone brought her), or None."""
    hers = select(Order).where(Order.person_id == person_id, Order.claimed_at.is_(None))
    return session.scalar(hers.order_by(Order.id.desc()).limit(1))


@dataclass(frozen=True, slots=True)
class RecentOrder:
    """An order that its customer has just placed, as she is reminded of it."""

    id: int
    number: str
    placed_at: datetime
    phone: str
    total_dong: int


def list_recent_orders(
    *, placed_since: datetime, person_id: int | None, token_hash: str | None, limit: int = 5
) -> list[RecentOrder]:
    """The newest orders of a person, or else of a browser, placed since an instant and not ended undelivered."""
    if person_id is None and token_hash is None:
        return []
    columns = (Order.id, Order.number, Order.placed_at, Order.phone, Order.total_dong)
    theirs = select(*columns).where(Order.placed_at > placed_since, Order.person_id == person_id)
    if person_id is None:
        here = select(OpenedOrder.order_id).where(OpenedOrder.token_hash == token_hash)
        theirs = select(*columns).where(Order.placed_at > placed_since, Order.id.in_(here))
    coming = exists().where(ShopOrder.order_id == Order.id, ShopOrder.status.not_in(NOT_COMING_STATES))
    return [RecentOrder(*row) for row in session.execute(theirs.where(coming).order_by(Order.id.desc()).limit(limit))]


def pieces_of_orders(order_ids: Iterable[int]) -> dict[int, dict[int, int]]:
    """By order: how many pieces of each variant were ordered."""
    rows = session.execute(
        select(ShopOrder.order_id, OrderLine.variant_id, func.sum(OrderLine.quantity))
        .join(OrderLine, OrderLine.shop_order_id == ShopOrder.id)
        .where(ShopOrder.order_id.in_(list(order_ids)))
        .group_by(ShopOrder.order_id, OrderLine.variant_id)
    )
    found: dict[int, dict[int, int]] = {}
    for order_id, variant_id, pieces in rows:
        found.setdefault(order_id, {})[variant_id] = int(pieces)
    return found


def lock_guest_orders(phone: str) -> list[Order]:
    """Guest orders (placed without signing in) of a phone (E.164), locked in order of id."""
    theirs = select(Order).where(Order.phone == phone, Order.person_id.is_(None)).order_by(Order.id)
    return list(session.scalars(theirs.with_for_update(of=Order)))


def list_orders_of(person_id: int, cursor: str | None = None, limit: int = 20) -> Page[Order]:
    """A customer's orders, newest first, with their parts and lines."""
    rows = _whole(select(Order).where(Order.person_id == person_id))
    return _page(rows, Order, cursor, limit, newest_first=True)


def list_shop_orders(shop: Shop, tab: str, cursor: str | None = None, limit: int = 30) -> Page[ShopOrder]:
    """A shop's orders of one tab (see TABS): what is due soonest comes first; of what ended, the newest."""
    rows = _with_parts(select(ShopOrder).where(ShopOrder.shop_id == shop.id, ShopOrder.status.in_(TABS[tab])))
    if tab in DUE_BY:
        return _page_by_time(rows, DUE_BY[tab], cursor, limit)
    return _page(rows, ShopOrder, cursor, limit, newest_first=tab in NEWEST_FIRST)


def count_by_status(shop: Shop) -> dict[str, int]:
    """How many orders a shop has in each state."""
    counted = select(ShopOrder.status, func.count()).where(ShopOrder.shop_id == shop.id).group_by(ShopOrder.status)
    return dict(session.execute(counted).all())


def count_uncollected(shop: Shop) -> int:
    """How many orders of a shop were delivered but their cash not yet confirmed as collected."""
    uncollected = (ShopOrder.shop_id == shop.id, ShopOrder.status == DELIVERED, ShopOrder.money_status == UNPAID)
    return session.scalar(select(func.count()).where(*uncollected)) or 0


def count_by_tab(shop: Shop) -> dict[str, int]:
    """How many orders a shop has in each tab."""
    by_status = count_by_status(shop)
    return {tab: sum(by_status.get(status, 0) for status in statuses) for tab, statuses in TABS.items()}


def list_reply_due(moment: datetime, *, not_reminded: bool = False, limit: int = 200) -> Sequence[int]:
    """Keys of shop orders to be answered by a moment, earliest first, or only those `not_reminded` of yet."""
    waiting = select(ShopOrder.id).where(ShopOrder.status == NEW, ShopOrder.reply_due_at <= moment)
    if not_reminded:
        waiting = waiting.where(ShopOrder.reply_reminded_at.is_(None))
    return session.scalars(waiting.order_by(ShopOrder.reply_due_at, ShopOrder.id).limit(limit)).all()


def was_unsaid(shop_order_id: int, seq: int) -> bool:
    """Whether the very next transition of a shop order took this one back."""
    following = select(StateChange.from_state, StateChange.to_state).where(
        StateChange.kind == SHOP_ORDER.kind, StateChange.subject_id == shop_order_id, StateChange.seq == seq + 1
    )
    found = session.execute(following).first()
    return found is not None and tuple(found) in STEPS_BACK


def subsidies_of(shop_order: ShopOrder) -> dict[int | None, dict[str, int]]:
    """Discounts not borne by the seller, by line (None: shipping) and funder, in đồng (positive)."""
    found: dict[int | None, dict[str, int]] = {}
    if not shop_order.shipping_subsidy_dong and not any(line.subsidy_dong for line in shop_order.lines):
        return found
    borne = select(OrderAdjustment).where(OrderAdjustment.shop_order_id == shop_order.id)
    for discount in session.scalars(borne.where(OrderAdjustment.funder.in_(OTHERS)).order_by(OrderAdjustment.id)):
        of_line = found.setdefault(discount.order_line_id, dict.fromkeys(OTHERS, 0))
        of_line[discount.funder] -= discount.amount_dong
    return found


def numbers_of(shop_order_ids: Iterable[int]) -> dict[int, str]:
    """The numbers of several shop orders, by key."""
    rows = select(ShopOrder.id, ShopOrder.number).where(ShopOrder.id.in_(list(shop_order_ids)))
    return dict(session.execute(rows).all())


def get_shop_order_in(shop_order_id: int, scope: Scope) -> ShopOrder:
    """A shop order of the territory with its lines; NotFound outside it."""
    rows = select(ShopOrder).join(Shop, Shop.id == ShopOrder.shop_id).join(Seller, Seller.id == Shop.seller_id)
    rows = rows.where(ShopOrder.id == shop_order_id, scope.allows(Seller.unit_id))
    part = session.scalar(rows.options(selectinload(ShopOrder.lines), selectinload(ShopOrder.shipments)))
    if part is None:
        raise NotFound(shop_order=shop_order_id)
    return part


def _own(number: str, shop: Shop) -> Select[ShopOrder]:
    return select(ShopOrder).where(ShopOrder.number == number, ShopOrder.shop_id == shop.id)


def _with_parts(rows: Select[ShopOrder]) -> Select[ShopOrder]:
    return rows.options(selectinload(ShopOrder.lines), selectinload(ShopOrder.shipments))


def _whole(rows: Select[Order]) -> Select[Order]:
    parts = selectinload(Order.shop_orders)
    return rows.options(
        parts.selectinload(ShopOrder.lines),
        parts.selectinload(ShopOrder.shipments),
        parts.selectinload(ShopOrder.shop),
    )


_PLACED = _whole(select(Order).where(Order.idempotency_key == bindparam("key")))


def _page(rows: Any, model: Any, cursor: str | None, limit: int, *, newest_first: bool) -> Page[Any]:
    after = decode_cursor(cursor, (int,))
    if after:
        rows = rows.where(model.id < after[0] if newest_first else model.id > after[0])
    rows = rows.order_by(model.id.desc() if newest_first else model.id).limit(limit + 1)
    found = list(session.scalars(rows))
    more = encode_cursor(found[limit - 1].id) if len(found) > limit else None
    return Page(found[:limit], more)


def _page_by_time(
    rows: Select[ShopOrder], due: InstrumentedAttribute[datetime | None], cursor: str | None, limit: int
) -> Page[ShopOrder]:
    due_at = func.coalesce(due, literal(LONG_AGO, due.type))
    if after := decode_moment_cursor(cursor):
        at, last_id = after
        rows = rows.where(or_(due_at > at, and_(due_at == at, ShopOrder.id > last_id)))
    found = list(session.scalars(rows.order_by(due_at, ShopOrder.id).limit(limit + 1)))
    if len(found) <= limit:
        return Page(found)
    last = found[limit - 1]
    return Page(found[:limit], encode_cursor((getattr(last, due.key) or LONG_AGO).isoformat(), last.id))


def find_latest_shipment(shop_order_id: int) -> Shipment | None:
    """The newest parcel of a shop order, if any was sent."""
    sent = or_(Shipment.outcome.is_(None), Shipment.outcome != NOT_SENT)
    newest = select(Shipment).where(Shipment.shop_order_id == shop_order_id, sent)
    return session.scalar(newest.order_by(Shipment.id.desc()).limit(1))
