"""Storing and reading provider's events and bank transactions, each stored once (promise M7)."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, union_all
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import joinedload, selectinload

from marketplace.core.db import db, session
from marketplace.payments.errors import NoSuchDeposit
from marketplace.payments.models import BankAllocation, BankTransaction, Payment, ProviderEvent
from marketplace.payments.outcomes import TOO_LITTLE, UNMATCHED
from marketplace.payments.queries.payments import is_transfer, with_parts
from marketplace.payments.states import SUCCEEDED
from marketplace.sellers.models import BankAccount, Seller
from marketplace.shops.models import Shop


def record_event_once(provider: str, event_id: str, kind: str, payload: dict[str, Any], at: datetime) -> bool:
    """Store an event unless it exists; True when this call stored it (one conditional INSERT, promise M7)."""
    values = {"provider": provider, "event_id": event_id, "kind": kind, "payload": payload, "outcome": ""}
    return _insert_once(ProviderEvent, values | {"received_at": at})


def record_bank_transaction_once(values: dict[str, Any]) -> bool:
    """Store a bank transaction unless its reference exists for that account; True when this call stored it."""
    return _insert_once(BankTransaction, values)


def _insert_once(model: Any, values: dict[str, Any]) -> bool:
    dialect = sqlite if db.engine.dialect.name == "sqlite" else postgresql
    statement = dialect.insert(model).values(**values).on_conflict_do_nothing().returning(model.id)
    return session.scalar(statement) is not None


def lock_event(provider: str, event_id: str) -> ProviderEvent:
    """A stored event, locked and read anew."""
    wanted = select(ProviderEvent).where(ProviderEvent.provider == provider, ProviderEvent.event_id == event_id)
    return session.scalars(wanted.with_for_update().execution_options(populate_existing=True)).one()


def find_bank_transaction(account_fingerprint: str, reference: str) -> BankTransaction | None:
    """A bank transaction by account and reference."""
    same = (BankTransaction.account_fingerprint == account_fingerprint, BankTransaction.reference == reference)
    return session.scalar(select(BankTransaction).where(*same))


def lock_bank_transaction(deposit_id: int) -> BankTransaction:
    """A bank transaction, locked and read anew; NoSuchDeposit when there is none."""
    wanted = select(BankTransaction).where(BankTransaction.id == deposit_id).with_for_update(of=BankTransaction)
    found = session.scalar(wanted.execution_options(populate_existing=True))
    if found is None:
        raise NoSuchDeposit()
    return found


def get_bank_transaction(deposit_id: int, shop_id: int | None = None) -> BankTransaction:
    """A bank transaction; with a shop, only one on that shop's account. NoSuchDeposit otherwise."""
    wanted = (
        select(BankTransaction)
        .where(BankTransaction.id == deposit_id)
        .options(selectinload(BankTransaction.allocations))
    )
    if shop_id is not None:
        wanted = wanted.where(BankTransaction.payee_shop_id == shop_id)
    found = session.scalar(wanted)
    if found is None:
        raise NoSuchDeposit()
    return found


def list_unmatched_deposits(shop_id: int | None = None, limit: int = 200) -> Sequence[BankTransaction]:
    """Deposits that wait for a person's decision, oldest first: all, or those on one shop's account."""
    waiting = select(BankTransaction).where(
        BankTransaction.outcome.in_(UNMATCHED), BankTransaction.settled_at.is_(None)
    )
    if shop_id is not None:
        waiting = waiting.where(BankTransaction.payee_shop_id == shop_id)
    loaded = waiting.options(selectinload(BankTransaction.allocations), joinedload(BankTransaction.payment))
    return session.scalars(loaded.order_by(BankTransaction.id).limit(limit)).all()


