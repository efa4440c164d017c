"""Writes outcome facts in the transaction that causes them."""

from marketplace.catalog.events import ProductApproved
from marketplace.core.events import on
from marketplace.orders.events import ShopOrderMoved, ShopOrderPaid
from marketplace.orders.states import DELIVERED
from marketplace.payments.events import CashWithdrawn, SaleTakenBack
from marketplace.programme.events import SupportRecorded, SupportVoided
from marketplace.programme.queries.outcomes import (
    ATTENDED,
    OFFICER_TRAINED,
    PRODUCT_LISTED,
    SALE,
    SHOP_OPENED,
    SUPPORT,
)
from marketplace.programme.services.outcomes import note_outcomes
from marketplace.shops.events import ShopOpened
from marketplace.training.events import AttendanceNoted


@on(SupportRecorded)
def note_support(event: SupportRecorded) -> None:
    """Add the fact of a record of support."""
    note_outcomes(SUPPORT, event.support_id)


@on(SupportVoided)
def forget_support(event: SupportVoided) -> None:
    """Delete the fact of a voided record."""
    note_outcomes(SUPPORT, event.support_id)


@on(ShopOpened)
def note_opening(event: ShopOpened) -> None:
    """Add the fact of a shop's first opening."""
    note_outcomes(SHOP_OPENED, event.shop_id)


@on(ProductApproved)
def note_listing(event: ProductApproved) -> None:
    """Add the fact of a product's first approval."""
    note_outcomes(PRODUCT_LISTED, event.product_id)


@on(ShopOrderMoved)
def note_delivery(event: ShopOrderMoved) -> None:
    """Add the facts of a sale on delivery, when it is paid already; delete them when the delivery is taken back."""
    if DELIVERED in (event.from_status, event.to_status):
        note_outcomes(SALE, event.shop_order_id)


@on(ShopOrderPaid)
def note_payment(event: ShopOrderPaid) -> None:
    """Add the facts of a sale on payment, when it is delivered already."""
    note_outcomes(SALE, event.shop_order_id)


@on(CashWithdrawn)
def forget_payment(event: CashWithdrawn) -> None:
    """Delete the facts of a sale whose cash was recorded by mistake."""
    note_outcomes(SALE, event.shop_order_id)


@on(SaleTakenBack)
def note_return(event: SaleTakenBack) -> None:
    """Add the facts of a refund of sold goods, dated today."""
    note_outcomes(SALE, event.shop_order_id)


@on(AttendanceNoted)
def note_attendance(event: AttendanceNoted) -> None:
    """Bring the facts of a class up to date with who came to it."""
    for kind in (ATTENDED, OFFICER_TRAINED):
        note_outcomes(kind, event.class_id)
