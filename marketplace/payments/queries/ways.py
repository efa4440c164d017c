"""The payment method of each shop order: the parts of one order can be paid by different methods."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, case, select

from marketplace.core.db import session
from marketplace.orders.models import ShopOrder
from marketplace.orders.money_view import (
    CASH_AT_DELIVERY,
    FROM_PLATFORM,
    ON_HER_ACCOUNT,
    SellerMoney,
    money_of,
)
from marketplace.orders.states import GOES_BACK_STATES
from marketplace.payments.models import Payment, PaymentPart
from marketplace.payments.queries.payments import find_pending_for
from marketplace.payments.queries.refunds import refund_lines_of_shop_orders
from marketplace.payments.registries import is_confirmed
from marketplace.payments.shape import AT_HANDOVER
from marketplace.payments.states import PENDING, SUCCEEDED


@dataclass(frozen=True)
class WayOfPaying:
    """The method's code (a plug of payments.methods), and whether the shop receives the money directly.

    `is_said`: the customer reported the transfer, and the payee has yet to look.
    """

    method: str
    is_to_shop: bool
    is_said: bool = False


def ways_of_paying(parts: Sequence[ShopOrder]) -> dict[int, WayOfPaying]:
    """The payment method of each shop order, by key, in one statement.

    That of the payment that paid it, else of the open payment, else of the last one opened; without any payment,
    the method chosen when the order was placed.
    """
    paid = and_(Payment.status == SUCCEEDED, PaymentPart.pays_order.is_(True))
    telling_most_last = case((paid, 2), (Payment.status == PENDING, 1), else_=0)
    is_said = and_(Payment.status == PENDING, Payment.extended_at.is_not(None))
    rows = (
        select(PaymentPart.shop_order_id, Payment.method, Payment.payee_shop_id, is_said)
        .join(Payment, Payment.id == PaymentPart.payment_id)
        .where(PaymentPart.shop_order_id.in_([part.id for part in parts]))
        .order_by(telling_most_last, Payment.id)
    )
    chosen = {part.id: _as_chosen(part.order.payment_method) for part in parts}
    told = {
        key: WayOfPaying(method, payee is not None, bool(said)) for key, method, payee, said in session.execute(rows)
    }
    return chosen | told


def _as_chosen(method: str) -> WayOfPaying:
    return WayOfPaying(method, is_confirmed(method, AT_HANDOVER))


def way_of_paying(part: ShopOrder) -> WayOfPaying:
    """The payment method of one shop order."""
    return ways_of_paying([part])[part.id]


def is_cash_expected(shop_order_id: int) -> bool:
    """Whether cash is still to be collected for a shop order."""
    return any(is_confirmed(payment.method, AT_HANDOVER) for payment in find_pending_for(shop_order_id))


def seller_sees(part: ShopOrder, way: WayOfPaying) -> SellerMoney:
    """What the seller receives for a shop order, the deductions, and how the seller is paid."""
    back = refund_lines_of_shop_orders([part.id])[part.id] if part.money_status in GOES_BACK_STATES else ()
    if is_confirmed(way.method, AT_HANDOVER):
        return money_of(part, CASH_AT_DELIVERY, back)
    return money_of(part, ON_HER_ACCOUNT if way.is_to_shop else FROM_PLATFORM, back)
