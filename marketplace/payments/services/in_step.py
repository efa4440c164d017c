"""The stored state of an order's money moves with its payments and refunds, and by nothing else."""

from marketplace.core.actors import Actor
from marketplace.orders.models import ShopOrder
from marketplace.orders.services.money import follow_money
from marketplace.payments.queries.order_money import money_facts


def keep_in_step(shop_order: ShopOrder, *, by: Actor) -> None:
    """Let a (locked) shop order say of its money what its payments and refund lines say."""
    follow_money(shop_order, money_facts([shop_order.id])[shop_order.id], by=by)
