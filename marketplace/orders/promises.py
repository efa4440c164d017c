"""Invariants of orders: sums (M4), parts of a line (M8), histories (O1), contracts (O2), ends (O3), and more."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, Table, func, select, text

from marketplace.core.clock import now
from marketplace.core.db import Base, session
from marketplace.core.promises import promise
from marketplace.core.states import StateMachine
from marketplace.orders.models import Order, OrderLine, ShopOrder
from marketplace.orders.states import KEPT_STATES, UNDELIVERED_END_STATES

RANDOM_CHARACTERS = 22  # 128 bits, six to a character
CHUNK = 500


@promise("M4", "an order is the sum of its frozen lines and shipping, and of its parts")
def orders_add_up() -> Iterator[str]:
    """Shop orders that are not the sum of lines and shipping, and orders that are not the sum of shop orders."""
    for number, goods, total in session.execute(text(_SHOP_ORDERS_OFF)):
        yield f"shop order {number}: its lines do not add up to {goods} and {total}"
    for number, total in session.execute(text(_ORDERS_OFF)):
        yield f"order {number}: its parts do not add up to {total}"
    for line_id, off, borne in session.execute(text(_LINES_OFF)):
        yield f"order line {line_id}: its discounts do not add up to {off}, of which others bear {borne}"
    for number, borne in session.execute(text(_SHIPPING_OFF)):
        yield f"shop order {number}: the discounts of its shipping do not add up to {borne} borne by others"


_LINES_OFF = """
SELECT l.id, l.adjustment_dong, l.subsidy_dong FROM order_line l
LEFT JOIN (SELECT order_line_id, sum(amount_dong) AS whole,
             sum(CASE WHEN funder = 'seller' THEN 0 ELSE -amount_dong END) AS borne
           FROM order_adjustment GROUP BY order_line_id) a ON a.order_line_id = l.id
WHERE l.adjustment_dong <> coalesce(a.whole, 0) OR l.subsidy_dong <> coalesce(a.borne, 0)
"""
_SHIPPING_OFF = """
SELECT s.number, s.shipping_subsidy_dong FROM shop_order s
LEFT JOIN (SELECT shop_order_id, sum(CASE WHEN funder = 'seller' THEN 0 ELSE -amount_dong END) AS borne
           FROM order_adjustment WHERE order_line_id IS NULL GROUP BY shop_order_id) a ON a.shop_order_id = s.id
WHERE s.shipping_subsidy_dong <> coalesce(a.borne, 0)
"""
_SHOP_ORDERS_OFF = """
SELECT s.number, s.goods_dong, s.total_dong FROM shop_order s
LEFT JOIN (SELECT shop_order_id, sum(unit_price_dong * quantity + adjustment_dong) AS goods
           FROM order_line GROUP BY shop_order_id) l
  ON l.shop_order_id = s.id
WHERE coalesce(l.goods, -1) <> s.goods_dong OR s.total_dong <> s.goods_dong + s.shipping_dong OR s.total_dong < 0
  OR s.shipping_dong < 0
"""
_ORDERS_OFF = """
SELECT o.number, o.total_dong FROM customer_order o
LEFT JOIN (SELECT order_id, sum(goods_dong) AS goods, sum(shipping_dong) AS shipping, sum(total_dong) AS total
           FROM shop_order GROUP BY order_id) s ON s.order_id = o.id
WHERE coalesce(s.goods, -1) <> o.goods_dong OR s.shipping <> o.shipping_dong OR s.total <> o.total_dong
  OR o.total_dong <> o.goods_dong + o.shipping_dong OR o.total_dong < 0
"""


@promise("M8", "of each line commission, tax and net are those of its frozen rates and add up")
def lines_add_up() -> Iterator[str]:
    """Lines whose parts do not add up, or do not follow their rates."""
    for (line_id,) in session.execute(text(_PARTS_OFF)):
        yield f"order line {line_id}: its parts do not add up"
    for (line_id,) in session.execute(text(_RATES_OFF)):
        yield f"order line {line_id}: its parts are not those of its rates"


_PARTS_OFF = """
SELECT id FROM order_line WHERE gross_dong <> unit_price_dong * quantity
  OR gross_dong + adjustment_dong + subsidy_dong <> commission_dong + vat_dong + pit_dong + seller_net_dong
  OR commission_dong < 0 OR vat_dong < 0 OR pit_dong < 0 OR seller_net_dong < 0
"""
_RATES_OFF = """
SELECT id FROM (
  SELECT id, vat_dong, pit_dong, commission_dong, (earned * vat_bp + 5000) / 10000 AS vat,
    (earned * pit_bp + 5000) / 10000 AS pit, (earned * commission_bp + 5000) / 10000 AS commission,
    earned - vat_dong AS before_pit, earned - vat_dong - pit_dong AS before_commission
  FROM (SELECT *, gross_dong + adjustment_dong + subsidy_dong AS earned FROM order_line) AS lines) AS shares
