"""Money that somebody gave back at the provider itself: booked as the refund it is, or left to a person.

What goes back of a payment is what is left of it, or of one shop's part of it: then it is clear which goods it is
for. Any other sum waits for an operator, who says for which pieces it was.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from marketplace.core.actors import OPERATOR, PROVIDER, SYSTEM_ACTOR, Actor
from marketplace.core.clock import now
from marketplace.core.errors import require
from marketplace.orders.models import ShopOrder
from marketplace.orders.services.cancelling import cancel_shop_order
from marketplace.orders.states import IN_PREPARATION_STATES, NEW, OUT_STATES
from marketplace.payments import outcomes
from marketplace.payments.errors import NoteMissing, NothingToRefund, ProviderTaskSettled, SharedOutOtherwise
from marketplace.payments.models import Payment, ProviderTask, Refund, RefundLine
from marketplace.payments.provider_tasks import (
    AT_ONCE,
    DISPUTE,
    OPEN_ORDER,
    UNKNOWN_REFUND,
    UNSPLIT_REFUND,
    is_dispute_running,
)
from marketplace.payments.queries.payments import lock_payment
from marketplace.payments.queries.provider_tasks import find_provider_task, lock_provider_task
from marketplace.payments.queries.refunds import find_unsent_refund, lock_refund, refund_lines_of_shop_orders
from marketplace.payments.services.provider_tasks import end_task, hold, raise_task, settle_now, square_unknown
from marketplace.payments.services.refunds import book_refund_made_there, finish_refund, take_up_refund
from marketplace.payments.states import SENT, UNTOLD_STATES
from marketplace.payments.taking_back import left_of, take_some, take_the_rest

MADE_THERE, DISPUTE_LOST = "made_at_provider", "dispute_lost"  # reasons of refunds
GIVEN_BACK = "given_back"  # the reason of an order that ended because its money was given back
PENDING = "pending"  # of a task: the bank has not confirmed the refund yet


@dataclass(frozen=True)
class RefundThere:
    """What the provider shows: its id of the refund (or of the lost dispute), how much, and whether it arrived."""

    provider: str
    ref: str
    amount_dong: int
    is_done: bool
    reason: str = MADE_THERE


def take_refund_made_there(payment: Payment, there: RefundThere) -> str:
    """Book what was given back of a received payment (locked by the caller), once; gives an outcome."""
    asked = find_unsent_refund(payment.id, there.amount_dong)
    if asked is not None:
        return _take_for(lock_refund(asked.id), there)
    return outcomes.TAKEN_BACK if _book_shares(payment, there) else _leave_unsplit(payment, there)


def take_lost_dispute(payment: Payment, there: RefundThere) -> bool:
    """Book what a bank gave back for good of a received payment; False when it cannot be told for which goods."""
    return _book_shares(payment, there)


def _book_shares(payment: Payment, there: RefundThere) -> bool:
    shares = _shares(payment, there.amount_dong)
    for shop_order, lines in shares:
        _book(payment, shop_order, lines, there)
    return bool(shares)


def take_refund_of_unknown(there: RefundThere, intent: str) -> str:
    """Money went back that fits no order, as it came."""
    raise_task(
        there.provider,
        UNKNOWN_REFUND,
        there.ref,
        amount_dong=there.amount_dong,
        held_dong=-there.amount_dong,
        detail=intent,
    )
    square_unknown(there.provider, intent)
    return outcomes.TASK


def let_go_of_refund(provider: str, ref: str) -> str:
    """A refund made there failed: what was held because of it is at the provider again."""
    for kind in (UNSPLIT_REFUND, UNKNOWN_REFUND):
        task = find_provider_task(provider, kind, ref)
        if task is not None:
            hold(task, 0)
            end_task(task)
    return outcomes.NOTED


def follow_refund(refund: Refund, *, is_done: bool, by: Actor) -> None:
    """Let a (locked) refund say how far its money is by the provider's word."""
    if is_done:
        finish_refund(refund, by=by)
    elif refund.status in UNTOLD_STATES:
        refund.move_to(SENT, by=SYSTEM_ACTOR)
        refund.sent_at = now()


