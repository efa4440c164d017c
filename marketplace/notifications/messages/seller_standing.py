"""A seller was suspended, or may sell again: she is told, with the officer's reason and whom to call."""

from marketplace.core.events import after_commit
from marketplace.notifications.facts import get_seller, seller_standing_facts
from marketplace.notifications.queries import person_recipient
from marketplace.notifications.services import notify
from marketplace.notifications.shape import Message
from marketplace.sellers.events import SellerRestored, SellerSuspended
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
    facts = {**seller_standing_facts(seller, status), "status": status}
    recipient = person_recipient(seller.person_id)
    subject = f"seller:{seller.id}:{status}:{facts['change']}"
    notify(plug.code, subject, [recipient] if recipient else [], facts, "/seller/shop")
