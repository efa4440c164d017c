"""Events about stock."""

from dataclasses import dataclass


@dataclass(frozen=True)
class StockChanged:
    """The available quantity of a variant changed."""

    variant_id: int
