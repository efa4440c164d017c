"""A seller was suspended, or may sell again: she is told, with the officer's reason and whom to call."""

from marketplace.core.events import after_commit
from marketplace.notifications.facts import get_seller, seller_standing_facts
from marketplace.notifications.queries import person_recipient
from marketplace.notifications.services import notify
from marketplace.notifications.shape import Message
from marketplace.sellers.events import SellerRestored, SellerSuspended
from marketplace.sellers.queries import find_standing_change
from marketplace.sellers.states import ACTIVE, SUSPENDED

plug = Message("seller_standing")


@after_commit(SellerSuspended)
def tell_suspended(event: SellerSuspended) -> None:
    """Tell the seller that she may not sell for now, and why."""
    _tell(event.seller_id, SUSPENDED)


@after_commit(SellerRestored)
def tell_restored(event: SellerRestored) -> None:
    """Tell the seller that she may open her shop again."""
    _tell(event.seller_id, ACTIVE)


def _tell(seller_id: int, status: str) -> None:
    seller = get_seller(seller_id)
    change, recipient = find_standing_change(seller, status), person_recipient(seller.person_id)
    if change is None:
        return
    facts = {**seller_standing_facts(seller, change), "status": status}
    subject = f"seller:{seller.id}:{status}:{change.seq}"
    notify(plug.code, subject, [recipient] if recipient else [], facts, "/seller/shop")
