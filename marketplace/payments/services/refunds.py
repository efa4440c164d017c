"""Giving money back: asked for once per shop order, sent by whoever has it, confirmed by somebody else.

The refund row is the claim on the money (promise M5): it is written under the payment's lock before anything
is sent. A card is refunded through the provider (exchanges.refunding); a transfer is a task of two persons.
"""

from datetime import datetime

from marketplace.audit.services import record
from marketplace.core.actors import CUSTOMER, GUEST, OPERATOR, SYSTEM_ACTOR, Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.errors import require
from marketplace.core.events import publish
from marketplace.core.references import new_public_id
from marketplace.core.sealing import mask, seal, unseal
from marketplace.orders.models import ShopOrder
from marketplace.orders.services.money import mark_refund_due, mark_refunded
from marketplace.orders.states import PAID, REFUND_DUE
from marketplace.payments.account_seals import refund_seal
from marketplace.payments.errors import (
    AccountMissing,
    NothingToRefund,
    OverRefund,
    SamePerson,
)
from marketplace.payments.events import (
    RefundAccountGiven,
    RefundDone,
    RefundFailed,
    RefundRequested,
    RefundSent,
)
from marketplace.payments.methods import METHODS
from marketplace.payments.models import Payment, PaymentPart, Refund
from marketplace.payments.policies import can_send_refund
from marketplace.payments.queries.payments import find_payment_that_paid, lock_payment_row
from marketplace.payments.queries.refunds import find_refund_of, lock_refund, refunded_of
from marketplace.payments.services.bookings import book_refund, book_sale_taken_back, book_surplus
from marketplace.payments.shape import TRANSFER
from marketplace.payments.states import DONE, FAILED, REQUESTED, SENT, UNCERTAIN
from marketplace.rules.bank_accounts import account_holder, account_number
from marketplace.rules.banks import UnknownBank, get_bank
from marketplace.rules.errors import BadAccount

SURPLUS = "paid_twice"  # the reason of a refund of money that came besides


def refund_shop_order(shop_order: ShopOrder, *, reason: str, by: Actor) -> Refund:
    """Give the whole money of a shop order back; asked again, it is the same refund. NothingToRefund if unpaid.

    The caller has the shop order locked.
    """
    paid_by = find_payment_that_paid(shop_order.id)
    if paid_by is None:
        raise NothingToRefund()
    payment = lock_payment_row(paid_by.id)
    known = find_refund_of(payment.id, shop_order.id)
    if known is not None:
        return known
    if shop_order.money_status != PAID:
        raise NothingToRefund()
    part = _part_of(payment, shop_order)
    mark_refund_due(shop_order, by=by)
    book_sale_taken_back(part, now())
    return _request(payment, part, reason, by)


def refund_surplus(payment: Payment, part: PaymentPart, at: datetime) -> Refund:
    """Give back money that came for a shop order paid already; the caller has the payment locked."""
    book_surplus(payment, part, at)
    return _request(payment, part, SURPLUS, SYSTEM_ACTOR)


def _part_of(payment: Payment, shop_order: ShopOrder) -> PaymentPart:
    return next(part for part in payment.parts if part.shop_order_id == shop_order.id)


def _request(payment: Payment, part: PaymentPart, reason: str, by: Actor) -> Refund:
    left_dong = payment.amount_dong - refunded_of(payment.id)
    if part.amount_dong > left_dong:
        raise OverRefund(wanted_dong=part.amount_dong, left_dong=left_dong)
    refund = Refund(
        public_id=new_public_id(),
        payment_id=payment.id,
        shop_order_id=part.shop_order_id,
        way=METHODS.get(payment.method).refund_way,
        amount_dong=part.amount_dong,
        reason=reason,
    )
    refund.payment, refund.shop_order = payment, part.shop_order
    refund.begin_at(REQUESTED, by=by, note=reason)
    record("refund.requested", "refund", refund.id, by=by, details={"amount_dong": refund.amount_dong})
    publish(RefundRequested(refund.id))
    return refund


def give_account(refund: Refund, *, bank_bin: str, number: str, holder: str, by: Actor) -> None:
    """The customer says where her money is to go; until it is sent she may correct it. BadAccount."""
    refund = lock_refund(refund.id)
    if refund.way != TRANSFER or not refund.is_sendable:
        raise NothingToRefund()
    bank, number, holder = _bank_name(bank_bin), account_number(number), account_holder(holder)
    refund.to_account = seal(number, bound_to=refund_seal(refund.public_id))
    refund.to_shown = {"bin": bank_bin, "bank": bank, "number_masked": mask(number, 2, 3), "holder": holder}
    if refund.status == FAILED:
        refund.move_to(REQUESTED, by=SYSTEM_ACTOR, note="new account")
        refund.failure = ""
    publish(RefundAccountGiven(refund.id))


