"""What a shop recorded at the door by mistake is taken back: a delivery with its cash, or the cash alone.

Nothing is deleted. The sale stands in the book with its reversal; the payment that brought nothing is cancelled, and
another one asks for the cash. So what is recorded once more is a new sale, counted once. Whether it can be taken back
at all says `payments.policies`.
"""

from marketplace.audit.services import record
from marketplace.core.actors import Actor
from marketplace.core.clock import now
from marketplace.core.errors import require
from marketplace.core.events import publish
from marketplace.orders.errors import CannotWithdraw
from marketplace.orders.models import ShopOrder
from marketplace.orders.services import fulfilment
from marketplace.orders.services.money import mark_unpaid
from marketplace.payments.events import CashWithdrawn
from marketplace.payments.models import Payment
from marketplace.payments.policies import can_collect_cash, why_cash_stands, why_delivery_stands
from marketplace.payments.queries.order_money import money_facts
from marketplace.payments.queries.payments import find_cash_that_paid, lock_payment_row
from marketplace.payments.services.bookings import unbook_sale
from marketplace.payments.services.opening import ask_anew
from marketplace.payments.states import CANCELLED


def withdraw_delivery(shop_order: ShopOrder, *, by: Actor) -> None:
    """The parcel was not delivered after all, and cash that was recorded at the door was not collected.

    Money that came otherwise stays. The caller has the shop order locked. NotAllowed, CannotWithdraw.
    """
    require(can_collect_cash(by, shop_order.shop_id))
    _require_nothing(why_delivery_stands(shop_order))
    fulfilment.withdraw_delivery(shop_order, by=by)
    cash = find_cash_that_paid(shop_order.id)
    if cash is not None:
        _withdraw(cash, shop_order, by)


def withdraw_cash(shop_order: ShopOrder, *, by: Actor) -> None:
    """The parcel was delivered, but its cash was not collected. The caller has the shop order locked.

    NotAllowed, CannotWithdraw.
    """
    require(can_collect_cash(by, shop_order.shop_id))
    _require_nothing(why_cash_stands(shop_order))
    cash = find_cash_that_paid(shop_order.id)
    if cash is not None:
        _withdraw(cash, shop_order, by)


def _require_nothing(why: str) -> None:
    if why:
        raise CannotWithdraw(why=why)


def _withdraw(cash: Payment, shop_order: ShopOrder, by: Actor) -> None:
    payment = lock_payment_row(cash.id)
    record("payment.cash_withdrawn", "shop_order", shop_order.id, by=by, details={"dong": payment.amount_dong})
    payment.move_to(CANCELLED, by=by)
    payment.ended_at = now()
    for part in payment.parts:
        unbook_sale(part, note="recorded by mistake")
        part.pays_order = None
    mark_unpaid(shop_order, money_facts([shop_order.id])[shop_order.id], by=by)
    ask_anew(payment)
    publish(CashWithdrawn(payment.id, shop_order.id))
