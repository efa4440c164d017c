"""What happens to a shop when its seller is stopped or let go on."""

from marketplace.core.actors import SYSTEM_ACTOR
from marketplace.core.events import on
from marketplace.sellers.events import SellerRestored, SellerSuspended
from marketplace.shops.queries import find_shop_of_seller
from marketplace.shops.services import end_suspension, suspend_shop


@on(SellerSuspended)
def take_off_the_market(event: SellerSuspended) -> None:
    """Suspend the shop in the same moment."""
    shop = find_shop_of_seller(event.seller_id)
    if shop is not None:
        suspend_shop(shop, SYSTEM_ACTOR)


@on(SellerRestored)
def give_back(event: SellerRestored) -> None:
    """Leave the shop closed, for its owner to open."""
    shop = find_shop_of_seller(event.seller_id)
    if shop is not None:
        end_suspension(shop, SYSTEM_ACTOR)
