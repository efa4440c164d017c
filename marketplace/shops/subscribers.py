"""Suspends a seller's shop when the seller is suspended, and ends it with the seller's suspension."""

from marketplace.core.actors import SYSTEM_ACTOR
from marketplace.core.events import on
from marketplace.sellers.events import SellerRestored, SellerSuspended
from marketplace.shops.queries import find_shop_of_seller
from marketplace.shops.services import end_suspension, suspend_shop


@on(SellerSuspended)
def take_off_the_market(event: SellerSuspended) -> None:
    """Suspend the shop in the same transaction."""
    shop = find_shop_of_seller(event.seller_id)
    if shop is not None:
        suspend_shop(shop, SYSTEM_ACTOR)


@on(SellerRestored)
def give_back(event: SellerRestored) -> None:
    """End the shop's suspension; it stays closed until its owner opens it."""
    shop = find_shop_of_seller(event.seller_id)
    if shop is not None:
        end_suspension(shop, SYSTEM_ACTOR)
