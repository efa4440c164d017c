"""Outcomes become facts in the very transaction that causes them."""

from marketplace.catalog.events import ProductApproved
from marketplace.core.events import on
from marketplace.orders.events import ShopOrderMoved, ShopOrderPaid
from marketplace.orders.states import DELIVERED
from marketplace.payments.events import SaleTakenBack
from marketplace.programme.events import SupportRecorded, SupportVoided
from marketplace.programme.queries.outcomes import PRODUCT_LISTED, SALE, SHOP_OPENED, SUPPORT
from marketplace.programme.services.outcomes import note_outcomes
from marketplace.shops.events import ShopOpened


@on(SupportRecorded)
def note_support(event: SupportRecorded) -> None:
    """A woman was supported."""
    note_outcomes(SUPPORT, event.support_id)


@on(SupportVoided)
def forget_support(event: SupportVoided) -> None:
    """The record was wrong: nothing came of it."""
    note_outcomes(SUPPORT, event.support_id)


@on(ShopOpened)
def note_opening(event: ShopOpened) -> None:
    """A shop opened for the first time."""
    note_outcomes(SHOP_OPENED, event.shop_id)


@on(ProductApproved)
def note_listing(event: ProductApproved) -> None:
    """A product came on sale, the first time or anew."""
    note_outcomes(PRODUCT_LISTED, event.product_id)


@on(ShopOrderMoved)
def note_delivery(event: ShopOrderMoved) -> None:
    """Goods were delivered: sold, when they are paid already."""
    if event.to_status == DELIVERED:
        note_outcomes(SALE, event.shop_order_id)


@on(ShopOrderPaid)
def note_payment(event: ShopOrderPaid) -> None:
    """Goods were paid: sold, when they are delivered already."""
    note_outcomes(SALE, event.shop_order_id)


@on(SaleTakenBack)
def note_return(event: SaleTakenBack) -> None:
    """Money of sold goods goes back: a fact of today, beside that of the sale."""
    note_outcomes(SALE, event.shop_order_id)
