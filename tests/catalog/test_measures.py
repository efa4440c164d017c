"""Unit prices: comparable, rounded half up, silent where they say nothing new."""

import pytest

from marketplace.catalog.measures import UnitPrice, unit_price


@pytest.mark.parametrize(
    ("price", "amount", "unit", "expected"),
    [
        (110_000, 500, "g", UnitPrice(22_000, 100, "g")),
        (135_000, 1000, "ml", None),
        (85_000, 2000, "g", UnitPrice(42_500, 1000, "g")),
        (48_000, 20, "piece", UnitPrice(2_400, 1, "piece")),
        (100_000, 333, "g", UnitPrice(30_030, 100, "g")),
        (25_000, 100, "g", None),
        (25_000, 1, "piece", None),
        (25_000, None, "g", None),
        (25_000, 0, "g", None),
        (25_000, 5, "con", None),
    ],
)
def test_unit_price(price: int, amount: int | None, unit: str, expected: UnitPrice | None) -> None:
    assert unit_price(price, amount, unit) == expected
