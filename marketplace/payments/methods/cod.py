"""Cash on delivery: nothing is paid in advance; the seller holds the cash and owes fees and tax."""

from collections.abc import Sequence

from marketplace.core.words import N_
from marketplace.ledger.accounts import HELD_BY_SELLER
from marketplace.payments.models import Payment
from marketplace.payments.shape import (
    AT_HANDOVER,
    OVER_SHOP_LIMIT,
    SHOP_DECLINES,
    TRANSFER,
    MethodWords,
    Obstacle,
    Payable,
    PaymentMethod,
)
from marketplace.site.settings import SiteSettings


class CashOnDelivery(PaymentMethod):
    """Trả tiền khi nhận hàng."""

    code = "cod"
    confirmed_by = AT_HANDOVER
    holds_for = None
    refund_way = TRANSFER
    words = MethodWords(
        label=N_("Trả tiền khi nhận hàng (COD)"),
        short_name=N_("trả tiền khi nhận hàng"),
        hint=N_("Quý khách trả tiền mặt cho người giao, sau khi nhận hàng."),
        icon="cash",
        switch=N_("Nhận trả tiền khi nhận hàng"),
        next_step=N_("Trả khi nhận hàng"),
    )

    def own_obstacle(self, parts: Sequence[Payable], settings: SiteSettings) -> Obstacle | None:
        """A shop that does not accept it, or whose limit its parcel exceeds."""
        return next((found for part in parts if (found := _obstacle_at(part)) is not None), None)

    def is_paid_to_platform(self, settings: SiteSettings) -> bool:
        """Never: the cash is taken at the door for the shop."""
        return False

    def received_account(self, payment: Payment) -> str:
        """The account for cash that sellers hold."""
        return HELD_BY_SELLER


def _obstacle_at(part: Payable) -> Obstacle | None:
    shop, limit = part.shop, part.shop.cod_limit_dong
    if not shop.accepts_cod:
        return Obstacle(SHOP_DECLINES, shop.name)
    if limit is not None and part.total_dong > limit:
        return Obstacle(OVER_SHOP_LIMIT, shop.name, limit)
    return None


plug: PaymentMethod = CashOnDelivery()
