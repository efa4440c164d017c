"""Who may say that money came, and who may send it back. Officers of the Union never may (decision 3)."""

from marketplace.core.actors import OPERATOR, SELLER, SYSTEM, Actor
from marketplace.orders.models import ShopOrder
from marketplace.payments.models import BankTransaction, Payment, Refund
from marketplace.shops.queries import list_memberships
from marketplace.shops.roles import MONEY_ROLES


def is_payee(by: Actor, payee_shop_id: int | None) -> bool:
    """Whether someone acts for whoever receives the money: the shop's owner or accountant, or the operator."""
    if payee_shop_id is None:
        return by.kind == OPERATOR
    if by.kind != SELLER or by.person_id is None:
        return False
    mine = list_memberships(by.person_id)
    return any(place.shop_id == payee_shop_id and place.role in MONEY_ROLES for place in mine)


def can_confirm_transfer(by: Actor, payment: Payment) -> bool:
    """Only the payee vouches that a transfer arrived."""
    return is_payee(by, payment.payee_shop_id)


def can_collect_cash(by: Actor, shop_id: int) -> bool:
    """Anyone of the shop's team may take the cash at the door."""
    if by.kind != SELLER or by.person_id is None:
        return False
    return any(place.shop_id == shop_id for place in list_memberships(by.person_id))


def can_settle(by: Actor, notice: BankTransaction) -> bool:
    """A bank line is proof by itself: its payee or the operator may say what it was for."""
    return by.kind == OPERATOR or (notice.payee_shop_id is not None and is_payee(by, notice.payee_shop_id))


def can_refund(by: Actor, shop_order: ShopOrder) -> bool:
    """The shop's owner or accountant may give money back, the operator, and the system where a rule says so."""
    return by.kind in (OPERATOR, SYSTEM) or is_payee(by, shop_order.shop_id)


def can_send_refund(by: Actor, refund: Refund) -> bool:
    """Whoever has the money sends it back."""
    return is_payee(by, refund.payment.payee_shop_id)
