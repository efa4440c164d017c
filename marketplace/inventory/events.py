"""What happens to stock."""

from dataclasses import dataclass


@dataclass(frozen=True)
class StockChanged:
    """What can be bought of a variant changed."""

    variant_id: int
