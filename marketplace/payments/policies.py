"""Who may confirm receipt of money, who may refund it, and what keeps that which was recorded at the door.

Officers of the Union may neither confirm nor refund (decision 3).
"""

from datetime import datetime

from marketplace.core.actors import OPERATOR, SELLER, SYSTEM, Actor
from marketplace.core.clock import now
from marketplace.orders.models import SAID_BY_SELLER, ShopOrder
from marketplace.orders.policies import NOT_HER_WORD, NOT_THERE, TOO_LATE, withdrawable_until
from marketplace.orders.states import DELIVERED, UNPAID
from marketplace.payments.models import BankTransaction, Payment, Refund
from marketplace.payments.queries.payments import find_cash_that_paid
from marketplace.payments.queries.provider_tasks import disputed
from marketplace.payments.queries.refunds import is_refunded_since
from marketplace.shops.queries import list_memberships
from marketplace.shops.roles import MONEY_ROLES

GOES_BACK, IS_DISPUTED = (  # why a delivery, or cash, cannot be taken back: more than orders.policies knows
    "goes_back",  # money was asked back since
    "is_disputed",  # the customer asks her bank for the money
)


def is_payee(by: Actor, payee_shop_id: int | None) -> bool:
    """Whether an actor acts for the payee: the shop's owner or accountant, or the operator for the platform."""
    if payee_shop_id is None:
        return by.kind == OPERATOR
    if by.kind != SELLER or by.person_id is None:
        return False
    mine = list_memberships(by.person_id)
    return any(place.shop_id == payee_shop_id and place.role in MONEY_ROLES for place in mine)


def can_confirm_transfer(by: Actor, payment: Payment) -> bool:
    """Whether an actor may confirm that a transfer arrived: only the payee."""
    return is_payee(by, payment.payee_shop_id)


def can_collect_cash(by: Actor, shop_id: int) -> bool:
    """Whether an actor may record cash taken at the door: any member of the shop."""
    if by.kind != SELLER or by.person_id is None:
        return False
    return any(place.shop_id == shop_id for place in list_memberships(by.person_id))


def can_settle(by: Actor, deposit: BankTransaction) -> bool:
    """Whether an actor may say what a deposit was for: its payee, or the operator."""
    return by.kind == OPERATOR or (deposit.payee_shop_id is not None and is_payee(by, deposit.payee_shop_id))


def can_refund(by: Actor, shop_order: ShopOrder) -> bool:
    """Whether an actor may refund: the shop's owner or accountant, the operator, or the system by rule."""
    return by.kind in (OPERATOR, SYSTEM) or is_payee(by, shop_order.shop_id)


def can_send_refund(by: Actor, refund: Refund) -> bool:
    """Whether an actor may record the transfer of a refund: only the holder of the money."""
    return is_payee(by, refund.payment.payee_shop_id)


def why_delivery_stands(shop_order: ShopOrder) -> str:
    """What keeps a delivery that the shop recorded, as a code; «» while the shop may take it back."""
    if shop_order.status != DELIVERED or shop_order.delivered_at is None:
        return NOT_THERE
    if shop_order.delivery_confidence != SAID_BY_SELLER:
        return NOT_HER_WORD
    if now() >= withdrawable_until(shop_order.delivered_at):
        return TOO_LATE
    return _what_builds_on_it(shop_order, shop_order.delivered_at)


def why_cash_stands(shop_order: ShopOrder) -> str:
    """What keeps cash that the shop recorded as collected, as a code; «» while the shop may take it back."""
    if shop_order.money_status == UNPAID or shop_order.paid_at is None:
        return NOT_THERE
    if now() >= withdrawable_until(shop_order.paid_at):
        return TOO_LATE
    if find_cash_that_paid(shop_order.id) is None:
        return NOT_THERE
    return _what_builds_on_it(shop_order, shop_order.paid_at)


def _what_builds_on_it(shop_order: ShopOrder, recorded_at: datetime) -> str:
    if is_refunded_since(shop_order.id, recorded_at):
        return GOES_BACK
    return IS_DISPUTED if disputed([shop_order.id]) else ""
