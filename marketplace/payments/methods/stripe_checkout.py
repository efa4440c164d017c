"""Cards through Stripe Checkout: the platform's own account there receives one payment for the whole order.

What is then owed to the sellers stands in the ledger. The page on which she types her card is the provider's.
"""

from collections.abc import Sequence
from datetime import timedelta

from config import Config
from marketplace.ledger.accounts import CLEARING_STRIPE
from marketplace.payments.models import Payment
from marketplace.payments.shape import PROVIDER, Payable, PaymentMethod
from marketplace.shops.models import Shop
from marketplace.site.settings import LISTING_ONLY, SiteSettings

# The provider keeps a session open for at least 30 minutes; our hold outlasts it by some minutes, so that
# the provider's last word is known before the goods go back on the shelf.
SESSION_LASTS = timedelta(minutes=35)
MARGIN = timedelta(minutes=10)


class StripeCheckout:
    """Thẻ ngân hàng."""

    code = "stripe_checkout"
    holds_for: timedelta | None = SESSION_LASTS + MARGIN
    refund_way = PROVIDER

    def is_offered(self, parts: Sequence[Payable], settings: SiteSettings, config: Config) -> bool:
        """Where a key is configured, the operator allows it, and the sum is one the provider takes."""
        allowed = settings.card_enabled and settings.money_flow != LISTING_ONLY and config.stripe_secret_key
        total_dong = sum(part.total_dong for part in parts)
        return bool(allowed) and settings.card_min_dong <= total_dong <= settings.card_max_dong

    def is_paid_to_platform(self, settings: SiteSettings) -> bool:
        """Always: the account at the provider is the platform's."""
        return True

    def prepare(self, payment: Payment, payee: Shop | None, settings: SiteSettings) -> None:
        """The session is opened when she goes to pay (exchanges.card)."""

    def received_account(self, payment: Payment) -> str:
        """The money is at the provider until it pays out."""
        return CLEARING_STRIPE


plug: PaymentMethod = StripeCheckout()
