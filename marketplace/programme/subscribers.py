"""Writes outcome facts in the transaction that causes them."""

from marketplace.association.events import CoverageChanged
from marketplace.catalog.events import ProductApproved
from marketplace.contests.events import IdeaStandingChanged
from marketplace.core.actors import SYSTEM_ACTOR
from marketplace.core.events import on
from marketplace.core.versions import bump
from marketplace.enterprises.events import EnterpriseChanged, ProductsShown
from marketplace.enterprises.services import forget_idea
from marketplace.orders.events import ShopOrderMoved, ShopOrderPaid
from marketplace.orders.states import DELIVERED
from marketplace.payments.events import CashWithdrawn, SaleTakenBack
from marketplace.programme.events import SupportRecorded, SupportVoided, TranchePaid
from marketplace.programme.models import OUTCOMES
from marketplace.programme.queries.ideas import astray_ideas
from marketplace.programme.queries.outcomes import (
    ATTENDED,
    COLLECTIVE,
    FOUNDED,
    HELPED,
    IDEA,
    IDEA_HONOURED,
    IDEA_SUPPORTED,
    MONEY_PAID,
    OFFICER_TRAINED,
    PRODUCT_LISTED,
    SALE,
    SHOP_OPENED,
    SHOWN_ONLINE,
    SUPPORT,
    WOMEN_OWNED,
)
from marketplace.programme.services.ideas import count_as_its_contests
from marketplace.programme.services.outcomes import note_outcomes, renew_facts, retell_outcomes
from marketplace.shops.events import ShopOpened
from marketplace.training.events import AttendanceNoted, OutreachNoted


@on(SupportRecorded)
def note_support(event: SupportRecorded) -> None:
    """Add the fact of a record of support."""
    note_outcomes(SUPPORT, event.support_id)


@on(SupportVoided)
def forget_support(event: SupportVoided) -> None:
    """Delete the fact of a voided record."""
    note_outcomes(SUPPORT, event.support_id)


@on(TranchePaid)
def note_money(event: TranchePaid) -> None:
    """Add the fact of money that reached a woman; delete it when that was a mistake."""
    note_outcomes(MONEY_PAID, event.tranche_id)


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


@on(EnterpriseChanged)
def note_enterprise(event: EnterpriseChanged) -> None:
    """Bring the facts of an enterprise up to date: who founded it, whether women own or manage it.

    An idea of a founder who turned out to be none is named no more.
    """
    for astray in astray_ideas(enterprise_id=event.enterprise_id):
        forget_idea(astray, actor=SYSTEM_ACTOR)
    for kind in (FOUNDED, WOMEN_OWNED, COLLECTIVE):
        note_outcomes(kind, event.enterprise_id)


@on(ProductsShown)
def note_shown_products(event: ProductsShown) -> None:
    """Add the facts of products shown elsewhere; delete them when the record is voided."""
    renew_facts(SHOWN_ONLINE, event.first_id, event.last_id)


@on(CoverageChanged)
def count_anew(event: CoverageChanged) -> None:
    """Let figures that say what units and officers have be counted anew; they are no facts of outcomes."""
    bump(OUTCOMES)


@on(IdeaStandingChanged)
def note_idea(event: IdeaStandingChanged) -> None:
    """Add or delete the facts of an idea, and let it count for the programmes of its contests."""
    note_outcomes(IDEA, event.idea_id)
    retell_outcomes(IDEA_HONOURED, event.idea_id)
    note_outcomes(IDEA_SUPPORTED, event.idea_id)
    count_as_its_contests([event.idea_id])


@on(AttendanceNoted)
def note_attendance(event: AttendanceNoted) -> None:
    """Bring the facts of a class up to date with who came to it."""
    for kind in (ATTENDED, OFFICER_TRAINED):
        note_outcomes(kind, event.class_id)


@on(OutreachNoted)
def note_outreach(event: OutreachNoted) -> None:
    """Bring the facts of an outreach up to date with its list; its relatives are counted anew too."""
    retell_outcomes(HELPED, event.outreach_id)
    bump(OUTCOMES)
