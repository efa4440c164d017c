"""Reading the ledger: what was posted, and the balance of accounts in đồng."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from marketplace.core.db import session
from marketplace.core.paging import Page, decode_cursor, encode_cursor
from marketplace.ledger.accounts import ACCOUNTS, POSITION
from marketplace.ledger.models import LedgerEntry, LedgerTransaction


def find_transaction(kind: str, source: str) -> LedgerTransaction | None:
    """What was posted for one event, with its entries, or None."""
    found = select(LedgerTransaction).where(LedgerTransaction.kind == kind, LedgerTransaction.source == source)
    return session.scalar(found.options(selectinload(LedgerTransaction.entries)))


def stands() -> ColumnElement[bool]:
    """The condition that an entry is neither of a transaction that was reversed, nor of its mirror."""
    reversals = select(LedgerTransaction).where(LedgerTransaction.reverses_id.is_not(None))
    gone = reversals.with_only_columns(LedgerTransaction.id).union_all(
        reversals.with_only_columns(LedgerTransaction.reverses_id)
    )
    return LedgerEntry.transaction_id.not_in(gone)


def entries_of_shop(
    shop_id: int, cursor: str | None = None, limit: int = 25, accounts: Iterable[str] = POSITION
) -> Page[LedgerEntry]:
    """A page of a shop's entries on some accounts: those of `limit` whole transactions, newest first."""
    own = (LedgerEntry.shop_id == shop_id, LedgerEntry.account.in_(list(accounts)))
    newest = select(LedgerEntry.transaction_id).where(*own).group_by(LedgerEntry.transaction_id)
    if after := decode_cursor(cursor, (int,)):
        newest = newest.where(LedgerEntry.transaction_id < after[0])
    found = list(session.scalars(newest.order_by(LedgerEntry.transaction_id.desc()).limit(limit + 1)))
    rows = (
        select(LedgerEntry)
        .where(*own, LedgerEntry.transaction_id.in_(found[:limit]))
        .options(joinedload(LedgerEntry.transaction))
        .order_by(LedgerEntry.transaction_id.desc(), LedgerEntry.id.desc())
    )
    more = encode_cursor(found[limit - 1]) if len(found) > limit else None
    return Page(list(session.scalars(rows)), more)


def balances(shop_id: int, *, up_to_entry: int | None = None) -> dict[str, int]:
    """The balance of each account for a shop in đồng (debits positive), now or after one entry; 0 without entries."""
    rows = select(LedgerEntry.account, func.sum(LedgerEntry.amount_dong)).where(LedgerEntry.shop_id == shop_id)
    if up_to_entry is not None:
        rows = rows.where(LedgerEntry.id <= up_to_entry)
    summed = {account: int(amount) for account, amount in session.execute(rows.group_by(LedgerEntry.account))}
    return {account: summed.get(account, 0) for account in sorted(ACCOUNTS | summed.keys())}


def position_of(shop_id: int, *, up_to_entry: int | None = None) -> int:
    """What the platform owes a shop (positive), or the shop owes the platform in fees and tax (negative)."""
    rows = _amounts(POSITION).where(LedgerEntry.shop_id == shop_id)
    return -_sum(rows if up_to_entry is None else rows.where(LedgerEntry.id <= up_to_entry))


def account_balance(account: str) -> int:
    """The balance of one account over all shops in đồng (debits positive)."""
    return _sum(_amounts([account]))


def _amounts(accounts: Iterable[str]) -> Select[int]:
    return select(func.coalesce(func.sum(LedgerEntry.amount_dong), 0)).where(LedgerEntry.account.in_(list(accounts)))


def _sum(statement: Select[int]) -> int:
    return int(session.scalar(statement) or 0)
