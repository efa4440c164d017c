"""Splits an amount into commission, taxes and net: the one place where fees and tax of a sale are rounded."""

from dataclasses import dataclass

from marketplace.core.money import share_of


@dataclass(frozen=True)
class Parts:
    """Four parts that add up to the amount they were taken from, in đồng."""

    commission_dong: int
    vat_dong: int
    pit_dong: int
    seller_net_dong: int


def parts_at(amount_dong: int, *, commission_bp: int, vat_bp: int, pit_bp: int) -> Parts:
    """Commission and tax of an amount, each rounded half up once and at most what is left; the rest is the seller's."""
    vat_dong = share_of(amount_dong, vat_bp)
    pit_dong = min(share_of(amount_dong, pit_bp), amount_dong - vat_dong)
    commission_dong = min(share_of(amount_dong, commission_bp), amount_dong - vat_dong - pit_dong)
    return Parts(commission_dong, vat_dong, pit_dong, amount_dong - vat_dong - pit_dong - commission_dong)
