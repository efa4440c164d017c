"""Cards through Stripe Checkout: the platform's own account there receives one payment for the whole order.

What is owed to the sellers then is in the ledger. The customer types card data only on the provider's page.
"""

from datetime import timedelta

from config import Config
from marketplace.core.words import N_
from marketplace.ledger.accounts import clearing_at
from marketplace.payments.models import Payment
from marketplace.payments.shape import (
    BY_PROVIDER,
    HOLD_OUTLASTS,
    PROVIDER,
    AmountLimit,
    MethodWords,
    PaymentMethod,
    ProviderWords,
)
from marketplace.site.settings import SiteSettings

SESSION_LASTS = timedelta(minutes=35)  # the provider opens none for less than 30 minutes


class StripeCheckout(PaymentMethod):
    """Thẻ ngân hàng."""

    code = "stripe_checkout"
    confirmed_by = BY_PROVIDER
    holds_for = SESSION_LASTS + HOLD_OUTLASTS
    refund_way = PROVIDER
    provider = "stripe"
    page = "storefront/pay/provider.html"
    switch = "card_enabled"
    least = AmountLimit("card_min_dong", 15_000, 1_000, 10_000_000, N_("Đơn nhỏ nhất được trả bằng thẻ"))
    most = AmountLimit("card_max_dong", 99_999_999, 100_000, 99_999_999, N_("Đơn lớn nhất được trả bằng thẻ"))
    words = MethodWords(
        label=N_("Thẻ ngân hàng"),
        short_name=N_("thẻ ngân hàng"),
        hint=N_("Visa, Mastercard, JCB. Quý khách nhập thẻ trên trang của nhà cung cấp dịch vụ thẻ."),
        icon="card",
        switch=N_("Nhận thẻ ngân hàng"),
        next_step=N_("Còn phải trả %(amount)s bằng thẻ."),
        switch_hint=N_("Đã nối với đơn vị cung cấp dịch vụ thẻ."),
        unready_hint=N_("Chưa nối với đơn vị cung cấp dịch vụ thẻ nên khách chưa thấy cách này."),
    )
    provider_words = ProviderWords(
        title=N_("Trả thẻ cho đơn %(number)s"),
        heading=N_("Trả bằng thẻ"),
        lead=N_("Còn một bước: quý khách nhập thẻ trên trang của nhà cung cấp dịch vụ thẻ, rồi tự quay lại đây."),
        button=N_("Trả %(amount)s bằng thẻ"),
        opening=N_("Đang mở trang trả thẻ…"),
        assurance=N_("Gian hàng không nhìn thấy và không giữ số thẻ của quý khách."),
        waiting_title=N_("Đang chờ xác nhận trả thẻ"),
        asking=N_("Đang hỏi nhà cung cấp dịch vụ thẻ về khoản %(amount)s của đơn %(number)s."),
        declined=N_("Quý khách chưa trả, hoặc thẻ bị từ chối? Đơn vẫn còn nguyên, mời trả lại hoặc đổi cách khác."),
        again=N_("Trả lại bằng thẻ"),
        away=N_(
            "Chưa nối được với trang trả thẻ. Chưa có khoản nào bị trừ. Mời thử lại, hoặc chọn cách trả tiền khác."
        ),
        slow=N_(
            "Cổng thẻ đang chậm. Chưa có khoản nào bị trừ, đơn và hàng vẫn được giữ. Mời đợi một phút rồi bấm lại, "
            "hoặc đổi cách trả tiền."
        ),
        ended=N_("Đã quá hạn giữ hàng cho lần trả thẻ này."),
        refund_to_customer=N_("Đang hoàn lại %(amount)s về thẻ đã dùng, thường trong 5 đến 10 ngày làm việc."),
        refund_message=N_("Tiền về lại thẻ đã dùng, thường trong 5 đến 10 ngày làm việc."),
        refund_to_seller=N_("%(amount)s được trả tự động về thẻ của khách. Chị không cần làm gì."),
        refund_sending=N_("Đang gửi tới nhà cung cấp thẻ"),
        refund_refused=N_("Nhà cung cấp thẻ từ chối hoàn khoản này."),
    )

    def is_ready(self, config: Config) -> bool:
        """Whether the provider's key is configured."""
        return config.stripe_secret_key is not None

    def is_paid_to_platform(self, settings: SiteSettings) -> bool:
        """Always: the account at the provider is the platform's."""
        return True

    def received_account(self, payment: Payment) -> str:
        """The account for money that the provider has not paid out yet."""
        return clearing_at(self.provider)


plug: PaymentMethod = StripeCheckout()
