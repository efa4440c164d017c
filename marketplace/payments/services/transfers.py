"""Transfers and cash: the customer reports a transfer, the payee confirms or denies it; cash is collected."""

from datetime import date, datetime, timedelta

from marketplace.audit.services import record
from marketplace.core.actors import Actor
from marketplace.core.clock import day_starts_at, now, today
from marketplace.core.errors import require
from marketplace.core.events import publish
from marketplace.inventory.errors import HoldEnded
from marketplace.orders.models import ShopOrder
from marketplace.orders.services.money import keep_goods
from marketplace.orders.states import AWAITING_PAYMENT
from marketplace.payments import outcomes
from marketplace.payments.errors import AlreadySaid, MethodNotOffered, NothingSaid, NothingToPay, PaymentEnded
from marketplace.payments.events import TransferSaid
from marketplace.payments.models import Payment
from marketplace.payments.policies import can_collect_cash, can_confirm_transfer
from marketplace.payments.queries.payments import find_pending_for, lock_payment
from marketplace.payments.registries import is_confirmed
from marketplace.payments.services.receiving import CASH, PAYEE, receive
from marketplace.payments.shape import AT_HANDOVER, BY_PAYEE
from marketplace.payments.states import ENDED_UNPAID_STATES, PENDING, SUCCEEDED

EXTENSION, UNPROVEN_EXTENSION = timedelta(hours=24), timedelta(hours=12)


def say_transferred(payment: Payment, *, by: Actor) -> Payment:
    """«Tôi đã chuyển khoản»: record the customer's report, and tell the payee; goods are held longer, once.

    By a day; by half a day while nobody has proven the order's phone. A payment that ended meanwhile takes the report
    too, and nothing is held longer: the money may be on its way. Raises PaymentEnded (its money came), AlreadySaid.
    """
    payment = lock_payment(payment.id)
    if not is_confirmed(payment.method, BY_PAYEE):
        raise MethodNotOffered(method=payment.method)
    if payment.status == SUCCEEDED:
        raise PaymentEnded(status=payment.status)
    if payment.extended_at is not None:
        raise AlreadySaid()
    if is_waited_for(payment):
        wait_longer(payment)
    payment.extended_at = now()
    record("payment.said_transferred", "payment", payment.id, by=by)
    publish(TransferSaid(payment.id))
    return payment


def is_waited_for(payment: Payment) -> bool:
    """Whether a payment is open and its time is not up."""
    return payment.status == PENDING and payment.expires_at is not None and payment.expires_at > now()


def wait_longer(payment: Payment) -> None:
    """Hold the goods longer; where a hold is over, the payment ends when it was to end."""
    assert payment.expires_at is not None
    until = payment.expires_at + (UNPROVEN_EXTENSION if payment.order.is_unproven else EXTENSION)
    try:
        for part in payment.parts:
            if part.shop_order.status == AWAITING_PAYMENT:
                keep_goods(part.shop_order, until=until)
    except HoldEnded:
        return
    payment.expires_at = until


def confirm_transfer(payment: Payment, *, by: Actor, came_on: date | None = None) -> str:
    """Record the payee's confirmation that the whole amount with the memo is on the account; returns as `receive`.

    `came_on` is the Vietnamese day on which the bank has it, today where nothing is said.
    """
    require(can_confirm_transfer(by, payment))
    if not is_confirmed(payment.method, BY_PAYEE):
        raise MethodNotOffered(method=payment.method)
    if lock_payment(payment.id).status == SUCCEEDED:
        return outcomes.ALREADY
    came_on = came_on or today()
    details = {"amount_dong": payment.amount_dong, "came_on": came_on.isoformat()}
    record("payment.confirmed", "payment", payment.id, by=by, details=details)
    reference, at = f"person:{by.person_id}", _within(came_on)
    return receive(payment, amount_dong=payment.amount_dong, how=PAYEE, reference=reference, by=by, at=at)


def _within(day: date) -> datetime:
    """An instant of a Vietnamese calendar day: now if it is today, else its noon."""
    return now() if day == today() else day_starts_at(day) + timedelta(hours=12)


def say_not_found(payment: Payment, *, by: Actor) -> Payment:
    """Record that the payee did not find a transfer that was reported before its payment ended; twice is once.

    Money that arrives later is recorded all the same. NothingSaid while the payment is open, or unreported.
    """
    require(can_confirm_transfer(by, payment))
    payment = lock_payment(payment.id)
    if payment.extended_at is None or payment.status not in ENDED_UNPAID_STATES:
        raise NothingSaid(status=payment.status)
    if payment.not_found_at is None:
        payment.not_found_at = now()
        record("payment.not_found", "payment", payment.id, by=by, details={"amount_dong": payment.amount_dong})
    return payment


def collect_cash(shop_order: ShopOrder, *, by: Actor) -> str:
    """Record that the seller collected the whole cash at the door. NothingToPay when no cash is expected."""
    require(can_collect_cash(by, shop_order.shop_id))
    expected = [payment for payment in find_pending_for(shop_order.id) if is_confirmed(payment.method, AT_HANDOVER)]
    if not expected:
        raise NothingToPay(order_number=shop_order.number)
    record("payment.cash_collected", "shop_order", shop_order.id, by=by, details={"dong": shop_order.total_dong})
    reference = f"person:{by.person_id}"
    return receive(expected[0], amount_dong=shop_order.total_dong, how=CASH, reference=reference, by=by)