WHERE vat_dong <> vat OR pit_dong <> CASE WHEN pit > before_pit THEN before_pit ELSE pit END
  OR commission_dong <> CASE WHEN commission > before_commission THEN before_commission ELSE commission END
"""


@promise("O1", "a state is the last move of its history, each move was allowed, and no number is missing")
def histories_are_whole() -> Iterator[str]:
    """Rows whose state differs from their last transition, transitions that do not exist, and gaps in the numbers."""
    machines = {machine.kind: machine for _, _, machine in stateful_columns()}
    for table, column, machine in stateful_columns():
        last = text(_LAST_MOVE.format(table=table.name, column=column))
        for row_id, state in session.execute(last, {"kind": machine.kind}):
            yield f"{machine.kind} {row_id}: its state {state} is not its last move"
    for kind, before, after, actor, number in session.execute(text(_MOVES)):
        if kind not in machines or not machines[kind].allows(before, after, actor):
            yield f"{kind}: {number} moves from {before} to {after} by {actor} are not allowed"
    for kind, subject_id in session.execute(text(_GAPS)):
        yield f"{kind} {subject_id}: its moves do not follow one another"


def stateful_columns() -> list[tuple[Table, str, StateMachine]]:
    """Every state machine with its (table, column, machine); the machine of column `x_status` is named `x_machine`."""
    found: list[tuple[Table, str, StateMachine]] = []
    for mapper in Base.registry.mappers:
        for name, value in vars(mapper.class_).items():
            if isinstance(value, StateMachine) and isinstance(mapper.local_table, Table):
                found.append((mapper.local_table, name.removesuffix("machine") + "status", value))
    return sorted(found, key=lambda entry: (entry[0].name, entry[1]))


_LAST_MOVE = """
SELECT t.id, t.{column} FROM {table} t
LEFT JOIN (SELECT subject_id, max(seq) AS last FROM state_change WHERE kind = :kind GROUP BY subject_id) m
  ON m.subject_id = t.id
LEFT JOIN state_change c ON c.kind = :kind AND c.subject_id = t.id AND c.seq = m.last
WHERE c.to_state IS NULL OR c.to_state <> t.{column}
"""
_MOVES = "SELECT kind, from_state, to_state, actor_kind, count(*) FROM state_change GROUP BY 1, 2, 3, 4"
_GAPS = """
SELECT kind, subject_id FROM (
  SELECT kind, subject_id, seq, from_state,
    lag(seq, 1, 0) OVER (PARTITION BY kind, subject_id ORDER BY seq) AS seq_before,
    lag(to_state) OVER (PARTITION BY kind, subject_id ORDER BY seq) AS state_before
  FROM state_change) AS moves
