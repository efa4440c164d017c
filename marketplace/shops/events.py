"""Events about shops."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ShopOpened:
    """A shop opened for the first time."""

    shop_id: int


@dataclass(frozen=True)
class ShopChanged:
    """Something public about a shop changed: name, slug, place, open or closed."""

    shop_id: int
