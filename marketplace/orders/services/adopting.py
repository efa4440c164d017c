"""Guest orders become a customer's own once her account has proven the phone they were placed with (C7)."""

from marketplace.audit.services import record
from marketplace.core.actors import CUSTOMER, Actor
from marketplace.core.clock import now
from marketplace.orders.queries import lock_guest_orders
from marketplace.orders.services.proving import prove_order


def adopt_guest_orders(person_id: int, phone: str) -> int:
    """Assign the guest orders of a proven phone (E.164) to its owner; returns how many."""
    orders = lock_guest_orders(phone)
    for order in orders:
        order.person_id, order.claimed_at = person_id, now()
        prove_order(order)
        record("order.claimed", "order", order.id, by=Actor(CUSTOMER, person_id))
    return len(orders)
