"""Sums received and refunded of shop orders, from payments and refund lines, and again from the ledger to compare."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select

from marketplace.core.db import session
from marketplace.ledger.accounts import CLEARING, HELD_BY_SELLER, REFUND_DUE
from marketplace.ledger.models import LedgerEntry
from marketplace.ledger.queries import stands
from marketplace.orders.models import ShopOrder
from marketplace.orders.money_state import MoneyFacts
from marketplace.orders.states import GOES_BACK_STATES, PAID, PERHAPS_PARTLY_KEPT_STATES
from marketplace.payments.models import Payment, PaymentPart, Refund, RefundLine
from marketplace.payments.states import DONE, SUCCEEDED


def money_facts(shop_order_ids: Iterable[int]) -> dict[int, MoneyFacts]:
    """What was received, taken back and refunded for each shop order, in đồng, by key, in one statement."""
    wanted = facts_by_rows().where(ShopOrder.id.in_(list(shop_order_ids)))
    return {row.id: facts_of(row) for row in session.execute(wanted)}


def kept_dong(shop_order: ShopOrder) -> int:
    """The customer's money for a shop order that is not to be refunded, in đồng; read only where some was."""
    if shop_order.money_status in PERHAPS_PARTLY_KEPT_STATES:
        return money_facts([shop_order.id])[shop_order.id].kept_dong
    return shop_order.total_dong if shop_order.money_status == PAID else 0


def taken_back_dong(shop_orders: Iterable[ShopOrder]) -> dict[int, int]:
    """What refunds take back of the customer's money, sent or not, by key; asked for only where some goes back."""
    ids = [part.id for part in shop_orders if part.money_status in GOES_BACK_STATES]
    return {key: facts.taken_back_dong for key, facts in money_facts(ids).items()} if ids else {}


def facts_by_rows() -> Select[Any]:
    """The same as rows of every shop order: id, number, money_status, status and the three sums."""
    paid = (
        select(func.coalesce(func.sum(PaymentPart.amount_dong), 0))
        .join(Payment, Payment.id == PaymentPart.payment_id)
        .where(PaymentPart.shop_order_id == ShopOrder.id, PaymentPart.pays_order.is_(True))
        .where(Payment.status == SUCCEEDED)
    )
    taken = (
        select(func.coalesce(func.sum(RefundLine.amount_dong), 0))
        .join(Refund, Refund.id == RefundLine.refund_id)
        .where(Refund.shop_order_id == ShopOrder.id)
    )
    return _rows(paid, taken, taken.where(Refund.status == DONE))


def facts_by_book() -> Select[Any]:
    """The same sums from the ledger: debits of receiving accounts, credits of refunds due, credits of refunds paid.

    What was booked in error and reversed is left out, with its mirror: that money neither came nor went back.
    """
    account = LedgerEntry.account
    arrived, due = (account == HELD_BY_SELLER) | account.startswith(CLEARING), account == REFUND_DUE
    sums = (
        select(
            LedgerEntry.shop_order_id,
            _sum_where(arrived & (LedgerEntry.amount_dong > 0)).label("paid"),
            (-_sum_where(due & (LedgerEntry.amount_dong < 0))).label("taken"),
            (-_sum_where(arrived & (LedgerEntry.amount_dong < 0))).label("returned"),
        )
        .where(LedgerEntry.shop_order_id.is_not(None), stands())
        .group_by(LedgerEntry.shop_order_id)
        .subquery()
    )
    rows = _columns(*(func.coalesce(sums.c[name], 0) for name in ("paid", "taken", "returned")))
    return rows.select_from(ShopOrder).outerjoin(sums, sums.c.shop_order_id == ShopOrder.id)


def _sum_where(entries: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((entries, LedgerEntry.amount_dong), else_=0))


def facts_of(row: Any) -> MoneyFacts:
    """The facts of one such row."""
    return MoneyFacts(row.status, int(row.paid), int(row.taken), int(row.returned))


def _rows(paid: Any, taken: Any, returned: Any) -> Select[Any]:
    return _columns(*(one.correlate(ShopOrder).scalar_subquery() for one in (paid, taken, returned)))


def _columns(paid: Any, taken: Any, returned: Any) -> Select[Any]:
    named = (paid.label("paid"), taken.label("taken"), returned.label("returned"))
    return select(ShopOrder.id, ShopOrder.number, ShopOrder.status, ShopOrder.money_status, *named)
