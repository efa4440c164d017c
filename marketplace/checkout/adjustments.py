"""Discounts that an order is placed with: on which goods, how much, who bears them, and whether they can be given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from marketplace.checkout.errors import AdjustmentRefused
from marketplace.orders.funders import FUNDERS, OTHERS

NOT_BOUGHT, NO_AMOUNT, UNKNOWN_FUNDER, NO_CODE, TOO_MUCH = (
    "not_bought",
    "no_amount",
    "unknown_funder",
    "no_code",
    "too_much",
)


@dataclass(frozen=True)
class Adjustment:
    """A discount on all pieces of one variant in an order."""

    variant_id: int
    amount_dong: int  # what the customer saves, above zero
    funder: str  # who bears it, see orders.funders
    code: str  # what it is, as a code: «voucher:TET2027»

    @property
    def subsidy_dong(self) -> int:
        """What of it others than the seller bear, and pay her."""
        return self.amount_dong if self.funder in OTHERS else 0


def require_possible(adjustments: Sequence[Adjustment], prices: Mapping[int, int]) -> None:
    """Refuse discounts that cannot be given on goods at these prices (of all pieces, by variant); AdjustmentRefused.

    Each is whole đồng above zero on goods that are bought, borne by somebody known, and named; together they leave
    something to pay of each line.
    """
    for one in adjustments:
        if why := _fault_of(one, prices):
            raise AdjustmentRefused(why=why, adjustment=one)
    for variant_id, price_dong in prices.items():
        off_dong = sum(one.amount_dong for one in adjustments if one.variant_id == variant_id)
        if off_dong >= price_dong > 0:
            raise AdjustmentRefused(why=TOO_MUCH, variant_id=variant_id, off_dong=off_dong, price_dong=price_dong)


def _fault_of(one: Adjustment, prices: Mapping[int, int]) -> str:
    if one.variant_id not in prices:
        return NOT_BOUGHT
    if type(one.amount_dong) is not int or one.amount_dong <= 0:
        return NO_AMOUNT
    if one.funder not in FUNDERS:
        return UNKNOWN_FUNDER
    return "" if one.code.strip() else NO_CODE
