"""Refunds, in full or of some pieces: requested once per cause, sent by one person, confirmed by another.

The refund row reserves the money (promise M5): it is written under the payment's lock before anything is sent. A
card is refunded through the provider (exchanges.refunding); a transfer is done by one person and confirmed by another.
"""

from collections.abc import Mapping
from datetime import datetime

from marketplace.audit.services import record
from marketplace.core.actors import CUSTOMER, GUEST, OPERATOR, SYSTEM_ACTOR, Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.errors import require
from marketplace.core.events import publish
from marketplace.core.references import new_public_id
from marketplace.core.sealing import mask, seal, unseal
from marketplace.core.states import WrongState
from marketplace.orders.models import ShopOrder
from marketplace.orders.services.moving import give_pieces_back
from marketplace.payments.account_seals import refund_seal
from marketplace.payments.errors import (
    AccountMissing,
    NothingToRefund,
    OverRefund,
    RefundedOtherwise,
    SamePerson,
)
from marketplace.payments.events import (
    RefundAccountGiven,
    RefundDone,
    RefundFailed,
    RefundRequested,
    RefundSent,
    SaleTakenBack,
)
from marketplace.payments.models import WHOLE, Payment, PaymentPart, Refund, RefundLine
from marketplace.payments.policies import can_refund, can_send_refund
from marketplace.payments.queries.payments import find_payment_that_paid, lock_payment_row
from marketplace.payments.queries.refunds import (
    find_refund_for,
    lock_refund,
    refund_lines_of_shop_orders,
    refunded_of,
)
from marketplace.payments.registries import METHODS
from marketplace.payments.services.bookings import book_refund, book_sale_taken_back, book_surplus
from marketplace.payments.services.in_step import keep_in_step
from marketplace.payments.states import DONE, FAILED, LOOKED_UP_STATES, REQUESTED, SENT
from marketplace.payments.taking_back import left_of, take_some, take_the_rest
from marketplace.rules.bank_accounts import account_holder, account_number
from marketplace.rules.banks import UnknownBank, get_bank
from marketplace.rules.errors import BadAccount

SURPLUS = "paid_twice"  # the reason of a refund of money that came besides


def refund_shop_order(shop_order: ShopOrder, *, reason: str, by: Actor) -> Refund:
    """Refund all that is left of a shop order's money; again returns the same refund. NothingToRefund.

    The caller has the shop order locked.
    """
    payment = _lock_paying(shop_order)
    known = find_refund_for(payment.id, shop_order.id, WHOLE)
    if known is not None:
        return known
    taken = refund_lines_of_shop_orders([shop_order.id])[shop_order.id]
    return _take_back(payment, shop_order, take_the_rest(shop_order, left_of(shop_order, taken)), WHOLE, reason, by)


def refund_lines(
    shop_order: ShopOrder,
    wanted: Mapping[int, int],
    shipping_dong: int = 0,
    *,
    cause: str,
    reason: str,
    by: Actor,
    goods_back: bool = False,
) -> Refund:
    """Refund some pieces (by key of order line) and some of the shipping of a paid shop order.

    `cause` names what it is for, as «return:17»; the same cause again returns the same refund. `goods_back` returns
    the pieces to stock. The caller has the shop order locked. NotAllowed, NothingToRefund, NotInThisOrder,
    TooManyPieces, OverRefund, RefundedOtherwise.
    """
    require(can_refund(by, shop_order))
    payment = _lock_paying(shop_order)
    known = find_refund_for(payment.id, shop_order.id, cause)
    if known is not None:
        return _the_same(known, wanted, shipping_dong)
    taken = refund_lines_of_shop_orders([shop_order.id])[shop_order.id]
    lines = take_some(shop_order, left_of(shop_order, taken), wanted, shipping_dong)
    refund = _take_back(payment, shop_order, lines, cause, reason, by)
    if goods_back:
        give_pieces_back(shop_order, wanted, occasion=f"refund:{refund.id}", by=by)
    return refund


def refund_surplus(payment: Payment, part: PaymentPart, at: datetime) -> Refund:
    """Refund money received for a shop order that was paid already; the caller has the payment locked."""
    book_surplus(payment, part, at)
    refund = _claim(payment, part.shop_order, part.amount_dong, WHOLE, SURPLUS, SYSTEM_ACTOR)
    publish(RefundRequested(refund.id))
    return refund


def book_refund_made_there(
    payment: Payment, shop_order: ShopOrder, lines: list[RefundLine], *, provider_ref: str, reason: str, by: Actor
) -> Refund:
    """Money of a paid shop order was given back at the provider, not through us: it is a refund like any other.

    The caller has the shop order and the payment locked, and says next how far the money is. OverRefund.
    """
    refund = _take_back(payment, shop_order, lines, f"provider:{provider_ref}", reason, by)
    refund.provider_ref = provider_ref
    return refund


def take_up_refund(refund: Refund) -> None:
    """A refund given up here was made at the provider all the same. The caller has it locked; OverRefund."""
    if refund.status == FAILED:
        left_dong = refund.payment.amount_dong - refunded_of(refund.payment_id)
        if refund.amount_dong > left_dong:
            raise OverRefund(wanted_dong=refund.amount_dong, left_dong=left_dong)
        refund.move_to(REQUESTED, by=SYSTEM_ACTOR)
        refund.failure = ""


def _lock_paying(shop_order: ShopOrder) -> Payment:
    paid_by = find_payment_that_paid(shop_order.id)
    if paid_by is None:
        raise NothingToRefund()
    return lock_payment_row(paid_by.id)


