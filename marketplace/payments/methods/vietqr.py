"""Bank transfer by VietQR: one code per payee; a bank feed or the payee confirms that the money arrived."""

from collections.abc import Sequence
from datetime import timedelta

from config import Config
from marketplace.core.sealing import mask, seal, unseal
from marketplace.core.words import N_
from marketplace.ledger.accounts import CLEARING_BANK, HELD_BY_SELLER
from marketplace.payments.account_seals import number_seal
from marketplace.payments.errors import MethodNotOffered
from marketplace.payments.models import Payment
from marketplace.payments.queries.payments import is_memo_taken
from marketplace.payments.shape import (
    BY_PAYEE,
    NO_ACCOUNT,
    TRANSFER,
    MethodWords,
    Obstacle,
    Payable,
    PayeeAccount,
    PaymentMethod,
)
from marketplace.payments.vietqr.memo import new_memo
from marketplace.rules.bank_accounts import account_fingerprint
from marketplace.rules.banks import get_bank
from marketplace.sellers.queries import are_all_paid_somewhere, bank_account_of
from marketplace.sellers.services import account_number_for_payment
from marketplace.shops.models import Shop
from marketplace.site.settings import DIRECT, PLATFORM_ACCOUNT_SEAL, SiteSettings


class VietQr(PaymentMethod):
    """Chuyển khoản bằng mã VietQR."""

    code = "vietqr"
    confirmed_by = BY_PAYEE
    holds_for = timedelta(hours=24)
    refund_way = TRANSFER
    page = "storefront/pay/transfer.html"
    words = MethodWords(
        label=N_("Chuyển khoản bằng mã QR"),
        short_name=N_("chuyển khoản bằng mã VietQR"),
        hint=N_("Quét mã bằng ứng dụng ngân hàng. Hàng được giữ 24 giờ khi số điện thoại đã xác nhận, 2 giờ khi chưa."),
        icon="qr",
        switch=N_("Nhận chuyển khoản bằng mã VietQR"),
        next_step=N_("Còn phải trả %(amount)s bằng chuyển khoản."),
        switch_hint=N_("Mỗi gian hàng có mã riêng, tiền vào thẳng tài khoản của người bán."),
    )

    def is_taken(self, settings: SiteSettings, config: Config) -> bool:
        """Where the platform receives the money, only while it has an account."""
        has_account = settings.platform_bank_bin and settings.platform_bank_account_sealed
        return super().is_taken(settings, config) and bool(has_account or not self.is_paid_to_platform(settings))

    def own_obstacle(self, parts: Sequence[Payable], settings: SiteSettings) -> Obstacle | None:
        """A shop whose seller has no bank account."""
        sellers = {part.shop.seller.person_id: part.shop for part in parts}
        if self.is_paid_to_platform(settings) or are_all_paid_somewhere(set(sellers)):
            return None
        without = next(shop for person_id, shop in sellers.items() if not are_all_paid_somewhere({person_id}))
        return Obstacle(NO_ACCOUNT, without.name)

    def is_paid_to_platform(self, settings: SiteSettings) -> bool:
        """In every money flow but the direct one."""
        return settings.money_flow != DIRECT

    def prepare(self, payment: Payment, payee: Shop | None, settings: SiteSettings) -> None:
        """Copy the payee's present bank account to the payment and give the transfer a unique memo."""
        account = _seller_account(payee) if payee else _platform_account(settings)
        payment.memo = _unused_memo()
        payment.payee_number_sealed = seal(account.number, bound_to=number_seal(payment.public_id))
        payment.payee_fingerprint = account_fingerprint(account.bin, account.number)
        payment.payee_account = {
            "bin": account.bin,
            "bank": get_bank(account.bin).short_name,
            "number_masked": mask(account.number, 2, 3),
            "holder": account.holder,
        }

    def received_account(self, payment: Payment) -> str:
        """The seller's own account, or the platform's."""
        return HELD_BY_SELLER if payment.payee_shop_id else CLEARING_BANK


def _seller_account(shop: Shop) -> PayeeAccount:
    known = bank_account_of(shop.seller.person_id)
    if known is None:
        raise MethodNotOffered(method=VietQr.code)
    return PayeeAccount(known.bin, account_number_for_payment(known), known.holder)


def _platform_account(settings: SiteSettings) -> PayeeAccount:
    number = unseal(settings.platform_bank_account_sealed, bound_to=PLATFORM_ACCOUNT_SEAL)
    return PayeeAccount(settings.platform_bank_bin, number, settings.platform_bank_holder)


def _unused_memo() -> str:
    while is_memo_taken(memo := new_memo()):
        pass
    return memo


plug: PaymentMethod = VietQr()
