"""What a seller receives for a shop order: income, deductions with their reasons, and how the money is paid out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from marketplace.orders.models import OrderLine, ShopOrder

CASH_AT_DELIVERY, ON_HER_ACCOUNT, FROM_PLATFORM = "cash_at_delivery", "on_her_account", "from_platform"
GOODS, SHIPPING, COMMISSION, VAT, PIT = "goods", "shipping", "commission", "vat", "pit"
SUBSIDY, TAKEN_BACK = "subsidy", "taken_back"


class TakenBack(Protocol):
    """What a refund took back of a line or of the shipping (a RefundLine of `payments`)."""

    order_line_id: int | None  # None: of the shipping
    amount_dong: int
    subsidy_dong: int
    commission_dong: int
    vat_dong: int
    pit_dong: int


@dataclass(frozen=True)
class MoneyLine:
    """One row of the seller's sum: a code, đồng (negative for a deduction), and the rate in basis points if any."""

    code: str  # goods | shipping | subsidy | taken_back | commission | vat | pit
    amount_dong: int
    rate_bp: int | None = None


@dataclass(frozen=True)
class SellerMoney:
    """The seller's sum: rows add up to `receives_dong`, of which `postage_dong` is for the carrier.

    `owes_dong` is what she owes the platform when paid directly. `when` says how the seller is paid: cash at
    delivery, on her own bank account already, or by the platform.
    """

    lines: Sequence[MoneyLine]
    customer_pays_dong: int
    receives_dong: int
    postage_dong: int
    owes_dong: int
    when: str


def money_of(shop_order: ShopOrder, when: str, back: Sequence[TakenBack] = ()) -> SellerMoney:
    """The sum of a shop order as frozen when it was placed, less what refunds took `back` of it."""
    lines = shop_order.lines
    taken = [
        MoneyLine(code, _sum(back, f"{code}_dong") - _sum(lines, f"{code}_dong"), _rate(lines, f"{code}_bp"))
        for code in (COMMISSION, VAT, PIT)
    ]
    more = [
        MoneyLine(SUBSIDY, _sum(lines, "subsidy_dong") + shop_order.shipping_subsidy_dong),
        MoneyLine(TAKEN_BACK, -_sum(back, "amount_dong") - _sum(back, "subsidy_dong")),
    ]
    more = [line for line in more if line.amount_dong]
    rows = [MoneyLine(GOODS, shop_order.goods_dong), MoneyLine(SHIPPING, shop_order.shipping_dong), *more, *taken]
    fees_dong = -sum(line.amount_dong for line in taken)
    return SellerMoney(
        lines=rows,
        customer_pays_dong=shop_order.total_dong,
        receives_dong=sum(line.amount_dong for line in rows),
        postage_dong=_postage(shop_order, back),
        owes_dong=0 if when == FROM_PLATFORM else fees_dong,
        when=when,
    )


def _postage(shop_order: ShopOrder, back: Sequence[TakenBack]) -> int:
    gone = sum(row.amount_dong + row.subsidy_dong for row in back if row.order_line_id is None)
    return shop_order.shipping_dong + shop_order.shipping_subsidy_dong - gone


def _sum(rows: Sequence[OrderLine] | Sequence[TakenBack], column: str) -> int:
    return sum(getattr(row, column) for row in rows)


def _rate(lines: Sequence[OrderLine], column: str) -> int | None:
    """The one rate of all lines, or None where they differ."""
    rates = {getattr(line, column) for line in lines}
    return rates.pop() if len(rates) == 1 else None
