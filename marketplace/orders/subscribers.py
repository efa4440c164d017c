"""Assigns past guest orders to a customer when she proves the phone they were placed with."""

from marketplace.accounts.events import PhoneProven
from marketplace.core.events import on
from marketplace.orders.services.adopting import adopt_guest_orders


@on(PhoneProven)
def bring_past_orders(event: PhoneProven) -> None:
    """Assign the guest orders of the proven phone to its owner."""
    adopt_guest_orders(event.person_id, event.phone)
