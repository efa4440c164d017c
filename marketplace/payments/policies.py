"""Who may confirm receipt of money, and who may refund it. Officers of the Union may do neither (decision 3)."""

from marketplace.core.actors import OPERATOR, SELLER, SYSTEM, Actor
from marketplace.orders.models import ShopOrder
from marketplace.payments.models import BankTransaction, Payment, Refund
from marketplace.shops.queries import list_memberships
from marketplace.shops.roles import MONEY_ROLES


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