def lock_short_deposits(payment: Payment, *, beside: BankTransaction) -> list[BankTransaction]:
    """Earlier deposits of too little that name a payment and wait for a person; one she deals with now is left out."""
    waiting = select(BankTransaction).where(
        BankTransaction.payment_id == payment.id,
        BankTransaction.outcome == TOO_LITTLE,
        BankTransaction.settled_at.is_(None),
        BankTransaction.id != beside.id,
    )
    locked = waiting.order_by(BankTransaction.id).with_for_update(of=BankTransaction, skip_locked=True)
    return [one for one in session.scalars(locked.execution_options(populate_existing=True)) if one.rest_dong > 0]


def find_payee_by_account(fingerprint: str) -> tuple[bool, int | None]:
    """The payee of a bank account: (is the account known, shop id or None for the platform).

    Found by the payments that named the account, else by the sellers who are paid to it.
    """
    newest = select(Payment.payee_shop_id).where(Payment.payee_fingerprint == fingerprint)
    found = session.execute(newest.order_by(Payment.id.desc()).limit(1)).first()
    if found is not None:
        return True, found[0]
    seller = select(Shop.id).join(Seller, Seller.id == Shop.seller_id)
    paid_there = seller.join(BankAccount, BankAccount.person_id == Seller.person_id)
    shop_id = session.scalar(paid_there.where(BankAccount.number_fingerprint == fingerprint).limit(1))
    return shop_id is not None, shop_id


def allocated_to(payment_id: int) -> int:
    """How much of deposits is allocated to a payment, in đồng."""
    total = select(func.coalesce(func.sum(BankAllocation.amount_dong), 0))
    return int(session.scalar(total.where(BankAllocation.payment_id == payment_id)) or 0)


def list_allocations(payment_id: int) -> Sequence[BankAllocation]:
    """The allocations of deposits to a payment, oldest first."""
    parts = select(BankAllocation).where(BankAllocation.payment_id == payment_id).order_by(BankAllocation.id)
    return session.scalars(parts).all()


def last_money_at(payment_id: int) -> datetime | None:
    """When the last of the deposits allocated to a payment came to the account, by the bank's clock."""
    came = select(func.max(BankTransaction.happened_at)).join(
        BankAllocation, BankAllocation.bank_transaction_id == BankTransaction.id
    )
    return session.scalar(came.where(BankAllocation.payment_id == payment_id))


def list_payments_to_attach(deposit: BankTransaction, limit: int = 100) -> Sequence[Payment]:
    """Transfers that an unmatched deposit may be for: of the same payee, not yet received, newest first."""
    if deposit.payee_shop_id is None and not deposit.is_platform_account:
        return []
    same_payee = (
        Payment.payee_shop_id.is_(None)
        if deposit.is_platform_account
        else Payment.payee_shop_id == deposit.payee_shop_id
    )
    wanted = with_parts().where(is_transfer(), Payment.status != SUCCEEDED, same_payee)
    return session.scalars(wanted.order_by(Payment.id.desc()).limit(limit)).all()


def underpaid_by(payment_ids: Iterable[int]) -> dict[int, int]:
    """What underpaid open payments have received, by payment, in đồng: attached to them, or naming them and waiting."""
    ids = list(payment_ids)
    waiting = select(BankTransaction.payment_id, BankTransaction.amount_dong).where(
        BankTransaction.payment_id.in_(ids),
        BankTransaction.outcome == TOO_LITTLE,
        BankTransaction.settled_at.is_(None),
    )
    attached = select(BankAllocation.payment_id, BankAllocation.amount_dong).where(BankAllocation.payment_id.in_(ids))
    settled = select(BankTransaction.id).where(BankTransaction.settled_at.is_not(None))
    attached = attached.where(BankAllocation.bank_transaction_id.in_(settled))
    came = union_all(waiting, attached).subquery("came")
    sums = select(came.c.payment_id, func.sum(came.c.amount_dong)).group_by(came.c.payment_id)
    return {payment_id: int(amount) for payment_id, amount in session.execute(sums)}
