"""What of a shop's sums is not simply hers: money to give back, postage she will pay, sums that customers dispute."""

from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from marketplace.core.db import session
from marketplace.ledger.accounts import HELD_BY_SELLER
from marketplace.orders.models import ShopOrder
from marketplace.orders.states import MONEY_CAME_STATES
from marketplace.payments.models import PaymentPart, ProviderTask, Refund, RefundLine
from marketplace.payments.provider_tasks import DISPUTE, is_dispute_running
from marketplace.payments.registries import METHODS
from marketplace.payments.states import SENT, UNFINISHED_STATES


def to_give_back_dong(shop_id: int) -> tuple[int, int]:
    """What a shop has of customers' money that refunds take back: (to send, sent and not confirmed yet)."""
    wanted = select(Refund).join(Refund.shop_order).options(joinedload(Refund.payment))
    wanted = wanted.where(ShopOrder.shop_id == shop_id, Refund.status.in_(UNFINISHED_STATES))
    held = [refund for refund in session.scalars(wanted) if _is_held_by_seller(refund)]
    sent_dong = sum(refund.amount_dong for refund in held if refund.status == SENT)
    return sum(refund.amount_dong for refund in held) - sent_dong, sent_dong


def postage_dong(shop_id: int) -> int:
    """What came for the shipping of a shop's orders, less what refunds took back of it: it is for the carrier."""
    came = select(func.sum(ShopOrder.shipping_dong + ShopOrder.shipping_subsidy_dong))
    came = came.where(ShopOrder.shop_id == shop_id, ShopOrder.money_status.in_(MONEY_CAME_STATES))
    back = select(func.sum(RefundLine.amount_dong + RefundLine.subsidy_dong)).join(Refund).join(Refund.shop_order)
    back = back.where(ShopOrder.shop_id == shop_id, RefundLine.order_line_id.is_(None))
    return _sum(came) - _sum(back)


def disputed_dong(shop_id: int) -> int:
    """What customers ask of their banks for a shop's orders, undecided."""
    rows = (
        select(PaymentPart.amount_dong, ProviderTask)
        .join(ProviderTask, ProviderTask.payment_id == PaymentPart.payment_id)
        .join(ShopOrder, ShopOrder.id == PaymentPart.shop_order_id)
        .where(ShopOrder.shop_id == shop_id, ProviderTask.kind == DISPUTE)
    )
    found = session.execute(rows).all()
    return sum(min(amount, task.amount_dong) for amount, task in found if is_dispute_running(task.detail))


def _is_held_by_seller(refund: Refund) -> bool:
    return METHODS.get(refund.payment.method).received_account(refund.payment) == HELD_BY_SELLER


def _sum(statement: Select[Any]) -> int:
    return int(session.scalar(statement) or 0)
