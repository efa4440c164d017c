"""What a seller recorded of an order by mistake, and takes back: sent, refused, delivered, its cash collected (8.9)."""

from collections.abc import Callable
from datetime import datetime

from flask import Response, flash, url_for
from flask_babel import gettext as _

from marketplace.core.transactions import transaction
from marketplace.orders.errors import CannotWithdraw
from marketplace.orders.models import ShopOrder
from marketplace.orders.policies import step_withdrawable_until, why_step_stands, withdrawable_until
from marketplace.orders.queries import lock_shop_order
from marketplace.orders.services import fulfilment
from marketplace.orders.states import DELIVERED, REFUSED, SHIPPED
from marketplace.payments.policies import why_cash_stands, why_delivery_stands
from marketplace.payments.services import withdrawing
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.visitor import current_shop, seller_actor
from marketplace.web.words.money import stands_words

STEPS = {"sending": SHIPPED, "refusal": REFUSED}  # which state of the order each of them unsays


def withdrawable(part: ShopOrder) -> dict[str, datetime]:
    """What of an order its seller may take back as recorded by mistake, and until when."""
    found = {
        what: step_withdrawable_until(part)
        for what, state in STEPS.items()
        if part.status == state and not why_step_stands(part, state)
    }
    if part.delivered_at and not why_delivery_stands(part):
        found["delivery"] = withdrawable_until(part.delivered_at)
    if part.paid_at and part.status == DELIVERED and not why_cash_stands(part):
        found["cash"] = withdrawable_until(part.paid_at)
    return found


def sending(number: str) -> Response:
    """The parcel was not sent: the shop has it."""
    return _take_back(number, fulfilment.withdraw_sending, _("Đã sửa lại: hàng chưa gửi đi."))


def refusal(number: str) -> Response:
    """The parcel was not refused: it is under way."""
    return _take_back(number, fulfilment.withdraw_refusal, _("Đã sửa lại: hàng vẫn đang giao."))


def delivery(number: str) -> Response:
    """The parcel was not delivered, and its cash was not collected."""
    done = _("Đã sửa lại: đơn chưa giao. Giao xong thì chị bấm “Đã giao”.")
    return _take_back(number, withdrawing.withdraw_delivery, done)


def cash(number: str) -> Response:
    """The parcel was delivered, but its cash was not collected."""
    return _take_back(number, withdrawing.withdraw_cash, _("Đã sửa lại: chưa thu tiền. Thu xong thì chị bấm “Đã thu”."))


def _take_back(number: str, act: Callable[..., None], done: str) -> Response:
    try:
        with transaction():
            act(lock_shop_order(number, shop=current_shop()), by=seller_actor())
        flash(done, "success")
    except CannotWithdraw as refused:
        flash(stands_words(refused.why), "warning")
    return see_other(url_for("seller.orders.show", number=number))
