"""A listing waits for review: the officers of the seller's unit are told."""

from marketplace.catalog.events import ProductSubmitted
from marketplace.core.events import after_commit
from marketplace.notifications.facts import get_product, product_facts
from marketplace.notifications.queries import officer_recipients
from marketplace.notifications.services import notify
from marketplace.notifications.shape import IN_WRITING, Message

plug = Message("listing_submitted", manner=IN_WRITING)


@after_commit(ProductSubmitted)
def tell_the_unit(event: ProductSubmitted) -> None:
    """Tell the unit's officers."""
    product = get_product(event.product_id)
    recipients = officer_recipients(product.shop.seller.unit_id)
    path = f"/staff/listings/{event.revision_id}"
    notify(plug.code, f"release:{event.revision_id}", recipients, product_facts(product), path)