def _the_same(known: Refund, wanted: Mapping[int, int], shipping_dong: int) -> Refund:
    pieces = {line.order_line_id: line.quantity for line in known.lines if line.order_line_id is not None}
    shipping = sum(line.amount_dong for line in known.lines if line.order_line_id is None)
    if (pieces, shipping) != (dict(wanted), shipping_dong):
        raise RefundedOtherwise(cause=known.cause)
    return known


def _take_back(
    payment: Payment, shop_order: ShopOrder, lines: list[RefundLine], cause: str, reason: str, by: Actor
) -> Refund:
    earlier = refund_lines_of_shop_orders([shop_order.id])[shop_order.id]
    refund = _claim(payment, shop_order, sum(line.amount_dong for line in lines), cause, reason, by)
    refund.lines = lines
    session.flush()
    book_sale_taken_back(refund, earlier, now())
    keep_in_step(shop_order, by=by)
    publish(SaleTakenBack(refund.id, shop_order.id))
    publish(RefundRequested(refund.id))
    return refund


def _claim(payment: Payment, shop_order: ShopOrder, amount_dong: int, cause: str, reason: str, by: Actor) -> Refund:
    left_dong = payment.amount_dong - refunded_of(payment.id)
    if amount_dong > left_dong:
        raise OverRefund(wanted_dong=amount_dong, left_dong=left_dong)
    refund = Refund(
        public_id=new_public_id(),
        payment_id=payment.id,
        shop_order_id=shop_order.id,
        way=METHODS.get(payment.method).refund_way,
        amount_dong=amount_dong,
        cause=cause,
        reason=reason,
    )
    refund.payment, refund.shop_order = payment, shop_order
    refund.begin_at(REQUESTED, by=by, note=reason)
    record("refund.requested", "refund", refund.id, by=by, details={"amount_dong": refund.amount_dong})
    return refund


def give_account(refund: Refund, *, bank_bin: str, number: str, holder: str, by: Actor) -> None:
    """Set the bank account for a refund, given by the customer, who may correct it until it is sent. BadAccount."""
    refund = lock_refund(refund.id)
    if refund.is_by_provider or not refund.is_sendable:
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
    """The account number to transfer a refund to, decrypted for its sender; each reveal is audited (P2)."""
    require(can_send_refund(by, refund))
    if refund.to_account is None:
        raise AccountMissing()
    record("refund.account_revealed", "refund", refund.id, by=by, purpose="send_refund")
    return unseal(refund.to_account, bound_to=refund_seal(refund.public_id))


def record_transfer_back(refund: Refund, bank_reference: str, *, by: Actor) -> Refund:
    """Record that a refund was transferred, with its bank reference; another person confirms its arrival.

    Recorded twice by the same person under the same reference is recorded once.
    """
    refund = lock_refund(refund.id)
    require(can_send_refund(by, refund))
    if refund.status == SENT:
        if (refund.sent_by, refund.bank_reference) == (by.person_id, bank_reference):
            return refund
        raise WrongState(kind=refund.machine.kind, state=refund.status, wanted=SENT)
    if refund.to_account is None:
        raise AccountMissing()
    refund.move_to(SENT, by=by)
    refund.bank_reference, refund.sent_by, refund.sent_at = bank_reference, by.person_id, now()
    record("refund.sent", "refund", refund.id, by=by, details={"amount_dong": refund.amount_dong})
    publish(RefundSent(refund.id))
    return refund


def confirm_refund(refund: Refund, *, by: Actor) -> Refund:
    """Record that a refund arrived, by the customer or an operator who did not send it. SamePerson."""
    refund = lock_refund(refund.id)
    if refund.status == DONE:
        return refund
    _require_another_person(refund, by)
    refund.confirmed_by = by.person_id
    record("refund.confirmed", "refund", refund.id, by=by, details={"amount_dong": refund.amount_dong})
    return finish_refund(refund, by=by)


def deny_refund(refund: Refund, *, by: Actor) -> Refund:
    """Record that a refund did not arrive, by the customer or an operator who did not send it: to be sent again."""
    refund = lock_refund(refund.id)
    _require_another_person(refund, by)
    return fail_refund(refund, "not_arrived", by=by)


def _require_another_person(refund: Refund, by: Actor) -> None:
    require(by.kind in (CUSTOMER, GUEST, OPERATOR))
    if by.person_id is not None and by.person_id == refund.sent_by:
        raise SamePerson()


def finish_refund(refund: Refund, *, by: Actor) -> Refund:
    """Finish a refund that has reached the customer; posted once. The caller has the refund locked."""
    if refund.status == DONE:
        return refund
    refund.move_to(DONE, by=by)
    refund.done_at = now()
    book_refund(refund, for_order=bool(refund.lines), at=refund.done_at)
    keep_in_step(refund.shop_order, by=by)
    publish(RefundDone(refund.id))
    return refund


def fail_refund(refund: Refund, why: str, *, by: Actor) -> Refund:
    """Fail a refund that was not sent or did not arrive; a person has to act. The caller has the refund locked."""
    if refund.status != FAILED:
        refund.move_to(FAILED, by=by, note=why)
        refund.failure = why
        publish(RefundFailed(refund.id))
    return refund


def settle_uncertain(refund: Refund, *, done: bool, by: Actor) -> Refund:
    """Settle a refund of unknown outcome, which an operator looked up at the provider."""
    refund = lock_refund(refund.id)
    require(by.kind == OPERATOR and refund.status in LOOKED_UP_STATES)
    record("refund.looked_up", "refund", refund.id, by=by, details={"done": done})
    return finish_refund(refund, by=by) if done else fail_refund(refund, "not_at_provider", by=by)


def try_refund_again(refund: Refund, *, by: Actor) -> Refund:
    """Request a failed refund again under a new key; enough money must be left (M5)."""
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
