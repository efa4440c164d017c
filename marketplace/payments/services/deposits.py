"""Deposits: matched by memo, account and exact amount, in one sum or in parts; others wait for a person's decision."""

from collections.abc import Sequence

from marketplace.audit.services import record
from marketplace.core.actors import PROVIDER, Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.errors import require
from marketplace.core.events import publish
from marketplace.payments import outcomes
from marketplace.payments.errors import DepositSettled, NoteMissing, NotThePayee, PaymentEnded
from marketplace.payments.events import UnmatchedDepositCame
from marketplace.payments.models import BankAllocation, BankTransaction, Payment
from marketplace.payments.policies import can_settle
from marketplace.payments.queries.outside import (
    allocated_to,
    find_payee_by_account,
    last_money_at,
    list_allocations,
    lock_bank_transaction,
    lock_short_deposits,
)
from marketplace.payments.queries.payments import find_payments_by_memo, lock_payment
from marketplace.payments.registries import is_confirmed
from marketplace.payments.services.bookings import book_deposit_matched, book_deposit_returned, book_unmatched_deposit
from marketplace.payments.services.receiving import BANK_FEED, PAYEE, receive
from marketplace.payments.services.transfers import is_waited_for, wait_longer
from marketplace.payments.shape import BY_PAYEE
from marketplace.payments.states import SUCCEEDED
from marketplace.payments.vietqr.memo import find_memos

FEED_ACTOR = Actor(PROVIDER, label="bank_feed")


def match_bank_transaction(deposit_id: int) -> str:
    """Match a bank transaction with a payment and record it, once; returns its outcome (see payments.outcomes)."""
    deposit = lock_bank_transaction(deposit_id)
    if deposit.handled_at is not None:
        return deposit.outcome
    is_known, shop_id = find_payee_by_account(deposit.account_fingerprint)
    deposit.payee_shop_id, deposit.is_platform_account = shop_id, is_known and shop_id is None
    named = find_payments_by_memo(find_memos(deposit.memo))
    deposit.payment_id = named[0].id if len(named) == 1 else None
    deposit.outcome, deposit.handled_at = _match(deposit, named), now()
    if deposit.outcome in outcomes.UNMATCHED:
        book_unmatched_deposit(deposit)
        publish(UnmatchedDepositCame(deposit.id))
    return deposit.outcome


def _match(deposit: BankTransaction, named: Sequence[Payment]) -> str:
    if len(named) != 1:
        return outcomes.SEVERAL_MEMOS if named else outcomes.UNKNOWN_MEMO
    payment = lock_payment(named[0].id)
    if payment.payee_fingerprint != deposit.account_fingerprint:
        return outcomes.OTHER_ACCOUNT
    if payment.status == SUCCEEDED:
        return _match_again(deposit, payment)
    missing_dong = payment.amount_dong - allocated_to(payment.id)
    if deposit.amount_dong > missing_dong:
        return outcomes.TOO_MUCH
    earlier = lock_short_deposits(payment, beside=deposit) if deposit.amount_dong < missing_dong else []
    if deposit.amount_dong + sum(one.rest_dong for one in earlier) != missing_dong:
        if not earlier and is_waited_for(payment):
            wait_longer(payment)  # the rest may be on its way
        return outcomes.TOO_LITTLE
    for one in earlier:
        _put_to(payment, one)
    _allocate(deposit, payment, deposit.amount_dong, None)
    is_late = _complete(payment, deposit) == outcomes.LATE
    return outcomes.LATE if is_late else outcomes.MATCHED


def _put_to(payment: Payment, deposit: BankTransaction) -> None:
    """Attach an earlier deposit whose missing rest has come now."""
    _allocate(deposit, payment, deposit.rest_dong, None)
    record("bank_notice.attached", "bank_notice", deposit.id, by=FEED_ACTOR, details={"payment_id": payment.id})
    _close(deposit, FEED_ACTOR)


def _match_again(deposit: BankTransaction, payment: Payment) -> str:
    was_foretold = payment.confirmed_how == PAYEE and allocated_to(payment.id) == 0
    if not was_foretold or deposit.amount_dong != payment.amount_dong:
        return outcomes.DUPLICATE
    _allocate(deposit, payment, deposit.amount_dong, None)
    return outcomes.CONFIRMED


