"""The one place where payments are received: every confirmation ends here, and each payment counts once.

Redirect re-check, webhook, poll, the payee's confirmation, bank feed and collected cash all call `receive`, which
locks the payment's row. The effect is decided for each shop order: it is paid; or it had ended, and the goods are
claimed again or the money is refunded; or it was paid before, and the money is refunded.
"""

from datetime import datetime

from marketplace.core.actors import SYSTEM_ACTOR, Actor
from marketplace.core.clock import now
from marketplace.core.events import publish
from marketplace.orders.services.money import mark_paid
from marketplace.orders.states import WITHOUT_MONEY_STATES
from marketplace.payments import outcomes
from marketplace.payments.errors import WrongAmount
from marketplace.payments.events import PaymentReceived
from marketplace.payments.models import Payment, PaymentPart
from marketplace.payments.queries.payments import lock_payment
from marketplace.payments.services.bookings import book_sale
from marketplace.payments.services.closing import close_payment_requests
from marketplace.payments.services.refunds import refund_shop_order, refund_surplus
from marketplace.payments.states import SUCCEEDED

PROVIDER, BANK_FEED, PAYEE, CASH = "provider", "bank_feed", "payee", "cash"
PAID_LATE = "paid_late"  # the reason of a refund: the money came when the goods could not be had any more


def receive(
    payment: Payment, *, amount_dong: int, how: str, reference: str, by: Actor, at: datetime | None = None
) -> str:
    """Record a payment's whole amount, once; returns `received`, `already`, or `late` when some is refunded.

    `how` is provider, bank_feed, payee or cash; `reference` names the proof; `at` is when the money was given, where
    that is known: its Vietnamese day is the one it is earned on, however late the news comes. Raises WrongAmount.
    """
    payment = lock_payment(payment.id)
    if payment.status == SUCCEEDED:
        return outcomes.ALREADY
    if amount_dong != payment.amount_dong:
        raise WrongAmount(wanted_dong=payment.amount_dong, came_dong=amount_dong)
    at = _given_at(payment, at)
    payment.confirmed_how, payment.reference, payment.ended_at = how, reference, at
    payment.move_to(SUCCEEDED, by=by)
    kept = [_settle(payment, part, by, at) for part in payment.parts]
    publish(PaymentReceived(payment.id))
    return outcomes.RECEIVED if all(kept) else outcomes.LATE


def _given_at(payment: Payment, told: datetime | None) -> datetime:
    """When the money was given: as told, but neither before it was asked for nor after now."""
    return min(max(told or now(), payment.created_at), now())


def _settle(payment: Payment, part: PaymentPart, by: Actor, at: datetime) -> bool:
    if part.shop_order.money_status not in WITHOUT_MONEY_STATES:
        part.pays_order = False
        refund_surplus(payment, part, at)
        return False
    part.pays_order = True
    book_sale(payment, part, at)
    close_payment_requests(part.shop_order)
    kept = mark_paid(part.shop_order, by=by, at=at)
    if not kept:
        refund_shop_order(part.shop_order, reason=PAID_LATE, by=SYSTEM_ACTOR)
    return kept
