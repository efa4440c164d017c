"""Opening payments: the methods offered, how long goods are held, and one payment per payee."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from config import Config
from marketplace.core.actors import SYSTEM_ACTOR, Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.references import new_public_id
from marketplace.core.rows import insert_at_once
from marketplace.core.runtime import config
from marketplace.inventory.errors import HoldEnded
from marketplace.orders.models import GIVEN, Order, ShopOrder
from marketplace.orders.services.money import keep_goods
from marketplace.orders.states import AWAITING_PAYMENT
from marketplace.payments.errors import MethodNotOffered, NothingToPay, PayTooLate, TooManyUnpaid
from marketplace.payments.models import Payment, PaymentPart
from marketplace.payments.queries.payments import (
    count_unpaid_guest_orders,
    count_unpaid_orders_of,
    lock_payment,
    payments_of,
)
from marketplace.payments.registries import METHODS, most_usual_first
from marketplace.payments.shape import AT_HANDOVER, Obstacle, Payable, PaymentMethod
from marketplace.payments.states import PENDING
from marketplace.shops.models import Shop
from marketplace.site.queries import current_settings
from marketplace.site.settings import SiteSettings

LONGEST_WAIT = timedelta(days=3)  # however often the way of paying is changed
UNPROVEN_HOLD, LONGEST_UNPROVEN = timedelta(hours=2), timedelta(hours=6)  # the same while nobody has proven the phone


def methods_offered(settings: SiteSettings, config: Config, parts: Sequence[Payable]) -> list[str]:
    """The codes of the payment methods for these parts, the most usual first."""
    return [method.code for method in most_usual_first() if method.is_offered(parts, settings, config)]


def methods_withheld(settings: SiteSettings, config: Config, parts: Sequence[Payable]) -> dict[str, Obstacle]:
    """The payment methods in use here that these parts cannot be paid with, and why; the most usual first."""
    taken = [method for method in most_usual_first() if parts and method.is_taken(settings, config)]
    return {method.code: found for method in taken if (found := method.obstacle(parts, settings)) is not None}


@dataclass(frozen=True)
class _Sample:
    """An everyday parcel of a shop, to see how it could be paid."""

    shop: Shop
    total_dong: int = 200_000


def can_be_paid_ahead(shop: Shop, settings: SiteSettings, config: Config) -> bool:
    """Whether customers of a shop have a payment method besides paying at handover."""
    ahead = [method for method in most_usual_first() if method.confirmed_by != AT_HANDOVER]
    return any(method.is_offered([_Sample(shop)], settings, config) for method in ahead)


def can_be_paid(shop: Shop, settings: SiteSettings, config: Config) -> bool:
    """Whether an everyday parcel of a shop can be paid by any method."""
    return bool(methods_offered(settings, config, [_Sample(shop)]))


def get_method(code: str) -> PaymentMethod:
    """A payment method by code; MethodNotOffered for an unknown code."""
    if code not in METHODS:
        raise MethodNotOffered(method=code)
    return METHODS.get(code)


def hold_ends_at(method_code: str, *, is_unproven: bool = False) -> datetime | None:
    """Until when goods are held for this method, from now; None when they are sold at once."""
    holds_for = _holds_for(get_method(method_code), is_unproven)
    return None if holds_for is None else now() + holds_for


def hold_longer(order_id: int) -> None:
    """The phone of an order is proven now: its payments and goods wait as long as anybody's, if they still wait."""
    for known in payments_of(order_id):
        payment = lock_payment(known.id)
        if payment.status == PENDING and payment.expires_at is not None and payment.expires_at > now():
            with suppress(HoldEnded, PayTooLate):
                _wait_longer(payment)


def _wait_longer(payment: Payment) -> None:
    until = _deadline(payment.order, METHODS.get(payment.method))
    if until is None or payment.expires_at is None or payment.expires_at >= until:
        return
    for part in payment.parts:
        if part.shop_order.status == AWAITING_PAYMENT:
            keep_goods(part.shop_order, until=until)
    payment.expires_at = until


def _holds_for(method: PaymentMethod, is_unproven: bool) -> timedelta | None:
    if method.holds_for is None or not is_unproven:
        return method.holds_for
    return min(method.holds_for, UNPROVEN_HOLD)


def open_payments(order: Order, method_code: str, by: Actor) -> list[Payment]:
    """Open payments for the unpaid parts of an order, one per payee, as part of the running transaction.

    Raises MethodNotOffered, TooManyUnpaid, NothingToPay or PayTooLate; then nothing is opened.
    """
    _require_few_unpaid(order)
    return open_for(order, [part for part in order.shop_orders if part.is_payable], method_code, by)


def _require_few_unpaid(order: Order) -> None:
    """Whoever is signed in answers for what she ordered; a phone that a guest types counts among guests alone."""
    limit = current_settings().unpaid_orders_per_phone
    if order.person_id is not None:
        unpaid = count_unpaid_orders_of(order.person_id, exclude_id=order.id)
    else:
        is_proven = order.phone_proof == GIVEN
        unpaid = count_unpaid_guest_orders(order.phone, is_proven=is_proven, exclude_id=order.id)
    if unpaid >= limit:
        raise TooManyUnpaid(limit=limit)


def open_for(
    order: Order, parts: Sequence[ShopOrder], method_code: str, by: Actor, *, expires_at: datetime | None = None
) -> list[Payment]:
    """Open payments for some shop orders, until a moment (by default the method's own holding time)."""
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


def ask_anew(payment: Payment) -> Payment:
    """The same request once more, of money paid at the door, because what it brought was recorded by mistake.

    Whether the way of paying is offered now does not matter: the parcel is under way with it.
    """
    parts = [part.shop_order for part in payment.parts]
    payee = parts[0].shop if payment.payee_shop_id else None
    return _open(payment.order, get_method(payment.method), parts, payee, None, SYSTEM_ACTOR)


def _deadline(order: Order, method: PaymentMethod) -> datetime | None:
    holds_for = _holds_for(method, order.is_unproven)
    if holds_for is None:
        return None
    last = order.placed_at + (LONGEST_UNPROVEN if order.is_unproven else LONGEST_WAIT)
    if last < now() + timedelta(hours=1):
        raise PayTooLate(order_number=order.number)
    return min(now() + holds_for, last)


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
