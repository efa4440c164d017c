"""Tiền về: the seller's earnings, deductions and balance with the platform; every line links to its order."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from flask import render_template, request
from flask_babel import gettext as _

from marketplace.ledger.accounts import HELD_BY_SELLER, SELLER
from marketplace.ledger.models import LedgerEntry
from marketplace.ledger.queries import balances, entries_of_shop, position_of
from marketplace.orders.queries import numbers_of
from marketplace.payments.queries.seller_money import disputed_dong, postage_dong, to_give_back_dong
from marketplace.payments.services.bookings import SALE_BACK
from marketplace.web.plumbing.visitor import current_shop


@dataclass(frozen=True)
class MoneyRow:
    """One ledger transaction for the seller; `change_dong` is its effect on her balance with the platform."""

    at: datetime
    words: str
    order_number: str
    earned_dong: int
    taken_dong: int
    in_hand_dong: int

    @property
    def change_dong(self) -> int:
        """By how much (đồng) the platform owes the seller more (positive) or less (negative) afterwards."""
        return self.earned_dong - self.taken_dong - self.in_hand_dong


def show() -> str:
    """The seller's balance with the platform, what she is to give back, then the ledger, newest first."""
    shop = current_shop()
    page = entries_of_shop(shop.id, request.args.get("after"))
    held = balances(shop.id)
    (to_send, sent), postage = to_give_back_dong(shop.id), postage_dong(shop.id)
    return render_template(
        "seller/money/show.html",
        rows=_rows(list(page.items)),
        page=page,
        own=position_of(shop.id) + to_send + sent,
        give_back=to_send,
        sent_back=sent,
        disputed=disputed_dong(shop.id),
        goods=-held[SELLER] - postage,
        postage=postage,
        in_hand=held[HELD_BY_SELLER] - to_send - sent,
    )


def _rows(entries: list[LedgerEntry]) -> list[MoneyRow]:
    numbers = numbers_of({entry.shop_order_id for entry in entries if entry.shop_order_id})
    return [_row(list(group), numbers) for _key, group in groupby(entries, key=lambda e: e.transaction_id)]


def _row(entries: list[LedgerEntry], numbers: dict[int, str]) -> MoneyRow:
    first = entries[0]
    own = [entry.amount_dong for entry in entries if entry.account == SELLER]
    held = sum(entry.amount_dong for entry in entries if entry.account == HELD_BY_SELLER)
    credits, debits = -sum(a for a in own if a < 0), sum(a for a in own if a > 0)
    earned, taken = (-debits, -credits) if takes_back(first) else (credits, debits)
    number = numbers.get(first.shop_order_id or 0, "")
    return MoneyRow(first.transaction.occurred_at, transaction_words(first), number, earned, taken, held)


def takes_back(entry: LedgerEntry) -> bool:
    """Whether a transaction takes an earlier sale back: the seller's earnings are debited, her fees returned."""
    return entry.transaction.reverses_id is not None or entry.transaction.kind == SALE_BACK


def transaction_words(entry: LedgerEntry) -> str:
    """What a ledger transaction is, in the seller's words."""
    if entry.transaction.reverses_id is not None:
        return str(_("Rút lại, vì ghi nhầm là đã thu tiền"))
    return str(
        {
            "sale": _("Bán hàng"),
            SALE_BACK: _("Giảm tiền bán hàng vì hoàn cho khách"),
            "refund": _("Trả lại tiền khách"),
            "surplus": _("Tiền khách chuyển thừa"),
        }.get(entry.transaction.kind, _("Ghi sổ"))
    )
