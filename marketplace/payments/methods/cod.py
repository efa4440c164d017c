"""Cash on delivery: nothing is paid ahead; the seller holds the cash and owes fees and tax."""

from collections.abc import Sequence
from datetime import timedelta

from config import Config
from marketplace.ledger.accounts import HELD_BY_SELLER
from marketplace.payments.models import Payment
from marketplace.payments.shape import TRANSFER, Payable, PaymentMethod
from marketplace.shops.models import Shop
from marketplace.site.settings import LISTING_ONLY, SiteSettings


class CashOnDelivery:
    """Trả tiền khi nhận hàng."""

    code = "cod"
    holds_for: timedelta | None = None
    refund_way = TRANSFER

    def is_offered(self, parts: Sequence[Payable], settings: SiteSettings, config: Config) -> bool:
        """Where the operator and every shop allow it, and no parcel is dearer than its shop's limit."""
        allowed = settings.cod_enabled and settings.money_flow != LISTING_ONLY
        return allowed and bool(parts) and all(_shop_allows(part) for part in parts)

    def is_paid_to_platform(self, settings: SiteSettings) -> bool:
        """Never: whoever hands over the parcel takes the cash for the shop."""
        return False

    def prepare(self, payment: Payment, payee: Shop | None, settings: SiteSettings) -> None:
        """Cash needs nothing more."""

    def received_account(self, payment: Payment) -> str:
        """The seller has it."""
        return HELD_BY_SELLER


def _shop_allows(part: Payable) -> bool:
    limit = part.shop.cod_limit_dong
    return part.shop.accepts_cod and (limit is None or part.total_dong <= limit)


plug: PaymentMethod = CashOnDelivery()
