"""Keeps the stored payment state of shop orders equal to what their payments and refunds say."""

from marketplace.core.actors import Actor
from marketplace.orders.models import ShopOrder
from marketplace.orders.services.money import follow_money
from marketplace.payments.queries.order_money import money_facts


def keep_in_step(shop_order: ShopOrder, *, by: Actor) -> None:
    """Set the payment state of a (locked) shop order from its payments and refund lines."""
    follow_money(shop_order, money_facts([shop_order.id])[shop_order.id], by=by)
