"""What somebody begins to list first after she scanned the code of her class is remembered as coming from it."""

from marketplace.catalog.events import DraftBegun
from marketplace.core.events import on
from marketplace.training.services.shops import keep_first_draft


@on(DraftBegun)
def remember_her_class(event: DraftBegun) -> None:
    """The class from which a draft comes, where its author or the shop's seller scanned the code of one."""
    keep_first_draft(event.product_id, event.person_id)
