"""Ví làng: the customer pays into the seller's village wallet; the seller says when the money is there."""

from datetime import timedelta

from marketplace.core.words import N_
from marketplace.ledger.accounts import HELD_BY_SELLER
from marketplace.payments.models import Payment
from marketplace.payments.shape import BY_PAYEE, TRANSFER, AmountLimit, MethodWords, PaymentMethod
from marketplace.site.settings import SiteSettings


class VillageWallet(PaymentMethod):
    """Ví làng."""

    code = "village_wallet"
    confirmed_by = BY_PAYEE
    holds_for = timedelta(hours=6)
    refund_way = TRANSFER
    page = "storefront/pay/transfer.html"
    least = AmountLimit("village_wallet_min_dong", 10_000, 1_000, 1_000_000, N_("Đơn nhỏ nhất được trả bằng ví làng"))
    words = MethodWords(
        label=N_("Ví làng"),
        short_name=N_("ví làng"),
        hint=N_("Mở ví làng, chọn gian hàng, rồi chuyển đúng số tiền."),
        icon="money",
        switch=N_("Nhận ví làng"),
        next_step=N_("Còn phải trả %(amount)s bằng ví làng."),
        switch_hint=N_("Tiền vào thẳng ví của người bán."),
    )

    def is_paid_to_platform(self, settings: SiteSettings) -> bool:
        """Each wallet is a seller's own."""
        return False

    def received_account(self, payment: Payment) -> str:
        """The seller has it."""
        return HELD_BY_SELLER


plug = VillageWallet()
