"""Phiếu đổi công: given to whoever brings the parcel, like cash."""

from marketplace.core.words import N_
from marketplace.ledger.accounts import HELD_BY_SELLER
from marketplace.payments.models import Payment
from marketplace.payments.shape import AT_HANDOVER, TRANSFER, MethodWords, PaymentMethod
from marketplace.site.settings import SiteSettings


class BarterNote(PaymentMethod):
    """Phiếu đổi công."""

    code = "barter_note"
    confirmed_by = AT_HANDOVER
    holds_for = None
    refund_way = TRANSFER
    words = MethodWords(
        label=N_("Phiếu đổi công"),
        short_name=N_("phiếu đổi công"),
        hint=N_("Đưa phiếu cho người giao hàng."),
        icon="document",
        switch=N_("Nhận phiếu đổi công"),
        next_step=N_("Đưa phiếu khi nhận hàng"),
    )

    def is_paid_to_platform(self, settings: SiteSettings) -> bool:
        """The seller keeps the note."""
        return False

    def received_account(self, payment: Payment) -> str:
        """The seller has it."""
        return HELD_BY_SELLER


plug = BarterNote()
