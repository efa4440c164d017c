"""Payments this database has forgotten (an older backup was restored): asked for anew, so that their money counts."""

from collections.abc import Sequence
from itertools import combinations

from marketplace.core.actors import SYSTEM_ACTOR
from marketplace.core.references import new_public_id
from marketplace.orders.errors import NoSuchOrder
from marketplace.orders.models import ShopOrder
from marketplace.orders.queries import lock_order
from marketplace.payments.models import Payment
from marketplace.payments.services.opening import open_again

MOST_SHOPS = 12  # an order of more is left to a person: there would be too many ways to add up


def recall_payment(order_number: str, method_code: str, amount_dong: int, public_id: str) -> Payment | None:
    """A payment of an order, of this amount and name, as it was before it was lost; None when nobody can tell."""
    try:
        order = lock_order(order_number)
    except NoSuchOrder:
        return None
    parts = _parts_of(order.shop_orders, amount_dong)
    if not parts:
        return None
    return open_again(order, method_code, parts, public_id or new_public_id(), SYSTEM_ACTOR)


def _parts_of(shop_orders: Sequence[ShopOrder], amount_dong: int) -> Sequence[ShopOrder]:
    """The shop orders that add up to an amount: all of them, else the only choice there is."""
    if sum(part.total_dong for part in shop_orders) == amount_dong:
        return shop_orders
    if len(shop_orders) > MOST_SHOPS:
        return []
    fitting = [
        chosen
        for size in range(1, len(shop_orders))
        for chosen in combinations(shop_orders, size)
        if sum(part.total_dong for part in chosen) == amount_dong
    ]
    return fitting[0] if len(fitting) == 1 else []