WHERE seq <> seq_before + 1 OR coalesce(from_state, '') <> coalesce(state_before, '')
"""


@promise("O3", "what was cancelled was never sent, and its money goes back within a day")
def cancelled_means_cancelled() -> Iterator[str]:
    """Cancelled shop orders with a parcel, and money not refunded a day after an order ended without delivery."""
    sent = text(
        "SELECT DISTINCT s.number FROM shop_order s JOIN shipment p ON p.shop_order_id = s.id "
        "WHERE s.status IN ('cancelled', 'declined') AND coalesce(p.outcome, '') <> 'not_sent'"
    )
    for (number,) in session.execute(sent):
        yield f"shop order {number}: cancelled, but a parcel was sent"
    for number, since in session.execute(_money_kept()):
        yield f"shop order {number}: ended {since:%Y-%m-%d %H:%M} without delivery, its money is still kept"


def _money_kept() -> Any:
    return select(ShopOrder.number, ShopOrder.ended_at).where(
        ShopOrder.status.in_(UNDELIVERED_END_STATES),
        ShopOrder.money_status.in_(KEPT_STATES),
        ShopOrder.ended_at < now() - timedelta(hours=24),
    )


@promise("O5", "public ids carry at least 128 random bits")
def public_ids_cannot_be_guessed() -> Iterator[str]:
    """Public ids too short for 128 random bits."""
    for table in Base.metadata.sorted_tables:
        if "public_id" in table.c:
            short = func.length(table.c.public_id) < RANDOM_CHARACTERS
            for (number,) in session.execute(select(func.count()).select_from(table).where(short)):
                if number:
                    yield f"{table.name}: {number} public ids are too short"


@promise("O6", "every order has goods, and of each between one piece and the limit of its day")
def quantities_are_within_limits() -> Iterator[str]:
    """Orders and shop orders without goods, and lines with too few or too many pieces."""
    empty = text(
        "SELECT o.number FROM customer_order o WHERE NOT EXISTS "
        "(SELECT 1 FROM shop_order s WHERE s.order_id = o.id) UNION ALL "
        "SELECT s.number FROM shop_order s WHERE NOT EXISTS "
        "(SELECT 1 FROM order_line l WHERE l.shop_order_id = s.id)"
    )
    for (number,) in session.execute(empty):
        yield f"order {number} has no goods"
    outside = text(
        "SELECT id, quantity FROM order_line WHERE quantity < 1 OR quantity > coalesce(quantity_limit, quantity)"
    )
    for line_id, quantity in session.execute(outside):
        yield f"order line {line_id}: {quantity} pieces"


@promise("O2", "what was agreed is what stands on the order: seller, place, goods, prices and sums as they were placed")
def agreements_are_unchanged() -> Iterator[str]:
    """Orders that differ from the contract stored with them, or have none."""
    for orders in _in_chunks():
        parts = _by(_PARTS, [order.id for order in orders])
        lines = _by(_LINES, [order.id for order in orders])
        for order in orders:
            if not order.contract.get("parcels"):
                yield f"order {order.number}: what was agreed is not kept with it"
            elif _agreed(order.contract) != _standing(order, parts[order.id], lines[order.id]):
                yield f"order {order.number} is not what was agreed"


# What the contract calls it → the column that has to say the same.
_OF_ORDER = {"deliver_to": Order.area_text, "payment_method": Order.payment_method} | {
    sum_dong.key: sum_dong for sum_dong in (Order.goods_dong, Order.shipping_dong, Order.total_dong)
}
_OF_PART = {
    "shop": ShopOrder.shop_name,
    "seller": ShopOrder.seller_name,
    "seller_address": ShopOrder.seller_address,
    "legal_form": ShopOrder.legal_form,
    "carrier": ShopOrder.carrier,
    "expected_from": ShopOrder.expected_from,
    "expected_to": ShopOrder.expected_to,
    "goods_dong": ShopOrder.goods_dong,
    "shipping_dong": ShopOrder.shipping_dong,
    "total_dong": ShopOrder.total_dong,
}
_OF_LINE = {
    "name": OrderLine.product_name,
    "variant": OrderLine.variant_name,
    "unit": OrderLine.unit,
    "quantity": OrderLine.quantity,
    "unit_price_dong": OrderLine.unit_price_dong,
    "total_dong": OrderLine.gross_dong,
    "adjustment_dong": OrderLine.adjustment_dong,
    "release_id": OrderLine.revision_id,
    "commission_bp": OrderLine.commission_bp,
    "vat_bp": OrderLine.vat_bp,
    "pit_bp": OrderLine.pit_bp,
}
_UNSAID = {"adjustment_dong": 0}  # what contracts meant that were kept before there were discounts
_ORDERS = select(Order.id, Order.number, Order.contract, *_OF_ORDER.values()).order_by(Order.id)
_PARTS = select(ShopOrder.order_id, ShopOrder.id, *_OF_PART.values()).order_by(ShopOrder.id)
_LINES = select(ShopOrder.order_id, OrderLine.shop_order_id, *_OF_LINE.values()).join(
    OrderLine, OrderLine.shop_order_id == ShopOrder.id
)


def _in_chunks() -> Iterator[Sequence[Any]]:
    last = 0
    while orders := session.execute(_ORDERS.where(Order.id > last).limit(CHUNK)).all():
        yield orders
        last = orders[-1].id


def _by(rows: Select[*tuple[Any, ...]], order_ids: list[int]) -> dict[int, list[Any]]:
    """The parts or lines of several orders, by order."""
    found: dict[int, list[Any]] = defaultdict(list)
    for row in session.execute(rows.where(ShopOrder.order_id.in_(order_ids))):
        found[row.order_id].append(row)
    return found


def _agreed(contract: dict[str, Any]) -> list[Any]:
    parcels = [
        [_said(parcel, _OF_PART), *sorted(_said(line, _OF_LINE) for line in parcel["goods"])]
        for parcel in contract["parcels"]
    ]
    return [_said(contract, _OF_ORDER), *parcels]


def _standing(order: Any, parts: list[Any], lines: list[Any]) -> list[Any]:
    parcels = [
        [_held(part, _OF_PART), *sorted(_held(line, _OF_LINE) for line in lines if line.shop_order_id == part.id)]
        for part in parts
    ]
    return [_held(order, _OF_ORDER), *parcels]


def _said(contract: dict[str, Any], facts: dict[str, Any]) -> tuple[str, ...]:
    return tuple(str(contract.get(name, _UNSAID.get(name))) for name in facts)


def _held(row: Any, facts: dict[str, Any]) -> tuple[str, ...]:
    return tuple(str(getattr(row, column.key)) for column in facts.values())
