"""Posting to the ledger: always balanced, always whole đồng, each event once; what was posted in error is mirrored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.ledger.accounts import is_account
from marketplace.ledger.errors import BadPosting, PostedOtherwise, Unbalanced
from marketplace.ledger.models import LedgerEntry, LedgerTransaction
from marketplace.ledger.queries import find_transaction

REVERSAL = "reversal"


@dataclass(frozen=True)
class Posting:
    """One amount on one account: debit positive, credit negative, in đồng."""

    account: str
    amount_dong: int
    shop_id: int | None = None
    shop_order_id: int | None = None
    order_line_id: int | None = None


def post(
    kind: str, source: str, entries: Sequence[Posting], *, at: datetime | None = None, note: str = ""
) -> LedgerTransaction:
    """Post one event; the same event posted again returns the first transaction.

    `source` names the row that caused it, once per kind. Raises BadPosting (zero, not whole đồng, unknown account),
    Unbalanced, or PostedOtherwise when the event was posted before with other entries.
    """
    _require_sound(kind, source, entries)
    posted = find_transaction(kind, source)
    if posted is None:
        return _write(LedgerTransaction(kind=kind, source=source, occurred_at=at or now(), note=note), entries)
    if _as_set_down(posted.entries) != _as_set_down(entries):
        raise PostedOtherwise(kind=kind, source=source)
    return posted


def reverse(posted: LedgerTransaction, *, note: str = "") -> LedgerTransaction:
    """Take back a whole transaction by its mirror, dated now; again returns the first mirror (promise M2)."""
    source = f"ledger_transaction:{posted.id}"
    known = find_transaction(REVERSAL, source)
    if known is not None:
        return known
    mirror = LedgerTransaction(kind=REVERSAL, source=source, occurred_at=now(), note=note, reverses_id=posted.id)
    return _write(mirror, [_opposite(entry) for entry in posted.entries])


def _opposite(entry: LedgerEntry) -> Posting:
    return Posting(entry.account, -entry.amount_dong, entry.shop_id, entry.shop_order_id, entry.order_line_id)


def _require_sound(kind: str, source: str, entries: Sequence[Posting]) -> None:
    for entry in entries:
        whole = type(entry.amount_dong) is int and entry.amount_dong != 0
        if not whole or not is_account(entry.account):
            raise BadPosting(account=entry.account, amount_dong=entry.amount_dong)
    difference = sum(entry.amount_dong for entry in entries)
    if difference != 0 or not entries:
        raise Unbalanced(kind=kind, source=source, difference_dong=difference)


def _write(transaction: LedgerTransaction, entries: Sequence[Posting]) -> LedgerTransaction:
    transaction.entries = [
        LedgerEntry(
            account=entry.account,
            amount_dong=entry.amount_dong,
            shop_id=entry.shop_id,
            shop_order_id=entry.shop_order_id,
            order_line_id=entry.order_line_id,
        )
        for entry in entries
    ]
    session.add(transaction)
    session.flush()
    return transaction


def _as_set_down(entries: Sequence[Posting] | Sequence[LedgerEntry]) -> list[tuple[object, ...]]:
    return sorted(
        (e.account, e.amount_dong, e.shop_id or 0, e.shop_order_id or 0, e.order_line_id or 0) for e in entries
    )
