"""Unit prices per 100 g, 100 ml or piece, so that customers can compare packs."""

from dataclasses import dataclass

GRAM, MILLILITRE, PIECE = "g", "ml", "piece"
CONTENT_UNITS = (GRAM, MILLILITRE, PIECE)


@dataclass(frozen=True)
class UnitPrice:
    """A price in đồng for `per` (a number) of `unit`."""

    dong: int
    per: int
    unit: str


def unit_price(price_dong: int, amount: int | None, unit: str | None) -> UnitPrice | None:
    """The price per 100 g or 100 ml (kg or litre for packs of at least that), or per piece; None if it is the price.

    Rounded half up to a whole đồng, for display only.
    """
    if not amount or unit not in CONTENT_UNITS:
        return None
    per = 1 if unit == PIECE else (1000 if amount >= 1000 else 100)
    if amount == per:
        return None
    return UnitPrice((price_dong * per + amount // 2) // amount, per, unit)