def _bank_name(bank_bin: str) -> str:
    try:
        return get_bank(bank_bin).short_name
    except UnknownBank:
        raise BadAccount(field="bank") from None


def reveal_account(refund: Refund, *, by: Actor) -> str:
    """The number to transfer to, in the clear, for whoever must send it; each look is in the trail (P2)."""
    require(can_send_refund(by, refund))
    if refund.to_account is None:
        raise AccountMissing()
    record("refund.account_revealed", "refund", refund.id, by=by, purpose="send_refund")
    return unseal(refund.to_account, bound_to=refund_seal(refund.public_id))


def record_transfer_back(refund: Refund, bank_reference: str, *, by: Actor) -> Refund:
    """Whoever has the money says under which bank reference it was sent; somebody else is to confirm it."""
    refund = lock_refund(refund.id)
    require(can_send_refund(by, refund))
    if refund.to_account is None:
        raise AccountMissing()
    refund.move_to(SENT, by=by)
    refund.bank_reference, refund.sent_by, refund.sent_at = bank_reference, by.person_id, now()
    record("refund.sent", "refund", refund.id, by=by, details={"amount_dong": refund.amount_dong})
    publish(RefundSent(refund.id))
    return refund


def confirm_refund(refund: Refund, *, by: Actor) -> Refund:
    """The customer (or an operator who did not send it) says that the money arrived. SamePerson."""
    refund = lock_refund(refund.id)
    if refund.status == DONE:
        return refund
    _require_another_person(refund, by)
    refund.confirmed_by = by.person_id
    record("refund.confirmed", "refund", refund.id, by=by, details={"amount_dong": refund.amount_dong})
    return finish_refund(refund, by=by)


def deny_refund(refund: Refund, *, by: Actor) -> Refund:
    """The customer (or an operator who did not send it) says that nothing arrived: it is to be sent again."""
    refund = lock_refund(refund.id)
    _require_another_person(refund, by)
    return fail_refund(refund, "not_arrived", by=by)


def _require_another_person(refund: Refund, by: Actor) -> None:
    require(by.kind in (CUSTOMER, GUEST, OPERATOR))
    if by.person_id is not None and by.person_id == refund.sent_by:
        raise SamePerson()


def finish_refund(refund: Refund, *, by: Actor) -> Refund:
    """The money has reached the customer; booked once. The caller has the refund locked."""
    if refund.status == DONE:
        return refund
    refund.move_to(DONE, by=by)
    refund.done_at = now()
    for_order = bool(_part_of(refund.payment, refund.shop_order).pays_order)
    book_refund(refund, for_order=for_order, at=refund.done_at)
    if for_order and refund.shop_order.money_status == REFUND_DUE:
        mark_refunded(refund.shop_order, by=by)
    publish(RefundDone(refund.id))
    return refund


def fail_refund(refund: Refund, why: str, *, by: Actor) -> Refund:
    """The money did not go or did not arrive; a person must look. The caller has the refund locked."""
    if refund.status != FAILED:
        refund.move_to(FAILED, by=by, note=why)
        refund.failure = why
        publish(RefundFailed(refund.id))
    return refund


def settle_uncertain(refund: Refund, *, done: bool, by: Actor) -> Refund:
    """An operator looked up at the provider what became of a refund whose answer was lost."""
    refund = lock_refund(refund.id)
    require(by.kind == OPERATOR and refund.status in (UNCERTAIN, DONE, FAILED))
    record("refund.looked_up", "refund", refund.id, by=by, details={"done": done})
    return finish_refund(refund, by=by) if done else fail_refund(refund, "not_at_provider", by=by)


def try_refund_again(refund: Refund, *, by: Actor) -> Refund:
    """A failed refund is asked for anew, under a new key; the money must still be there (M5)."""
    refund = lock_refund(refund.id)
    require(by.kind == OPERATOR or can_send_refund(by, refund))
    left_dong = refund.payment.amount_dong - refunded_of(refund.payment_id)
    if refund.amount_dong > left_dong:
        raise OverRefund(wanted_dong=refund.amount_dong, left_dong=left_dong)
    refund.move_to(REQUESTED, by=by)
    refund.failure, refund.provider_ref, refund.tried_at = "", None, None
    refund.idempotency_key = new_public_id()
    record("refund.tried_again", "refund", refund.id, by=by)
    session.flush()
    publish(RefundRequested(refund.id))
    return refund
