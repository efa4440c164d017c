"""Money came that fits no open payment: an operator must look."""

from marketplace.core.events import after_commit
from marketplace.notifications.queries import operator_recipients
from marketplace.notifications.services import notify
from marketplace.notifications.shape import Message
from marketplace.payments.events import StrayMoneyCame

plug = Message("stray_money")


@after_commit(StrayMoneyCame)
def tell_the_operators(event: StrayMoneyCame) -> None:
    """Tell the operators."""
    notify(plug.code, f"bank_notice:{event.bank_notice_id}", operator_recipients(), {}, "/staff/money/stray")
