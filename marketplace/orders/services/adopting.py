"""Past orders of a guest become hers once she has an account and proves the phone she ordered with (C7)."""

from marketplace.audit.services import record
from marketplace.core.actors import CUSTOMER, Actor
from marketplace.core.clock import now
from marketplace.orders.queries import lock_guest_orders


def adopt_guest_orders(person_id: int, phone: str) -> int:
    """Give a person the orders nobody owns that were placed with a phone she has proven; gives how many."""
    orders = lock_guest_orders(phone)
    for order in orders:
        order.person_id, order.claimed_at = person_id, now()
        record("order.claimed", "order", order.id, by=Actor(CUSTOMER, person_id))
    return len(orders)
