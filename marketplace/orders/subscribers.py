"""What orders do when others speak: a proven phone brings past orders to their buyer."""

from marketplace.accounts.events import PhoneProven
from marketplace.core.events import on
from marketplace.orders.services.adopting import adopt_guest_orders


@on(PhoneProven)
def bring_past_orders(event: PhoneProven) -> None:
    """Orders placed as a guest with this phone are hers from now on."""
    adopt_guest_orders(event.person_id, event.phone)
