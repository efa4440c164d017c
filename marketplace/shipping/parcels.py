"""A shop's parcel for quoting: its items, shipping fee and days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ParcelItem:
    """Some pieces of one product, with how far and how long they may travel."""

    product_id: int
    weight_g: int  # of one piece, as shipped
    quantity: int
    price_dong: int  # of one piece
    delivery_scope: str = "nationwide"  # nationwide | province | commune
    max_transit_days: int | None = None


@dataclass(frozen=True)
class Quote:
    """The customer's fee for a parcel (đồng), its carrier, and the first and last day it is expected."""

    fee_dong: int
    carrier: str
    zone: str
    first_day: date
    last_day: date


@dataclass(frozen=True)
class Obstacle:
    """Why some goods cannot be sent to a place: one of `errors.REASONS`; `days` is the longest transit time."""

    reason: str
    product_ids: tuple[int, ...]
    days: int | None = None


def weight_of(items: Sequence[ParcelItem]) -> int:
    """Grams of a whole parcel."""
    return sum(item.weight_g * item.quantity for item in items)


def worth_of(items: Sequence[ParcelItem]) -> int:
    """Price of a whole parcel's goods in đồng."""
    return sum(item.price_dong * item.quantity for item in items)
