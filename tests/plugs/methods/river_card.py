"""Thẻ Sông: paid on the pages of a gateway that is not Stripe."""

from datetime import timedelta

from config import Config
from marketplace.core.words import N_
from marketplace.ledger.accounts import clearing_at
from marketplace.payments.models import Payment
from marketplace.payments.shape import (
    BY_PROVIDER,
    HOLD_OUTLASTS,
    PROVIDER,
    MethodWords,
    PaymentMethod,
    ProviderWords,
)
from marketplace.site.settings import SiteSettings


class RiverCard(PaymentMethod):
    """Thẻ Sông."""

    code = "river_card"
    confirmed_by = BY_PROVIDER
    provider = "river_bank"
    holds_for = timedelta(minutes=20) + HOLD_OUTLASTS
    refund_way = PROVIDER
    page = "storefront/pay/provider.html"
    words = MethodWords(
        label=N_("Thẻ Sông"),
        short_name=N_("thẻ Sông"),
        hint=N_("Quý khách trả trên trang của Ngân hàng Sông."),
        icon="card",
        switch=N_("Nhận thẻ Sông"),
        next_step=N_("Còn phải trả %(amount)s bằng thẻ Sông."),
        switch_hint=N_("Tiền vào tài khoản chung ở Ngân hàng Sông."),
    )
    provider_words = ProviderWords(
        title=N_("Trả thẻ Sông cho đơn %(number)s"),
        heading=N_("Trả bằng thẻ Sông"),
        lead=N_("Còn một bước ở Ngân hàng Sông."),
        button=N_("Trả %(amount)s bằng thẻ Sông"),
        opening=N_("Đang qua sông…"),
        assurance=N_("Gian hàng không nhìn thấy số thẻ Sông."),
        waiting_title=N_("Đang chờ Ngân hàng Sông"),
        asking=N_("Đang hỏi Ngân hàng Sông về khoản %(amount)s của đơn %(number)s."),
        declined=N_("Chưa qua được sông? Mời trả lại."),
        again=N_("Trả lại bằng thẻ Sông"),
        away=N_("Ngân hàng Sông không trả lời."),
        slow=N_("Ngân hàng Sông trả lời chậm."),
        ended=N_("Đò đã đi rồi."),
        refund_to_customer=N_("Đang hoàn lại %(amount)s về thẻ Sông."),
        refund_message=N_("Tiền về lại thẻ Sông."),
        refund_to_seller=N_("%(amount)s được Ngân hàng Sông trả về cho khách."),
        refund_sending=N_("Đang gửi qua sông"),
        refund_refused=N_("Ngân hàng Sông từ chối hoàn khoản này."),
    )

    def is_ready(self, config: Config) -> bool:
        """Whether the bank's key is set."""
        return "PROVIDER_RIVER_BANK_KEY" in config.provider_settings

    def is_paid_to_platform(self, settings: SiteSettings) -> bool:
        """The account at the bank is the platform's."""
        return True

    def received_account(self, payment: Payment) -> str:
        """Money at the bank."""
        return clearing_at(self.provider)


plug = RiverCard()
