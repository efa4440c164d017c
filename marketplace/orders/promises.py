"""What orders promise: sums (M4), parts of a line (M8), histories (O1), ends (O3), names (O5), quantities (O6)."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import Table, func, select, text

from marketplace.core.clock import now
from marketplace.core.db import Base, session
from marketplace.core.promises import promise
from marketplace.core.states import StateMachine
from marketplace.orders.models import Order, OrderLine, ShopOrder
from marketplace.orders.states import CANCELLED, DECLINED, PAID, RETURNED

RANDOM_CHARACTERS = 22  # 128 bits, six to a character


@promise("M4", "an order is the sum of its frozen lines and shipping, and of its parts")
def orders_add_up() -> Iterator[str]:
    """Shop orders that are not their lines and shipping, and orders that are not their shop orders."""
    for number, goods, total in session.execute(text(_SHOP_ORDERS_OFF)):
        yield f"shop order {number}: its lines do not add up to {goods} and {total}"
    for number, total in session.execute(text(_ORDERS_OFF)):
        yield f"order {number}: its parts do not add up to {total}"


_SHOP_ORDERS_OFF = """
SELECT s.number, s.goods_dong, s.total_dong FROM shop_order s
LEFT JOIN (SELECT shop_order_id, sum(unit_price_dong * quantity) AS goods FROM order_line GROUP BY shop_order_id) l
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


@promise("M8", "of each line commission, tax and the seller's net add up; the book takes exactly the frozen parts")
def lines_add_up() -> Iterator[str]:
    """Lines whose parts do not add up, and lines for which the book holds other fees than were frozen."""
    for (line_id,) in session.execute(text(_PARTS_OFF)):
        yield f"order line {line_id}: its parts do not add up"
    for line_id, account, amount in session.execute(text(_BOOKED_OTHERWISE)):
        yield f"order line {line_id}: the book holds {amount} on {account}, which is not what was frozen"


_PARTS_OFF = """
SELECT id FROM order_line WHERE gross_dong <> unit_price_dong * quantity
  OR gross_dong <> commission_dong + vat_dong + pit_dong + seller_net_dong
  OR commission_dong < 0 OR vat_dong < 0 OR pit_dong < 0 OR seller_net_dong < 0
"""
_BOOKED_OTHERWISE = """
SELECT l.id, e.account, sum(e.amount_dong) FROM ledger_entry e JOIN order_line l ON l.id = e.order_line_id
WHERE e.account IN ('commission', 'tax:vat', 'tax:pit')
GROUP BY l.id, e.account, l.commission_dong, l.vat_dong, l.pit_dong
HAVING sum(e.amount_dong) NOT IN (0, -CASE e.account WHEN 'commission' THEN l.commission_dong
                                             WHEN 'tax:vat' THEN l.vat_dong ELSE l.pit_dong END)
"""


@promise("O1", "a state is the last move of its history, each move was allowed, and no number is missing")
def histories_are_whole() -> Iterator[str]:
    """Things whose state is not their last move, moves nobody may make, and gaps."""
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
    """Every table with a state machine: (table, column, machine); `x_machine` rules the column `x_status`."""
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
    """Cancelled parts with a parcel, and money kept for more than a day after an order ended without delivery."""
    sent = text(
        "SELECT DISTINCT s.number FROM shop_order s JOIN shipment p ON p.shop_order_id = s.id "
        "WHERE s.status IN ('cancelled', 'declined')"
    )
    for (number,) in session.execute(sent):
        yield f"shop order {number}: cancelled, but a parcel was sent"
    for number, since in session.execute(_money_kept()):
        yield f"shop order {number}: ended {since:%Y-%m-%d %H:%M} without delivery, its money is still kept"


def _money_kept() -> Any:
    return select(ShopOrder.number, ShopOrder.ended_at).where(
        ShopOrder.status.in_((CANCELLED, DECLINED, RETURNED)),
        ShopOrder.money_status == PAID,
        ShopOrder.ended_at < now() - timedelta(hours=24),
    )


@promise("O5", "public ids carry at least 128 random bits")
def public_ids_cannot_be_guessed() -> Iterator[str]:
    """Public ids that are too short to be random enough."""
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


@promise("O2", "what was agreed is what stands on the order: names, prices, quantities and sums as they were placed")
def agreements_are_unchanged() -> Iterator[str]:
    """Orders whose frozen lines differ from the contract kept with them."""
    for order in session.scalars(select(Order).execution_options(yield_per=500)):
        if order.contract.get("parcels") and _agreed(order) != _standing(order):
            yield f"order {order.number} is not what was agreed"


def _agreed(order: Order) -> list[tuple[Any, ...]]:
    goods = [line for parcel in order.contract["parcels"] for line in parcel["goods"]]
    lines = sorted((g["name"], g["variant"], g["unit_price_dong"], g["quantity"]) for g in goods)
    return [*lines, (order.contract["goods_dong"], order.contract["shipping_dong"], order.contract["total_dong"])]


def _standing(order: Order) -> list[tuple[Any, ...]]:
    rows = select(OrderLine).join(ShopOrder, ShopOrder.id == OrderLine.shop_order_id)
    found = session.scalars(rows.where(ShopOrder.order_id == order.id))
    lines = sorted((o.product_name, o.variant_name, o.unit_price_dong, o.quantity) for o in found)
    return [*lines, (order.goods_dong, order.shipping_dong, order.total_dong)]