def _complete(payment: Payment, deposit: BankTransaction) -> str:
    at = min(last_money_at(payment.id) or now(), now())  # when the last of it was on the account
    for allocation in list_allocations(payment.id):
        book_deposit_matched(allocation, at)
    reference, amount_dong = f"bank_notice:{deposit.id}", payment.amount_dong
    return receive(payment, amount_dong=amount_dong, how=BANK_FEED, reference=reference, by=FEED_ACTOR, at=at)


def _allocate(deposit: BankTransaction, payment: Payment, amount_dong: int, by: Actor | None) -> None:
    deposit.allocations.append(
        BankAllocation(
            payment_id=payment.id, amount_dong=amount_dong, by_person_id=by.person_id if by else None, at=now()
        )
    )
    session.flush()


def attach_deposit(deposit: BankTransaction, payment: Payment, *, note: str, by: Actor) -> str:
    """Attach an unmatched deposit to a payment by hand; the payment is received once its whole amount is attached.

    Returns `received`, `late`, or `noted` while something is missing. A surplus stays unallocated, to be returned.
    Raises DepositSettled, NotThePayee, PaymentEnded.
    """
    deposit = _lock_open(deposit, by, note, "attached")
    payment = lock_payment(payment.id)
    if not _same_payee(deposit, payment):
        raise NotThePayee()
    if payment.status == SUCCEEDED:
        raise PaymentEnded(status=payment.status)
    missing_dong = payment.amount_dong - allocated_to(payment.id)
    _allocate(deposit, payment, min(deposit.rest_dong, missing_dong), by)
    _record(deposit, "attached", note, by, payment_id=payment.id)
    if deposit.rest_dong == 0:
        _close(deposit, by)
    if allocated_to(payment.id) < payment.amount_dong:
        return outcomes.NOTED
    return _complete(payment, deposit)


def return_deposit(deposit: BankTransaction, *, bank_reference: str, note: str, by: Actor) -> None:
    """Record that the rest of an unmatched deposit was returned, under a bank reference."""
    deposit = _lock_open(deposit, by, note, "returned")
    rest_dong = deposit.rest_dong
    deposit.returned_dong += rest_dong
    book_deposit_returned(deposit, rest_dong, now())
    _record(deposit, "returned", note, by, bank_reference=bank_reference, amount_dong=rest_dong)
    _close(deposit, by)


def set_deposit_aside(deposit: BankTransaction, *, note: str, by: Actor) -> None:
    """Settle an unmatched deposit that belongs to no order; the reason is stored with it."""
    deposit = _lock_open(deposit, by, note, "put_aside")
    _record(deposit, "put_aside", note, by)
    _close(deposit, by)


def _lock_open(deposit: BankTransaction, by: Actor, note: str, act: str) -> BankTransaction:
    deposit = lock_bank_transaction(deposit.id)
    require(can_settle(by, deposit))
    if not note.strip():
        raise NoteMissing(field="note")
    if deposit.outcome not in outcomes.UNMATCHED or deposit.settled_at is not None or deposit.rest_dong <= 0:
        is_hers = deposit.settled_by == by.person_id and deposit.settled_note.endswith(note.strip())
        raise DepositSettled(repeated=is_hers and _done_with(deposit) == act)
    return deposit


def _done_with(deposit: BankTransaction) -> str:
    if deposit.returned_dong:
        return "returned"
    return "attached" if deposit.allocations else "put_aside"


def _same_payee(deposit: BankTransaction, payment: Payment) -> bool:
    if not is_confirmed(payment.method, BY_PAYEE):
        return False
    if deposit.is_platform_account:
        return payment.payee_shop_id is None
    return deposit.payee_shop_id is not None and payment.payee_shop_id == deposit.payee_shop_id


def _record(deposit: BankTransaction, act: str, note: str, by: Actor, **details: object) -> None:
    deposit.settled_note = f"{deposit.settled_note}\n{note.strip()}".strip()
    record(f"bank_notice.{act}", "bank_notice", deposit.id, by=by, purpose=note.strip(), details=dict(details))


def _close(deposit: BankTransaction, by: Actor) -> None:
    deposit.settled_by, deposit.settled_at = by.person_id, now()
