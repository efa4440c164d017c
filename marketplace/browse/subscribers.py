"""The shelf follows what happens below, inside the same transaction."""

from marketplace.browse.services import refresh_listing, refresh_shop, refresh_stock
from marketplace.catalog.events import ProductApproved, ProductChanged
from marketplace.core.events import on
from marketplace.inventory.events import StockChanged
from marketplace.shops.events import ShopChanged, ShopOpened


@on(ProductApproved)
def list_approved(event: ProductApproved) -> None:
    """An approved revision is what the public sees from now on."""
    refresh_listing(event.product_id)


@on(ProductChanged)
def relist_changed(event: ProductChanged) -> None:
    """A price, a variant, a product hidden or blocked."""
    refresh_listing(event.product_id)


@on(StockChanged)
def restock(event: StockChanged) -> None:
    """Pieces came or went."""
    refresh_stock(event.variant_id)


@on(ShopOpened)
def list_shop(event: ShopOpened) -> None:
    """A shop opened."""
    refresh_shop(event.shop_id)


@on(ShopChanged)
def relist_shop(event: ShopChanged) -> None:
    """A shop's name, place or state changed."""
    refresh_shop(event.shop_id)
