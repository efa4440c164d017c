"""Asking for money: which ways of paying are offered, how long goods wait, and one payment per payee."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from config import Config
from marketplace.core.actors import Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.references import new_public_id
from marketplace.core.rows import insert_at_once
from marketplace.core.runtime import config
from marketplace.orders.models import Order, ShopOrder
from marketplace.payments.errors import MethodNotOffered, NothingToPay, PayTooLate, TooManyUnpaid
from marketplace.payments.models import Payment, PaymentPart
from marketplace.payments.queries.payments import count_unpaid_orders
from marketplace.payments.registries import METHODS, most_usual_first
from marketplace.payments.shape import Payable, PaymentMethod
from marketplace.payments.states import PENDING
from marketplace.shops.models import Shop
from marketplace.site.queries import current_settings
from marketplace.site.settings import SiteSettings

LONGEST_WAIT = timedelta(days=3)  # however often the way of paying is changed


def methods_offered(settings: SiteSettings, config: Config, parts: Sequence[Payable]) -> list[str]:
    """The codes of the ways in which these parts can be paid now, the most usual first."""
    return [method.code for method in most_usual_first() if method.is_offered(parts, settings, config)]


def get_method(code: str) -> PaymentMethod:
    """A way of paying by its code; MethodNotOffered for a code that is none."""
    if code not in METHODS:
        raise MethodNotOffered(method=code)
    return METHODS.get(code)


def hold_ends_at(method_code: str, at: datetime | None = None) -> datetime | None:
    """Until when goods wait for money by this way of paying, from a moment; None when they are sold at once."""
    holds_for = get_method(method_code).holds_for
    return None if holds_for is None else (at or now()) + holds_for


def open_payments(order: Order, method_code: str, by: Actor) -> list[Payment]:
    """Ask for what of an order is unpaid: one payment per payee, as part of the running transaction.

    Raises MethodNotOffered, TooManyUnpaid, NothingToPay or PayTooLate; then nothing is opened.
    """
    limit = current_settings().unpaid_orders_per_phone
    if count_unpaid_orders(order.phone, exclude_id=order.id) >= limit:
        raise TooManyUnpaid(limit=limit)
    return open_for(order, [part for part in order.shop_orders if part.is_payable], method_code, by)


def open_for(
    order: Order, parts: Sequence[ShopOrder], method_code: str, by: Actor, *, expires_at: datetime | None = None
) -> list[Payment]:
    """Ask for some shop orders of an order, until a moment (the way of paying has its own where none is given)."""
    settings, method = current_settings(), get_method(method_code)
    if not parts:
        raise NothingToPay(order_number=order.number)
    if not method.is_offered(parts, settings, config()):
        raise MethodNotOffered(method=method_code)
    until = expires_at or _deadline(order, method)
    if method.is_paid_to_platform(settings):
        return [_open(order, method, parts, None, until, by)]
    return [_open(order, method, [part], part.shop, until, by) for part in parts]


def open_again(order: Order, method_code: str, parts: Sequence[ShopOrder], public_id: str, by: Actor) -> Payment:
    """A payment that was lost here, to the platform, under the name by which the provider knows it.

    Whether the way of paying is offered now does not matter: its money is there.
    """
    return _open(order, get_method(method_code), parts, None, now(), by, public_id)


def _deadline(order: Order, method: PaymentMethod) -> datetime | None:
    if method.holds_for is None:
        return None
    last = order.placed_at + LONGEST_WAIT
    if last < now() + timedelta(hours=1):
        raise PayTooLate(order_number=order.number)
    return min(now() + method.holds_for, last)


def _open(
    order: Order,
    method: PaymentMethod,
    parts: Sequence[ShopOrder],
    payee: Shop | None,
    expires_at: datetime | None,
    by: Actor,
    public_id: str = "",
) -> Payment:
    payment = Payment(
        public_id=public_id or new_public_id(),
        order_id=order.id,
        method=method.code,
        payee_shop_id=payee.id if payee else None,
        amount_dong=sum(part.total_dong for part in parts),
        expires_at=expires_at,
        status=PENDING,
        parts=[PaymentPart(shop_order_id=part.id, shop_order=part, amount_dong=part.total_dong) for part in parts],
    )
    payment.order = order
    method.prepare(payment, payee, current_settings())
    _insert(payment)
    payment.begin_at(PENDING, by=by)
    return payment


def _insert(payment: Payment) -> None:
    insert_at_once(payment)
    for part in payment.parts:
        part.payment_id = payment.id
        insert_at_once(part)
    session.add(payment)