def share_out_refund(
    task_id: int, chosen: Mapping[int, tuple[Mapping[int, int], int]], *, note: str, by: Actor
) -> list[Refund]:
    """An operator says for which goods money was given back: (pieces by order line, shipping in đồng) by shop order.

    NoteMissing, ProviderTaskSettled, SharedOutOtherwise, NotInThisOrder, TooManyPieces, OverRefund, NothingToRefund.
    """
    require(by.kind == OPERATOR)
    task = lock_provider_task(task_id)
    if not can_be_shared_out(task) or task.payment_id is None:
        raise ProviderTaskSettled()
    payment = lock_payment(task.payment_id)
    shares = [(part.shop_order, _chosen(part.shop_order, chosen)) for part in payment.parts if part.pays_order]
    shares = [(shop_order, lines) for shop_order, lines in shares if lines]
    total_dong = sum(line.amount_dong for _shop_order, lines in shares for line in lines)
    if total_dong != -task.held_dong:
        raise SharedOutOtherwise(wanted_dong=-task.held_dong, chosen_dong=total_dong)
    if not note.strip():
        raise NoteMissing(field="note")
    hold(task, 0)
    settle_now(task, note, by)
    there = _told_by(task)
    return [_book(payment, shop_order, lines, there) for shop_order, lines in shares]


def can_be_shared_out(task: ProviderTask) -> bool:
    """Whether money of an order is gone, and it waits for somebody to say for which goods."""
    if task.kind == DISPUTE and is_dispute_running(task.detail):
        return False
    return task.kind in (UNSPLIT_REFUND, DISPUTE) and task.held_dong < 0


def _told_by(task: ProviderTask) -> RefundThere:
    reason = DISPUTE_LOST if task.kind == DISPUTE else MADE_THERE
    return RefundThere(task.provider, task.subject, task.amount_dong, task.detail != PENDING, reason)


def _chosen(shop_order: ShopOrder, chosen: Mapping[int, tuple[Mapping[int, int], int]]) -> list[RefundLine]:
    pieces, shipping_dong = chosen.get(shop_order.id, ({}, 0))
    if not pieces and not shipping_dong:
        return []
    taken = refund_lines_of_shop_orders([shop_order.id])[shop_order.id]
    return take_some(shop_order, left_of(shop_order, taken), pieces, shipping_dong)


def _shares(payment: Payment, amount_dong: int) -> Sequence[tuple[ShopOrder, list[RefundLine]]]:
    """For which shop orders so much went back: all that is left, or all that is left of one; else nobody can tell."""
    rests = [(part.shop_order, _rest_of(part.shop_order)) for part in payment.parts if part.pays_order]
    rests = [(shop_order, lines) for shop_order, lines in rests if lines]
    if sum(_sum_of(lines) for _shop_order, lines in rests) == amount_dong:
        return rests
    fitting = [(shop_order, lines) for shop_order, lines in rests if _sum_of(lines) == amount_dong]
    return fitting if len(fitting) == 1 else []


def _rest_of(shop_order: ShopOrder) -> list[RefundLine]:
    taken = refund_lines_of_shop_orders([shop_order.id])[shop_order.id]
    try:
        return take_the_rest(shop_order, left_of(shop_order, taken))
    except NothingToRefund:
        return []


def _sum_of(lines: Sequence[RefundLine]) -> int:
    return sum(line.amount_dong for line in lines)


def _take_for(refund: Refund, there: RefundThere) -> str:
    """A refund was asked for here and never went: what was given back there is that one, done by hand."""
    take_up_refund(refund)
    refund.provider_ref = there.ref
    follow_refund(refund, is_done=there.is_done, by=_by(there))
    return outcomes.TAKEN_BACK


def _leave_unsplit(payment: Payment, there: RefundThere) -> str:
    raise_task(
        there.provider,
        UNSPLIT_REFUND,
        there.ref,
        amount_dong=there.amount_dong,
        held_dong=-there.amount_dong,
        payment=payment,
        detail="" if there.is_done else PENDING,
    )
    return outcomes.TASK


def _book(payment: Payment, shop_order: ShopOrder, lines: list[RefundLine], there: RefundThere) -> Refund:
    is_whole = _sum_of(lines) == _sum_of(_rest_of(shop_order))
    refund = book_refund_made_there(
        payment, shop_order, lines, provider_ref=there.ref, reason=there.reason, by=_by(there)
    )
    follow_refund(refund, is_done=there.is_done, by=_by(there))
    if is_whole:
        _stop_goods(payment, shop_order, there)
    return refund


def _stop_goods(payment: Payment, shop_order: ShopOrder, there: RefundThere) -> None:
    """Nobody sends goods whose money is gone: an order nobody has accepted ends, any other needs a person's call."""
    if shop_order.status == NEW:
        cancel_shop_order(shop_order, by=SYSTEM_ACTOR, reason=GIVEN_BACK)
    elif shop_order.status in (*IN_PREPARATION_STATES, *OUT_STATES):
        raise_task(
            there.provider,
            OPEN_ORDER,
            shop_order.number,
            payment=payment,
            order_number=shop_order.number,
            due_at=now() + AT_ONCE,
        )


def _by(there: RefundThere) -> Actor:
    return Actor(PROVIDER, label=there.provider)
