"""Placing an order: one transaction turns a cart into an order, its shop orders, held or sold stock and payments."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from marketplace.cart.models import Cart
from marketplace.cart.queries import CartSeen, delete_lines
from marketplace.checkout.adjustments import Adjustment
from marketplace.checkout.contract import FeesByVariant, contract_of, fees_of_lines
from marketplace.checkout.details import Details, Visitor, request_hash
from marketplace.checkout.errors import CartEmpty, KeyReused, OrdersClosed, SummaryChanged
from marketplace.checkout.queries import known_orders
from marketplace.checkout.summary import CheckoutSummary, Parcel, SummaryLine, summarise_cart
from marketplace.core import throttles
from marketplace.core.actors import Actor
from marketplace.core.clock import now, today
from marketplace.core.db import session
from marketplace.core.events import publish
from marketplace.core.references import new_number
from marketplace.core.rows import insert_at_once
from marketplace.core.runtime import config
from marketplace.core.sealing import fingerprint
from marketplace.core.states import begin
from marketplace.fees.queries import LineFees, fee_schedule
from marketplace.inventory.services import claim_at_once, hold, require_fair_share
from marketplace.inventory.shares import Asker
from marketplace.orders.events import OrderPlaced, ShopOrderReady
from marketplace.orders.models import AWAITED, GIVEN, Order, OrderAdjustment, OrderLine, ShopOrder
from marketplace.orders.queries import get_placed
from marketplace.orders.services.moving import reply_due
from marketplace.orders.states import AWAITING_PAYMENT, NEW, UNPAID
from marketplace.payments.services.opening import hold_ends_at, open_payments
from marketplace.places.queries import AREA_VERSION
from marketplace.site.queries import current_settings


def place_order(
    cart: Cart | CartSeen,
    details: Details,
    method: str,
    idempotency_key: str,
    actor: Actor,
    contract: dict[str, Any] | None = None,
    *,
    seen: str | None = None,
    adjustments: Sequence[Adjustment] = (),
    source: str = "web",
    visitor: Visitor | None = None,
) -> Order:
    """Place an order of a (locked) cart; the same key and request again return the same order.

    Everything is read anew: SummaryChanged when it differs from what the customer saw (`seen`) or cannot be
    placed. Also KeyReused, OrdersClosed, CartEmpty, OutOfStock (sold meanwhile), MethodNotOffered, TooManyUnpaid,
    NoSuchArea, AdjustmentRefused (a discount that cannot be given), TooMany beyond the hourly limit of orders of an
    account, or of a guest's proven phone or line, and UnfairShare of a guest (`visitor`) who proved nothing. A refusal
    changes nothing.
    """
    body = request_hash(details, method, seen, adjustments)
    was_placed, number = _number_for(idempotency_key)
    if was_placed:
        return _the_same(get_placed(idempotency_key), body)
    visitor = None if actor.person_id else visitor
    _count(actor, details, visitor)
    settings = current_settings()
    if not settings.takes_orders:
        raise OrdersClosed()
    if not cart.lines:
        raise CartEmpty()
    summary = summarise_cart(cart.lines, details.area_code, settings).adjusted(adjustments)
    if not summary.can_be_placed or (seen is not None and seen != summary.seen):
        raise SummaryChanged(summary=summary, seen=seen)
    asker = _asker(details, visitor)
    if asker is not None:
        _require_fair_share(asker, summary)
    waits_until = hold_ends_at(method, is_unproven=asker is not None)
    order = _order(number, details, method, idempotency_key, body, actor, summary, source)
    fees = fees_of_lines(summary, fee_schedule(today()))
    order.phone_proof = "" if visitor is None else AWAITED if asker else GIVEN
    order.contract = contract_of(summary, method, settings, fees, contract or {})
    with session.no_autoflush:  # written together, not at each glance at the database
        _write(order, summary, fees, waits_until is None, by=actor)
        _take_stock(order, waits_until, asker)
        open_payments(order, method, actor)
        delete_lines(cart.id, [line.id for line in cart.lines])
        _tell(order, waits_until is None)
    return order


def _count(actor: Actor, details: Details, visitor: Visitor | None) -> None:
    """Limit orders by hour, against fake orders that block stock (threat 6); a phone typed in proves nothing."""
    who = f"person:{actor.person_id}" if actor.person_id else ""
    if visitor is not None:
        who = f"phone:{_named(details.phone)}" if visitor.is_proven else f"address:{visitor.line}"
    if who:
        throttles.spend(f"order:{who}", limit=config().orders_per_address, seconds=3600)


def _asker(details: Details, visitor: Visitor | None) -> Asker | None:
    """Who asks without a proof; None for anybody who proved her phone, and for orders taken by the house."""
    if visitor is None or visitor.is_proven:
        return None
    return Asker(_named(details.phone), visitor.browser and _named(visitor.browser), _named(visitor.line))


def _named(who: str) -> str:
    return fingerprint(who, purpose="hold")[:32]


def _require_fair_share(asker: Asker, summary: CheckoutSummary) -> None:
    lines = [line for parcel in summary.sent for line in parcel.bought]
    wanted = Counter[int]()
    for line in lines:
        wanted[line.goods.variant_id] += line.quantity
    left = {line.goods.variant_id: line.goods.left for line in lines}
    require_fair_share(asker, wanted, left, orders_of_line=2 * config().orders_per_address)


def _the_same(placed: Order, body: str) -> Order:
    if placed.request_hash != body:
        raise KeyReused()
    return placed


def _number_for(idempotency_key: str) -> tuple[bool, str]:
    """(was the idempotency key used before, an order number that is free)."""
    while True:
        number = new_number("DH", today())
        was_placed, is_taken = known_orders(idempotency_key, number)
        if not is_taken:
            return was_placed, number


def _order(
    number: str,
    details: Details,
    method: str,
    idempotency_key: str,
    body: str,
    actor: Actor,
    summary: CheckoutSummary,
    source: str,
) -> Order:
    return Order(
        number=number,
        idempotency_key=idempotency_key,
        request_hash=body,
        person_id=actor.person_id,
        customer_name=details.name,
        phone=details.phone,
        email=details.email,
        area_code=details.area_code,
        address_line=details.address_line,
        area_text=summary.area_text,
        area_version=AREA_VERSION,
        note=details.note,
        locale=details.locale,
        payment_method=method,
        goods_dong=summary.goods_dong,
        shipping_dong=summary.shipping_dong,
        total_dong=summary.total_dong,
        placed_at=now(),
        source=source,
    )


def _write(order: Order, summary: CheckoutSummary, fees: FeesByVariant, is_ready: bool, *, by: Actor) -> None:
    order.shop_orders = [
        _shop_order(order, number, parcel, fees, is_ready) for number, parcel in enumerate(summary.sent, start=1)
    ]
    _insert(order)
    _insert_adjustments(order, summary)
    for shop_order in order.shop_orders:
        shop_order.begin_at(shop_order.status, by=by)
        begin(shop_order, shop_order.money_machine, "money_status", UNPAID, by=by)


def _insert(order: Order) -> None:
    insert_at_once(order)
    for shop_order in order.shop_orders:
        shop_order.order_id = order.id
        insert_at_once(shop_order)
        for line in shop_order.lines:
            line.shop_order_id = shop_order.id
            insert_at_once(line)
    session.add(order)


def _insert_adjustments(order: Order, summary: CheckoutSummary) -> None:
    """Each discount by itself, so that the book can tell who bears it."""
    given = {line.goods.variant_id: line.adjustments for parcel in summary.sent for line in parcel.bought}
    for shop_order in order.shop_orders:
        for line in shop_order.lines:
            for one in given[line.variant_id]:
                insert_at_once(_adjustment(line, one))


def _adjustment(line: OrderLine, one: Adjustment) -> OrderAdjustment:
    return OrderAdjustment(
        shop_order_id=line.shop_order_id,
        order_line_id=line.id,
        amount_dong=-one.amount_dong,
        funder=one.funder,
        code=one.code,
    )


def _shop_order(order: Order, number: int, parcel: Parcel, fees: FeesByVariant, is_ready: bool) -> ShopOrder:
    quote, seller = parcel.quote, parcel.shop.seller
    assert quote is not None  # can_be_placed
    return ShopOrder(
        number=f"{order.number}-{number}",
        status=NEW if is_ready else AWAITING_PAYMENT,
        money_status=UNPAID,
        reply_due_at=reply_due() if is_ready else None,
        shop_id=parcel.shop.id,
        shop=parcel.shop,
        shop_name=parcel.shop.name,
        seller_name=parcel.seller_name,
        seller_address=parcel.seller_address,
        legal_form=seller.legal_form,
        goods_dong=parcel.goods_dong,
        shipping_dong=parcel.shipping_dong,
        total_dong=parcel.total_dong,
        carrier=quote.carrier,
        expected_from=quote.first_day,
        expected_to=quote.last_day,
        lines=[OrderLine(**order_line_values(line, fees[line.goods.variant_id])) for line in parcel.bought],
        shipments=[],
    )


def order_line_values(line: SummaryLine, fees: LineFees) -> dict[str, Any]:
    """The columns of an order line, frozen when it is placed: goods, price, discounts, fees and tax."""
    goods = line.goods
    return {
        "product_id": goods.product_id,
        "variant_id": goods.variant_id,
        "revision_id": goods.revision_id,
        "category_id": goods.category_id,
        "product_name": goods.name,
        "variant_name": goods.variant_name,
        "unit": goods.unit,
        "sku": goods.sku,
        "photo_public_id": goods.photo_public_id,
        "weight_g": goods.weight_g,
        "unit_price_dong": goods.price_dong,
        "quantity": line.quantity,
        "quantity_limit": goods.order_limit,
        "gross_dong": line.total_dong,
        "adjustment_dong": line.adjustment_dong,
        "subsidy_dong": line.subsidy_dong,
        "commission_bp": fees.commission_bp,
        "commission_dong": fees.commission_dong,
        "vat_bp": fees.vat_bp,
        "vat_dong": fees.vat_dong,
        "pit_bp": fees.pit_bp,
        "pit_dong": fees.pit_dong,
        "seller_net_dong": fees.seller_net_dong,
        "fee_rule": fees.rule,
    }


def _take_stock(order: Order, waits_until: datetime | None, asker: Asker | None) -> None:
    """Take stock in order of variant id over all shops, which prevents deadlocks between orders."""
    lines = sorted((line for part in order.shop_orders for line in part.lines), key=lambda line: line.variant_id)
    for line in lines:
        if waits_until is None:
            claim_at_once(line.id, line.variant_id, line.quantity, asker)
        else:
            hold(line.id, line.variant_id, line.quantity, waits_until, asker)


def _tell(order: Order, is_ready: bool) -> None:
    publish(OrderPlaced(order.id))
    for shop_order in order.shop_orders if is_ready else ():
        publish(ShopOrderReady(shop_order.id))
