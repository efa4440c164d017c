"""Cash on delivery: nothing is paid in advance; the seller holds the cash and owes fees and tax."""

from collections.abc import Sequence

from marketplace.core.words import N_
from marketplace.ledger.accounts import HELD_BY_SELLER
from marketplace.payments.models import Payment
from marketplace.payments.shape import AT_HANDOVER, TRANSFER, MethodWords, Payable, PaymentMethod
from marketplace.site.settings import SiteSettings


class CashOnDelivery(PaymentMethod):
    """Trả tiền khi nhận hàng."""

    code = "cod"
    confirmed_by = AT_HANDOVER
    holds_for = None
    refund_way = TRANSFER
    words = MethodWords(
        label=N_("Trả tiền khi nhận hàng"),
        short_name=N_("trả tiền khi nhận hàng"),
        hint=N_("Quý khách trả tiền mặt cho người giao, sau khi nhận hàng."),
        icon="cash",
        switch=N_("Nhận trả tiền khi nhận hàng"),
        next_step=N_("Trả khi nhận hàng"),
    )

    def suits(self, parts: Sequence[Payable], settings: SiteSettings) -> bool:
        """Whether every shop accepts it and no parcel exceeds its shop's limit."""
        return all(_shop_allows(part) for part in parts)

    def is_paid_to_platform(self, settings: SiteSettings) -> bool:
        """Never: the cash is taken at the door for the shop."""
        return False

    def received_account(self, payment: Payment) -> str:
        """The account for cash that sellers hold."""
        return HELD_BY_SELLER


def _shop_allows(part: Payable) -> bool:
    limit = part.shop.cod_limit_dong
    return part.shop.accepts_cod and (limit is None or part.total_dong <= limit)


plug: PaymentMethod = CashOnDelivery()
