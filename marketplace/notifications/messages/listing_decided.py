"""A listing was approved or returned: its shop is told."""

from marketplace.catalog.events import ProductApproved, ProductReturned
from marketplace.core.events import after_commit
from marketplace.notifications.facts import get_product, product_facts
from marketplace.notifications.queries import shop_recipients
from marketplace.notifications.services import notify
from marketplace.notifications.shape import Message
from marketplace.shops.roles import EDITING_ROLES

plug = Message("listing_decided")


@after_commit(ProductApproved)
def tell_approved(event: ProductApproved) -> None:
    """Tell the shop that the product is on sale."""
    _tell(event.product_id, event.revision_id, "approved")


@after_commit(ProductReturned)
def tell_returned(event: ProductReturned) -> None:
    """Tell the shop what to change."""
    _tell(event.product_id, event.revision_id, "returned")


def _tell(product_id: int, revision_id: int, outcome: str) -> None:
    product = get_product(product_id)
    facts = {**product_facts(product), "outcome": outcome}
    recipients = shop_recipients(product.shop_id, EDITING_ROLES)
    notify(plug.code, f"release:{revision_id}:{outcome}", recipients, facts, f"/seller/products/{product_id}")
