"""A guest's order counts for nobody until the phone typed into it is proven; then its goods are held as for anyone."""

from marketplace.core.events import publish
from marketplace.inventory.services import prove_holds
from marketplace.orders.events import OrderProven
from marketplace.orders.models import GIVEN, Order, ShopOrder


def prove_order(order: Order) -> bool:
    """The owner of the phone stands by a (locked) order; False when that was known, or never asked."""
    if not order.is_unproven:
        return False
    order.phone_proof = GIVEN
    prove_holds(line.id for part in order.shop_orders for line in part.lines)
    publish(OrderProven(order.id))
    return True


def stand_by(shop_order: ShopOrder) -> None:
    """The shop has accepted it, or its money came: its goods are not taken by a phone made up."""
    if shop_order.order.is_unproven:
        prove_holds(line.id for line in shop_order.lines)
