"""Updates listings after changes of products, stock and shops, inside the same transaction."""

from marketplace.browse.services import refresh_listing, refresh_shop, refresh_stock
from marketplace.catalog.events import ProductApproved, ProductChanged
from marketplace.core.events import on
from marketplace.inventory.events import StockChanged
from marketplace.shops.events import ShopChanged, ShopOpened


@on(ProductApproved)
def list_approved(event: ProductApproved) -> None:
    """Rewrite the listing of a product whose revision was approved."""
    refresh_listing(event.product_id)


@on(ProductChanged)
def relist_changed(event: ProductChanged) -> None:
    """Rewrite the listing of a product whose price, variants or visibility changed."""
    refresh_listing(event.product_id)


@on(StockChanged)
def restock(event: StockChanged) -> None:
    """Update the stock state of a variant's listing."""
    refresh_stock(event.variant_id)


@on(ShopOpened)
def list_shop(event: ShopOpened) -> None:
    """Rewrite the listings of a shop that opened."""
    refresh_shop(event.shop_id)


@on(ShopChanged)
def relist_shop(event: ShopChanged) -> None:
    """Rewrite the listings of a shop whose name, place or state changed."""
    refresh_shop(event.shop_id)
